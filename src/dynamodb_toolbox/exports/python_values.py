"""The Python types of values, as source: what a checker is told of a primitive, and the imports it takes."""

from __future__ import annotations

import sys
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.types import NumberSchema, Primitive

_BASES: Final = {"null": "None", "boolean": "bool", "string": "str", "binary": "bytes"}
_LITERAL: Final = (
    str,
    int,
    bytes,
    NoneType,
)  # what PEP 586 allows, besides members of enums; a bool is an int


class Imports:
    """The modules that a text takes."""

    def __init__(self) -> None:
        self.modules: set[str] = set()

    def named(self, kind: type[Any]) -> str:
        """Give the name of a class, its module imported.

        Raises:
            DynamoDBToolboxError: `schema.unsupportedType` where no other module can name it.
        """
        if kind is NoneType:
            return "None"
        if kind.__module__ == "builtins":
            return kind.__qualname__
        if "<locals>" in kind.__qualname__ or kind.__module__ == "__main__":
            raise DynamoDBToolboxError(
                "schema.unsupportedType",
                f"{kind.__qualname__} of {kind.__module__} cannot be named in another module: define it "
                "at the top of a module that can be imported.",
                payload={"received": kind},
            )
        module = _public_module(kind)
        self.modules.add(module)
        return f"{module}.{kind.__qualname__}"


def _public_module(kind: type[Any]) -> str:
    """Give where a class is to be had: a private module (`pathlib._local`) is the affair of the one above."""
    parent, _, last = kind.__module__.rpartition(".")
    if last.startswith("_") and getattr(sys.modules.get(parent), kind.__qualname__, None) is kind:
        return parent
    return kind.__module__


def primitive_types(schema: Primitive, imports: Imports, *, given: bool) -> list[str]:
    """Give the types of a primitive's values; `given`: as an input, which may be more than what is read."""
    values = schema.props.enum
    if values is not None and all(isinstance(value, (*_LITERAL, Enum)) for value in values):
        said = (_member(value, imports) if isinstance(value, Enum) else repr(value) for value in values)
        return [f"Literal[{', '.join(said)}]"]
    if schema.converter is not None:
        return [imports.named(schema.converter.python_type)]
    if isinstance(schema, NumberSchema):
        exact = ["decimal.Decimal"] if given or schema.props.big else []
        imports.modules |= {"decimal"} if exact else set()
        return ["int", *([] if schema.props.big and not given else ["float"]), *exact]
    return [_BASES[schema.type]]


def python_type(kind: Any, imports: Imports) -> str:
    """Give a type as source; `Any` for what has no plain form."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return python_type(arguments[0], imports)
    if origin in (Union, UnionType):
        return joined([python_type(argument, imports) for argument in arguments])
    if origin is Literal:
        return f"Literal[{', '.join(map(repr, arguments))}]"
    if isinstance(origin, type):
        inside = ["..." if argument is Ellipsis else python_type(argument, imports) for argument in arguments]
        return f"{imports.named(origin)}[{', '.join(inside)}]"
    if kind is Any:
        return "Any"
    if kind is None or isinstance(kind, type):
        return imports.named(NoneType if kind is None else kind)
    return "Any"


def joined(types: list[str]) -> str:
    """Give the union of types, each once, `None` in the end."""
    return (
        "Any" if "Any" in types else " | ".join(sorted(dict.fromkeys(types), key=lambda said: said == "None"))
    )


def _member(value: Enum, imports: Imports) -> str:
    return f"{imports.named(type(value))}.{value.name}"
