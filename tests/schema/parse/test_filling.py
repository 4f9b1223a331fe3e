"""Defaults and links: which applies, what they see, when they run (spec/schema.md §3.6, §3.7)."""

from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused

ALL = s.string().key_default("K").put_default("P").update_default("U").optional()
ALL_LINKS = s.string().key_link(lambda _: "K").put_link(lambda _: "P").update_link(lambda _: "U").optional()


@pytest.mark.parametrize("plain", [ALL, ALL_LINKS])
@pytest.mark.parametrize(
    ("mode", "filled", "filled_key"), [("put", "P", "K"), ("update", "U", "K"), ("key", None, "K")]
)
def test_a_key_attribute_always_uses_its_key_slots(
    plain: Attribute, mode: Mode, filled: str | None, filled_key: str
) -> None:
    schema = s.item({"a": plain, "k": plain.key().optional()})
    expected = {"k": filled_key} if filled is None else {"a": filled, "k": filled_key}
    assert Parser(schema).parse({}, mode=mode) == expected


def test_a_bare_root_uses_its_key_slot_in_key_mode() -> None:
    assert Parser(s.string().key_default("N")).parse(mode="key") == "N"


@pytest.mark.parametrize(
    ("schema", "mode"),
    [
        (s.string().put_default("x").required("always"), "update"),
        (s.string().key_default("x"), "put"),
        (s.string().update_default("x"), "put"),
        (s.string().key().put_default("x"), "put"),
        (s.string().default("x").key(), "put"),
        (s.string().key().put_link(lambda _: "x"), "put"),
        (s.string().const("x").required("always"), "update"),
    ],
)
def test_no_slot_stands_in_for_another(schema: Attribute, mode: Mode) -> None:
    with refused("parsing.attributeRequired", "a"):
        Parser(s.item({"a": schema})).parse({}, mode=mode)


@pytest.mark.parametrize(
    ("required", "filled", "mode", "outcome"),
    [
        *[
            (required, True, mode, "value")
            for required in ("never", "at_least_once", "always")
            for mode in ("put", "update", "key")
        ],
        *[("never", False, mode, "absent") for mode in ("put", "update", "key")],
        ("at_least_once", False, "put", "error"),
        ("at_least_once", False, "update", "absent"),
        ("at_least_once", False, "key", "absent"),
        *[("always", False, mode, "error") for mode in ("put", "update", "key")],
    ],
)
def test_what_becomes_of_a_missing_key_attribute(
    required: Any, filled: bool, mode: Mode, outcome: str
) -> None:
    attribute = s.string().key().required(required)
    parser = Parser(s.item({"a": attribute.key_default("x") if filled else attribute}))
    if outcome == "error":
        with refused("parsing.attributeRequired", "a"):
            parser.parse({}, mode=mode)
    else:
        assert parser.parse({}, mode=mode) == ({"a": "x"} if outcome == "value" else {})


def test_a_default_may_be_a_function_called_each_time() -> None:
    numbers = iter(range(5))
    parser = Parser(s.item({"a": s.number().default(lambda: next(numbers))}))
    assert [parser.parse({}), parser.parse({"a": 9}), parser.parse({})] == [{"a": 0}, {"a": 9}, {"a": 1}]


def test_a_literal_default_is_copied() -> None:
    default: list[Any] = [{"x": 1}]
    parser = Parser(s.item({"a": s.any().default(default), "b": s.list(s.any()).default(default)}))
    parser.parse({})["a"][0]["x"] = 2
    parser.parse({})["b"].append(2)
    assert default == [{"x": 1}]


@pytest.mark.parametrize("given", [MISSING, "absent"])
def test_only_what_is_missing_is_filled(given: Any) -> None:
    parser = Parser(s.item({"a": s.string().default("D")}))
    assert parser.parse({} if given == "absent" else {"a": given}) == {"a": "D"}
    with refused("parsing.invalidAttributeInput", "a", payload={"received": None, "expected": "string"}):
        parser.parse({"a": None})


def test_a_default_goes_before_a_link() -> None:
    schema = s.item({"a": s.string().default("D").link(lambda _: "L")})
    assert Parser(schema).parse({}) == {"a": "D"}


def test_a_default_that_gives_nothing_leaves_it_to_the_link() -> None:
    schema = s.item({"a": s.string().default(lambda: MISSING).link(lambda _: "L")})
    assert Parser(schema).parse({}) == {"a": "L"}


