"""Formatting what is stored: names and values decoded, checked, hidden left out (spec/schema.md §7, §19)."""

from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.schema.transformers import json_stringify, prefix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused

SAVED = s.item({"a": s.string().saved_as("_a").transform(prefix("P")), "h": s.string().hidden()})
ENUM_RECORD = s.record(s.string().enum("a", "b").transform(prefix("K")), s.number())


def test_the_steps_are_decoded_and_formatted() -> None:
    stored = {"_a": "P#1", "h": "x", "zz": 1}
    assert list(Formatter(SAVED).start(stored)) == [{"a": "1", "h": "x"}, {"a": "1"}]
    assert list(Formatter(SAVED).start({"a": "1", "h": "x"}, transform=False)) == [{"a": "1"}]
    assert Formatter(SAVED).format(stored, format=False) == {"a": "1", "h": "x"}
    assert Formatter(SAVED).format(stored) == {"a": "1"}


def test_without_transform_names_and_values_are_as_decoded() -> None:
    formatter = Formatter(SAVED)
    assert formatter.format({"a": "1", "h": "x"}, transform=False) == {"a": "1"}
    assert formatter.format({"a": "1", "h": "x"}, transform=False, format=False) == {"a": "1"}


@pytest.mark.parametrize(
    ("schema", "stored", "formatted"),
    [
        (s.string().transform(prefix("P")), "nope", "nope"),
        (s.set(s.string().transform(prefix("P"))), {"P#a", "P#b"}, {"a", "b"}),
        (s.list(s.map({"a": s.string().saved_as("_a")})), [{"_a": "x"}], [{"a": "x"}]),
        (s.tuple(s.string(), s.number()), ["a", 1, 2], ["a", 1]),
        (ENUM_RECORD, {"K#b": 1, "K#a": 2}, {"b": 1, "a": 2}),
        (ENUM_RECORD.partial(), {"K#b": 1}, {"b": 1}),
        (
            s.item({"m": s.map({"x": s.any().hidden(), "y": s.any()})}),
            {"m": {"x": 1, "y": 2}},
            {"m": {"y": 2}},
        ),
        (s.item({"a": s.string().hidden(False)}), {"a": "x"}, {"a": "x"}),
        (s.any().transform(json_stringify()), '{"a":[1,null]}', {"a": [1, None]}),
        (s.any().transform(json_stringify()), "null", None),
        (s.any(), {"a": [{1}]}, {"a": [{1}]}),
        (s.binary().enum(b"\x80"), bytearray(b"\x80"), b"\x80"),
        (s.any_of(s.string(), s.null()), None, None),
        (s.item({"a": s.string().optional()}), {"a": MISSING}, {}),
    ],
)
def test_a_stored_value_is_formatted(schema: Schema, stored: Any, formatted: Any) -> None:
    assert Formatter(schema).format(stored) == formatted


@pytest.mark.parametrize(
    ("schema", "stored", "formatted", "kind"),
    [
        (s.number(), 1, 1, int),
        (s.number(), Decimal(1), 1, int),
        (s.number(), Decimal("1.0"), 1, int),
        (s.number(), Decimal("1.5"), 1.5, float),
        (s.number(), 10**30, 10**30, int),
        (s.number().big(), Decimal("1.5"), Decimal("1.5"), Decimal),
        (s.number().big(), Decimal("1E+30"), 10**30, int),
        (s.any(), Decimal("1.5"), 1.5, float),
        (s.any(), Decimal("0.1234567890123456789"), Decimal("0.1234567890123456789"), Decimal),
    ],
)
def test_a_number_is_an_int_where_integral_else_a_float_unless_big(
    schema: Schema, stored: Any, formatted: Any, kind: type
) -> None:
    read = Formatter(schema).format(stored)
    assert (read, type(read)) == (formatted, kind)


def test_what_is_formatted_shares_nothing_with_what_is_stored() -> None:
    stored = {"a": {"x": [1]}}
    formatted = Formatter(s.item({"a": s.any()})).format(stored)
    formatted["a"]["x"].append(2)
    assert stored == {"a": {"x": [1]}}


