"""Parsing what has no children: primitives and `any`."""

from __future__ import annotations

from functools import partial
from typing import Final

from dynamodb_toolbox.schema.codec.plan import Parsing
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.primitives import is_allowed
from dynamodb_toolbox.schema.types import AnySchema, Primitive
from dynamodb_toolbox.values import copied, is_number

# What a value of the type is not; `is_number` and the like take what is rarer.
_WRONG: Final[dict[str, str]] = {
    "null": "{0} is not None",
    "boolean": "{0} is not True and {0} is not False",
    "number": "{0}.__class__ is not int and not is_number({0})",
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
    result = source.fresh()
    source.line(f"{result} = {source.constant(copied)}({value})")
    parsing.validate(schema, source, result)
    return result
