"""Writing what has no children of its own: primitives, `any` and sets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dynamodb_toolbox.schema.codec import written
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.codec.written import SMALL, Writing
from dynamodb_toolbox.schema.primitives import encoded
from dynamodb_toolbox.schema.types import AnySchema, Primitive, SetSchema
from dynamodb_toolbox.values import AttributeValue, encode

_SETS: Final = {"string": ("SS", "texts"), "number": ("NS", "numbers"), "binary": ("BS", "binaries")}


def write_primitive(schema: Primitive, source: Source, value: str, writing: Writing) -> str:
    """Write it under its type's code; what is stored in another form goes through its functions."""
    if schema.converter is not None or schema.props.transform is not None:
        return f"{source.constant(_transforming(schema, writing), 'write')}({value})"
    match schema.type:
        case "null":
            return "{'NULL': True}"
        case "boolean":
            return f"{{'BOOL': {value}}}"
        case "number":
            return _number(source, source.variable(value))
        case "string":
            return f"{{'S': {_text(source, value, writing)}}}"
        case _:
            return f"{{'B': {source.constant(written.binary)}({value})}}"


def _number(source: Source, value: str) -> str:
    """Most numbers are small integers, which Python writes as DynamoDB does."""
    exact = source.constant(written.number, "number")
    small = f"{value}.__class__ is int and -{SMALL} < {value} < {SMALL}"
    return f"{{'N': f'{{{value}}}' if {small} else {exact}({value})}}"


def _text(source: Source, value: str, writing: Writing) -> str:
    return f"{source.constant(written.checked_text)}({value})" if writing.checked else value


def _transforming(schema: Primitive, writing: Writing) -> Callable[[Any], AttributeValue]:
    place = ("",) * writing.depth
    return lambda value: encode(encoded(schema, value), place)


def write_any(schema: AnySchema, source: Source, value: str, writing: Writing) -> str:
    """Write whatever it is, or what its transformer makes of it."""
    transform, write = schema.props.transform, written.anything(writing.depth)
    if transform is not None:
        encoded_by = transform.encode
        return f"{source.constant(lambda given: write(encoded_by(given)), 'write')}({value})"
    return f"{source.constant(write, 'write')}({value})"


def write_set(schema: SetSchema, source: Source, value: str, writing: Writing) -> str:
    """Write the elements in their order."""
    elements = schema.elements
    simple = isinstance(elements, Primitive) and not elements.converter and not elements.props.transform
    if simple and elements.type in _SETS:
        kind, name = _SETS[elements.type]
        write = getattr(written, "checked_texts" if name == "texts" and writing.checked else name)
        return f"{{'{kind}': {source.constant(write)}({value})}}"
    place = ("",) * writing.depth

    def transforming(given: set[Any]) -> AttributeValue:
        return encode({encoded(elements, element) for element in given}, place)  # type: ignore[arg-type]

    return f"{source.constant(transforming, 'write')}({value})"
