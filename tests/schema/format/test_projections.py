"""Formatting what was projected: only the wanted paths are given and required (spec/schema.md §7.6)."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.schema.transformers import prefix
from tests.refusals import refused

MAP = s.map({"a": s.string(), "b": s.string(), "h": s.string().hidden()})
PAIR = s.map({"foo": s.string(), "bar": s.string()})
TUPLE = s.tuple(s.string(), s.number(), PAIR)


@pytest.mark.parametrize(
    ("schema", "stored", "attributes", "formatted"),
    [
        (s.item({"a": s.any(), "b": s.any()}), {"a": 1, "b": 2}, ["a"], {"a": 1}),
        (s.item({"a": s.any(), "b": s.any()}), {"a": 1}, ["a", "nope.x"], {"a": 1}),
        (s.item({"a": s.any(), "b": s.any()}), {"a": 1, "b": 2}, [], {}),
        (s.item({"a": s.any().saved_as("_a")}), {"_a": 1}, ["a"], {"a": 1}),
        (s.item({"a": s.any(), "ab": s.any()}), {"a": 1, "ab": 2}, ["ab"], {"ab": 2}),
        (s.item({"a.b": s.string(), "c": s.string()}), {"a.b": "x"}, ["['a.b']"], {"a.b": "x"}),
        (s.item({"m": MAP}), {"m": {"a": "1"}}, ["m.a"], {"m": {"a": "1"}}),
        (s.item({"m": MAP}), {"m": {"a": "1"}}, ["m['a']"], {"m": {"a": "1"}}),
        (
            s.item({"m": MAP}),
            {"m": {"a": "1", "b": "2", "h": "3"}},
            ["m", "m.a"],
            {"m": {"a": "1", "b": "2"}},
        ),
        (s.item({"m": MAP}), {"m": {"h": "3"}}, ["m.h"], {"m": {}}),
        (
            s.item({"r": s.record(s.string().transform(prefix("K")), s.number())}),
            {"r": {"K#a": 1, "K#b": 2}},
            ["r.a"],
            {"r": {"a": 1}},
        ),
        (
            s.item({"r": s.record(s.string().enum("a", "b"), s.number())}),
            {"r": {"a": 1}},
            ["r.a"],
            {"r": {"a": 1}},
        ),
        (s.item({"l": s.list(s.string())}), {"l": ["a", "b"]}, ["l"], {"l": ["a", "b"]}),
        (s.item({"l": s.list(PAIR)}), {"l": [{"foo": "f"}]}, ["l[1].foo"], {"l": [{"foo": "f"}]}),
        (
            s.item({"l": s.list(PAIR)}),
            {"l": [{"foo": "f", "bar": "b"}]},
            ["l[3]"],
            {"l": [{"foo": "f", "bar": "b"}]},
        ),
        (s.item({"t": TUPLE}), {"t": [1]}, ["t[1]"], {"t": [1]}),
        (s.item({"t": TUPLE}), {"t": ["a", {"bar": "b"}]}, ["t[0]", "t[2].bar"], {"t": ["a", {"bar": "b"}]}),
        (s.item({"n": s.number(), "a": s.any()}), {"n": 1, "a": {"x": 1}}, ["a.x"], {"a": {"x": 1}}),
    ],
)
def test_only_the_wanted_is_given_and_required(
    schema: Schema, stored: Any, attributes: list[str], formatted: Any
) -> None:
    assert Formatter(schema).format(stored, attributes=attributes) == formatted


@pytest.mark.parametrize(
    ("schema", "stored", "attributes", "path"),
    [
        (s.item({"a": s.any().saved_as("_a"), "b": s.any()}), {"b": 1}, ["a"], "_a"),
        (s.item({"m": MAP}), {"m": {"a": "1"}}, ["m.b"], "m.b"),
        (s.item({"m": MAP}), {}, ["m.b"], "m"),
        (s.item({"t": TUPLE}), {"t": []}, ["t[1]"], "t[1]"),
        (s.item({"r": s.record(s.string().enum("a", "b"), s.any())}), {"r": {"b": 1}}, ["r.a"], "r.a"),
        (s.item({"l": s.list(PAIR)}), {"l": [{}]}, ["l[4].foo"], "l[0].foo"),
    ],
)
def test_what_is_wanted_is_required(schema: Schema, stored: Any, attributes: list[str], path: str) -> None:
    with refused("formatter.missingAttribute", path):
        Formatter(schema).format(stored, attributes=attributes)


def test_each_element_of_a_projected_list_is_held_to_its_own_paths() -> None:
    schema = s.item({"l": s.list(PAIR)})
    stored = {"l": [{"foo": "f"}, {"bar": "b"}]}
    assert Formatter(schema).format(stored, attributes=["l[1].foo", "l[2].bar"]) == stored
    assert Formatter(schema).format(stored, attributes=["l[2].bar", "l[1].foo"]) == stored
    with refused("formatter.missingAttribute", "l[0].bar"):
        Formatter(schema).format(stored, attributes=["l[1].bar", "l[2].foo"])


def test_where_fewer_elements_came_back_none_is_required() -> None:
    schema = s.item({"l": s.list(PAIR)})
    stored = {"l": [{"bar": "b"}]}
    assert Formatter(schema).format(stored, attributes=["l[1].foo", "l[9].bar"]) == stored


STR, NUM = s.map({"str": s.string()}), s.map({"num": s.number()})
TAGGED = s.any_of(
    s.map({"kind": s.string().enum("a"), "x": s.string()}),
    s.map({"kind": s.string().enum("b"), "y": s.number()}),
).discriminate("kind")


@pytest.mark.parametrize(
    ("union", "stored", "attributes"),
    [
        (s.any_of(STR, NUM), {"num": 1}, ["u.num"]),
        (TAGGED, {"y": 1}, ["u.y"]),
        (TAGGED, {"y": 1}, ["u.x", "u.y"]),
    ],
)
def test_a_projected_union_is_formatted_by_the_map_that_knows_its_names(
    union: Any, stored: Any, attributes: list[str]
) -> None:
    assert Formatter(s.item({"u": union})).format({"u": stored}, attributes=attributes) == {"u": stored}


def test_a_partial_union_is_formatted_by_the_map_that_knows_its_names() -> None:
    assert Formatter(s.item({"u": s.any_of(STR, NUM)})).format({"u": {"num": 1}}, partial=True) == {
        "u": {"num": 1}
    }
