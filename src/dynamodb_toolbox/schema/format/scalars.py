"""Formatting what has no children: primitives and `any`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.schema.format.reading import Projected, Reading, invalid
from dynamodb_toolbox.schema.primitives import decoded, is_allowed, is_stored_type, is_type, type_name
from dynamodb_toolbox.schema.types import AnySchema, Primitive
from dynamodb_toolbox.values import Place, plain_number

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.transformers import Transformer

_DECODABLE: Final = "value that its transformer can decode"


def format_primitive(
    schema: Primitive, value: Any, place: Place, projected: Projected, reading: Reading
) -> Any:
    """Check the stored type, decode, then check the enum."""
    if not (is_stored_type if reading.transform else is_type)(schema, value):
        raise invalid(value, place, type_name(schema))
    result = _decoded(schema, value, place) if reading.transform else value
    if not is_allowed(schema, result):
        raise invalid(result, place, list(schema.props.enum or ()))
    return result


def _decoded(schema: Primitive, value: Any, place: Place) -> Any:
    try:
        return decoded(schema, value)
    except Exception as error:
        raise invalid(
            value, place, type_name(schema) if schema.props.transform is None else _DECODABLE
        ) from error


def format_any(schema: AnySchema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Give the value as it is, copied, or decoded where it has a transformer."""
    if reading.transform and schema.props.transform is not None:
        return _from_transformer(schema.props.transform, value, place)
    return _plain(value)


def _from_transformer(transformer: Transformer, value: Any, place: Place) -> Any:
    try:
        return transformer.decode(value)
    except Exception as error:
        raise invalid(value, place, _DECODABLE) from error


def _plain(value: Any) -> Any:
    """Copy a value; a `Decimal` becomes a `float` where that says exactly the same."""
    if isinstance(value, dict):
        return {name: _plain(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_plain(child) for child in value]
    if isinstance(value, set):
        return {_plain(child) for child in value}
    return plain_number(value) if isinstance(value, Decimal) else value
