"""What a write costs its indexes: what changes of what they hold."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, index, table_request

KB = 1024
ITEM: Wire = {"id": {"S": "a"}, "at": {"S": "1"}}
IN_BOTH: Wire = ITEM | {"g": {"S": "x"}, "l": {"S": "y"}, "kept": {"S": "k"}}


def large(name: str, kilobytes: int) -> Wire:
    return {name: {"S": "x" * (kilobytes * KB - 100)}}


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """With a table: a local index of all attributes on `l`, a global one on `g` that has `kept` besides."""
    attributes = ("id", "at", "l", "g")
    by_g = index("by-g", ("g", "HASH")) | {
        "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["kept"]}
    }
    request = table_request("costly", id="S", at="S") | {
        "AttributeDefinitions": [{"AttributeName": a, "AttributeType": "S"} for a in attributes],
        "LocalSecondaryIndexes": [index("by-l", ("id", "HASH"), ("l", "RANGE"))],
        "GlobalSecondaryIndexes": [by_g],
    }
    engine.call("CreateTable", request)
    return engine


def put(engine: Engine, item: Wire, capacity: str = "INDEXES", **parameters: Any) -> Wire:
    request = {"TableName": "costly", "Item": item, "ReturnConsumedCapacity": capacity, **parameters}
    consumed: Wire = engine.call("PutItem", request)["ConsumedCapacity"]
    return consumed


def cost(table: float, by_g: float = 0, by_l: float = 0) -> Wire:
    told: Wire = {
        "TableName": "costly",
        "CapacityUnits": float(table + by_g + by_l),
        "Table": {"CapacityUnits": float(table)},
    }
    if by_g:
        told["GlobalSecondaryIndexes"] = {"by-g": {"CapacityUnits": float(by_g)}}
    if by_l:
        told["LocalSecondaryIndexes"] = {"by-l": {"CapacityUnits": float(by_l)}}
    return told


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, ITEM, cost(1)),
        (None, IN_BOTH, cost(1, 1, 1)),
        (None, IN_BOTH | large("other", 3), cost(3, 1, 3)),
        (None, IN_BOTH | large("kept", 3), cost(3, 3, 3)),
        (IN_BOTH, IN_BOTH, cost(1)),
        (IN_BOTH, ITEM, cost(1, 1, 1)),
        (IN_BOTH, IN_BOTH | {"other": {"N": "1"}}, cost(1, 0, 1)),
        (IN_BOTH, IN_BOTH | {"kept": {"S": "K"}}, cost(1, 1, 1)),
        (IN_BOTH, IN_BOTH | {"g": {"S": "z"}}, cost(1, 2, 1)),
        (IN_BOTH | large("kept", 3), IN_BOTH, cost(3, 3, 3)),
        (IN_BOTH | large("kept", 3), IN_BOTH | {"g": {"S": "z"}}, cost(3, 4, 3)),
        (
            IN_BOTH | {"kept": {"SS": ["x", "y"]}},
            IN_BOTH | {"kept": {"SS": ["y", "x"]}},
            cost(1),
        ),
    ],
)
def test_what_changes_of_an_index_costs(
    engine: Engine, before: Wire | None, after: Wire, expected: Wire
) -> None:
    if before:
        put(engine, before)
    assert put(engine, after) == expected


def test_the_total_has_the_indexes_in_it(engine: Engine) -> None:
    assert put(engine, IN_BOTH, "TOTAL") == {"TableName": "costly", "CapacityUnits": 3.0}


def test_updates_and_deletes_cost_the_indexes_too(engine: Engine) -> None:
    put(engine, IN_BOTH)
    request: Wire = {"TableName": "costly", "Key": ITEM, "ReturnConsumedCapacity": "INDEXES"}
    change = {"UpdateExpression": "SET g = :g", "ExpressionAttributeValues": {":g": {"S": "z"}}}
    assert engine.call("UpdateItem", request | change)["ConsumedCapacity"] == cost(1, 2, 1)
    assert engine.call("DeleteItem", request)["ConsumedCapacity"] == cost(1, 1, 1)
    assert engine.call("DeleteItem", request)["ConsumedCapacity"] == cost(1)


def test_a_batch_adds_up(engine: Engine) -> None:
    writes = [
        {"PutRequest": {"Item": IN_BOTH}},
        {"PutRequest": {"Item": IN_BOTH | {"at": {"S": "2"}}}},
        {"DeleteRequest": {"Key": ITEM | {"at": {"S": "3"}}}},
    ]
    request = {"RequestItems": {"costly": writes}, "ReturnConsumedCapacity": "INDEXES"}
    assert engine.call("BatchWriteItem", request)["ConsumedCapacity"] == [cost(3, 2, 2)]


def test_a_transaction_doubles_the_cost_of_the_table_alone(engine: Engine) -> None:
    put(engine, IN_BOTH | {"at": {"S": "2"}} | large("other", 3))
    actions = [
        {"Put": {"TableName": "costly", "Item": IN_BOTH}},
        {"Delete": {"TableName": "costly", "Key": ITEM | {"at": {"S": "2"}}}},
    ]
    request = {"TransactItems": actions, "ReturnConsumedCapacity": "INDEXES"}

    def both(units: float) -> Wire:
        return {"CapacityUnits": units, "WriteCapacityUnits": units}

    assert engine.call("TransactWriteItems", request)["ConsumedCapacity"] == [
        {
            "TableName": "costly",
            **both(14.0),
            "Table": both(8.0),
            "GlobalSecondaryIndexes": {"by-g": both(2.0)},
            "LocalSecondaryIndexes": {"by-l": both(4.0)},
        }
    ]
