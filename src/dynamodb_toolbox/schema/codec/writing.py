"""Compiled writing: a valid item → JSON, as the last step of `schema.parse` and `values.encode` have it.

What comes in is what compiled parsing gave, in the same function: its variables are not looked up again. The
whole item becomes one f-string: a tree of dicts for an encoder would take twice the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.parsing import parse_node, parsed_item
from dynamodb_toolbox.schema.codec.plan import Parsing, Views
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.codec.writing_containers import (
    write_attributes,
    write_list,
    write_map,
    write_record,
    write_tuple,
)
from dynamodb_toolbox.schema.codec.writing_scalars import write_any, write_primitive, write_set
from dynamodb_toolbox.schema.codec.written import Writing
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.types import AnyOfSchema, ItemSchema

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.parse.steps import Filled


def _write_any_of(schema: AnyOfSchema, source: Source, value: str, writing: Writing) -> str:
    from dynamodb_toolbox.schema.codec.writing_unions import write_any_of  # noqa: PLC0415  # few have unions

    return write_any_of(schema, source, value, writing)


_NODES: Final[Mapping[str, Callable[[Any, Source, str, Writing], str]]] = MappingProxyType(
    {
        "any": write_any,
        "null": write_primitive,
        "boolean": write_primitive,
        "number": write_primitive,
        "string": write_primitive,
        "binary": write_primitive,
        "set": write_set,
        "list": write_list,
        "tuple": write_tuple,
        "map": write_map,
        "record": write_record,
        "anyOf": _write_any_of,
    }
)


def write_node(schema: Schema, source: Source, value: str, writing: Writing) -> str:
    """Write the code that encodes a value, and give its attribute value as the inside of an f-string."""
    return _NODES[schema.type](schema, source, value, writing)


def compile_writer(
    schema: ItemSchema, title: str, *, mode: Mode, forbid_unknown: bool, views: Views | None = None
) -> Callable[[Any, Filled], tuple[dict[str, Any], bytes]]:
    """Compile parsing and writing into a function of an input, which gives the valid item and its JSON.

    With `views`, instances of classes may stand for the item and for maps in it. The function notes what
    filled the input, and raises anything at all where the walk must decide; the walk is then told what is
    noted, so that no default or link is asked twice.

    Raises:
        Unsupported: No code is made for such a schema.
    """
    source = Source()
    item = parsed_item(schema, source, "item", Parsing(parse_node, mode, forbid_unknown, views or {}))
    written = write_attributes(schema, source, item, Writing(write_node, mode))
    source.line(f"return {item}, f'{written}'.encode()")
    return source.function("write(item, filled)", title)
