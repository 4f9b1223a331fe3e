"""Parsing sets, lists, tuples and records: a copy of the container, each element checked."""

from __future__ import annotations

from dynamodb_toolbox.schema.codec.plan import Parsing, Unsupported
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import ListSchema, RecordSchema, SetSchema, TupleSchema

_SEQUENCE = "{0}.__class__ is not list and {0}.__class__ is not tuple"


def parse_set(schema: SetSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check each element."""
    source.deviate_if(f"{value}.__class__ is not set and {value}.__class__ is not frozenset")
    element = source.fresh()
    with source.block(f"for {element} in {value}:"):
        if parsing.of(schema.elements, source, element) != element:
            raise Unsupported
    return _validated(schema, source, f"set({value})", parsing)


def parse_list(schema: ListSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check each element by the one schema."""
    source.deviate_if(_SEQUENCE.format(value))
    element, result = source.fresh(), source.fresh()
    mark = len(source.lines)
    source.line(f"{result} = []")
    with source.block(f"for {element} in {value}:"):
        parsed = parsing.of(schema.elements, source, element)
        if parsed != element:
            source.line(f"{result}.append({parsed})")
    if parsed != element:
        return _validated(schema, source, result, parsing)
    del source.lines[mark]  # the elements are taken as they are: a copy of the list will do
    return _validated(schema, source, f"list({value})", parsing)


def parse_tuple(schema: TupleSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check each element by the schema of its place; another number of them is for the walk."""
    source.deviate_if(_SEQUENCE.format(value))
    names = [source.fresh() for _ in schema.elements]
    source.deviate_if(f"len({value}) != {len(names)}")
    if names:
        source.line(f"{', '.join(names)}, = {value}")
    elements = zip(schema.elements, names, strict=True)
    parsed = [parsing.of(element, source, name) for element, name in elements]
    return _validated(schema, source, f"[{', '.join(parsed)}]", parsing)


def parse_record(schema: RecordSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check each key by the one schema and each value by the other."""
    source.deviate_if(f"{value}.__class__ is not dict")
    enum = schema.keys.props.enum
    if enum is not None and not schema.props.partial and schema.elements.props.is_required(parsing.mode):
        source.deviate_if(f"len({value}) != {len(set(enum))}")
    key, element, result = source.fresh(), source.fresh(), source.fresh()
    mark = len(source.lines)
    source.line(f"{result} = {{}}")
    with source.block(f"for {key}, {element} in {value}.items():"):
        parsing.of(schema.keys, source, key)
        parsed = parsing.of(schema.elements, source, element)
        if parsed != element:
            source.line(f"{result}[{key}] = {parsed}")
    if parsed != element:
        return _validated(schema, source, result, parsing)
    del source.lines[mark]
    return _validated(schema, source, f"dict({value})", parsing)


def _validated(
    schema: SetSchema | ListSchema | TupleSchema | RecordSchema, source: Source, made: str, parsing: Parsing
) -> str:
    """Run the validators of a container on the copy."""
    if made.isidentifier() and not parsing.slot(schema, "validators"):
        return made
    result = source.fresh()
    source.line(f"{result} = {made}")
    parsing.validate(schema, source, result)
    return result
