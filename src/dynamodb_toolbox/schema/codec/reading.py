"""Compiled reading: wire JSON → what the caller gets, checked, as `schema.format` has it.

msgspec parses and checks the JSON into the types of `shapes`; the generated function takes their fields to
the item, and does what types cannot say. What has no exact type (a union of several maps without a
discriminator, say) is parsed as it is and left to the walk, only there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import msgspec
from msgspec import UNSET, Raw

from dynamodb_toolbox.protocol.calls import Wire
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.codec.reading_maps import item_shape, read_map
from dynamodb_toolbox.schema.codec.reading_scalars import read_any, read_primitive, read_set, walked
from dynamodb_toolbox.schema.codec.reading_sequences import read_list, read_record, read_tuple
from dynamodb_toolbox.schema.codec.shape import Compiling, Load, Shape
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import AnyOfSchema, ItemSchema


def _read_any_of(schema: AnyOfSchema, compiling: Compiling) -> Shape:
    from dynamodb_toolbox.schema.codec.reading_unions import read_any_of  # noqa: PLC0415  # few have unions

    return read_any_of(schema, compiling)


_SHAPES: Final[Mapping[str, Callable[[Any, Compiling], Shape]]] = MappingProxyType(
    {
        "any": read_any,
        "null": read_primitive,
        "boolean": read_primitive,
        "number": read_primitive,
        "string": read_primitive,
        "binary": read_primitive,
        "set": read_set,
        "list": read_list,
        "tuple": read_tuple,
        "map": read_map,
        "record": read_record,
        "anyOf": _read_any_of,
    }
)
_NOTHING: Final[Mapping[str, Any]] = {}
_NO_LOADS: Final[Mapping[int, Load]] = {}


def shape_of(schema: Attribute, compiling: Compiling) -> Shape:
    """Give the wire type of a schema, and how the code reads it."""
    return _SHAPES[schema.type](schema, compiling)


class Reader:
    """Reads items of one schema; raises anything at all where the walk must decide.

    Attributes:
        type: The msgspec type of an item in wire form.
        read: Takes an object of that type to the item.
    """

    def __init__(self, type_: type, read: Callable[[Any], Any]) -> None:
        self.type: Any = type_
        self.read = read
        self._decode: Callable[[bytes | Raw], Any] = msgspec.json.Decoder(type_, strict=False).decode
        several: Any = msgspec.json.Decoder(_list_of(type_), strict=False)
        self._decode_all: Callable[[bytes | Raw], list[Any]] = several.decode

    def from_json(self, data: bytes | Raw) -> Any:
        """Read an item that is JSON."""
        return self.read(self._decode(data))

    def given(self, wire: Wire) -> Any:
        """Read an item that is in wire form or JSON."""
        return self.read(self._decode(wire)) if isinstance(wire, Raw) else self.from_wire(wire)

    def all_from_json(self, data: bytes | Raw) -> list[Any]:
        """Read a list of items that is JSON."""
        return list(map(self.read, self._decode_all(data)))

    def from_wire(self, wire: Mapping[str, Any]) -> Any:
        """Read an item in wire form."""
        return self.read(msgspec.convert(wire, self.type, strict=False))


def _list_of(element: Any) -> Any:
    return list[element]


def compile_reader(
    schema: ItemSchema,
    title: str,
    *,
    assumed: Mapping[str, Any] = _NOTHING,
    partial: bool = False,
    loads: Mapping[int, Load] = _NO_LOADS,
) -> Reader:
    """Compile the reading of a schema.

    Args:
        schema: What items are read by.
        title: What the code is called in tracebacks.
        assumed: The values of attributes that are taken to be there where they are not, by schema names.
        partial: Whether any attribute may be missing.
        loads: What is done with the values of nodes, by the `id` of their schema.

    Raises:
        ValueError: msgspec has no field of a stored name.
    """
    source = Source()
    source.constants["UNSET"] = UNSET
    type_, read = item_shape(schema, Compiling(shape_of, walked, partial, loads), assumed)
    source.line(f"return {read(source, 'wire')}")
    return Reader(type_, source.function("read(wire)", title))
