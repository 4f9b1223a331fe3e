"""PartiQL, all statements or none."""

from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import (
    IdempotentParameterMismatchException,
    ResourceNotFoundException,
    ServiceError,
    TransactionCanceledException,
)
from tests.engine.partiql_support import create_pokemons, stored
from tests.engine.support import Wire

INSERT = "INSERT INTO pokemons VALUE {'trainer': 'brock', 'nr': 1}"
UPDATE = "UPDATE pokemons SET level = 43 WHERE trainer = 'ash' AND nr = 1"
READ = "SELECT * FROM pokemons WHERE trainer = 'ash' AND nr = "


@pytest.fixture
def engine() -> Iterator[Engine]:
    now = [1_700_000_000.0]
    engine = Engine.open(None, clock=lambda: now[0])
    create_pokemons(engine)
    yield engine
    engine.close()


def transact(engine: Engine, *statements: str, **settings: Any) -> Wire:
    members = [{"Statement": statement} for statement in statements]
    return engine.call("ExecuteTransaction", {"TransactStatements": members, **settings})


def refusal(engine: Engine, *statements: str) -> str:
    with pytest.raises(ServiceError) as caught:
        transact(engine, *statements)
    return f"{caught.value.name}: {caught.value.message}"


def reasons(engine: Engine, *statements: str) -> list[Wire]:
    with pytest.raises(TransactionCanceledException) as caught:
        transact(engine, *statements)
    return caught.value.reasons


def test_writes_are_done_together(engine: Engine) -> None:
    delete = "DELETE FROM pokemons WHERE trainer = 'ash' AND nr = 2"
    assert transact(engine, INSERT, UPDATE, delete) == {"Responses": []}
    assert stored(engine, "brock", 1) is not None
    assert (stored(engine, "ash", 1) or {})["level"] == {"N": "43"}
    assert stored(engine, "ash", 2) is None


def test_what_is_to_blame_is_told_and_nothing_is_done(engine: Engine) -> None:
    taken = "INSERT INTO pokemons VALUE {'trainer': 'ash', 'nr': 2}"
    absent = "UPDATE pokemons SET level = 1 WHERE trainer = 'ash' AND nr = 9"
    assert reasons(engine, INSERT, taken, absent) == [
        {"Code": "None"},
        {"Code": "DuplicateItem", "Message": "Duplicate primary key exists in table"},
        {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
    ]
    assert stored(engine, "brock", 1) is None


def test_exists_checks_an_item(engine: Engine) -> None:
    holds = "EXISTS(SELECT * FROM pokemons WHERE trainer = 'ash' AND nr = 2 AND level > 50)"
    assert transact(engine, INSERT, holds) == {"Responses": []}
    fails = "exists(SELECT * FROM pokemons WHERE trainer = 'ash' AND nr = 3 AND level IS MISSING)"
    other = "DELETE FROM pokemons WHERE trainer = 'brock' AND nr = 1"
    assert [reason["Code"] for reason in reasons(engine, other, fails)] == ["None", "ConditionalCheckFailed"]
    assert stored(engine, "brock", 1) is not None
    whole = "ValidationException: Where clause does not contain a mandatory equality on all key attributes"
    assert refusal(engine, "EXISTS(SELECT * FROM pokemons WHERE trainer = 'ash')") == whole
    assert refusal(engine, "EXISTS(SELECT * FROM pokemons)") == whole


def test_reads_are_of_one_moment(engine: Engine) -> None:
    one = "SELECT species FROM pokemons WHERE trainer = 'ash' AND nr = 1"
    reply = transact(engine, one, f"{READ}9", f"{READ}3 AND level = 1", ReturnConsumedCapacity="TOTAL")
    assert reply["Responses"] == [{"Item": {"species": {"S": "pikachu"}}}, {}, {}]
    [capacity] = reply["ConsumedCapacity"]
    assert (capacity["CapacityUnits"], capacity["ReadCapacityUnits"]) == (6.0, 6.0)


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        (
            [INSERT, f"{READ}1"],
            "ExecuteTransaction API does not support both read and write operations in the same request.",
        ),
        ([UPDATE, UPDATE], "Transaction request cannot include multiple operations on one item"),
        ([f"{READ}1", f"{READ}1.0"], "Transaction request cannot include multiple operations on one item"),
        (
            ["SELECT * FROM pokemons WHERE trainer = 'ash'"],
            "Where clause does not contain a mandatory equality on all key attributes",
        ),
        (
            [INSERT, f"{UPDATE} RETURNING ALL NEW *"],
            (
                "Validation failed in TransactStatements[1]: "
                "RETURNING clause is not supported in ExecuteTransaction."
            ),
        ),
        (
            ["SELECT * FROM pokemons.\"by-level\" WHERE trainer = 'ash'"],
            (
                "Validation failed in TransactStatements[0]: "
                "Reads on indices are not supported within transactions."
            ),
        ),
        (["MAKE coffee"], "Statement wasn't well formed, can't be processed: Expected data manipulation"),
    ],
)
def test_what_is_wrong_is_told(engine: Engine, statements: list[str], message: str) -> None:
    assert refusal(engine, *statements) == f"ValidationException: {message}"


def test_there_are_1_to_100_statements(engine: Engine) -> None:
    assert "at 'transactStatements' failed to satisfy constraint: Member must have length greater" in refusal(
        engine
    )
    reads = [f"{READ}{number}" for number in range(101)]
    assert len(transact(engine, *reads[:100])["Responses"]) == 100
    assert "Member must have length less than or equal to 100" in refusal(engine, *reads)


def test_a_token_stands_for_one_transaction(engine: Engine) -> None:
    for _ in range(2):
        assert transact(engine, INSERT, ClientRequestToken="once") == {"Responses": []}
    with pytest.raises(IdempotentParameterMismatchException):
        transact(engine, UPDATE, ClientRequestToken="once")


def test_every_table_must_be_there(engine: Engine) -> None:
    with pytest.raises(ResourceNotFoundException):
        transact(engine, INSERT, "DELETE FROM nope WHERE a = 1")
    assert stored(engine, "brock", 1) is None
