"""Parsing what has no children: primitives and `any`."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any, Final

from dynamodb_toolbox.schema.codec.plan import Parsing
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.primitives import is_allowed
from dynamodb_toolbox.schema.types import AnySchema, Primitive
from dynamodb_toolbox.values import copied, is_number

_PLAIN: Final = frozenset({type(None), bool, int, float, str, bytes, bytearray, Decimal})

# What a value of the type is not; `is_number` and the like take what is rarer.
_WRONG: Final[dict[str, str]] = {
    "null": "{0} is not None",
    "boolean": "{0} is not True and {0} is not False",
    "number": "{0}.__class__ is not int and not ({0}.__class__ is float and {0} == {0} or is_number({0}))",
    "string": "{0}.__class__ is not str",
    "binary": "{0}.__class__ is not bytes",
}


def parse_primitive(schema: Primitive, source: Source, value: str, parsing: Parsing) -> str:
    """Check type, enum and validators; nothing is coerced."""
    source.constants["is_number"] = is_number
    if schema.converter is None:
        source.deviate_if(_WRONG[schema.type].format(value))
    else:
        source.deviate_if(f"not {source.constant(schema.converter.accepts, 'accepts')}({value})")
    _check_enum(schema, source, value)
    parsing.validate(schema, source, value)
    return value


def _check_enum(schema: Primitive, source: Source, value: str) -> None:
    enum = schema.props.enum
    if enum is None:
        return
    if schema.type == "string" and schema.converter is None and all(isinstance(v, str) for v in enum):
        source.deviate_if(f"{value} not in {source.constant(frozenset(enum), 'enum')}")
    else:
        source.deviate_if(f"not {source.constant(partial(is_allowed, schema), 'allows')}({value})")


def parse_any(schema: AnySchema, source: Source, value: str, parsing: Parsing) -> str:
    """Take the value as it is, copied."""
    source.deviate_if(f"{value} is MISSING")
    if parsing.views:  # an instance in it may be one to be dumped, or not
        source.deviate_if(f"not {source.constant(_is_plain, 'is_plain')}({value})")
    result = source.fresh()
    source.line(f"{result} = {source.constant(copied)}({value})")
    parsing.validate(schema, source, result)
    return result


def _is_plain(value: Any) -> bool:
    """Tell whether a value is made of Python's own types alone."""
    if isinstance(value, dict):
        return all(map(_is_plain, value.values()))
    if isinstance(value, (list, tuple, set, frozenset)):
        return all(map(_is_plain, value))
    return type(value) in _PLAIN
