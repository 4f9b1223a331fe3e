"""Parsing set, list, tuple, map, record and item."""

from enum import StrEnum
from types import MappingProxyType
from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.transformers import prefix, trim
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused


class Kind(StrEnum):
    FIRE = "fire"


RENAMED = s.map({"a": s.string().saved_as("_a").transform(prefix("P")), "b": s.number().optional()})


@pytest.mark.parametrize(
    ("schema", "value", "parsed", "stored"),
    [
        (s.set(s.string()), {"a", "b"}, {"a", "b"}, {"a", "b"}),
        (s.set(s.number()), frozenset({1, 2}), {1, 2}, {1, 2}),
        (s.set(s.number()), set[int](), set[int](), set[int]()),
        (s.set(s.string().transform(prefix("P"))), {"a"}, {"a"}, {"P#a"}),
        (s.set(s.string().transform(trim())), {"a", " a"}, {"a", " a"}, {"a"}),
        (s.list(s.number()), [1, 2], [1, 2], [1, 2]),
        (s.list(s.number()), (1, 2), [1, 2], [1, 2]),
        (s.list(RENAMED), [{"a": "x", "z": 1}], [{"a": "x"}], [{"_a": "P#x"}]),
        (s.tuple(s.string(), s.number()), ["a", 1, 2], ["a", 1], ["a", 1]),
        (s.tuple(s.string().default("x"), s.number()), [MISSING, 1], ["x", 1], ["x", 1]),
        (s.tuple(s.number(), s.string().default("x")), [1], [1, "x"], [1, "x"]),
        (RENAMED, {"b": 1, "zz": 2, "a": "x"}, {"a": "x", "b": 1}, {"_a": "P#x", "b": 1}),
        (RENAMED, MappingProxyType({"a": "x"}), {"a": "x"}, {"_a": "P#x"}),
        (
            s.record(s.string().transform(prefix("K")), s.number()),
            {"a": 1, "b": MISSING},
            {"a": 1},
            {"K#a": 1},
        ),
        (s.record(s.string().enum("fire"), s.number()), {Kind.FIRE: 1}, {"fire": 1}, {"fire": 1}),
        (s.record(s.string(), RENAMED), {"k": {"a": "x"}}, {"k": {"a": "x"}}, {"k": {"_a": "P#x"}}),
        (s.item({"m": RENAMED.saved_as("_m")}), {"m": {"a": "x"}}, {"m": {"a": "x"}}, {"_m": {"_a": "P#x"}}),
        (s.item({"a b": s.string().saved_as("$/é")}), {"a b": "x"}, {"a b": "x"}, {"$/é": "x"}),
    ],
)
def test_a_container_is_parsed_and_stored(schema: Schema, value: Any, parsed: Any, stored: Any) -> None:
    assert Parser(schema).parse(value, transform=False) == parsed
    assert Parser(schema).parse(value) == stored


def test_attributes_are_stored_in_the_order_of_the_schema() -> None:
    schema = s.item({"b": s.any(), "a": s.any().saved_as("z"), "0": s.any()})
    assert list(Parser(schema).parse({"0": 1, "a": 2, "b": 3})) == ["b", "z", "0"]


def test_record_keys_keep_the_order_of_the_input() -> None:
    assert list(Parser(s.record(s.string(), s.any())).parse({"b": 1, "a": 2, "0": 3})) == ["b", "a", "0"]


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (s.set(s.string()), "set"),
        (s.list(s.string()), "list"),
        (s.tuple(s.string()), "tuple"),
        (s.map({}), "map"),
        (s.record(s.string(), s.string()), "record"),
    ],
)
@pytest.mark.parametrize("value", [None, 1, "ab", b"ab"])
def test_a_value_of_another_kind_is_refused(schema: Schema, kind: str, value: Any) -> None:
    with refused("parsing.invalidAttributeInput", payload={"received": value, "expected": kind}):
        Parser(schema).parse(value)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (s.set(s.string()), ["a"]),
        (s.set(s.string()), {"a": 1}),
        (s.list(s.string()), {"a"}),
        (s.list(s.string()), {0: "a"}),
        (s.tuple(s.string()), {"a"}),
        (s.map({}), []),
        (s.map({}), {"a"}),
        (s.record(s.string(), s.string()), []),
    ],
)
def test_containers_are_told_apart(schema: Schema, value: Any) -> None:
    with refused("parsing.invalidAttributeInput"):
        Parser(schema).parse(value)


@pytest.mark.parametrize("value", [None, 1, "a", [], {"a"}, MISSING])
def test_an_item_is_a_dict(value: Any) -> None:
    with refused("parsing.invalidItem"):
        Parser(s.item({})).parse(value)


def test_a_refused_item_says_what_came() -> None:
    with refused("parsing.invalidItem", payload={"received": [], "expected": "object"}):
        Parser(s.item({"a": s.string().default("x")})).parse([])


