"""Formatting what has no children: primitives and `any`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dynamodb_toolbox.schema.format.reading import Projected, Reading, invalid
from dynamodb_toolbox.schema.primitives import is_allowed, is_type, read
from dynamodb_toolbox.schema.types import AnySchema, Primitive
from dynamodb_toolbox.values import Place, plain_number


def format_primitive(
    schema: Primitive, value: Any, place: Place, projected: Projected, reading: Reading
) -> Any:
    """Check the stored type, decode, then check the enum."""
    if not is_type(schema, value):
        raise invalid(value, place, schema.type)
    decoded = read(schema, value)
    if reading.transform and schema.props.transform is not None:
        decoded = schema.props.transform.decode(decoded)
    if not is_allowed(schema, decoded):
        raise invalid(decoded, place, list(schema.props.enum or ()))
    return decoded


def format_any(schema: AnySchema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Give the value as it is, copied, or decoded where it has a transformer."""
    if reading.transform and schema.props.transform is not None:
        return schema.props.transform.decode(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    """Copy a value; a `Decimal` becomes a `float` where that says exactly the same."""
    if isinstance(value, dict):
        return {name: _plain(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, set):
        return {_plain(child) for child in value}
    return plain_number(value) if isinstance(value, Decimal) else value