@pytest.mark.parametrize(
    ("schema", "stored", "path", "payload"),
    [
        (s.item({"a": s.string().optional()}), {"a": None}, "a", {"received": None, "expected": "string"}),
        (
            s.item({"a": s.string().enum("x").saved_as("_a")}),
            {"_a": "q"},
            "_a",
            {"received": "q", "expected": ["x"]},
        ),
        (
            s.item({"a": s.string().enum("x").transform(prefix("P"))}),
            {"a": "P#q"},
            "a",
            {"received": "q", "expected": ["x"]},
        ),
        (
            s.item({"a": s.number().transform(prefix("P"))}),
            {"a": "P#1"},
            "a",
            {"received": "P#1", "expected": "number"},
        ),
        (s.item({"s": s.set(s.string())}), {"s": {1}}, "s[0]", {"received": 1, "expected": "string"}),
        (s.item({"s": s.set(s.string())}), {"s": ["a"]}, "s", {"received": ["a"], "expected": "set"}),
        (s.item({"l": s.list(s.string())}), {"l": ["a", 1]}, "l[1]", {"received": 1, "expected": "string"}),
        (s.item({"l": s.list(s.string())}), {"l": {"a"}}, "l", {"received": {"a"}, "expected": "list"}),
        (s.item({"t": s.tuple(s.string())}), {"t": "a"}, "t", {"received": "a", "expected": "tuple"}),
        (s.item({"m": s.map({}).saved_as("_m")}), {"_m": []}, "_m", {"received": [], "expected": "map"}),
        (s.item({"r": ENUM_RECORD}), {"r": 1}, "r", {"received": 1, "expected": "record"}),
        (
            s.item({"r": ENUM_RECORD.partial()}),
            {"r": {"K#c": 1}},
            "r.K#c",
            {"received": "c", "expected": ["a", "b"]},
        ),
        (
            s.item({"r": s.record(s.string(), s.map({"x": s.number()}))}),
            {"r": {"a.b": {"x": "1"}}},
            "r['a.b'].x",
            {"received": "1", "expected": "number"},
        ),
        (
            s.item({"r": s.record(s.string(), s.any())}),
            {"r": {None: 1}},
            "r.None",
            {"received": None, "expected": "string"},
        ),
        (s.item({"u": s.any_of(s.string(), s.number())}), {"u": True}, "u", {"received": True}),
        (s.string(), 1, None, {"received": 1, "expected": "string"}),
    ],
)
def test_a_stored_value_that_the_schema_forbids_is_refused(
    schema: Schema, stored: Any, path: str | None, payload: dict[str, Any]
) -> None:
    with refused("formatter.invalidAttribute", path, payload=payload):
        Formatter(schema).format(stored)
    assert not Formatter(schema).validate(stored)


@pytest.mark.parametrize(
    ("schema", "stored", "path"),
    [
        (s.item({"a": s.string()}), {}, "a"),
        (s.item({"a": s.string().required("always").hidden()}), {}, "a"),
        (s.item({"m": s.map({"a": s.string().saved_as("_a")}).saved_as("_m")}), {"_m": {}}, "_m._a"),
        (s.item({"t": s.tuple(s.string(), s.number())}), {"t": ["a"]}, "t[1]"),
        (s.item({"r": ENUM_RECORD.saved_as("_r")}), {"_r": {"K#a": 1}}, "_r.K#b"),
        (s.item({"u": s.any_of(s.string()).saved_as("_u")}), {}, "_u"),
        (s.item({"a": s.string().default("x")}), {}, "a"),
    ],
)
def test_a_stored_value_that_is_missing_is_refused_unless_partial(
    schema: Schema, stored: Any, path: str
) -> None:
    with refused("formatter.missingAttribute", path, payload={}):
        Formatter(schema).format(stored)
    assert isinstance(Formatter(schema).format(stored, partial=True), dict)


@pytest.mark.parametrize("stored", [None, 1, "a", [], {"a"}])
def test_an_item_is_a_dict(stored: Any) -> None:
    with refused("formatter.invalidItem", payload={"received": stored, "expected": "Object"}):
        Formatter(SAVED).format(stored)


def test_without_transform_paths_are_by_schema_names() -> None:
    with refused("formatter.missingAttribute", "a"):
        Formatter(SAVED).format({"_a": "x"}, transform=False)


def test_validate_tells() -> None:
    assert Formatter(SAVED).validate({"_a": "x", "h": "y"})
    assert not Formatter(SAVED).validate({"_a": "x"})


def test_what_cannot_be_decoded_is_refused_with_its_path() -> None:
    schema = s.item({"a": s.any().transform(json_stringify()).saved_as("_a")})
    with refused("formatter.invalidAttribute", "_a"):
        Formatter(schema).format({"_a": "nope"})
    assert not Formatter(schema).validate({"_a": "nope"})


def test_validators_do_not_run_on_reading() -> None:
    assert Formatter(s.string().validate(lambda _: False)).format("a") == "a"


def test_partial_leaves_out_what_is_missing_at_every_depth() -> None:
    schema = s.item(
        {
            "a": s.string(),
            "l": s.list(s.map({"x": s.any(), "y": s.any()})),
            "r": ENUM_RECORD,
            "m": s.map({"x": s.any()}),
        }
    )
    stored = {"l": [{"x": 1}, {}], "r": {"K#b": 1}, "m": {}}
    assert Formatter(schema).format(stored, partial=True) == {"l": [{"x": 1}, {}], "r": {"b": 1}, "m": {}}
