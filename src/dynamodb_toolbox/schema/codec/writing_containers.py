"""Writing lists, tuples, records, maps and the item."""

from __future__ import annotations

from dynamodb_toolbox.schema.codec.made import Made
from dynamodb_toolbox.schema.codec.source import Deviation, Source
from dynamodb_toolbox.schema.codec.written import Writing, checked_text
from dynamodb_toolbox.schema.primitives import encoded
from dynamodb_toolbox.schema.types import (
    ItemSchema,
    ListSchema,
    MapSchema,
    RecordSchema,
    StringSchema,
    TupleSchema,
)


def write_list(schema: ListSchema, source: Source, value: str, writing: Writing) -> str:
    """Write each element: in a comprehension, or where that takes statements, in a loop."""
    element, result = source.fresh(), source.fresh()
    mark = len(source.lines)
    source.line(f"{result} = []")
    with source.block(f"for {element} in {value}:"):
        body = len(source.lines)
        write = writing.of(schema.elements, source, element)
        if len(source.lines) > body:
            source.line(f"{result}.append({write})")
            return f"{{'L': {result}}}"
    del source.lines[mark:]
    return f"{{'L': [{write} for {element} in {value}]}}"


def write_tuple(schema: TupleSchema, source: Source, value: str, writing: Writing) -> str:
    """Write each element by the schema of its place."""
    whole = source.variable(value)
    elements = [
        writing.of(element, source, f"{whole}[{index}]") for index, element in enumerate(schema.elements)
    ]
    return f"{{'L': [{', '.join(elements)}]}}"


def write_record(schema: RecordSchema, source: Source, value: str, writing: Writing) -> str:
    """Write each value under its key, as the key is stored."""
    key, element, result = source.fresh(), source.fresh(), source.fresh()
    stored = _stored_key(schema.keys, source, key, writing)
    mark = len(source.lines)
    source.line(f"{result} = {{}}")
    with source.block(f"for {key}, {element} in {value}.items():"):
        body = len(source.lines)
        write = writing.of(schema.elements, source, element)
        if len(source.lines) > body:
            source.line(f"{result}[{stored}] = {write}")
            return f"{{'M': {result}}}"
    del source.lines[mark:]
    return f"{{'M': {{{stored}: {write} for {key}, {element} in {value}.items()}}}}"


def _stored_key(schema: StringSchema, source: Source, key: str, writing: Writing) -> str:
    if schema.converter is None and schema.props.transform is None:
        return f"{source.constant(checked_text)}({key})" if writing.checked else key

    def stored(name: object) -> str:
        text = encoded(schema, name)
        if text.__class__ is not str:
            raise Deviation
        return checked_text(text)

    return f"{source.constant(stored, 'name')}({key})"


def write_map(schema: MapSchema, source: Source, value: str, writing: Writing) -> str:
    """Write the attributes under their stored names."""
    return f"{{'M': {write_attributes(schema, source, source.variable(value), writing)}}}"


def write_attributes(schema: ItemSchema | MapSchema, source: Source, value: str, writing: Writing) -> str:
    """Write the attributes that are there, in the order of the schema."""
    made = Made(source)
    declared = schema.key_attributes if writing.mode == "key" else schema.attributes
    for name, child in declared.items():
        stored = schema.saved_name(name)
        if child.props.is_required(writing.mode):
            made.put(stored, writing.of(child, source, f"{value}[{name!r}]"))
            continue
        made.settle()
        given = source.variable(f"{value}.get({name!r}, MISSING)")
        with source.block(f"if {given} is not MISSING:"):
            made.put_now(stored, writing.of(child, source, given))
    return made.whole()