ITEM = s.item(
    {
        "m": s.map({"a.b": s.number().optional(), "c": s.string().saved_as("_c").optional()}),
        "t": s.tuple(s.string(), s.number()),
        "l": s.list(s.map({"x": s.number()})),
        "s": s.set(s.number()),
        "r": s.record(s.string().enum("p", "q"), s.number()).partial(),
    }
)
VALID: dict[str, Any] = {"m": {}, "t": ["a", 1], "l": [{"x": 1}], "s": {1}, "r": {"p": 1}}


@pytest.mark.parametrize(
    ("change", "path", "payload"),
    [
        ({"m": {"a.b": "1"}}, "m['a.b']", {"received": "1", "expected": "number"}),
        ({"m": {"c": 1}}, "m.c", {"received": 1, "expected": "string"}),
        ({"t": ["a", "1"]}, "t[1]", {"received": "1", "expected": "number"}),
        ({"l": [{"x": 1}, {"x": "1"}]}, "l[1].x", {"received": "1", "expected": "number"}),
        ({"l": [1]}, "l[0]", {"received": 1, "expected": "map"}),
        ({"s": {"1"}}, "s[0]", {"received": "1", "expected": "number"}),
        ({"r": {"p": "1"}}, "r.p", {"received": "1", "expected": "number"}),
        ({"r": {"z": 1}}, "r.z", {"received": "z", "expected": ["p", "q"]}),
        ({"r": {1: 1}}, "r.1", {"received": 1, "expected": "string"}),
        ({"r": {None: 1}}, "r.None", {"received": None, "expected": "string"}),
    ],
)
def test_the_path_leads_to_the_fault(change: dict[str, Any], path: str, payload: dict[str, Any]) -> None:
    assert Parser(ITEM).validate(VALID)
    with refused("parsing.invalidAttributeInput", path, payload=payload):
        Parser(ITEM).parse(VALID | change)


@pytest.mark.parametrize(
    ("change", "path"),
    [({"m": MISSING}, "m"), ({"t": ["a"]}, "t[1]"), ({"l": [MISSING]}, "l[0]"), ({"l": [{}]}, "l[0].x")],
)
def test_what_is_missing_is_told_with_its_path(change: dict[str, Any], path: str) -> None:
    with refused("parsing.attributeRequired", path, payload={}):
        Parser(ITEM).parse(VALID | change)


def test_the_first_fault_in_the_order_of_the_schema_is_told() -> None:
    with refused("parsing.attributeRequired", "t[1]"):
        Parser(ITEM).parse({"r": 1, "t": ["a"], "m": {}})


@pytest.mark.parametrize("mode", ["update", "key"])
def test_holes_stay_where_a_put_would_refuse_them(mode: Mode) -> None:
    assert Parser(s.list(s.string())).parse([MISSING], mode=mode) == [MISSING]
    assert Parser(s.tuple(s.string(), s.number())).parse(["a"], mode=mode) == ["a", MISSING]


EXHAUSTIVE = s.record(s.string().enum("a", "b").transform(prefix("K")), s.number())


def test_an_enumerated_record_is_exhaustive_in_puts() -> None:
    with refused("parsing.attributeRequired", "b"):
        Parser(EXHAUSTIVE).parse({"a": 1})
    with refused("parsing.attributeRequired", "b"):
        Parser(EXHAUSTIVE).parse({"a": 1, "b": MISSING})
    assert Parser(EXHAUSTIVE).parse({"b": 1, "a": 2}) == {"K#b": 1, "K#a": 2}


@pytest.mark.parametrize("schema", [EXHAUSTIVE, EXHAUSTIVE.partial()])
def test_a_key_outside_the_enum_is_refused(schema: Schema) -> None:
    with refused("parsing.invalidAttributeInput", "c", payload={"received": "c", "expected": ["a", "b"]}):
        Parser(schema).parse({"c": 1, "a": 1, "b": 1})


@pytest.mark.parametrize(
    ("schema", "mode"), [(EXHAUSTIVE, "update"), (EXHAUSTIVE, "key"), (EXHAUSTIVE.partial(), "put")]
)
def test_keys_may_be_missing(schema: Schema, mode: Mode) -> None:
    assert Parser(schema).parse({"a": 1}, mode=mode) == {"K#a": 1}


def test_the_input_is_left_alone() -> None:
    value = {"l": [{"a": {"x": [1]}}], "zz": [1]}
    parser = Parser(s.item({"l": s.list(s.map({"a": s.any(), "b": s.any().default([])}))}))
    parsed = parser.parse(value)
    parsed["l"][0]["a"]["x"].append(2)
    parsed["l"][0]["b"].append(2)
    assert value == {"l": [{"a": {"x": [1]}}], "zz": [1]}
    assert parser.parse(value)["l"][0]["b"] == []
