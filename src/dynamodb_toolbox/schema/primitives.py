"""What the five primitive types accept, and how a number is stored and read."""

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
    """Tell whether `value` is of the type of `schema`; nothing is coerced."""
    return _IS_TYPE[schema.type](value)


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
    if isinstance(value, dict):
        return {name: stored(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [stored(child) for child in value]
    if isinstance(value, (set, frozenset)):
        return {stored(child) for child in value}
    return value


def read(schema: Primitive, value: Any) -> Any:
    """Give a stored primitive as Python has it: a number as `int` or `float`, a big one exactly."""
    if not isinstance(value, Decimal) or not isinstance(schema, NumberSchema):
        return value
    if value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value if schema.props.big else float(value)
