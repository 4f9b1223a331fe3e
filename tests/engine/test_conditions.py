"""Which conditions hold: types, missing attributes, sets, documents."""

import re

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.engine.support import Wire, get, put

ITEM: Wire = {
    "id": {"S": "a"},
    "s": {"S": "héllo"},
    "n": {"N": "10"},
    "b": {"B": "AQID"},
    "ss": {"SS": ["x", "y"]},
    "ns": {"NS": ["1", "2"]},
    "l": {"L": [{"S": "x"}, {"NS": ["1", "2"]}]},
    "m": {"M": {"k": {"BOOL": True}}},
}
VALUES: Wire = {
    ":h": {"S": "h"},
    ":x": {"S": "x"},
    ":n": {"N": "10.0"},
    ":one": {"N": "1"},
    ":five": {"N": "5"},
    ":b": {"B": "AQI="},
    ":t": {"BOOL": True},
    ":ss": {"SS": ["y", "x"]},
    ":l": {"L": [{"S": "x"}, {"NS": ["2", "1"]}]},
    ":S": {"S": "S"},
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("n = :n", True),
        ("n = :h", False),
        ("n <> :h", True),
        ("n < :h", False),
        ("n >= :n", True),
        ("n BETWEEN :five AND :n", True),
        ("n IN (:h, :n)", True),
        (":five < n", True),
        ("ss = :ss", True),
        ("l = :l", True),
        ("m.k = :t", True),
        ("gone = :h", False),
        ("gone <> :h", True),
        ("gone < :h", False),
        ("NOT gone = :h", True),
        ("attribute_not_exists(gone)", True),
        ("attribute_exists(l[1])", True),
        ("attribute_exists(l[2])", False),
        ("attribute_type(s, :S)", True),
        ("attribute_type(n, :S)", False),
        ("begins_with(s, :h)", True),
        ("begins_with(b, :b)", True),
        ("contains(s, :h)", True),
        ("contains(ss, :x)", True),
        ("contains(ns, :one)", True),
        ("contains(l, :x)", True),
        ("contains(b, :b)", True),
        ("contains(ss, :one)", False),
        ("size(s) = :five", True),
        ("size(b) < :five", True),
        ("size(n) = :five", False),
        ("n = :h OR n = :n AND NOT m.k = :t", False),
        ("(n = :h OR n = :n) AND m.k = :t", True),
    ],
)
def test_a_condition_holds_or_not(engine: Engine, condition: str, expected: bool) -> None:
    put(engine, ITEM)
    used = {name: VALUES[name] for name in re.findall(r":\w+", condition)}
    request: Wire = {"TableName": "plain", "Key": {"id": {"S": "a"}}, "ConditionExpression": condition}
    if used:
        request["ExpressionAttributeValues"] = used
    try:
        engine.call("DeleteItem", request)
    except ConditionalCheckFailedException:
        assert not expected
    assert (get(engine) is None) == expected
