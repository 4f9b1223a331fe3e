"""Writing what has no children of its own: primitives, `any` and sets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from dynamodb_toolbox.schema.codec import written
from dynamodb_toolbox.schema.codec.source import Deviation, Source
from dynamodb_toolbox.schema.codec.written import SMALL, Writing, called
from dynamodb_toolbox.schema.primitives import encoded, is_encoded, is_stored_type, stored
from dynamodb_toolbox.schema.types import AnySchema, Primitive, SetSchema

_SETS: Final[dict[str, tuple[str, str, Callable[[Any], str]]]] = {
    "string": ("SS", "", written.texts),
    "number": ("NS", '"', written.numbers),
    "binary": ("BS", '"', written.binaries),
}


def write_primitive(schema: Primitive, source: Source, value: str, writing: Writing) -> str:
    """Write it under its type's code; what is stored in another form goes through its functions."""
    if is_encoded(schema):
        write, encode = written.anything(writing.depth), encoder(schema)
        return called(source, lambda given: write(encode(given)), value)
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


def encoder(schema: Primitive) -> Callable[[Any], Any]:
    """Give what takes a valid value to the stored one, which must be of the type that is stored."""
    transform, converter = schema.props.transform, schema.converter
    if transform is None:
        return partial(encoded, schema)
    encode = (
        transform.encode if converter is None else lambda given: transform.encode(converter.encode(given))
    )
    usual = str if schema.type == "string" else None

    def checked(given: Any) -> Any:
        value = stored(encode(given))
        if value.__class__ is not usual and not is_stored_type(schema, value):
            raise Deviation
        return value

    return checked


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
        if not is_encoded(elements) and elements.type in _SETS:
            kind, quote, function = _SETS[elements.type]
            return f'{{{{"{kind}":[{quote}{called(source, function, value)}{quote}]}}}}'
        encode, write = encoder(elements), written.anything(writing.depth)
        return called(source, lambda given: write(set(map(encode, given))), value)
    return called(source, written.anything(writing.depth), value)
