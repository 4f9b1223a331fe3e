"""Index keys of several attributes, as CreateTable takes them and as written items must have them."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, index, refusal, table_request

INVALID = "ValidationException: One or more parameter values were invalid: "


def with_index(*key_schema: tuple[str, str], kind: str = "GlobalSecondaryIndexes", **more: str) -> Wire:
    names = dict.fromkeys([name for name, _ in key_schema], "S") | more
    definitions = {"id": "S", "at": "S"} | names
    return table_request("indexed", id="S", at="S") | {
        "AttributeDefinitions": [{"AttributeName": n, "AttributeType": t} for n, t in definitions.items()],
        kind: [index("wide", *key_schema)],
    }


def parts(hashes: int, ranges: int) -> list[tuple[str, str]]:
    return [(f"h{n}", "HASH") for n in range(hashes)] + [(f"r{n}", "RANGE") for n in range(ranges)]


@pytest.mark.parametrize("key_schema", [parts(4, 4), parts(2, 0), parts(1, 4), parts(4, 0), parts(2, 1)])
def test_a_global_index_may_have_up_to_four_of_each(
    engine: Engine, key_schema: list[tuple[str, str]]
) -> None:
    engine.call("CreateTable", with_index(*key_schema))
    table = engine.call("DescribeTable", {"TableName": "indexed"})["Table"]
    [found] = table["GlobalSecondaryIndexes"]
    assert found["KeySchema"] == [{"AttributeName": name, "KeyType": kind} for name, kind in key_schema]


@pytest.mark.parametrize(
    ("key_schema", "message"),
    [
        (parts(5, 0), f"{INVALID}The KeySchema exceeds the maximum allowed number of HASH key attributes"),
        (parts(1, 5), f"{INVALID}The KeySchema exceeds the maximum allowed number of RANGE key attributes"),
        (
            [("h", "HASH"), ("r", "RANGE"), ("h2", "HASH")],
            f"{INVALID}All HASH key attributes must precede RANGE key attributes in the KeySchema",
        ),
        (
            [("h", "HASH"), ("h", "HASH")],
            "ValidationException: The KeySchema contains multiple key attributes with the same name",
        ),
        (
            [("h", "HASH"), ("r", "RANGE"), ("h", "RANGE")],
            "ValidationException: The KeySchema contains multiple key attributes with the same name",
        ),
        (
            [("r", "RANGE"), ("r2", "RANGE"), ("r3", "RANGE")],
            "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
        ),
        (
            [("h", "HASH"), ("h", "RANGE")],
            (
                "ValidationException: Both the Hash Key and the Range Key element in the KeySchema "
                "have the same name"
            ),
        ),
    ],
)
def test_other_keys_of_a_global_index_are_refused(
    engine: Engine, key_schema: list[tuple[str, str]], message: str
) -> None:
    assert refusal(engine, "CreateTable", with_index(*key_schema)) == message


def test_tables_and_local_indexes_have_two_attributes(engine: Engine) -> None:
    local = with_index(("id", "HASH"), ("r", "RANGE"), ("r2", "RANGE"), kind="LocalSecondaryIndexes")
    for request in (
        local,
        table_request("new", id="S") | {"KeySchema": local["LocalSecondaryIndexes"][0]["KeySchema"]},
    ):
        assert refusal(engine, "CreateTable", request).endswith(
            "failed to satisfy constraint: Member must have length less than or equal to 2"
        )
    two = with_index(("id", "HASH"), ("r", "HASH"), kind="LocalSecondaryIndexes")
    assert refusal(engine, "CreateTable", two) == (
        "ValidationException: Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"
    )


@pytest.mark.parametrize("name", ["h0", "h1", "r0", "r1"])
def test_every_index_key_of_an_item_is_checked(engine: Engine, name: str) -> None:
    engine.call("CreateTable", with_index(*parts(2, 2)))
    item: Wire = {"id": {"S": "a"}, "at": {"S": "1"}}
    mismatch = f"{INVALID}Type mismatch for Index Key {name} Expected: S Actual: N IndexName: wide"
    request: Wire = {"TableName": "indexed", "Item": item | {name: {"N": "1"}}}
    assert refusal(engine, "PutItem", request) == mismatch
    writes = {"indexed": [{"PutRequest": {"Item": request["Item"]}}]}
    assert refusal(engine, "BatchWriteItem", {"RequestItems": writes}) == mismatch
    update = {
        "TableName": "indexed",
        "Key": item,
        "UpdateExpression": f"SET {name} = :v",
        "ExpressionAttributeValues": {":v": {"N": "1"}},
    }
    assert refusal(engine, "UpdateItem", update) == mismatch
    empty = {"TableName": "indexed", "Item": item | {name: {"S": ""}}}
    assert refusal(engine, "PutItem", empty).endswith(
        f"empty string value. IndexName: wide, IndexKey: {name}"
    )
    engine.call("PutItem", {"TableName": "indexed", "Item": item | {name: {"S": "x"}}})
