"""What the five primitive types accept, and how their values are stored and read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from dynamodb_toolbox.schema.types import NumberSchema, Primitive
from dynamodb_toolbox.values import BINARY_TYPES, as_decimal, is_number, same

_EXACT_INTEGERS: Final = 2**53  # past it, a float no longer tells neighbouring integers apart

_IS_TYPE: Final[dict[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "number": is_number,
    "string": lambda value: isinstance(value, str),
    "binary": lambda value: isinstance(value, BINARY_TYPES),
}


def is_type(schema: Primitive, value: Any) -> bool:
    """Tell whether `value` is of the Python type of `schema`; nothing is coerced."""
    return is_stored_type(schema, value) if schema.converter is None else schema.converter.accepts(value)


def is_stored_type(schema: Primitive, value: Any) -> bool:
    """Tell whether a stored `value` is of the type of `schema`."""
    return _IS_TYPE[schema.type](value)


def type_name(schema: Primitive) -> str:
    """Say what `schema` accepts."""
    return schema.type if schema.converter is None else schema.converter.expected


def is_allowed(schema: Primitive, value: Any) -> bool:
    """Tell whether the enum of `schema`, if any, holds `value` (by type and value)."""
    enum = schema.props.enum
    return enum is None or any(same(value, allowed) for allowed in enum)


def stored(value: Any) -> Any:
    """Give a value as it is stored: a `float` as the decimal a person would write, all else as it is.

    Clients of DynamoDB refuse floats; the decimal says the same digits, and is sent as they are.
    """
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < _EXACT_INTEGERS else as_decimal(value)
    if isinstance(value, str):
        return value if type(value) is str else str.__str__(value)  # a member of an enum is its text
    if isinstance(value, dict):
        return {name: stored(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [stored(child) for child in value]
    if isinstance(value, (set, frozenset)):
        return {stored(child) for child in value}
    return value


def is_encoded(schema: Primitive) -> bool:
    """Tell whether values are stored in another form than their own."""
    return schema.converter is not None or schema.props.transform is not None


def encoded(schema: Primitive, value: Any) -> Any:
    """Give a valid value as it is stored."""
    if schema.converter is not None:
        value = schema.converter.encode(value)
    transformer = schema.props.transform
    return stored(value if transformer is None else transformer.encode(value))


def decoded(schema: Primitive, value: Any) -> Any:
    """Give the valid value of a stored one; what it raises for one that is none is the transformer's."""
    transformer = schema.props.transform
    value = _plain(schema, value) if transformer is None else transformer.decode(_plain(schema, value))
    return value if schema.converter is None else schema.converter.decode(value)


def key_text(schema: Primitive, name: Any) -> str:
    """Write the key of a record as a path names it."""
    converter = schema.converter
    return str(name if converter is None or not converter.accepts(name) else converter.encode(name))


def _plain(schema: Primitive, value: Any) -> Any:
    """Give a stored number as `int` or `float`; a big or converted one exactly."""
    if not isinstance(value, Decimal) or schema.converter is not None or not isinstance(schema, NumberSchema):
        return value
    if value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value if schema.props.big else float(value)
