"""The Python types that describe the values of a schema, built where they are not known beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from types import NoneType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from dynamodb_toolbox.schema.types import NumberSchema, Primitive

_TYPES: Final[dict[str, Any]] = {
    "null": NoneType,
    "boolean": bool,
    "number": int | float | Decimal,
    "string": str,
    "binary": bytes,
}
_LITERAL: Final = (str, int, bytes, Enum, NoneType)  # what PEP 586 allows; a bool is an int


def primitive_type(schema: Primitive, *, formatted: bool = False) -> Any:
    """Give the type of a primitive's values: a `Literal` where they are enumerated."""
    values = schema.props.enum
    if values and all(isinstance(value, _LITERAL) for value in values):
        return parametrized(Literal, *values)
    if formatted and isinstance(schema, NumberSchema) and schema.converter is None:
        return int | Decimal if schema.props.big else int | float
    return base_type(schema)


def base_type(schema: Primitive) -> Any:
    """Give the type of a primitive's values, whichever of them are allowed."""
    return _TYPES[schema.type] if schema.converter is None else schema.converter.python_type


def annotated(kind: Any, *metadata: Any) -> Any:
    """Give `Annotated[kind, *metadata]`."""
    return parametrized(Annotated, kind, *metadata) if metadata else kind


def parametrized(generic: Any, *parameters: Any) -> Any:
    """Give `generic[*parameters]`."""
    return generic[parameters]


def bare_union(kinds: Sequence[Any]) -> Any:
    """Give the union of the types without what they are annotated with."""
    return parametrized(
        Union, *(get_args(kind)[0] if get_origin(kind) is Annotated else kind for kind in kinds)
    )
