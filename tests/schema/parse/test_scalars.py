"""Parsing primitives and `any`: type, enum, encoding; nothing is coerced."""

from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.transformers import json_stringify, prefix
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused


class Colour(str, Enum):  # noqa: UP042  # users have such, whose text is not their value
    RED = "red"


ACCEPTED: dict[str, list[Any]] = {
    "null": [None],
    "boolean": [True, False],
    "number": [0, 1.5, Decimal("1.5"), 10**40, float("inf")],
    "string": ["", "a", "é"],
    "binary": [b"", b"\x80", bytearray(b"a"), memoryview(b"a")],
}
PRIMITIVES = {
    "null": s.null(),
    "boolean": s.boolean(),
    "number": s.number(),
    "string": s.string(),
    "binary": s.binary(),
}
FOREIGN: list[tuple[str, Any]] = [
    *(
        (kind, value)
        for kind in PRIMITIVES
        for other in PRIMITIVES
        if other != kind
        for value in ACCEPTED[other]
    ),
    ("number", float("nan")),
    ("number", Decimal("NaN")),
    ("number", Decimal("sNaN")),
    ("number", "1"),
    ("number", 1j),
    *((kind, value) for kind in PRIMITIVES for value in ([], {}, {"a"}, object())),
]


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in ACCEPTED for value in ACCEPTED[kind]])
def test_a_primitive_takes_its_own_type(kind: str, value: Any) -> None:
    assert Parser(PRIMITIVES[kind]).parse(value, transform=False) is value
    assert Parser(PRIMITIVES[kind]).parse(value) == value


@pytest.mark.parametrize(("kind", "value"), FOREIGN)
def test_a_primitive_refuses_other_types(kind: str, value: Any) -> None:
    with refused("parsing.invalidAttributeInput"):
        Parser(PRIMITIVES[kind]).parse(value)
    with refused("parsing.invalidAttributeInput", "a"):
        Parser(s.item({"a": PRIMITIVES[kind]})).parse({"a": value})


@pytest.mark.parametrize("kind", PRIMITIVES)
def test_a_refusal_says_what_came_and_what_was_expected(kind: str) -> None:
    with refused("parsing.invalidAttributeInput", payload={"received": [1], "expected": kind}):
        Parser(PRIMITIVES[kind]).parse([1])


@pytest.mark.parametrize(
    ("enum", "value", "accepted"),
    [
        (s.string().enum("a", "b"), "a", True),
        (s.string().enum("a", "b"), "c", False),
        (s.string().enum("red"), Colour.RED, True),
        (s.string().enum(Colour.RED), "red", True),
        (s.number().enum(1, 2), 1.0, True),
        (s.number().enum(1, 2), Decimal(2), True),
        (s.number().enum(0.1), Decimal("0.1"), True),
        (s.number().enum(1, 2), 3, False),
        (s.boolean().enum(True), True, True),
        (s.boolean().enum(True), False, False),
        (s.binary().enum(b"a"), bytearray(b"a"), True),
        (s.binary().enum(b"a"), b"b", False),
    ],
)
def test_an_enum_compares_by_value(enum: Schema, value: Any, *, accepted: bool) -> None:
    if accepted:
        assert Parser(enum).parse(value) == value
    else:
        payload = {"received": value, "expected": list(enum.props.enum or ())}
        with refused("parsing.invalidAttributeInput", payload=payload):
            Parser(enum).parse(value)


def test_a_binary_const_is_its_own_default() -> None:
    assert Parser(s.item({"a": s.binary().const(b"\x80")})).parse({}) == {"a": b"\x80"}


@pytest.mark.parametrize("schema", [s.string(), s.string().transform(prefix("P"))])
def test_a_member_of_an_enum_is_stored_as_its_text(schema: Schema) -> None:
    stored = Parser(schema).parse(Colour.RED)
    assert type(stored) is str
    assert stored in {"red", "P#red"}


