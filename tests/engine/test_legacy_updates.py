"""`AttributeUpdates`: updates from before expressions."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, get, key, put, refusal, values

ONE = "ValidationException: 1 validation error detected: "
INVALID = f"{ONE}One or more parameter values were invalid: "
ITEM: Wire = {
    "n": {"N": "1"},
    "s": {"S": "x"},
    "ss": {"SS": ["x", "y"]},
    "l": {"L": [{"N": "1"}]},
}


@pytest.fixture
def stored(engine: Engine) -> Engine:
    put(engine, key("a") | ITEM)
    return engine


def request(updates: Wire, **parameters: Any) -> Wire:
    return {"TableName": "plain", "Key": key("a"), "AttributeUpdates": updates, **parameters}


def update(engine: Engine, updates: Wire, **parameters: Any) -> Wire:
    return engine.call("UpdateItem", request(updates, **parameters))


@pytest.mark.parametrize(
    ("name", "change", "after"),
    [
        ("s", {"Action": "PUT", "Value": {"N": "7"}}, {"N": "7"}),
        ("new", {"Value": {"S": "z"}}, {"S": "z"}),
        ("n", {"Action": "ADD", "Value": {"N": "2.5"}}, {"N": "3.5"}),
        ("new", {"Action": "ADD", "Value": {"N": "2"}}, {"N": "2"}),
        ("ss", {"Action": "ADD", "Value": {"SS": ["y", "z"]}}, {"SS": ["x", "y", "z"]}),
        ("l", {"Action": "ADD", "Value": {"L": [{"S": "z"}]}}, {"L": [{"N": "1"}, {"S": "z"}]}),
        ("new", {"Action": "ADD", "Value": {"L": [{"S": "z"}]}}, {"L": [{"S": "z"}]}),
        ("s", {"Action": "DELETE"}, None),
        ("new", {"Action": "DELETE"}, None),
        ("ss", {"Action": "DELETE", "Value": {"SS": ["y", "none"]}}, {"SS": ["x"]}),
        ("ss", {"Action": "DELETE", "Value": {"SS": ["x", "y"]}}, None),
        ("new", {"Action": "DELETE", "Value": {"SS": ["x"]}}, None),
    ],
)
def test_actions_change_attributes(stored: Engine, name: str, change: Wire, after: Wire | None) -> None:
    reply = update(stored, {name: change}, ReturnValues="ALL_NEW")
    expected = {k: v for k, v in (key("a") | ITEM | {name: after}).items() if v is not None}
    assert reply == {"Attributes": expected}
    assert get(stored) == expected


def test_several_are_done_at_once(stored: Engine) -> None:
    updates: Wire = {
        "n": {"Action": "ADD", "Value": {"N": "1"}},
        "s": {"Action": "DELETE"},
        "new": {"Value": {"BOOL": True}},
    }
    assert update(stored, updates, ReturnValues="UPDATED_OLD") == {
        "Attributes": {"n": {"N": "1"}, "s": {"S": "x"}}
    }
    assert update(stored, updates, ReturnValues="UPDATED_NEW") == {
        "Attributes": {"n": {"N": "3"}, "new": {"BOOL": True}}
    }


def test_an_item_that_is_not_there_is_made_but_not_by_deletes_alone(engine: Engine) -> None:
    assert update(engine, {"x": {"Action": "DELETE"}}, ReturnValues="ALL_NEW") == {}
    assert get(engine) is None
    updates: Wire = {"x": {"Action": "DELETE"}, "n": {"Action": "ADD", "Value": {"N": "1"}}}
    assert update(engine, updates, ReturnValues="ALL_NEW") == {"Attributes": key("a") | {"n": {"N": "1"}}}
    engine.call("DeleteItem", {"TableName": "plain", "Key": key("a")})
    update(engine, {})
    assert get(engine) == key("a")


@pytest.mark.parametrize(
    ("updates", "message"),
    [
        ({"x": {}}, f"{INVALID}Only DELETE action is allowed when no attribute value is specified"),
        (
            {"s": {"Action": "DELETE", "Value": {"S": "x"}}},
            f"{INVALID}DELETE action with value is not supported for the type S",
        ),
        (
            {"s": {"Action": "ADD", "Value": {"S": "x"}}},
            f"{INVALID}ADD action is not supported for the type S",
        ),
        (
            {"s": {"Action": "ADD", "Value": {"N": "1"}}},
            "ValidationException: Type mismatch for attribute to update",
        ),
        (
            {"l": {"Action": "DELETE", "Value": {"SS": ["1"]}}},
            "ValidationException: Type mismatch for attribute to update",
        ),
        (
            {"id": {"Value": {"S": "b"}}},
            (
                "ValidationException: One or more parameter values were invalid: "
                "Cannot update attribute id. This attribute is part of the key"
            ),
        ),
        (
            {"x": {"Value": {"SS": []}}},
            f"{INVALID}An string set  may not be empty",
        ),
        (
            {"x": {"Action": "SET", "Value": {"N": "1"}}},
            (
                f"{ONE}Value 'SET' at "
                "'attributeUpdates.x.member.action' failed to satisfy constraint: "
                "Member must satisfy enum value set: [ADD, DELETE, PUT]"
            ),
        ),
        ({"x": 1}, "SerializationException: Unexpected value type in payload"),
    ],
)
def test_a_faulty_update_is_refused(stored: Engine, updates: Wire, message: str) -> None:
    assert refusal(stored, "UpdateItem", request(updates)) == message
    assert get(stored) == key("a") | ITEM


def test_old_and_new_do_not_go_together(stored: Engine) -> None:
    mixed = request(
        {"x": {"Value": {"N": "1"}}},
        Expected={"x": {"Exists": False}},
        UpdateExpression="SET x = :x",
        **values(x={"N": "1"}),
    )
    assert refusal(stored, "UpdateItem", mixed) == (
        f"{ONE}"
        "Can not use both expression and non-expression parameters in the same request: "
        "Non-expression parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression}"
    )


def test_conditions_come_first(stored: Engine) -> None:
    conditional = request(
        {"n": {"Action": "ADD", "Value": {"N": "1"}}}, Expected={"n": {"Value": {"N": "1"}}}
    )
    stored.call("UpdateItem", conditional)
    assert refusal(stored, "UpdateItem", conditional).startswith("ConditionalCheckFailedException")
    assert (get(stored) or {})["n"] == {"N": "2"}
