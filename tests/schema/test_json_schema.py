"""JSON Schema of a schema's two views: valid by the draft, and true."""

import enum
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.json_schema import DIALECT, JSONSchemer
from dynamodb_toolbox.schema.types import ItemSchema
from tests.strategies import Sample, items


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


def formatted(schema: Attribute) -> dict[str, Any]:
    described = JSONSchemer(s.item({"x": schema})).formatted_value_schema()
    Draft202012Validator.check_schema(described)
    described_x: dict[str, Any] = described["properties"]["x"]
    return described_x


@pytest.mark.parametrize(
    ("schema", "described"),
    [
        (s.any(), {}),
        (s.null(), {"type": "null"}),
        (s.boolean(), {"type": "boolean"}),
        (s.number().big(), {"type": "number"}),
        (s.string().title("T").description("D"), {"type": "string", "title": "T", "description": "D"}),
        (s.string().enum("a", "b"), {"type": "string", "enum": ["a", "b"]}),
        (s.number().const(1), {"type": "number", "const": 1}),
        (s.number().enum(Decimal(2), Decimal("0.5")), {"type": "number", "enum": [2, 0.5]}),
        (s.binary(), {"type": "string", "contentEncoding": "base64"}),
        (s.binary().enum(b"\xff"), {"type": "string", "contentEncoding": "base64", "const": "/w=="}),
        (s.datetime(), {"type": "string", "format": "date-time"}),
        (s.datetime(stored_as="epoch"), {"type": "string", "format": "date-time"}),
        (s.date(), {"type": "string", "format": "date"}),
        (s.uuid(), {"type": "string", "format": "uuid"}),
        (s.timedelta(), {"type": "string", "format": "duration"}),
        (s.decimal(), {"type": "number"}),
        (s.enum(Color), {"type": "string", "enum": ["r", "b"]}),
        (s.set(s.number()), {"type": "array", "items": {"type": "number"}, "uniqueItems": True}),
        (s.list(s.null()), {"type": "array", "items": {"type": "null"}}),
        (
            s.tuple(s.string(), s.number()),
            {
                "type": "array",
                "prefixItems": [{"type": "string"}, {"type": "number"}],
                "minItems": 2,
                "maxItems": 2,
            },
        ),
        (
            s.record(s.string(), s.number()),
            {
                "type": "object",
                "propertyNames": {"type": "string"},
                "additionalProperties": {"type": "number"},
            },
        ),
        (
            s.record(s.string().enum("a", "b"), s.number()),
            {
                "type": "object",
                "properties": {"a": {"type": "number"}, "b": {"type": "number"}},
                "required": ["a", "b"],
                "additionalProperties": False,
            },
        ),
        (s.any_of(s.string(), s.null()), {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        (s.map({"h": s.string().hidden()}), {"type": "object", "properties": {}}),
    ],
)
def test_each_type(schema: Attribute, described: dict[str, Any]) -> None:
    assert formatted(schema) == described


SCHEMA = s.item(
    {
        "id": s.string().key(),
        "filled": s.number().default(1),
        "linked": s.number().link(lambda item: item["filled"]),
        "free": s.string().optional(),
        "always": s.string().required("always"),
        "hidden": s.string().hidden(),
    }
)


def test_what_a_caller_gives_and_gets() -> None:
    put = JSONSchemer(SCHEMA).input_value_schema()
    assert put["$schema"] == DIALECT
    assert put["required"] == ["id", "always", "hidden"]
    assert put["properties"]["filled"] == {"type": "number", "default": 1}
    assert JSONSchemer(SCHEMA).input_value_schema(mode="update")["required"] == ["id", "always"]
    key = JSONSchemer(SCHEMA).input_value_schema(mode="key")
    assert (list(key["properties"]), key["required"]) == (["id"], ["id"])
    got = JSONSchemer(SCHEMA).formatted_value_schema()
    assert got["required"] == ["id", "filled", "linked", "always"]
    assert "hidden" not in got["properties"]


DEFAULTS: list[tuple[Any, Any]] = [
    (s.set(s.string()).default({"b", "a"}), ["a", "b"]),
    (s.list(s.binary()).default([b"a"]), ["YQ=="]),
    (s.binary().default(b"a"), "YQ=="),
    (s.datetime().default(datetime(2026, 1, 2, tzinfo=UTC)), "2026-01-02T00:00:00+00:00"),
    (s.decimal().default(Decimal("1.5")), 1.5),
    (s.enum(Color).default(Color.RED), "r"),
    (s.any_of(s.string(), s.null()).default(None), None),
]


@pytest.mark.parametrize(("schema", "default"), DEFAULTS, ids=range(len(DEFAULTS)))
def test_defaults_are_shown_as_json(schema: Any, default: Any) -> None:
    described = JSONSchemer(s.item({"x": schema})).input_value_schema()
    assert json.loads(json.dumps(described))["properties"]["x"]["default"] == default
    assert Draft202012Validator(described).is_valid({"x": default})


def test_what_is_no_default_to_show() -> None:
    odd = s.item({"f": s.string().default(lambda: "x"), "o": s.any().default(object())})
    described = JSONSchemer(odd).input_value_schema()
    assert all("default" not in child for child in described["properties"].values())


def jsonable(value: Any) -> Any:
    """Give a value as JSON has it; bytes are text there, whatever its content."""
    if isinstance(value, dict):
        return {name: jsonable(child) for name, child in value.items()}
    if isinstance(value, (list, set)):
        return [jsonable(child) for child in value]
    return (
        JSONSchemer(s.binary().enum(value)).formatted_value_schema()["const"]
        if isinstance(value, bytes)
        else value
    )


@given(items)
def test_a_valid_input_is_valid_by_the_json_schema(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    described = JSONSchemer(schema).input_value_schema()
    Draft202012Validator.check_schema(described)
    Draft202012Validator(described).validate(jsonable(sample.value))
