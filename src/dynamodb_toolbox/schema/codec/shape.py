"""What the compiler of reading knows of one node: its type on the wire, and the code that reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.codec.shapes import mixed_type, value_type
from dynamodb_toolbox.schema.codec.source import Source

Code: TypeAlias = Callable[[Source, str], str]
"""Takes an expression, may write lines, gives the expression of what was read; each is evaluated once."""


class Shape(NamedTuple):
    """How a value looks on the wire and is read.

    Attributes:
        contents: The kinds of attribute value that it may be (`S`, `N`, …), each with the type of its
            content; none where it is parsed as it is.
        code: Reads the content where there is one kind; else the whole attribute value.
    """

    contents: tuple[tuple[str, Any], ...]
    code: Code

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


class Compiling(NamedTuple):
    """The settings of one compilation.

    Attributes:
        shape: Gives the shape of a node; the compiler's own dispatch.
        walked: Gives the shape of a node that is left to the walk.
        partial: Whether any attribute may be missing.
    """

    shape: Callable[[Attribute, Compiling], Shape]
    walked: Callable[[Attribute, Compiling], Shape]
    partial: bool

    def of(self, schema: Attribute) -> Shape:
        """Give the shape of a node."""
        return self.shape(schema, self)


def only(kind: str, content: Any, code: Code) -> Shape:
    """Give the shape of what is always of one kind."""
    return Shape(((kind, content),), code)


def as_it_is(source: Source, content: str) -> str:
    """Read what its type has checked and made already."""
    return content
