"""`Finder` and `PathParser`: where a path of the schema leads, and under which stored names."""

from typing import Any

import pytest

from dynamodb_toolbox.expressions.printer import print_projection
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.paths import Finder, PathParser
from dynamodb_toolbox.schema.transformers import json_stringify, prefix
from dynamodb_toolbox.values import Place
from tests.refusals import refused


def _broken(_: Any) -> bool:
    raise ZeroDivisionError


NUM, STR, DEEP = s.number(), s.string().saved_as("_s").transform(prefix("P")), s.string().saved_as("_x")
TRANSFORMED = s.any().transform(json_stringify()).hidden()
UNION = s.any_of(s.map({"k": s.string()}), s.map({"k": s.string().saved_as("_k"), "o": NUM}), s.list(NUM))
ITEM = s.item(
    {
        "num": NUM,
        "str": STR,
        "a.b": NUM,
        "first": s.map({"x": DEEP}).saved_as("first name"),
        "list": s.list(s.map({"x": DEEP})).saved_as("_l"),
        "tuple": s.tuple(NUM, s.map({"x": DEEP})),
        "set": s.set(NUM),
        "rec": s.record(s.string().transform(prefix("R")), NUM),
        "enum": s.record(s.string().enum("a").validate(str.islower), NUM),
        "broken": s.record(s.string().validate(_broken), NUM),
        "any": TRANSFORMED,
        "u": UNION,
    }
)


@pytest.mark.parametrize(
    ("path", "schema", "stored"),
    [
        ("", ITEM, ()),
        ("num", NUM, ("num",)),
        ("str", STR, ("_s",)),
        ("['a.b']", NUM, ("a.b",)),
        ("first.x", DEEP, ("first name", "_x")),
        ("list[4].x", DEEP, ("_l", 4, "_x")),
        ("tuple[0]", NUM, ("tuple", 0)),
        ("tuple[1]['x']", DEEP, ("tuple", 1, "_x")),
        ("rec.foo", NUM, ("rec", "R#foo")),
        ("rec.foo bar", NUM, ("rec", "R#foo bar")),
        ("rec['a.b']", NUM, ("rec", "R#a.b")),
        ("enum.a", NUM, ("enum", "a")),
        ("any", TRANSFORMED, ("any",)),
        ("u", UNION, ("u",)),
        ("u.o", NUM, ("u", "o")),
        ("u[3]", NUM, ("u", 3)),
    ],
)
def test_a_path_leads_to_a_schema_and_its_stored_path(path: str, schema: Schema, stored: Place) -> None:
    [found] = Finder(ITEM).search(path)
    assert found.schema is schema
    assert found.transformed_path == stored


@pytest.mark.parametrize(
    "path",
    [
        "nope",
        "num.x",
        "num[0]",
        "set[0]",
        "list.x",
        "list[0].nope",
        "tuple[2]",
        "tuple.x",
        "rec[0]",
        "enum.b",
        "broken.a",
        "first[0]",
        "u.z",
    ],
)
def test_a_path_that_leads_nowhere(path: str) -> None:
    assert Finder(ITEM).search(path) == []


def test_below_any_everything_is_any_and_plain() -> None:
    [found] = Finder(ITEM).search("any.foo[3]['b.c']")
    assert found.schema.type == "any"
    assert found.schema.props == s.any().props
    assert found.formatted_path == found.transformed_path == ("any", "foo", 3, "b.c")


def test_a_union_answers_for_each_of_its_elements() -> None:
    found = Finder(ITEM).search("u.k")
    assert [sub.formatted_path for sub in found] == [("u", "k")] * 2
    assert [sub.transformed_path for sub in found] == [("u", "k"), ("u", "_k")]


def test_a_path_may_be_a_tuple() -> None:
    [found] = Finder(ITEM).search(("list", 4, "x"))
    assert found.transformed_path == ("_l", 4, "_x")


def test_a_malformed_path_is_refused() -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "list["}):
        Finder(ITEM).search("list[")


def printed(paths: list[str], *, strict: bool = True) -> tuple[str, dict[str, str]]:
    projection = print_projection(PathParser(ITEM).transform(paths, strict=strict))
    return projection.text, projection.names


@pytest.mark.parametrize(
    ("paths", "text", "names"),
    [
        (
            ["num", "str", "u.k", "rec.foo", "num"],
            "#p_1, #p_2, #p_3.#p_4, #p_3.#p_5, #p_6.#p_7",
            ["num", "_s", "u", "k", "_k", "rec", "R#foo"],
        ),
        (["list[4].x", "tuple[1].x"], "#p_1[4].#p_2, #p_3[1].#p_2", ["_l", "_x", "tuple"]),
        (["first.x"], "#p_1.#p_2", ["first name", "_x"]),
        (["['a.b']"], "#p_1", ["a.b"]),
        ([], "", []),
    ],
)
def test_a_projection_of_stored_names(paths: list[str], text: str, names: list[str]) -> None:
    assert printed(paths) == (text, {f"#p_{i}": name for i, name in enumerate(names, 1)})


def test_a_projected_path_that_leads_nowhere_is_refused_or_left_out() -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "nope"}):
        printed(["num", "nope"])
    assert printed(["num", "nope", "u.z"], strict=False) == ("#p_1", {"#p_1": "num"})
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "a["}):
        printed(["a["], strict=False)
