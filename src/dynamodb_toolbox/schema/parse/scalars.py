"""Parsing what has no children: primitives and `any`."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.schema.parse.steps import INVALID, Steps, Walk, invalid_input, validated
from dynamodb_toolbox.schema.primitives import encoded, is_allowed, is_type, stored, type_name
from dynamodb_toolbox.schema.types import AnySchema, Primitive
from dynamodb_toolbox.values import Place, copied


def parse_primitive(schema: Primitive, value: Any, place: Place, walk: Walk) -> Steps:
    """Check type, enum and validators; nothing is coerced."""
    if walk.fill:
        yield value
        yield value
    parsed = validated(schema, _checked(schema, value, place, walk), place, walk)
    yield parsed
    if walk.transform:
        yield parsed if parsed is INVALID else encoded(schema, parsed)


def _checked(schema: Primitive, value: Any, place: Place, walk: Walk) -> Any:
    if not is_type(schema, value):
        return walk.fail(invalid_input(value, place, type_name(schema)))
    if not is_allowed(schema, value):
        return walk.fail(invalid_input(value, place, list(schema.props.enum or ())))
    return value


def parse_any(schema: AnySchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Take the value as it is, copied."""
    value = copied(value)
    if walk.fill:
        yield value
        yield copied(value)
    parsed = validated(schema, value, place, walk)
    yield parsed
    if walk.transform:
        yield parsed if parsed is INVALID else _encoded(schema, parsed)


def _encoded(schema: AnySchema, value: Any) -> Any:
    transformer = schema.props.transform
    return stored(value if transformer is None else transformer.encode(value))
