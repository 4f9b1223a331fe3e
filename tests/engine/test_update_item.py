"""UpdateItem: the four clauses, all of which see the item as it was."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.engine.support import Wire, get, put, refusal, update, values

ITEM: Wire = {
    "id": {"S": "a"},
    "n": {"N": "1"},
    "l": {"L": [{"S": "p"}, {"S": "q"}, {"S": "r"}]},
    "m": {"M": {"k": {"N": "5"}}},
    "ss": {"SS": ["a", "b"]},
    "s": {"S": "text"},
}
ALL_VALUES: Wire = {
    ":v": {"S": "v"},
    ":n": {"N": "2"},
    ":l": {"L": [{"S": "z"}]},
    ":ss": {"SS": ["b", "c"]},
    ":both": {"SS": ["a", "b"]},
    ":ns": {"NS": ["1"]},
}
LEAVES_NO_PLACE = "The document path provided in the update expression is invalid for update"
WRONG_TYPE = "An operand in the update expression has an incorrect data type"
NO_ATTRIBUTE = "The provided expression refers to an attribute that does not exist in the item"


def request_for(expression: str) -> Wire:
    used = {name: value for name, value in ALL_VALUES.items() if name in expression.replace(",", " ").split()}
    request: Wire = {"TableName": "plain", "Key": {"id": {"S": "a"}}, "UpdateExpression": expression}
    return request | ({"ExpressionAttributeValues": used} if used else {})


@pytest.mark.parametrize(
    ("expression", "changes"),
    [
        ("SET n = n + :n", {"n": {"N": "3"}}),
        ("SET x = n - :n", {"x": {"N": "-1"}}),
        ("SET n = s, s = n", {"n": {"S": "text"}, "s": {"N": "1"}}),
        ("SET x = if_not_exists( s , :v )", {"x": {"S": "text"}}),
        ("SET x = if_not_exists( y , :v )", {"x": {"S": "v"}}),
        (
            "SET l = list_append( l , :l )",
            {"l": {"L": [{"S": "p"}, {"S": "q"}, {"S": "r"}, {"S": "z"}]}},
        ),
        ("SET l[1] = :v , l[0] = l[2]", {"l": {"L": [{"S": "r"}, {"S": "v"}, {"S": "r"}]}}),
        (
            "SET l[9] = :n , l[7] = :v",
            {"l": {"L": [{"S": "p"}, {"S": "q"}, {"S": "r"}, {"S": "v"}, {"N": "2"}]}},
        ),
        ("REMOVE l[0], l[1]", {"l": {"L": [{"S": "r"}]}}),
        ("SET l[5] = :v REMOVE l[0]", {"l": {"L": [{"S": "q"}, {"S": "r"}, {"S": "v"}]}}),
        ("REMOVE l[9], x, m.x", {}),
        ("REMOVE m.k", {"m": {"M": {}}}),
        ("SET m.x = :v", {"m": {"M": {"k": {"N": "5"}, "x": {"S": "v"}}}}),
        ("ADD n :n , x :n , m.k :n", {"n": {"N": "3"}, "x": {"N": "2"}, "m": {"M": {"k": {"N": "7"}}}}),
        ("ADD ss :ss , x :ss", {"ss": {"SS": ["a", "b", "c"]}, "x": {"SS": ["b", "c"]}}),
        ("DELETE ss :ss , x :ss", {"ss": {"SS": ["a"]}}),
    ],
)
def test_an_update_changes_what_it_names(engine: Engine, expression: str, changes: Wire) -> None:
    put(engine, ITEM)
    engine.call("UpdateItem", request_for(expression))
    assert get(engine) == ITEM | changes


def test_a_set_left_empty_goes(engine: Engine) -> None:
    put(engine, ITEM)
    engine.call("UpdateItem", request_for("DELETE ss :both"))
    assert get(engine) == {name: value for name, value in ITEM.items() if name != "ss"}


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("SET x.y = :v", LEAVES_NO_PLACE),
        ("SET s[0] = :v", LEAVES_NO_PLACE),
        ("SET l.x = :v", LEAVES_NO_PLACE),
        ("REMOVE x.y", LEAVES_NO_PLACE),
        ("DELETE x.y :ss", LEAVES_NO_PLACE),
        ("SET x = y", NO_ATTRIBUTE),
        ("SET x = y + :n", NO_ATTRIBUTE),
        ("SET x = s + :n", WRONG_TYPE),
        ("SET x = list_append( l , s )", WRONG_TYPE),
        ("ADD s :n", WRONG_TYPE),
        ("ADD ss :ns", WRONG_TYPE),
        ("DELETE s :ss", WRONG_TYPE),
        (
            "SET id = :v",
            (
                "One or more parameter values were invalid: "
                "Cannot update attribute id. This attribute is part of the key"
            ),
        ),
    ],
)
def test_an_update_that_does_not_fit_changes_nothing(engine: Engine, expression: str, message: str) -> None:
    put(engine, ITEM)
    assert refusal(engine, "UpdateItem", request_for(expression)) == f"ValidationException: {message}"
    assert get(engine) == ITEM


def test_an_update_makes_the_item(engine: Engine) -> None:
    assert update(engine, ReturnValues="ALL_NEW") == {"Attributes": {"id": {"S": "a"}}}
    update(engine, "SET x = :v", key="b", **values(v={"N": "1"}))
    assert get(engine, "b") == {"id": {"S": "b"}, "x": {"N": "1"}}


@pytest.mark.parametrize(
    ("wanted", "attributes"),
    [
        ("NONE", None),
        ("ALL_OLD", ITEM),
        ("UPDATED_OLD", {"n": {"N": "1"}, "m": {"M": {"k": {"N": "5"}}}}),
        ("UPDATED_NEW", {"n": {"N": "3"}, "new": {"N": "2"}}),
        ("ALL_NEW", ITEM | {"n": {"N": "3"}, "new": {"N": "2"}, "m": {"M": {}}}),
    ],
)
def test_an_update_returns_what_is_wanted(engine: Engine, wanted: str, attributes: Wire | None) -> None:
    put(engine, ITEM)
    reply = update(
        engine,
        "SET #new = :n ADD n :n REMOVE m.k",
        ReturnValues=wanted,
        ExpressionAttributeNames={"#new": "new"},
        **values(n={"N": "2"}),
    )
    assert reply.get("Attributes") == attributes


def test_a_condition_sees_the_old_item(engine: Engine) -> None:
    put(engine, ITEM)
    with pytest.raises(ConditionalCheckFailedException):
        update(engine, "SET n = :n", ConditionExpression="n = :n", **values(n={"N": "2"}))
    assert get(engine) == ITEM


def test_the_item_must_stay_within_400_kb(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}, "v": {"S": "x" * 300_000}})
    request = request_for("SET w = :v") | values(v={"S": "x" * 110_000})
    assert refusal(engine, "UpdateItem", request) == (
        "ValidationException: Item size to update has exceeded the maximum allowed size"
    )


@pytest.mark.parametrize(
    ("left", "right", "result"),
    [("0.1", "0.2", "0.3"), ("1e37", "1", "1" + "0" * 36 + "1"), ("-1", "1", "0")],
)
def test_arithmetic_is_exact(engine: Engine, left: str, right: str, result: str) -> None:
    update(engine, "SET n = :l + :r", **values(l={"N": left}, r={"N": right}))
    assert get(engine) == {"id": {"S": "a"}, "n": {"N": result}}


def test_a_sum_with_too_many_digits_is_refused(engine: Engine) -> None:
    request = request_for("SET x = :l + :r") | values(l={"N": "1e38"}, r={"N": "0.1"})
    assert refusal(engine, "UpdateItem", request) == (
        "ValidationException: Attempting to store more than 38 significant digits in a Number"
    )
