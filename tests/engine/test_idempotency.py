"""A transaction with a token is done once, whoever sends it again within ten minutes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import IdempotentParameterMismatchException
from tests.engine.support import Wire, cancellation, create_table, get, transact_put, transact_update, values


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    engine = Engine.open(tmp_path / "items.db", clock=clock)
    create_table(engine, "plain", id="S")
    engine.close()
    return tmp_path / "items.db"


@pytest.fixture
def engine(path: Path, clock: Clock) -> Iterator[Engine]:
    opened = Engine.open(path, clock=clock)
    yield opened
    opened.close()


def add_one(**parameters: str) -> Wire:
    update = transact_update("a", "ADD n :one", **values(one={"N": "1"}))
    return {"TransactItems": [update], "ClientRequestToken": "t", **parameters}


def mismatch(engine: Engine, request: Wire) -> None:
    with pytest.raises(IdempotentParameterMismatchException):
        engine.call("TransactWriteItems", request)


def count(engine: Engine) -> str:
    item = get(engine)
    assert item is not None
    return str(item["n"]["N"])


def test_the_same_request_is_done_once(engine: Engine, path: Path, clock: Clock) -> None:
    assert engine.call("TransactWriteItems", add_one()) == {}
    assert engine.call("TransactWriteItems", add_one()) == {}
    other = Engine.open(path, clock=clock)
    assert other.call("TransactWriteItems", add_one()) == {}
    other.close()
    assert count(engine) == "1"


def test_neither_order_nor_what_is_returned_counts(engine: Engine) -> None:
    engine.call("TransactWriteItems", add_one())
    request = add_one(ReturnConsumedCapacity="TOTAL", ReturnItemCollectionMetrics="SIZE")
    update = request["TransactItems"][0]["Update"]
    request["TransactItems"] = [{"Update": dict(reversed(update.items())) | {"ConditionExpression": None}}]
    assert engine.call("TransactWriteItems", request) == {
        "ConsumedCapacity": [{"TableName": "plain", "CapacityUnits": 2.0, "ReadCapacityUnits": 2.0}]
    }
    assert count(engine) == "1"


def test_done_again_it_costs_what_reading_the_items_costs(engine: Engine) -> None:
    large = {"v": {"S": "x" * 9000}}
    engine.call("TransactWriteItems", {"TransactItems": [transact_put("a", **large)]})
    delete = {"Delete": {"TableName": "plain", "Key": {"id": {"S": "a"}}}}
    request = {"TransactItems": [delete], "ClientRequestToken": "t", "ReturnConsumedCapacity": "INDEXES"}
    units = {"CapacityUnits": 18.0, "WriteCapacityUnits": 18.0}
    again = {"CapacityUnits": 6.0, "ReadCapacityUnits": 6.0}
    for expected in (units, again):
        reply = engine.call("TransactWriteItems", request)
        assert reply["ConsumedCapacity"] == [{"TableName": "plain", **expected, "Table": expected}]


def test_another_request_under_the_token_is_refused(engine: Engine) -> None:
    engine.call("TransactWriteItems", add_one())
    mismatch(engine, {"TransactItems": [transact_put("a")], "ClientRequestToken": "t"})
    mismatch(engine, add_one() | {"TransactItems": [transact_put("b"), *add_one()["TransactItems"]]})
    engine.call("TransactWriteItems", add_one(ClientRequestToken="other"))
    assert count(engine) == "2"


def test_a_token_is_forgotten_after_ten_minutes(engine: Engine, path: Path, clock: Clock) -> None:
    engine.call("TransactWriteItems", add_one())
    clock.now += 599.9
    engine.call("TransactWriteItems", add_one())
    assert count(engine) == "1"
    clock.now += 0.1
    engine.call("TransactWriteItems", add_one())
    assert count(engine) == "2"
    clock.now += 600
    engine.call("TransactWriteItems", add_one(ClientRequestToken="other"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT token FROM tokens").fetchall() == [("other",)]


def test_what_was_cancelled_leaves_its_token_free(engine: Engine) -> None:
    checked = transact_update(
        "a", "ADD n :one", ConditionExpression="attribute_exists(id)", **values(one={"N": "1"})
    )
    request: Wire = {"TransactItems": [checked], "ClientRequestToken": "t"}
    cancellation(engine, "TransactWriteItems", request)
    engine.call("TransactWriteItems", add_one())
    assert count(engine) == "1"
