"""Compiled parsing: an input → the valid item, defaults and links filled, as `schema.parse` has it.

Code is made for Python's own types: `dict`, `str`, `int`, … Subclasses and other mappings are valid too, and
left to the walk. A schema for which no code is made is always walked: see `Unsupported`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.parsing_maps import parse_item, parse_map
from dynamodb_toolbox.schema.codec.parsing_scalars import parse_any, parse_primitive
from dynamodb_toolbox.schema.codec.parsing_sequences import parse_list, parse_record, parse_set, parse_tuple
from dynamodb_toolbox.schema.codec.plan import Parsing
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import AnyOfSchema, ItemSchema
from dynamodb_toolbox.values import MISSING


def _parse_any_of(schema: AnyOfSchema, source: Source, value: str, parsing: Parsing) -> str:
    from dynamodb_toolbox.schema.codec.parsing_unions import parse_any_of  # noqa: PLC0415  # few have unions

    return parse_any_of(schema, source, value, parsing)


_NODES: Final[Mapping[str, Callable[[Any, Source, str, Parsing], str]]] = MappingProxyType(
    {
        "any": parse_any,
        "null": parse_primitive,
        "boolean": parse_primitive,
        "number": parse_primitive,
        "string": parse_primitive,
        "binary": parse_primitive,
        "set": parse_set,
        "list": parse_list,
        "tuple": parse_tuple,
        "map": parse_map,
        "record": parse_record,
        "anyOf": _parse_any_of,
    }
)


def parse_node(schema: Schema, source: Source, value: str, parsing: Parsing) -> str:
    """Write the code that checks a value, and give the expression of the valid one."""
    return _NODES[schema.type](schema, source, value, parsing)


def parsed_item(schema: ItemSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Write the code that checks an input, and give the name of the variable that holds the valid item.

    Raises:
        Unsupported: No code is made for such a schema.
    """
    source.constants["MISSING"] = MISSING
    return source.variable(parse_item(schema, source, value, parsing))
