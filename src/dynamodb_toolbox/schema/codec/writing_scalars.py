"""Writing what has no children of its own: primitives, `any` and sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dynamodb_toolbox.schema.codec import written
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.codec.written import SMALL, Writing, called
from dynamodb_toolbox.schema.primitives import encoded
from dynamodb_toolbox.schema.types import AnySchema, Primitive, SetSchema

_SETS: Final[dict[str, tuple[str, str, Callable[[Any], str]]]] = {
    "string": ("SS", "", written.texts),
    "number": ("NS", '"', written.numbers),
    "binary": ("BS", '"', written.binaries),
}


def write_primitive(schema: Primitive, source: Source, value: str, writing: Writing) -> str:
    """Write it under its type's code; what is stored in another form goes through its functions."""
    if schema.converter is not None or schema.props.transform is not None:
        write = written.anything(writing.depth)
        return called(source, lambda given: write(encoded(schema, given)), value)
    match schema.type:
        case "null":
            return '{{"NULL":true}}'
        case "boolean":
            name = source.fresh()
            source.line(f"{name} = 'true' if {value} else 'false'")
            return f'{{{{"BOOL":{{{name}}}}}}}'
        case "number":
            return f'{{{{"N":"{_number(source, source.variable(value))}"}}}}'
        case "string" if schema.props.enum is not None and all(type(v) is str for v in schema.props.enum):
            known = source.constant({v: written.quoted(v) for v in schema.props.enum}, "texts")
            name = source.fresh()
            source.line(f"{name} = {known}[{value}]")
            return f'{{{{"S":{{{name}}}}}}}'
        case "string":
            return f'{{{{"S":{called(source, written.quoted, value)}}}}}'
        case _:
            return f'{{{{"B":"{called(source, written.binary, value)}"}}}}'


def _number(source: Source, value: str) -> str:
    """Most numbers are small integers, which Python writes as DynamoDB does."""
    name, exact = source.fresh(), source.constant(written.number, "number")
    small = f"{value}.__class__ is int and -{SMALL} < {value} < {SMALL}"
    source.line(f"{name} = {value} if {small} else {exact}({value})")
    return f"{{{name}}}"


def write_any(schema: AnySchema, source: Source, value: str, writing: Writing) -> str:
    """Write whatever it is, or what its transformer makes of it."""
    transform, write = schema.props.transform, written.anything(writing.depth)
    if transform is None:
        return called(source, write, value)
    encode = transform.encode
    return called(source, lambda given: write(encode(given)), value)


def write_set(schema: SetSchema, source: Source, value: str, writing: Writing) -> str:
    """Write the elements in their order."""
    elements = schema.elements
    if isinstance(elements, Primitive):
        if elements.converter is None and elements.props.transform is None and elements.type in _SETS:
            kind, quote, function = _SETS[elements.type]
            return f'{{{{"{kind}":[{quote}{called(source, function, value)}{quote}]}}}}'
        primitive, write = elements, written.anything(writing.depth)
        return called(source, lambda given: write({encoded(primitive, each) for each in given}), value)
    return called(source, written.anything(writing.depth), value)