@pytest.mark.parametrize(
    ("value", "stored", "kind"),
    [(1.5, Decimal("1.5"), Decimal), (0.1, Decimal("0.1"), Decimal), (2.0, 2, int), (1, 1, int)],
)
def test_a_float_is_stored_as_the_decimal_that_is_written_for_it(value: Any, stored: Any, kind: type) -> None:
    parsed = Parser(s.number()).parse(value)
    assert (parsed, type(parsed)) == (stored, kind)


JSON = "what JSON can hold: None, a bool, a number, a string, a list or a dict"


@pytest.mark.parametrize("value", [None, 0, "a", [1, {"b": {1}}], {"x": {"y": (1, 2)}}, b"a"])
def test_any_takes_everything_copied(value: Any) -> None:
    parsed = Parser(s.any()).parse(value)
    assert parsed == ({"x": {"y": [1, 2]}} if value == {"x": {"y": (1, 2)}} else value)
    if isinstance(value, (list, dict)):
        assert parsed is not value


def test_any_is_stored_encoded_as_a_whole() -> None:
    parser = Parser(s.any().transform(json_stringify()))
    assert parser.parse({"a": [1.5, None]}) == '{"a":[1.5,null]}'
    assert parser.parse({"a": [1.5, None]}, transform=False) == {"a": [1.5, None]}


@pytest.mark.parametrize(
    ("value", "path", "received", "expected"),
    [
        ({"tags": {"a"}}, "bag.tags", {"a"}, JSON),
        ([0, [b"a"]], "bag[1][0]", b"a", JSON),
        ({"a": {1: 2}}, "bag.a", 1, "a string as a key, which JSON has alone"),
        ({1}, "bag", {1}, JSON),
    ],
)
def test_what_json_cannot_hold_is_told_with_its_path(
    value: Any, path: str, received: Any, expected: str
) -> None:
    parser = Parser(s.item({"bag": s.any().transform(json_stringify().pipe(prefix("J")))}))
    payload = {"received": received, "expected": expected}
    for mode in ("put", "update"):
        with refused("parsing.invalidAttributeInput", path, payload=payload) as caught:
            parser.parse({"bag": value}, mode=mode)
        assert f"should be {expected}, for its transformer Pipe(" in caught.value.message
    assert [error.path for error in parser.errors({"bag": value})] == [path]
    assert not parser.validate({"bag": value})


def test_any_takes_what_its_transformer_takes() -> None:
    parser = Parser(s.any().transform(prefix("P")))
    assert parser.parse("a") == "P#a"
    with refused("parsing.invalidAttributeInput", payload={"received": 5, "expected": "a string"}):
        parser.parse(5)


def test_a_union_goes_by_what_json_can_hold() -> None:
    parser = Parser(s.any_of(s.any().transform(json_stringify()), s.set(s.number())))
    assert parser.parse([1]) == "[1]"
    assert parser.parse({1}) == {1}


@pytest.mark.parametrize("schema", [*PRIMITIVES.values(), s.any()])
def test_a_missing_value(schema: Any) -> None:
    with refused("parsing.attributeRequired", payload={}):
        Parser(schema).parse()
    assert Parser(schema.optional()).parse() is MISSING
    with refused("parsing.attributeRequired"):
        Parser(schema.optional()).parse(defined=True)


@pytest.mark.parametrize(
    ("value", "valid"), [("a", True), (1, False), (MISSING, False), (None, False), ("", True)]
)
def test_validate_tells(value: Any, *, valid: bool) -> None:
    assert Parser(s.string()).validate(value) is valid


def test_validate_fills_nothing() -> None:
    parser = Parser(s.item({"a": s.string().default("x")}))
    assert not parser.validate({})
    assert parser.validate({"a": "y"})


def test_validate_lets_other_errors_through() -> None:
    def broken(_: Any) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Parser(s.string().validate(broken)).validate("a")


def test_the_place_of_a_bare_value_is_told_in_errors() -> None:
    with refused("parsing.invalidAttributeInput", "x[0]['y.z']"):
        Parser(s.string()).parse(1, place=("x", 0, "y.z"))
