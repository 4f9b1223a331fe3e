"""`Expected`, `KeyConditions`, `QueryFilter`, `ScanFilter`: conditions from before expressions."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.engine.support import Wire, create_table, get, key, put, refusal, values

ONE = "ValidationException: 1 validation error detected: "
INVALID = f"{ONE}One or more parameter values were invalid: "
ITEM: Wire = {
    "n": {"N": "2"},
    "s": {"S": "abc"},
    "b": {"B": "AQI="},
    "ss": {"SS": ["x", "y"]},
    "l": {"L": [{"N": "1"}]},
}


def compared(operator: str, *operands: Wire) -> Wire:
    return {"ComparisonOperator": operator, "AttributeValueList": list(operands)}


@pytest.fixture
def stored(engine: Engine) -> Engine:
    put(engine, key("a") | ITEM)
    return engine


def holds(engine: Engine, expected: Wire, **parameters: Any) -> bool:
    """Whether a write under a condition is done; it writes what is there."""
    request = {"TableName": "plain", "Item": key("a") | ITEM, "Expected": expected, **parameters}
    try:
        engine.call("PutItem", request)
    except ConditionalCheckFailedException:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "condition", "outcome"),
    [
        ("n", compared("EQ", {"N": "2.0"}), True),
        ("n", compared("EQ", {"S": "2"}), False),
        ("ss", compared("EQ", {"SS": ["y", "x"]}), True),
        ("l", compared("EQ", {"L": [{"N": "1"}]}), True),
        ("n", compared("NE", {"N": "3"}), True),
        ("none", compared("NE", {"N": "3"}), True),
        ("n", compared("LT", {"N": "3"}), True),
        ("n", compared("LE", {"N": "2"}), True),
        ("n", compared("GT", {"N": "2"}), False),
        ("b", compared("GE", {"B": "AQI="}), True),
        ("none", compared("GE", {"N": "0"}), False),
        ("s", compared("BEGINS_WITH", {"S": "ab"}), True),
        ("s", compared("CONTAINS", {"S": "bc"}), True),
        ("ss", compared("CONTAINS", {"S": "x"}), True),
        ("l", compared("CONTAINS", {"N": "1"}), True),
        ("s", compared("NOT_CONTAINS", {"S": "bc"}), False),
        ("none", compared("NOT_CONTAINS", {"S": "bc"}), True),
        ("n", compared("IN", {"N": "1"}, {"N": "2"}), True),
        ("n", compared("BETWEEN", {"N": "2"}, {"N": "2"}), True),
        ("n", {"ComparisonOperator": "NOT_NULL"}, True),
        ("none", {"ComparisonOperator": "NOT_NULL"}, False),
        ("none", {"ComparisonOperator": "NULL", "AttributeValueList": []}, True),
        ("n", {"ComparisonOperator": "GT", "Value": {"N": "1"}}, True),
        ("n", {"Value": {"N": "2"}}, True),
        ("n", {"Value": {"N": "2"}, "Exists": True}, True),
        ("n", {"Exists": False}, False),
        ("none", {"Exists": False}, True),
    ],
)
def test_comparisons_hold_or_not(stored: Engine, name: str, condition: Wire, outcome: bool) -> None:
    assert holds(stored, {name: condition}) == outcome


def test_conditions_are_joined(stored: Engine) -> None:
    both = {"n": compared("EQ", {"N": "2"}), "s": compared("EQ", {"S": "other"})}
    assert not holds(stored, both)
    assert not holds(stored, both, ConditionalOperator="AND")
    assert holds(stored, both, ConditionalOperator="OR")
    assert holds(stored, {})


def test_updates_and_deletes_take_conditions_too(stored: Engine) -> None:
    request: Wire = {"TableName": "plain", "Key": key("a"), "Expected": {"n": {"Exists": False}}}
    failed = "ConditionalCheckFailedException: The conditional request failed"
    assert refusal(stored, "UpdateItem", request) == failed
    assert refusal(stored, "DeleteItem", request) == failed
    stored.call("DeleteItem", request | {"Expected": {"n": {"Value": {"N": "2"}}}})
    assert get(stored) is None


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"Expected": {"a": compared("EQ", {"N": "1"}) | {"Value": {"N": "1"}}}},
            f"{INVALID}Value and AttributeValueList cannot be used together for Attribute: a",
        ),
        (
            {"Expected": {"a": compared("EQ", {"N": "1"}) | {"Exists": True}}},
            f"{INVALID}Exists and ComparisonOperator cannot be used together for Attribute: a",
        ),
        (
            {"Expected": {"a": {"ComparisonOperator": "EQ"}}},
            f"{INVALID}Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: a",
        ),
        (
            {"Expected": {"a": {"AttributeValueList": [{"N": "1"}]}}},
            f"{INVALID}AttributeValueList can only be used with a ComparisonOperator for Attribute: a",
        ),
        (
            {"Expected": {"a": {"Exists": True}}},
            f"{INVALID}Value must be provided when Exists is true for Attribute: a",
        ),
        (
            {"Expected": {"a": {"Exists": False, "Value": {"N": "1"}}}},
            f"{INVALID}Value cannot be used when Exists is false for Attribute: a",
        ),
        (
            {"Expected": {"a": compared("EQ", {"N": "1"}, {"N": "2"})}},
            f"{INVALID}Invalid number of argument(s) for the EQ ComparisonOperator",
        ),
        (
            {"Expected": {"a": compared("NULL", {"N": "1"})}},
            f"{INVALID}Invalid number of argument(s) for the NULL ComparisonOperator",
        ),
        (
            {"Expected": {"a": compared("IN", {"N": "1"}, {"S": "2"})}},
            f"{INVALID}AttributeValues inside AttributeValueList must be of same type",
        ),
        (
            {"Expected": {"a": compared("BETWEEN", {"N": "2"}, {"N": "1"})}},
            (
                f"{ONE}The BETWEEN condition was provided a range "
                "where the lower bound is greater than the upper bound"
            ),
        ),
        (
            {"Expected": {"a": compared("EQ", {"N": "x"})}},
            f"{ONE}The parameter cannot be converted to a numeric value: x",
        ),
        (
            {"Expected": {"a": compared("LIKE", {"N": "1"})}},
            (
                f"{ONE}Value 'LIKE' at "
                "'expected.a.member.comparisonOperator' failed to satisfy constraint: Member must satisfy "
                "enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, "
                "BEGINS_WITH, GE, CONTAINS]"
            ),
        ),
        ({"Expected": {"a": []}}, "SerializationException: Unexpected value type in payload"),
        (
            {"ConditionalOperator": "AND"},
            f"{ONE}ConditionalOperator cannot be used without Filter or Expected",
        ),
        (
            {"ConditionalOperator": "AND", "Expected": {"a": {"Exists": False}}},
            (f"{ONE}ConditionalOperator can only be used when Filter or Expected has two or more elements"),
        ),
        (
            {"ConditionalOperator": "XOR"},
            (f"{ONE}Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]"),
        ),
        (
            {
                "Expected": {"a": {"Exists": False}},
                "ConditionalOperator": "AND",
                "ConditionExpression": "attribute_exists(id)",
            },
            (
                f"{ONE}Can not use both expression and non-expression parameters in the same "
                "request: Non-expression parameters: {Expected, ConditionalOperator} "
                "Expression parameters: {ConditionExpression}"
            ),
        ),
    ],
)
def test_a_faulty_condition_is_refused(stored: Engine, request_: Wire, message: str) -> None:
    assert refusal(stored, "PutItem", {"TableName": "plain", "Item": key("a"), **request_}) == message
    assert get(stored) == key("a") | ITEM


@pytest.fixture
def listed(engine: Engine) -> Engine:
    create_table(engine, "listed", id="S", at="S")
    for at in ("a", "ab", "b", "c"):
        item = {"id": {"S": "x"}, "at": {"S": at}, "tag": {"S": at * 2}, "n": {"N": str(len(at))}}
        engine.call("PutItem", {"TableName": "listed", "Item": item})
    return engine


def found(engine: Engine, operation: str = "Query", **request: Any) -> list[str]:
    items = engine.call(operation, {"TableName": "listed", **request})["Items"]
    return [item["at"]["S"] for item in items]


HASH = {"id": compared("EQ", {"S": "x"})}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (None, ["a", "ab", "b", "c"]),
        (compared("EQ", {"S": "b"}), ["b"]),
        (compared("LT", {"S": "b"}), ["a", "ab"]),
        (compared("LE", {"S": "ab"}), ["a", "ab"]),
        (compared("GT", {"S": "b"}), ["c"]),
        (compared("GE", {"S": "b"}), ["b", "c"]),
        (compared("BETWEEN", {"S": "ab"}, {"S": "b"}), ["ab", "b"]),
        (compared("BEGINS_WITH", {"S": "a"}), ["a", "ab"]),
    ],
)
def test_key_conditions_select_keys(listed: Engine, condition: Wire | None, expected: list[str]) -> None:
    conditions = HASH if condition is None else HASH | {"at": condition}
    assert found(listed, KeyConditions=conditions) == expected
    assert found(listed, KeyConditions=conditions, ScanIndexForward=False) == expected[::-1]


def test_key_conditions_go_with_filters_old_and_new(listed: Engine) -> None:
    old = {"tag": compared("CONTAINS", {"S": "b"}), "n": compared("EQ", {"N": "1"})}
    reply = listed.call("Query", {"TableName": "listed", "KeyConditions": HASH, "QueryFilter": old})
    assert (reply["Count"], reply["ScannedCount"]) == (1, 4)
    assert found(listed, KeyConditions=HASH, QueryFilter=old, ConditionalOperator="OR") == [
        "a",
        "ab",
        "b",
        "c",
    ]
    expression: Wire = {"FilterExpression": "n = :n", **values(n={"N": "2"})}
    assert found(listed, KeyConditions=HASH, **expression) == ["ab"]
    assert found(listed, "Scan", ScanFilter={"n": compared("GT", {"N": "1"})}) == ["ab"]


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {},
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
        ),
        ({"KeyConditions": {}}, "Conditions can be of length 1 or 2 only"),
        (
            {"KeyConditions": {"at": compared("EQ", {"S": "a"})}},
            "Query condition missed key schema element: id",
        ),
        ({"KeyConditions": {"id": compared("GT", {"S": "a"})}}, "Query key condition not supported"),
        (
            {"KeyConditions": HASH | {"at": {"ComparisonOperator": "NOT_NULL"}}},
            "Attempted conditional constraint is not an indexable operation",
        ),
        (
            {"KeyConditions": HASH | {"at": compared("EQ", {"N": "1"})}},
            (
                "One or more parameter values were invalid: "
                "Condition parameter type does not match schema type"
            ),
        ),
        (
            {"KeyConditions": HASH | {"at": compared("BEGINS_WITH", {"N": "1"})}},
            (
                "One or more parameter values were invalid: "
                "ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type"
            ),
        ),
        (
            {"KeyConditions": HASH, "QueryFilter": {"at": compared("EQ", {"S": "a"})}},
            "QueryFilter can only contain non-primary key attributes: Primary key attribute: at",
        ),
        (
            {"KeyConditions": HASH, "ConditionalOperator": "OR"},
            "ConditionalOperator cannot be used without Filter or Expected",
        ),
        (
            {"KeyConditions": {"id": {}}},
            (
                "1 validation error detected: Value null at 'keyConditions.id.member.comparisonOperator' "
                "failed to satisfy constraint: Member must not be null"
            ),
        ),
        (
            {
                "KeyConditions": HASH,
                "QueryFilter": {"tag": compared("EQ", {"S": "a"})},
                "KeyConditionExpression": "id = :x",
                **values(x={"S": "x"}),
            },
            (
                "Can not use both expression and non-expression parameters in the same request: "
                "Non-expression parameters: {QueryFilter, KeyConditions} "
                "Expression parameters: {KeyConditionExpression}"
            ),
        ),
    ],
)
def test_a_faulty_query_is_refused(listed: Engine, request_: Wire, message: str) -> None:
    told = refusal(listed, "Query", {"TableName": "listed", **request_})
    assert told == f"ValidationException: {message}"


operands = st.sampled_from([{"N": "1"}, {"N": "2"}, {"S": "a"}, {"S": "ab"}, {"B": "AQ=="}])
EXPRESSIONS = {
    "EQ": "#a = :v",
    "NE": "#a <> :v",
    "LT": "#a < :v",
    "GE": "#a >= :v",
    "CONTAINS": "contains(#a, :v)",
    "NOT_CONTAINS": "NOT contains(#a, :v)",
    "IN": "#a IN (:v)",
}


@settings(max_examples=100, deadline=None)
@given(
    items=st.lists(st.dictionaries(st.sampled_from("xy"), operands), max_size=6),
    conditions=st.dictionaries(
        st.sampled_from("xy"), st.tuples(st.sampled_from(list(EXPRESSIONS)), operands), min_size=2
    ),
    join=st.sampled_from(["AND", "OR"]),
)
def test_a_filter_finds_what_its_expression_finds(
    items: list[Wire], conditions: dict[str, tuple[str, Wire]], join: str
) -> None:
    engine = Engine.open(None)
    create_table(engine, "plain", id="S")
    for number, item in enumerate(items):
        put(engine, key(str(number)) | item)
    old: Wire = {
        "ScanFilter": {name: compared(operator, value) for name, (operator, value) in conditions.items()},
        "ConditionalOperator": join,
    }
    parts = [
        EXPRESSIONS[operator].replace("#a", f"#{name}").replace(":v", f":{name}")
        for name, (operator, _) in conditions.items()
    ]
    new: Wire = {
        "FilterExpression": f" {join} ".join(parts),
        "ExpressionAttributeNames": {f"#{name}": name for name in conditions},
        "ExpressionAttributeValues": {f":{name}": value for name, (_, value) in conditions.items()},
    }
    first, second = (engine.call("Scan", {"TableName": "plain", **request}) for request in (old, new))
    assert first == second
    engine.close()
