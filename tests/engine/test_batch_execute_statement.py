"""PartiQL, many statements at a time, each for itself."""

from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ServiceError
from tests.engine.partiql_support import create_pokemons, stored, wire
from tests.engine.support import Wire

READ = "SELECT species FROM pokemons WHERE trainer = 'ash' AND nr = "


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    create_pokemons(engine)
    yield engine
    engine.close()


def batch(engine: Engine, *statements: str | tuple[str, list[Any]], **settings: Any) -> Wire:
    members = [
        {"Statement": s} if isinstance(s, str) else {"Statement": s[0], "Parameters": [wire(p) for p in s[1]]}
        for s in statements
    ]
    return engine.call("BatchExecuteStatement", {"Statements": members, **settings})


def refusal(engine: Engine, *statements: str) -> str:
    with pytest.raises(ServiceError) as caught:
        batch(engine, *statements)
    return f"{caught.value.name}: {caught.value.message}"


def test_reads_are_answered_in_order(engine: Engine) -> None:
    parameters = ("SELECT * FROM pokemons WHERE trainer = ? AND nr = ? AND level > 50", ["ash", 3])
    assert batch(engine, f"{READ}1", f"{READ}9", parameters)["Responses"] == [
        {"TableName": "pokemons", "Item": {"species": {"S": "pikachu"}}},
        {"TableName": "pokemons"},
        {"TableName": "pokemons"},
    ]


def test_what_fails_is_told_in_its_place_and_the_rest_is_done(engine: Engine) -> None:
    replies = batch(
        engine,
        "INSERT INTO pokemons VALUE {'trainer': 'brock', 'nr': 1}",
        "INSERT INTO pokemons VALUE {'trainer': 'ash', 'nr': 1}",
        "UPDATE pokemons SET level = 1 WHERE trainer = 'ash' AND nr = 9",
        "DELETE FROM pokemons WHERE trainer = 'ash' AND nr = 2 RETURNING ALL OLD *",
        "INSERT INTO nope VALUE {'a': 1}",
        "UPDATE pokemons SET level = 1 WHERE trainer = 'ash'",
        "MAKE coffee",
    )["Responses"]
    assert stored(engine, "brock", 1) is not None
    assert [reply.get("Error", {}).get("Code") for reply in replies] == [
        None,
        "DuplicateItem",
        "ConditionalCheckFailed",
        None,
        "ResourceNotFound",
        "ValidationError",
        "ValidationError",
    ]
    assert replies[0] == {"TableName": "pokemons"}
    assert replies[1] == {
        "TableName": "pokemons",
        "Error": {"Code": "DuplicateItem", "Message": "Duplicate primary key exists in table"},
    }
    assert replies[3]["Item"]["species"] == {"S": "mew"}
    assert "TableName" not in replies[5]


def test_the_item_of_a_failed_condition_comes_where_it_is_asked_for(engine: Engine) -> None:
    statement = "UPDATE pokemons SET a = 1 WHERE trainer = 'ash' AND nr = 3 AND level = 1"
    member = {"Statement": statement, "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    [reply] = engine.call("BatchExecuteStatement", {"Statements": [member]})["Responses"]
    assert reply["Error"]["Item"]["level"] == {"N": "5"}


def test_a_read_must_be_of_one_item(engine: Engine) -> None:
    message = (
        "Select statements within BatchExecuteStatement must specify the primary key in the where clause."
    )
    replies = batch(
        engine,
        "SELECT * FROM pokemons WHERE trainer = 'ash'",
        "SELECT * FROM pokemons.\"by-level\" WHERE trainer = 'ash' AND nr = 1",
        "SELECT * FROM nope WHERE trainer = 'ash'",
    )["Responses"]
    assert [reply["Error"] for reply in replies] == [
        {"Code": "ValidationError", "Message": message},
        {"Code": "ValidationError", "Message": message},
        {"Code": "ResourceNotFound", "Message": "Requested resource not found"},
    ]


def test_reads_and_writes_do_not_mix(engine: Engine) -> None:
    assert refusal(engine, f"{READ}1", "DELETE FROM pokemons WHERE trainer = 'a' AND nr = 1") == (
        "ValidationException: Read and write requests together in the same batch is not supported."
    )


@pytest.mark.parametrize("second", [f"{READ}1", "SELECT * FROM pokemons WHERE nr = 1.0 AND trainer = 'ash'"])
def test_an_item_may_come_once(engine: Engine, second: str) -> None:
    message = "ValidationException: Provided list of item keys contains duplicates"
    assert refusal(engine, f"{READ}1", second) == message


def test_an_insert_and_a_delete_of_one_item_are_refused(engine: Engine) -> None:
    insert = "INSERT INTO pokemons VALUE {'trainer': 'x', 'nr': 1}"
    assert "duplicates" in refusal(engine, insert, "DELETE FROM pokemons WHERE trainer = 'x' AND nr = 1")


def test_there_are_1_to_25_statements(engine: Engine) -> None:
    where = "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: "
    assert (
        refusal(engine) == f"ValidationException: {where}Member must have length greater than or equal to 1"
    )
    assert len(batch(engine, *[f"{READ}{n}" for n in range(25)])["Responses"]) == 25
    assert "length less than or equal to 25" in refusal(engine, *[f"{READ}{n}" for n in range(26)])


def test_what_it_costs_is_added_up_by_table(engine: Engine) -> None:
    create_pokemons(engine, "others")
    other = "SELECT * FROM others WHERE trainer = 'ash' AND nr = 1"
    reply = batch(engine, f"{READ}1", other, f"{READ}2", ReturnConsumedCapacity="TOTAL")
    assert reply["ConsumedCapacity"] == [
        {"TableName": "pokemons", "CapacityUnits": 1.0},
        {"TableName": "others", "CapacityUnits": 0.5},
    ]


def test_a_faulty_parameter_is_told_in_its_place(engine: Engine) -> None:
    members = [
        {"Statement": f"{READ}1"},
        {"Statement": f"{READ}?", "Parameters": [{"N": "1e99999999999"}]},
    ]
    assert engine.call("BatchExecuteStatement", {"Statements": members})["Responses"] == [
        {"TableName": "pokemons", "Item": {"species": {"S": "pikachu"}}},
        {
            "Error": {
                "Code": "ValidationError",
                "Message": "The parameter cannot be converted to a numeric value: 1e99999999999",
            }
        },
    ]
