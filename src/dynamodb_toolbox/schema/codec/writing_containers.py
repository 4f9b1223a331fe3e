"""Writing lists, tuples, records, maps and the item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.codec.writing_scalars import encoder
from dynamodb_toolbox.schema.codec.written import Writing, called, literal, quoted
from dynamodb_toolbox.schema.primitives import is_encoded
from dynamodb_toolbox.schema.types import (
    ItemSchema,
    ListSchema,
    MapSchema,
    RecordSchema,
    StringSchema,
    TupleSchema,
)


def write_list(schema: ListSchema, source: Source, value: str, writing: Writing) -> str:
    """Write each element, and join them."""
    element, parts = source.fresh(), source.fresh("parts")
    source.line(f"{parts} = []")
    with source.block(f"for {element} in {value}:"):
        source.line(f"{parts}.append(f'{writing.of(schema.elements, source, element)}')")
    return f'{{{{"L":[{called(source, ",".join, parts)}]}}}}'


def write_tuple(schema: TupleSchema, source: Source, value: str, writing: Writing) -> str:
    """Write each element by the schema of its place."""
    whole = source.variable(value)
    elements = [
        writing.of(element, source, f"{whole}[{index}]") for index, element in enumerate(schema.elements)
    ]
    return f'{{{{"L":[{",".join(elements)}]}}}}'


def write_record(schema: RecordSchema, source: Source, value: str, writing: Writing) -> str:
    """Write each value under its key, as the key is stored; two keys may be stored as one."""
    key, element, parts = source.fresh(), source.fresh(), source.fresh("parts")
    source.line(f"{parts} = {{}}")
    with source.block(f"for {key}, {element} in {value}.items():"):
        written = writing.of(schema.elements, source, element)
        name = called(source, _key_writer(schema.keys), key)
        source.line(f"{parts}[{name[1:-1]}] = f'{name}:{written}'")
    return f'{{{{"M":{{{{{called(source, ",".join, f"{parts}.values()")}}}}}}}}}'


def _key_writer(schema: StringSchema) -> Callable[[Any], str]:
    if not is_encoded(schema):
        return quoted

    encode = encoder(schema)
    return lambda name: quoted(encode(name))


def write_map(schema: MapSchema, source: Source, value: str, writing: Writing) -> str:
    """Write the attributes under their stored names."""
    return f'{{{{"M":{write_attributes(schema, source, source.variable(value), writing)}}}}}'


def write_attributes(schema: ItemSchema | MapSchema, source: Source, value: str, writing: Writing) -> str:
    """Write the attributes that are there, in the order of the schema."""
    declared = schema.key_attributes if writing.mode == "key" else schema.attributes
    always = [child.props.is_required(writing.mode) for child in declared.values()]
    settled, parts = all(always), ""
    name = "" if settled else source.fresh("text")
    if name:
        source.line(f"{name} = ''")
    for (attribute, child), needed in zip(declared.items(), always, strict=True):
        label = literal(quoted(schema.saved_name(attribute)))
        if needed:
            written = f"{label}:{writing.of(child, source, source.entry(value, attribute))}"
            parts += f",{written}"
            continue
        if parts:
            source.line(f"{name} += f'{parts}'")
            parts = ""
        given = source.variable(f"{value}.get({attribute!r}, MISSING)")
        with source.block(f"if {given} is not MISSING:"):
            source.line(f"{name} += f',{label}:{writing.of(child, source, given)}'")
    if settled:
        return f"{{{{{parts[1:]}}}}}"
    source.line(f"{name} = (f'{{{name}}}{parts}')[1:]")
    return f"{{{{{{{name}}}}}}}"
