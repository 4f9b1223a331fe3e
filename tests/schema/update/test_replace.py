"""UpdateAttributes: as UpdateItem, but deep values replace what is stored (spec/actions.md §5.5)."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.transformers import json_stringify, prefix
from dynamodb_toolbox.schema.update.actions import (
    add,
    append,
    delete,
    get,
    prepend,
    remove,
    set_,
    subtract,
    sum_,
)
from dynamodb_toolbox.schema.update.replace import extend_replace
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused
from tests.schema.update import language

ITEM = s.item(
    {
        "a": s.string(),
        "lvl": s.number(),
        "tags": s.set(s.string()),
        "l": s.list(s.string().transform(prefix("L"))).saved_as("_l"),
        "tpl": s.tuple(s.string(), s.number()),
        "m": s.map({"a": s.number().saved_as("_a"), "b": s.number().optional()}).optional(),
        "loose": s.map({"x": s.any().optional()}),
        "filled": s.map({"d": s.string().update_default("D").put_default("D"), "k": s.any()}),
        "rec": s.record(s.string().transform(prefix("K")), s.number()),
        "enum": s.record(s.string().enum("k", "j"), s.number()),
        "any": s.any(),
        "json": s.any().transform(json_stringify()),
        "u": s.any_of(s.map({"x": s.number(), "z": s.any()}), s.map({"x": s.number()}), s.list(s.number())),
    }
)


def text_of(item: Any) -> str:
    return language.text_of(ITEM, item, extend_replace)


def parsed(item: Any) -> Any:
    return language.parsed(ITEM, item, extend_replace)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"a": "x"}, "SET a = 'x'"),
        ({"a": get("any.x", "y")}, "SET a = if_not_exists(any.x, 'y')"),
        ({"lvl": add(1)}, "ADD lvl 1"),
        ({"lvl": sum_(1, get("lvl"))}, "SET lvl = 1 + lvl"),
        ({"lvl": subtract(1, 2)}, "SET lvl = 1 - 2"),
        ({"tags": add({"a"})}, "ADD tags {'a'}"),
        ({"tags": delete({"a"})}, "DELETE tags {'a'}"),
        ({"l": ["a"]}, "SET _l = ['L#a']"),
        ({"l": []}, "SET _l = []"),
        ({"l": append(["a"])}, "SET _l = list_append(if_not_exists(_l, []), ['L#a'])"),
        ({"l": prepend(["a"])}, "SET _l = list_append(['L#a'], if_not_exists(_l, []))"),
        ({"tpl": ["a", 1, 2]}, "SET tpl = ['a', 1]"),
        ({"m": {"a": 1, "zz": 2}}, "SET m = {'_a': 1}"),
        ({"m": remove()}, "REMOVE m"),
        ({"loose": {}}, "SET loose = {}"),
        ({"rec": {"k": 1}}, "SET rec = {'K#k': 1}"),
        ({"rec": {}}, "SET rec = {}"),
        ({"any": {"k": {"x": 1}}}, "SET any = {'k': {'x': 1}}"),
        ({"any": ["x"]}, "SET any = ['x']"),
        ({"any": 1}, "SET any = 1"),
        ({"any": get("lvl")}, "SET any = lvl"),
        ({"json": {"a": 1}}, "SET json = '{\"a\":1}'"),
        ({"u": {"x": 1}}, "SET u = {'x': 1}"),
        ({"u": {"x": 1, "z": 2}}, "SET u = {'x': 1, 'z': 2}"),
        ({"u": [1]}, "SET u = [1]"),
    ],
)
def test_an_update(item: Any, text: str) -> None:
    assert text_of(item) == text


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ({"m": set_({"a": 1})}, "SET m = {'_a': 1}"),
        ({"loose": set_({"x": 1})}, "SET loose = {'x': 1}"),
        ({"rec": set_({"k": 1})}, "SET rec = {'K#k': 1}"),
        ({"any": set_({"a": 1})}, "SET any = {'a': 1}"),
        ({"json": set_({"a": 1})}, "SET json = '{\"a\":1}'"),
    ],
)
def test_set_replaces_maps_records_and_any_instead_of_erasing_them(item: Any, text: str) -> None:
    assert text_of(item) == text


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"m": {"b": 1}}, "m.a"),
        ({"filled": {"k": 1}}, "filled.d"),
        ({"l": ["a", MISSING]}, "l[1]"),
        ({"tpl": ["a"]}, "tpl[1]"),
        ({"enum": {"k": 1}}, "enum.j"),
        ({"m": set_({"b": 1})}, "m.$SET.a"),
        ({"a": remove()}, "a"),
    ],
)
def test_what_replaces_must_be_complete(item: Any, path: str) -> None:
    with refused("parsing.attributeRequired", path):
        parsed(item)


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"l": {0: "a"}}, "l"),
        ({"l": set_(["a"])}, "l"),
        ({"l": [1]}, "l[0]"),
        ({"l": add({"a"})}, "l"),
        ({"tpl": {0: "a"}}, "tpl"),
        ({"tpl": append(["a"])}, "tpl"),
        ({"tpl": set_(["a", 1])}, "tpl"),
        ({"m": {"a": add(1)}}, "m.a"),
        ({"m": add(1)}, "m"),
        ({"loose": append([1])}, "loose"),
        ({"rec": delete({"a"})}, "rec"),
        ({"rec": {"k": remove()}}, "rec.k"),
        ({"json": add(1)}, "json"),
        ({"a": add(1)}, "a"),
        ({"lvl": set_(1)}, "lvl"),
        ({"u": {"x": add(1)}}, "u"),
        ({"u": add(1)}, "u"),
    ],
)
def test_an_action_that_the_type_does_not_know_is_refused(item: Any, path: str) -> None:
    with refused("parsing.invalidAttributeInput", path):
        parsed(item)


def test_what_is_parsed_shows_the_whole_values_as_set() -> None:
    assert parsed({"m": {"a": 1, "zz": 2}, "l": ["a"], "any": 1}) == {
        "m": set_({"a": 1}),
        "l": set_(["a"]),
        "any": 1,
    }
