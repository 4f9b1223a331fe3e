"""The conformance vectors of spec/schema.md §19: what the reference makes of an input."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused

SUM = s.item(
    {"a": s.number(), "b": s.number().default(2), "c": s.number().link(lambda item: item["a"] + item["b"])}
)
LINKED = s.map({"b": s.string().link(lambda item: item["a"])})
KEYS = s.item({"a": s.string().key(), "b": s.string().key().link(lambda item: item["a"] + "!")})
FILLED = s.map({"a": s.string().default("A")})
ENUM_RECORD = s.record(s.string().enum("a", "b"), s.number())
UNION = s.any_of(s.string(), s.null())


@pytest.mark.parametrize(
    ("schema", "mode", "value", "expected"),
    [
        (SUM, "put", {"a": 1}, {"a": 1, "b": 2, "c": 3}),
        (
            s.item({"a": s.string(), "l": s.list(LINKED)}),
            "put",
            {"a": "1", "l": [{}]},
            {"a": "1", "l": [{"b": "1"}]},
        ),
        (
            s.item({"a": s.string(), "l": s.record(s.string(), LINKED)}),
            "put",
            {"a": "1", "l": {"k": {}}},
            {"a": "1", "l": {"k": {"b": "1"}}},
        ),
        (KEYS, "put", {"a": "1"}, {"a": "1", "b": "1!"}),
        (KEYS, "update", {"a": "1"}, {"a": "1", "b": "1!"}),
        (s.item({"a": s.string().key().optional()}), "key", {}, {}),
        (s.item({"a": s.string().key(), "b": s.string()}), "key", {"a": "1", "b": "2", "z": 3}, {"a": "1"}),
        (s.item({"a": s.string().default("D")}), "put", {"a": MISSING}, {"a": "D"}),
        (s.item({"a": s.any().default(None)}), "put", {}, {"a": None}),
        (s.item({"m": FILLED}), "put", {"m": {}}, {"m": {"a": "A"}}),
        (s.item({"m": FILLED.optional()}), "put", {}, {}),
        (s.tuple(s.string(), s.number()), "put", ["a", 1, 2], ["a", 1]),
        (s.tuple(s.string(), s.number()), "update", ["a"], ["a", MISSING]),
        (s.tuple(s.string().default("x"), s.number()), "put", [MISSING, 1], ["x", 1]),
        (s.list(s.string()), "update", [MISSING], [MISSING]),
        (s.set(s.number()), "put", set[int](), set[int]()),
        (s.number(), "put", float("inf"), float("inf")),
        (ENUM_RECORD, "update", {"a": 1}, {"a": 1}),
        (ENUM_RECORD.partial(), "put", {"a": 1}, {"a": 1}),
        (UNION, "put", None, None),
        (
            s.list(s.map({"a": s.string(), "b": s.string().key()})),
            "key",
            [{"a": "1", "b": "2"}],
            [{"b": "2"}],
        ),
        (
            s.map({"a": s.string().key(), "b": s.string()}).key(),
            "put",
            {"a": "1", "b": "2"},
            {"a": "1", "b": "2"},
        ),
        (s.map({"a": s.string().key(), "b": s.string()}).key(), "key", {"a": "1", "b": "2"}, {"a": "1"}),
    ],
)
def test_accepted(schema: Schema, mode: Mode, value: Any, expected: Any) -> None:
    assert Parser(schema).parse(value, mode=mode) == expected


@pytest.mark.parametrize(
    ("schema", "mode", "value", "code", "path"),
    [
        (
            s.item({"a": s.string().key(), "b": s.string().key().put_link(lambda item: item["a"])}),
            "put",
            {"a": "1"},
            "attributeRequired",
            "b",
        ),
        (
            s.item({"a": s.string(), "b": s.string().required("always")}),
            "update",
            {},
            "attributeRequired",
            "b",
        ),
        (s.item({"a": s.string().default("D")}), "put", {"a": None}, "invalidAttributeInput", "a"),
        (s.item({"m": FILLED}), "put", {}, "attributeRequired", "m"),
        (s.tuple(s.string(), s.number()), "put", ["a"], "attributeRequired", "[1]"),
        (s.list(s.string()), "put", [MISSING], "attributeRequired", "[0]"),
        (s.set(s.number()), "put", {float("nan")}, "invalidAttributeInput", "[0]"),
        (ENUM_RECORD, "put", {"a": 1}, "attributeRequired", "b"),
        (ENUM_RECORD.partial(), "put", {"c": 1}, "invalidAttributeInput", "c"),
        (UNION, "put", True, "invalidAttributeInput", None),
    ],
)
def test_refused(schema: Schema, mode: Mode, value: Any, code: str, path: str | None) -> None:
    with refused(f"parsing.{code}", path):
        Parser(schema).parse(value, mode=mode)


def test_a_missing_value_in_a_record_is_dropped() -> None:
    parser = Parser(s.record(s.string().transform(prefix("K")), s.number()))
    value = {"a": 1, "b": MISSING}
    assert [parser.parse(value, transform=False), parser.parse(value)] == [{"a": 1}, {"K#a": 1}]


def test_the_validator_of_a_map_sees_the_valid_value() -> None:
    seen: list[Any] = []

    def see(value: Any) -> bool:
        seen.append(value)
        return True

    schema = s.map({"a": s.string().default("d"), "zz": s.any().optional()}).omit("zz").validate(see)
    Parser(s.item({"m": schema})).parse({"m": {"zz": 1}})
    assert seen == [{"a": "d"}]
