"""Compiled parsing: an input → the valid item, defaults and links filled, as `schema.parse` has it.

Code is made for Python's own types: `dict`, `str`, `int`, … Subclasses and other mappings are valid too, and
left to the walk. A schema for which no code is made is always walked: see `Unsupported`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.parsing_maps import parse_item, parse_map
from dynamodb_toolbox.schema.codec.parsing_scalars import parse_any, parse_primitive
from dynamodb_toolbox.schema.codec.parsing_sequences import parse_list, parse_record, parse_set, parse_tuple
from dynamodb_toolbox.schema.codec.parsing_unions import parse_any_of
from dynamodb_toolbox.schema.codec.plan import Parsing, Views
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import MISSING

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.parse.steps import Filled

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
        "anyOf": parse_any_of,
    }
)


def parse_node(schema: Schema, source: Source, value: str, parsing: Parsing) -> str:
    """Write the code that checks a value, and give the expression of the valid one."""
    return _NODES[schema.type](schema, source, value, parsing)


def compile_parser(
    schema: ItemSchema, title: str, *, mode: Mode, forbid_unknown: bool, views: Views | None = None
) -> Callable[[Any, Filled], dict[str, Any]]:
    """Compile the parsing of a schema into a function of an input, which notes what filled it.

    With `views`, instances of classes may stand for the item and for maps in it.

    The function raises anything at all where the walk must decide; the walk is then told what is noted, so
    that no default or link is asked twice.

    Raises:
        Unsupported: No code is made for such a schema.
    """
    source = Source()
    source.constants["MISSING"] = MISSING
    parsing = Parsing(parse_node, mode, forbid_unknown, views or {})
    source.line(f"return {parse_item(schema, source, 'item', parsing)}")
    return source.function("parse(item, filled)", title)
