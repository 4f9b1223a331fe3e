"""ExecuteStatement, BatchExecuteStatement, ExecuteTransaction."""

from typing import Any

from tests.conformance.target import Target, Wire, index, refusal, wire


def items(target: Target, statement: str, *parameters: Wire) -> list[Wire]:
    given: Any = {"Parameters": list(parameters)} if parameters else {}
    found: list[Wire] = target.dynamodb.execute_statement(Statement=statement, **given)["Items"]
    return found


def test_statements_write_and_read(target: Target) -> None:
    table = target.create(key="pk:S sk:N")
    for number in (1, 2, 3):
        items(
            target, f"INSERT INTO \"{table}\" VALUE {{'pk': 'a', 'sk': {number}, 'v': ?}}", {"N": f"{number}"}
        )
    assert items(target, f"SELECT sk FROM \"{table}\" WHERE pk = 'a' AND sk > 1") == [
        wire({"sk": 2}),
        wire({"sk": 3}),
    ]
    one = "pk = 'a' AND sk = 1"
    items(target, f'UPDATE "{table}" SET v = v + 10 REMOVE nope WHERE {one}')
    returned = items(target, f'DELETE FROM "{table}" WHERE {one} AND v = 11 RETURNING ALL OLD *')
    assert returned == [wire({"pk": "a", "sk": 1, "v": 11})]
    assert items(target, f'SELECT * FROM "{table}" WHERE {one}') == []


def test_an_index_is_read(target: Target) -> None:
    table = target.create(attributes="g:S", GlobalSecondaryIndexes=[index("by-g", "g")])
    target.put(table, id="a", g="x")
    target.put(table, id="b")
    assert items(target, f'SELECT id FROM "{table}"."by-g" WHERE g = \'x\'') == [wire({"id": "a"})]


def test_errors_have_their_names(target: Target) -> None:
    table = target.create()
    target.put(table, id="a")

    def code(statement: str) -> str:
        return str(refusal(target.dynamodb.execute_statement, Statement=statement)["Code"])

    assert code(f"INSERT INTO \"{table}\" VALUE {{'id': 'a'}}") == "DuplicateItemException"
    assert code(f"UPDATE \"{table}\" SET v = 1 WHERE id = 'b'") == "ConditionalCheckFailedException"
    assert code(f'UPDATE "{table}" SET v = 1 WHERE v = 1') == "ValidationException"
    assert code("SELECT * FROM \"no-such-table\" WHERE id = 'a'") == "ResourceNotFoundException"
    assert code("SELECTT") == "ValidationException"


def test_a_batch_tells_each_error_in_its_place(target: Target) -> None:
    table = target.create()
    target.put(table, id="a", v=1)
    statements = [
        f"SELECT v FROM \"{table}\" WHERE id = 'a'",
        "SELECT * FROM \"no-such-table\" WHERE id = 'a'",
    ]
    reply = target.dynamodb.batch_execute_statement(Statements=[{"Statement": s} for s in statements])
    assert reply["Responses"][0]["Item"] == wire({"v": 1})
    assert reply["Responses"][1]["Error"]["Code"] == "ResourceNotFound"


def test_a_transaction_is_done_or_not(target: Target) -> None:
    table = target.create()
    target.put(table, id="a")

    def transact(*statements: str) -> Any:
        return {"TransactStatements": [{"Statement": statement} for statement in statements]}

    new, taken = (f"INSERT INTO \"{table}\" VALUE {{'id': '{text}'}}" for text in ("b", "a"))
    error = refusal(target.dynamodb.execute_transaction, **transact(new, taken))
    assert [reason["Code"] for reason in error["CancellationReasons"]] == ["None", "DuplicateItem"]
    assert target.get(table, id="b") is None
    target.dynamodb.execute_transaction(**transact(new, f"UPDATE \"{table}\" SET v = 1 WHERE id = 'a'"))
    assert target.get(table, id="a") == wire({"id": "a", "v": 1})
