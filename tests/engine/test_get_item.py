"""GetItem: keys, projections, capacity."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, get, put, refusal

ITEM: Wire = {
    "id": {"S": "a"},
    "l": {"L": [{"S": "p"}, {"S": "q"}, {"M": {"z": {"S": "x"}, "y": {"N": "1"}}}]},
    "m": {"M": {"k": {"N": "5"}, "j": {"L": [{"S": "a"}, {"N": "1"}]}}},
    "s": {"S": "text"},
}


@pytest.mark.parametrize(
    ("projection", "item"),
    [
        ("s, id", {"s": ITEM["s"], "id": ITEM["id"]}),
        ("l[2], l[0]", {"l": {"L": [{"S": "p"}, ITEM["l"]["L"][2]]}}),
        ("l[2].z", {"l": {"L": [{"M": {"z": {"S": "x"}}}]}}),
        ("m.j[1], m.k", {"m": {"M": {"k": {"N": "5"}, "j": {"L": [{"N": "1"}]}}}}),
        ("gone, l[9], s.x, m.k.x", {}),
    ],
)
def test_a_projection_names_parts(engine: Engine, projection: str, item: Wire) -> None:
    put(engine, ITEM)
    assert get(engine, ProjectionExpression=projection) == item


def test_a_missing_item_gives_no_item(engine: Engine) -> None:
    request = {"TableName": "plain", "Key": {"id": {"S": "a"}}, "ProjectionExpression": "s"}
    assert engine.call("GetItem", request) == {}


def test_a_parameter_of_none_is_as_if_not_given(engine: Engine) -> None:
    put(engine, ITEM, ReturnValues=None, ReturnConsumedCapacity=None, ConditionExpression=None)
    assert get(engine, ProjectionExpression=None, ExpressionAttributeNames=None) == ITEM


def test_keys_are_equal_by_value(engine: Engine) -> None:
    item = {"id": {"S": "a"}, "at": {"N": "1.50"}}
    engine.call("PutItem", {"TableName": "sorted", "Item": item})
    reply = engine.call("GetItem", {"TableName": "sorted", "Key": {"id": {"S": "a"}, "at": {"N": "15e-1"}}})
    assert reply == {"Item": {"id": {"S": "a"}, "at": {"N": "1.5"}}}


@pytest.mark.parametrize(
    "key",
    [
        {},
        {"id": {"S": "a"}},
        {"id": {"S": "a"}, "at": {"S": "1"}},
        {"id": {"S": "a"}, "other": {"N": "1"}},
        {"id": {"S": "a"}, "at": {"N": "1"}, "more": {"S": "x"}},
    ],
)
def test_a_key_must_match_the_schema(engine: Engine, key: Wire) -> None:
    assert refusal(engine, "GetItem", {"TableName": "sorted", "Key": key}) == (
        "ValidationException: The provided key element does not match the schema"
    )


@pytest.mark.parametrize(
    ("projection", "message"),
    [
        ("", "Invalid ProjectionExpression: The expression can not be empty;"),
        (
            "status",
            "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: status",
        ),
        (
            "m, m.k",
            (
                "Invalid ProjectionExpression: Two document paths overlap with each other; "
                "must remove or rewrite one of these paths; path one: [m], path two: [m, k]"
            ),
        ),
        (
            "id.x",
            (
                "Key attributes must be scalars; list random access '[]' and map lookup '.' "
                "are not allowed: Key: id"
            ),
        ),
    ],
)
def test_a_faulty_projection_is_refused(engine: Engine, projection: str, message: str) -> None:
    request = {"TableName": "plain", "Key": {"id": {"S": "a"}}, "ProjectionExpression": projection}
    assert refusal(engine, "GetItem", request) == f"ValidationException: {message}"


def test_a_read_costs_by_its_size(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}, "v": {"S": "x" * 5000}})
    request: Wire = {"TableName": "plain", "Key": {"id": {"S": "a"}}, "ReturnConsumedCapacity": "TOTAL"}
    eventual = engine.call("GetItem", request)["ConsumedCapacity"]
    strong = engine.call("GetItem", request | {"ConsistentRead": True})["ConsumedCapacity"]
    assert (eventual["CapacityUnits"], strong["CapacityUnits"]) == (1.0, 2.0)
