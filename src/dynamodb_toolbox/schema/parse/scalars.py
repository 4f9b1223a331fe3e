"""Parsing what has no children: primitives and `any`."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.schema.parse.steps import INVALID, Steps, Walk, invalid_input, tell_where, validated
from dynamodb_toolbox.schema.primitives import (
    encoded,
    is_allowed,
    is_stored_type,
    is_type,
    stored,
    type_name,
)
from dynamodb_toolbox.schema.types import AnySchema, Primitive
from dynamodb_toolbox.values import MISSING, Place, copied


def parse_primitive(schema: Primitive, value: Any, place: Place, walk: Walk) -> Steps:
    """Check type, enum and validators; nothing is coerced."""
    if walk.fill:
        yield value
        yield value
    parsed = validated(schema, _checked(schema, value, place, walk), place, walk)
    yield parsed
    if walk.transform:
        yield parsed if parsed is INVALID else _encoded_primitive(schema, parsed, place)


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
    parsed = validated(schema, _encodable(schema, value, place, walk), place, walk)
    yield parsed
    if walk.transform:
        yield parsed if parsed is INVALID else _encoded_any(schema, parsed, place)


def _encodable(schema: AnySchema, value: Any, place: Place, walk: Walk) -> Any:
    transformer = schema.props.transform
    if transformer is None:
        return value
    from dynamodb_toolbox.schema.transformers import refusal  # noqa: PLC0415  # few attributes have one

    refused = refusal(transformer, value)
    if refused is None:
        return value
    reason = f"be {refused.expected}, for its transformer {transformer!r}"
    return walk.fail(
        invalid_input(refused.received, (*place, *refused.place), expected=refused.expected, reason=reason)
    )


def _encoded_any(schema: AnySchema, value: Any, place: Place) -> Any:
    transformer = schema.props.transform
    if transformer is None:
        return stored(value)
    try:
        return stored(transformer.encode(value))
    except Exception as error:
        tell_where(error, "transformer", place)
        raise


def _encoded_primitive(schema: Primitive, value: Any, place: Place) -> Any:
    transformer = schema.props.transform
    if transformer is None:
        return encoded(schema, value)
    try:
        result = encoded(schema, value)
    except Exception as error:
        tell_where(error, "transformer", place)
        raise
    if result is MISSING or is_stored_type(schema, result):
        return result
    given = f"but its transformer {transformer!r} made {type(result).__name__} {result!r} of it"
    raise invalid_input(value, place, expected=schema.type, reason=f"be stored as a {schema.type}, {given}")
