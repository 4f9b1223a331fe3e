"""A schema as JSON, and back: nothing is lost, and the reference's form is read."""

import enum
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.dto.read import from_schema_dto
from dynamodb_toolbox.schema.dto.write import SchemaDTO
from dynamodb_toolbox.schema.transformers import json_stringify, pipe, prefix, suffix, trim
from dynamodb_toolbox.schema.types import ItemSchema, Primitive
from tests.refusals import refused
from tests.strategies import Sample, items


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


class Shout:
    """A transformer of the user's own."""

    def encode(self, value: str, /) -> str:
        return value + "!"

    def decode(self, value: str, /) -> str:
        return value[:-1]


def now() -> str:
    return "2026-01-02"


def full_name(item: dict[str, Any]) -> str:
    return str(item["first"]) + str(item["last"])


def is_short(value: str) -> bool:
    return len(value) < 9


SHOUT = Shout()
FUNCTIONS = {"now": now, "full_name": full_name, "is_short": is_short, "shout": SHOUT, "Color": Color}

WHOLE = s.item(
    {
        "id": s.uuid().key().saved_as("pk").title("Id").description("Who"),
        "big": s.number().big().enum(1, 2**60, Decimal("0.1")),
        "bytes": s.binary().enum(b"\xff", b"").default(b"\xff"),
        "big_default": s.number().big().default(2**70),
        "plain": s.any().default({"a": [1, None, "x"]}).update_default([]),
        "odd": s.any().default({"set": {1, 2}, "bytes": b"\x00"}),
        "color": s.enum(Color).default(Color.RED),
        "times": s.list(s.datetime()).default([datetime(2020, 1, 1, tzinfo=UTC)]),
        "epoch": s.datetime(stored_as="epoch").optional(),
        "at": s.string().default(now).update_default(now),
        "name": s.string().link(full_name).update_link(full_name).validate(is_short).hidden(),
        "trimmed": s.string().transform(pipe(trim(), prefix("P", strict=True), suffix("S"))),
        "own": s.string().transform(pipe(SHOUT, prefix("P"))),
        "json": s.any().transform(json_stringify(space=2)),
        "set": s.set(s.number()).default({1, 2}).required("always"),
        "tuple": s.tuple(s.string(), s.number().optional()).key().optional(),
        "record": s.record(s.string().enum("a", "b"), s.decimal()).partial(),
        "union": s.any_of(
            s.map({"kind": s.string().enum("a"), "n": s.null()}),
            s.any_of(s.map({"kind": s.string().enum("b")})),
        ).discriminate("kind"),
    }
)


def assert_equal(left: Any, right: Any) -> None:
    """Compare two schemas by what they are: types, properties, converters and children."""
    if not isinstance(left, Schema):
        assert left == right
        return
    assert type(left) is type(right)
    assert left.props == right.props
    if isinstance(left, Primitive) and isinstance(right, Primitive):
        assert (left.converter is None) == (right.converter is None)
        if left.converter is not None and right.converter is not None:
            assert left.converter.python_type is right.converter.python_type
    for name in ("elements", "keys"):
        children = (getattr(schema, name, None) for schema in (left, right))
        first, second = (child if isinstance(child, tuple) else (child,) for child in children)
        for child, other in zip(first, second, strict=True):
            assert_equal(child, other)
    attributes, others = (getattr(schema, "attributes", {}) for schema in (left, right))
    assert list(attributes) == list(others)
    for name, child in attributes.items():
        assert_equal(child, others[name])


def test_nothing_is_lost_on_the_way_there_and_back() -> None:
    dto = json.loads(json.dumps(SchemaDTO(WHOLE, FUNCTIONS).to_json()))
    assert_equal(WHOLE, from_schema_dto(dto, FUNCTIONS))


@given(items)
def test_random_schemas_come_back_equal(found: tuple[ItemSchema, Sample]) -> None:
    schema, _ = found
    assert_equal(schema, from_schema_dto(json.loads(json.dumps(SchemaDTO(schema).to_json()))))


