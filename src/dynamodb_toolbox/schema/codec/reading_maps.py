"""Reading maps and items: a field for each attribute, a dict out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema.codec.made import Made
from dynamodb_toolbox.schema.codec.shape import Code, Compiling, Shape, only
from dynamodb_toolbox.schema.codec.shapes import attributes_type
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from dynamodb_toolbox.values import MISSING


class Field(Record):
    """An attribute as a field of the wire type.

    Attributes:
        name: The attribute's name in the schema.
        field: The field's name.
        shape: How it is read.
        needed: Whether it must be there.
        hidden: Whether it is left out of the result.
        assumed: What it is taken to be where it is not there; `MISSING`: nothing.
    """

    name: str
    field: str
    shape: Shape
    needed: bool
    hidden: bool
    assumed: Any = MISSING


def read_map(schema: MapSchema, compiling: Compiling) -> Shape:
    """Read the declared attributes."""
    return replace(only("M", *_attributes(schema, compiling, {})), is_loaded=True)


def item_shape(schema: ItemSchema, compiling: Compiling, assumed: Mapping[str, Any]) -> tuple[type, Code]:
    """Read the root: the type of an item, and the code that reads one."""
    return _attributes(schema, compiling, assumed)


def _attributes(
    schema: ItemSchema | MapSchema, compiling: Compiling, assumed: Mapping[str, Any]
) -> tuple[type, Code]:
    fields = fields_of(schema, compiling, assumed)
    type_ = attributes_type(
        (field.field, schema.saved_name(field.name), field.shape.type, field.needed) for field in fields
    )
    return type_, compiling.loaded(schema, lambda source, wire: write_map(source, wire, fields))


def fields_of(
    schema: ItemSchema | MapSchema, compiling: Compiling, assumed: Mapping[str, Any]
) -> list[Field]:
    """Give the fields for the attributes of a map."""
    nones = compiling.nones(schema)
    return [
        Field(
            name=name,
            field=f"a{number}",
            shape=compiling.of(child),
            needed=child.props.required != "never" and not compiling.partial and name not in assumed,
            hidden=bool(child.props.hidden),
            assumed=assumed.get(name, None if name in nones else MISSING),
        )
        for number, (name, child) in enumerate(schema.attributes.items())
    ]


def write_map(source: Source, wire: str, fields: Sequence[Field]) -> str:
    """Write the code that makes a dict of the fields of `wire`, in the order of the schema."""
    made = Made(source)
    if len(fields) > 1:
        wire = source.variable(wire)
    for field in fields:
        place = f"{wire}.{field.field}"
        if field.hidden:
            _check_only(source, field, place)
        elif field.needed:
            made.put(field.name, field.shape.read(source, place))
        else:
            made.settle()
            value = source.variable(place)
            with source.block(f"if {value} is not UNSET:"):
                made.put_now(field.name, field.shape.read(source, value))
            if field.assumed is not MISSING:
                with source.block("else:"):
                    made.put_now(field.name, source.constant(field.assumed))
    return made.whole()


def _check_only(source: Source, field: Field, place: str) -> None:
    """What is hidden is read, hence checked, and left out."""
    if field.needed:
        source.line(field.shape.read(source, place))
        return
    value = source.variable(place)
    with source.block(f"if {value} is not UNSET:"):
        source.line(field.shape.read(source, value))
