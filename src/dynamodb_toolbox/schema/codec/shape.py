"""What the compiler of reading knows of one node: its type on the wire, and the code that reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.codec.shapes import mixed_type, value_type
from dynamodb_toolbox.schema.codec.source import Source

Code: TypeAlias = Callable[[Source, str], str]
"""Takes an expression, may write lines, gives the expression of what was read; each is evaluated once."""


class Shape(Record):
    """How a value looks on the wire and is read.

    Attributes:
        contents: The kinds of attribute value that it may be (`S`, `N`, …), each with the type of its
            content; none where it is parsed as it is.
        code: Reads the content where there is one kind; else the whole attribute value.
        is_loaded: Whether the code does all that `Load` says of it.
    """

    contents: tuple[tuple[str, Any], ...]
    code: Code
    is_loaded: bool = False

    @property
    def type(self) -> Any:
        """The type of the attribute value."""
        if not self.contents:
            return Any
        return value_type(*self.contents[0]) if len(self.contents) == 1 else mixed_type(self.contents)

    def read(self, source: Source, value: str) -> str:
        """Write the code that reads an attribute value."""
        one = len(self.contents) == 1
        return self.code(source, f"{value}.{self.contents[0][0]}" if one else value)


class Load(Record):
    """What is done with the value of a node after it is read: an instance made of a dict, say.

    Attributes:
        code: Writes it, for the value of which all that is inside is loaded already.
        whole: Does it to a value of which nothing inside is.
        nones: The attributes that are `None` where they are not stored.
    """

    code: Code
    whole: Callable[[Any], Any]
    nones: tuple[str, ...] = ()


class Compiling(Record):
    """The settings of one compilation.

    Attributes:
        shape: Gives the shape of a node; the compiler's own dispatch.
        walked: Gives the shape of a node that is left to the walk.
        partial: Whether any attribute may be missing.
        loads: What is done with the values of nodes, by their `id`.
    """

    shape: Callable[[Attribute, Compiling], Shape]
    walked: Callable[[Attribute, Compiling], Shape]
    partial: bool
    loads: Mapping[int, Load]

    def of(self, schema: Attribute) -> Shape:
        """Give the shape of a node."""
        shape = self.shape(schema, self)
        if shape.is_loaded or id(schema) not in self.loads:
            return shape
        return replace(shape, code=self.loaded(schema, shape.code))

    def loaded(self, schema: Schema, code: Code) -> Code:
        """Give the code that reads a node, and does with the value what is to be done."""
        load = self.loads.get(id(schema))
        return code if load is None else lambda source, content: load.code(source, code(source, content))

    def nones(self, schema: Schema) -> tuple[str, ...]:
        """Give the attributes of a map that are `None` where they are not stored."""
        load = self.loads.get(id(schema))
        return () if load is None else load.nones


def only(kind: str, content: Any, code: Code) -> Shape:
    """Give the shape of what is always of one kind."""
    return Shape(((kind, content),), code)


def as_it_is(source: Source, content: str) -> str:
    """Read what its type has checked and made already."""
    return content
