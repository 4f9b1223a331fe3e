"""Reading what has no children of its own: primitives, `any`, sets; and what is left to the walk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.codec.shape import Code, Compiling, Shape, as_it_is, only
from dynamodb_toolbox.schema.codec.source import Deviation, Source
from dynamodb_toolbox.schema.primitives import decoded, is_allowed, is_stored_type
from dynamodb_toolbox.schema.types import AnySchema, Primitive, SetSchema
from dynamodb_toolbox.values import decode, read_number

_KINDS: Final = {"string": "S", "number": "N", "binary": "B", "boolean": "BOOL", "null": "NULL"}
_CONTENTS: Final[dict[str, Any]] = {"S": str, "N": int | float, "B": bytes, "BOOL": Any, "NULL": Any}


def walked(schema: Attribute, compiling: Compiling) -> Shape:
    """Leave a node to the walk."""
    from dynamodb_toolbox.schema.format.formatter import format_node  # noqa: PLC0415  # few nodes are
    from dynamodb_toolbox.schema.format.reading import Reading  # noqa: PLC0415

    reading = Reading(format_node, partial=compiling.partial)

    load = compiling.loads.get(id(schema))

    def walk(value: Any) -> Any:
        formatted = format_node(schema, decode(value), (), None, reading)
        return formatted if load is None else load.whole(formatted)

    return Shape((), lambda source, value: f"{source.constant(walk, 'walk')}({value})", is_loaded=True)


def read_any(schema: AnySchema, compiling: Compiling) -> Shape:
    """Parse it as it is."""
    return walked(schema, compiling)


def read_primitive(schema: Primitive, compiling: Compiling) -> Shape:
    """Let the type check it; decode it where its stored form is another, and check the enum."""
    kind = _KINDS[schema.type]
    if schema.converter is not None or schema.props.transform is not None:
        exact = _exactly(_decoding(schema))
        return only(kind, str, _number_text(exact)) if kind == "N" else only(kind, _CONTENTS[kind], exact)
    if kind == "N" and schema.props.big:
        return only("N", str, _number_text(_exactly(_decoding(schema))))
    if kind == "S" and schema.props.enum:
        return only("S", Literal[tuple(map(str, schema.props.enum))], as_it_is)
    code = _CODES.get(kind, as_it_is)
    if schema.props.enum is not None or kind == "NULL":
        code = _then(code, _exactly(_checking(schema)))
    return only(kind, _CONTENTS[kind], code)


def read_set(schema: SetSchema, compiling: Compiling) -> Shape:
    """Let the type check the elements, where it can say all of them."""
    elements = schema.elements
    if not isinstance(elements, Primitive) or elements.converter or elements.props.transform:
        return walked(schema, compiling)
    if elements.props.big or (elements.type != "string" and elements.props.enum is not None):
        return walked(schema, compiling)
    [(kind, content)] = read_primitive(elements, compiling).contents
    if kind not in {"S", "N", "B"}:
        return walked(schema, compiling)
    return only(f"{kind}S", _set_of(content), _whole_numbers if kind == "N" else as_it_is)


def _set_of(content: Any) -> Any:
    return set[content]


def _decoding(schema: Primitive) -> Callable[[Any], Any]:
    """Give what takes a stored value to the valid one."""
    props, converter = schema.props, schema.converter
    if schema.type == "string" and props.enum is None:
        if converter is None and props.transform is not None:
            return props.transform.decode
        if converter is not None and props.transform is None:
            return converter.decode

    def decoding(value: Any) -> Any:
        if not is_stored_type(schema, value):
            raise Deviation
        result = decoded(schema, value)
        if not is_allowed(schema, result):
            raise Deviation
        return result

    return decoding


def _checking(schema: Primitive) -> Callable[[Any], Any]:
    """Give what takes a value through the enum; a NULL is None, whatever is written there."""

    def checking(value: Any) -> Any:
        result = None if schema.type == "null" else value
        if not is_allowed(schema, result):
            raise Deviation
        return result

    return checking


def _exactly(function: Callable[[Any], Any]) -> Code:
    return lambda source, content: f"{source.constant(function, 'read')}({content})"


def _number_text(code: Code) -> Code:
    return lambda source, content: code(source, f"{source.constant(read_number)}({content})")


def _then(first: Code, second: Code) -> Code:
    return lambda source, content: second(source, first(source, content))


def _number(source: Source, content: str) -> str:
    """A number is `int` where it is integral: a float that is, or that is none, is for the walk."""
    number = source.fresh()
    deviates = source.constant(_deviate)
    return f"({number} if ({number} := {content}).__class__ is int or {number} % 1 > 0 else {deviates}())"


def _boolean(source: Source, content: str) -> str:
    """`true` and `false` alone: msgspec takes numbers in texts, but other texts then too."""
    value = source.fresh()
    deviates = source.constant(_deviate)
    return f"({value} if ({value} := {content}) is True or {value} is False else {deviates}())"


def _whole_numbers(source: Source, content: str) -> str:
    return f"{source.constant(_checked_numbers)}({content})"


def _checked_numbers(numbers: set[Any]) -> set[Any]:
    if float in map(type, numbers):
        for number in numbers:
            if number.__class__ is float and not number % 1 > 0:
                raise Deviation
    return numbers


def _deviate() -> Any:
    raise Deviation


_CODES: Final[dict[str, Code]] = {"N": _number, "BOOL": _boolean}