def test_the_form_is_the_references() -> None:
    schema = s.item(
        {
            "any": s.any().key(),
            "num": s.number().enum(1, 2, 3),
            "str": s.string().saved_as("_st").transform(prefix("P")),
            "d": s.string().default("foo"),
            "c": s.string().default(now),
            "tpl": s.tuple(s.string(), s.number()).optional(),
        }
    )
    assert SchemaDTO(schema).to_json() == {
        "type": "item",
        "version": 1,
        "attributes": {
            "any": {"type": "any", "required": "always", "key": True},
            "num": {"type": "number", "enum": [1, 2, 3]},
            "str": {
                "type": "string",
                "savedAs": "_st",
                "transform": {"transformerId": "prefix", "prefix": "P", "delimiter": "#"},
            },
            "d": {"type": "string", "putDefault": {"defaulterId": "value", "value": "foo"}},
            "c": {"type": "string", "putDefault": {"defaulterId": "custom"}},
            "tpl": {
                "type": "tuple",
                "elements": [{"type": "string"}, {"type": "number"}],
                "required": "never",
            },
        },
    }


def test_a_dto_of_the_reference_is_read() -> None:
    dto = {
        "type": "item",
        "attributes": {
            "b": {"type": "binary", "enum": ["/w=="]},
            "n": {"type": "number", "enum": ["12345678901234567890"], "required": "atLeastOnce"},
            "t": {"type": "string", "transform": {"transformerId": "trim"}},
            "c": {"type": "string", "transform": {"transformerId": "custom"}},
            "d": {"type": "string", "putDefault": {"defaulterId": "custom"}},
        },
    }
    schema = from_schema_dto(dto)
    assert isinstance(schema, ItemSchema)
    assert schema.attributes["b"].props.enum == (b"\xff",)
    assert schema.attributes["n"].props.enum == (12345678901234567890,)
    assert schema.attributes["t"].props.transform == trim()
    assert schema.attributes["c"].props.transform is None


def test_without_names_functions_are_left_out_as_in_the_reference() -> None:
    attributes = SchemaDTO(WHOLE).to_json()["attributes"]
    assert attributes["at"]["putDefault"] == {"defaulterId": "custom"}
    assert "putLink" not in attributes["name"]
    assert "putValidators" not in attributes["name"]
    assert attributes["own"]["transform"] == {"transformerId": "custom"}


def test_a_function_without_a_name_is_told() -> None:
    schema = s.item({"m": s.map({"at": s.string().default(now)})})
    with refused("dto.unnamedFunction", "m.at"):
        SchemaDTO(schema, {}).to_json()


def test_a_function_that_was_not_given_is_told() -> None:
    dto = SchemaDTO(s.item({"l": s.list(s.string().validate(is_short))}), FUNCTIONS).to_json()
    with refused("dto.unknownFunction", "l[n]"):
        from_schema_dto(dto)


@pytest.mark.parametrize(
    ("dto", "path"),
    [
        ({"type": "item", "attributes": {"a": {"type": "date"}}}, "a"),
        ({"type": "item", "attributes": {"a": {"type": "list"}}}, "a"),
        ({"type": "item", "attributes": {"a": {"type": "any", "transform": {"transformerId": "x"}}}}, "a"),
        ({"type": "item"}, None),
        ({"type": "item", "attributes": {}, "version": 2}, None),
    ],
)
def test_what_is_no_dto_is_refused_with_its_path(dto: dict[str, Any], path: str | None) -> None:
    with refused("dto.invalidSchema", path):
        from_schema_dto(dto)


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ({"type": "string", "required": "sometimes"}, "schema.invalidProp"),
        ({"type": "number", "enum": ["one"]}, "schema.primitive.invalidEnumValueType"),
        ({"type": "binary", "enum": ["?"]}, "schema.primitive.invalidEnumValueType"),
        (
            {"type": "number", "putDefault": {"defaulterId": "value", "value": "one"}},
            "schema.primitive.invalidDefaultValueType",
        ),
    ],
)
def test_a_faulty_schema_is_read_and_told_by_check(attribute: dict[str, Any], code: str) -> None:
    schema = from_schema_dto({"type": "item", "attributes": {"a": attribute}})
    with refused(code, "a"):
        check(schema)
