"""The settings of one compilation of writing, and the functions that its code calls."""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from dynamodb_toolbox.limits import MAX_NESTING
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.plan import Unsupported
from dynamodb_toolbox.schema.codec.source import Deviation, Source
from dynamodb_toolbox.schema.primitives import stored
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import AttributeValue, as_decimal, encode, number_fault, number_text

SMALL = 10**15
"""Integers below it, and floats that have the digits of one, are written as Python writes them."""


class Writing(NamedTuple):
    """The settings of one compilation.

    Attributes:
        node: Writes the code of one node; the compiler's own dispatch.
        mode: `put` or `key`.
        checked: Whether the code finds out about text that UTF-8 cannot say.
        depth: How many levels down the value stands.
    """

    node: Callable[[Schema, Source, str, Writing], str]
    mode: Mode
    checked: bool
    depth: int = 0

    def of(self, schema: Schema, source: Source, value: str) -> str:
        """Write the code of a node one level down, and give the expression of its attribute value.

        Raises:
            Unsupported: DynamoDB does not take as many levels.
        """
        if self.depth >= MAX_NESTING:
            raise Unsupported
        return self.node(schema, source, value, self._replace(depth=self.depth + 1))


def number(value: Any) -> str:
    """Write a number.

    Raises:
        Deviation: DynamoDB cannot hold it.
    """
    if value.__class__ is float and -SMALL < value < SMALL:
        text = repr(value)
        if "e" not in text:
            return text[:-2].replace("-0", "0") if text.endswith(".0") else text
    exact = as_decimal(value)
    if number_fault(exact) is not None:
        raise Deviation
    return number_text(exact)


def numbers(values: Iterable[Any]) -> list[str]:
    """Write a set of numbers in their order, equal ones once."""
    written = list(dict.fromkeys(map(number, sorted(values))))
    if not written:
        raise Deviation
    return written


def texts(values: Iterable[str]) -> list[str]:
    """Write a set of texts in their order."""
    written = sorted(values)
    if not written:
        raise Deviation
    return written


def checked_texts(values: Iterable[str]) -> list[str]:
    """Do as `texts`, and find out about what UTF-8 cannot say."""
    return list(map(checked_text, texts(values)))


def binaries(values: Iterable[Any]) -> list[str]:
    """Write a set of bytes in their order."""
    written = [binary(value) for value in sorted(map(bytes, values))]
    if not written:
        raise Deviation
    return written


def binary(value: Any) -> str:
    """Write bytes as base64."""
    return b2a_base64(value, newline=False).decode()


def checked_text(text: str) -> str:
    """Give a text that UTF-8 can say.

    Raises:
        UnicodeEncodeError: It cannot.
    """
    if not text.isascii():
        text.encode()
    return text


def anything(depth: int) -> Callable[[Any], AttributeValue]:
    """Give the function that encodes any value at a depth."""
    place = ("",) * depth

    def write(value: Any) -> AttributeValue:
        return encode(stored(value), place)

    return write