def test_a_link_that_gives_nothing_leaves_it_missing() -> None:
    assert Parser(s.item({"a": s.string().link(lambda _: MISSING).optional()})).parse({}) == {}
    with refused("parsing.attributeRequired", "a"):
        Parser(s.item({"a": s.string().link(lambda _: MISSING)})).parse({})


def test_a_link_is_given_the_whole_defaulted_input() -> None:
    seen: list[Any] = []

    def link(item: Any) -> str:
        seen.append(item)
        return "L"

    schema = s.item(
        {"a": s.string().link(link), "m": s.map({"d": s.any().default(1), "x": s.string().link(link)})}
    )
    Parser(schema).parse({"m": {"other": 2}, "unknown": 3})
    assert seen == [{"m": {"d": 1, "other": 2}, "unknown": 3}] * 2


def test_a_link_of_a_key_is_given_what_is_not_key_too() -> None:
    schema = s.item({"id": s.string().key().link(lambda item: item["b"] + "!"), "b": s.string()})
    assert Parser(schema).parse({"b": "x"}, mode="key") == {"id": "x!"}


def test_links_do_not_see_each_other() -> None:
    schema = s.item(
        {"c": s.string().link(lambda _: "c"), "d": s.any().link(lambda item: item.get("c", "none"))}
    )
    assert Parser(schema).parse({}) == {"c": "c", "d": "none"}


def test_links_run_only_below_an_item() -> None:
    with refused("parsing.attributeRequired", "a"):
        Parser(s.map({"a": s.string().link(lambda _: "x")})).parse({})


LINKED = s.map({"b": s.string().link(lambda item: item["a"])})


@pytest.mark.parametrize(
    ("schema", "value", "filled"),
    [
        (LINKED, {}, {"b": "1"}),
        (s.list(LINKED), [{}], [{"b": "1"}]),
        (s.tuple(LINKED), [{}], [{"b": "1"}]),
        (s.record(s.string(), LINKED), {"k": {}}, {"k": {"b": "1"}}),
        (s.any_of(s.number(), LINKED), {}, {"b": "1"}),
        (s.list(s.any_of(s.map({"b": s.number()}), LINKED)), [{}], [{"b": "1"}]),
        (
            s.any_of(LINKED.and_({"k": s.string().enum("x")})).discriminate("k"),
            {"k": "x"},
            {"b": "1", "k": "x"},
        ),
    ],
)
def test_links_run_in_every_container_unions_too(schema: Attribute, value: Any, filled: Any) -> None:
    parser = Parser(s.item({"a": s.string(), "x": schema}))
    assert parser.parse({"a": "1", "x": value}) == {"a": "1", "x": filled}


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        (s.map({"a": s.string().default("A")}).default({}), "m.a"),
        (s.map({"a": s.string().default("A")}).link(lambda _: {}), "m.a"),
        (s.list(s.map({"a": s.string().default("A")})).default([{}]), "m[0].a"),
        (s.map({"a": s.string().default("A")}), "m"),
    ],
)
def test_what_is_filled_in_is_not_filled_further(schema: Attribute, path: str) -> None:
    with refused("parsing.attributeRequired", path):
        Parser(s.item({"m": schema})).parse({})


def test_what_is_filled_in_is_validated_and_encoded() -> None:
    with refused("parsing.invalidAttributeInput", "a"):
        Parser(s.item({"a": s.string().default(lambda: 1)})).parse({})
    with refused("parsing.invalidAttributeInput", "a"):
        Parser(s.item({"a": s.string().enum("x").link(lambda _: "y")})).parse({})


def test_defaults_and_links_run_before_any_validation() -> None:
    ran: list[str] = []

    def fill(name: str) -> str:
        ran.append(name)
        return name

    schema = s.item(
        {
            "bad": s.string(),
            "a": s.string().link(lambda _: fill("link")),
            "b": s.string().default(lambda: fill("default")),
        }
    )
    with refused("parsing.invalidAttributeInput", "bad"):
        Parser(schema).parse({"bad": 1})
    assert ran == ["default", "link"]


@pytest.mark.parametrize(
    "schema", [s.item({"a": s.string().default("x")}), s.item({"a": s.string().link(lambda _: "x")})]
)
def test_without_fill_nothing_is_filled(schema: Schema) -> None:
    with refused("parsing.attributeRequired", "a"):
        Parser(schema).parse({}, fill=False)
