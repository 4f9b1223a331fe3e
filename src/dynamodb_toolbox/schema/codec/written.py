"""The settings of one compilation of writing, and the functions that its code calls.

Codes give the inside of an f-string, such as `{{"S":{v1}}}`: text in it is escaped (`literal`), and what
stands in its braces is the name of a variable.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final

from msgspec.json import Encoder

try:  # what `json.encoder` takes it from: `json` itself costs a cold start a millisecond
    from _json import encode_basestring
except ImportError:
    from json.encoder import encode_basestring

from dynamodb_toolbox.limits import MAX_NESTING
from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.plan import Unsupported
from dynamodb_toolbox.schema.codec.source import Deviation, Source
from dynamodb_toolbox.schema.primitives import stored
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import PLAIN_INTEGER, as_decimal, encode, number_fault, number_text

SMALL: Final = 2**30
"""Integers below it are written as Python writes them: of one digit, which CPython compares fastest."""

quoted: Callable[[str], str] = encode_basestring
"""Writes a text as JSON."""

_encode: Final = Encoder().encode


class Writing(Record):
    """The settings of one compilation.

    Attributes:
        node: Writes the code of one node; the compiler's own dispatch.
        mode: `put` or `key`.
        depth: How many levels down the value stands.
    """

    node: Callable[[Schema, Source, str, Writing], str]
    mode: Mode
    depth: int = 0

    def of(self, schema: Schema, source: Source, value: str) -> str:
        """Write the code of a node one level down, and give the inside of an f-string.

        Raises:
            Unsupported: DynamoDB does not take as many levels.
        """
        if self.depth >= MAX_NESTING:
            raise Unsupported
        return self.node(schema, source, value, replace(self, depth=self.depth + 1))


def literal(text: str) -> str:
    """Give a text as the inside of an f-string in single quotes."""
    return repr(f'"{text}')[2:-1].replace("{", "{{").replace("}", "}}")


def called(source: Source, function: Callable[[Any], str], value: str) -> str:
    """Write the call of a function, and give the name of its result in braces."""
    name = source.fresh()
    source.line(f"{name} = {source.constant(function, 'write')}({value})")
    return f"{{{name}}}"


def number(value: Any) -> str:
    """Write a number.

    Raises:
        Deviation: DynamoDB cannot hold it.
    """
    if value.__class__ is int and -PLAIN_INTEGER < value < PLAIN_INTEGER:
        return str(value)
    if value.__class__ is float:
        text = repr(value)
        if "e" not in text and "n" not in text:  # neither an exponent, nor `inf` or `nan`
            return number_text(Decimal(text)) if text.endswith(".0") else text
    exact = as_decimal(value)
    if number_fault(exact) is not None:
        raise Deviation
    return number_text(exact)


def numbers(values: Iterable[Any]) -> str:
    """Write a set of numbers in their order, equal ones once."""
    return '","'.join(_some(list(dict.fromkeys(map(number, sorted(values))))))


def texts(values: Iterable[str]) -> str:
    """Write a set of texts in their order."""
    if not values:
        raise Deviation  # DynamoDB takes no empty set
    return ",".join([quoted(value) for value in sorted(values)])


def binaries(values: Iterable[Any]) -> str:
    """Write a set of bytes in their order."""
    return '","'.join(map(binary, _some(sorted(map(bytes, values)))))


def _some(values: list[Any]) -> list[Any]:
    if not values:
        raise Deviation  # DynamoDB takes no empty set
    return values


def binary(value: Any) -> str:
    """Write bytes as base64."""
    return b2a_base64(value, newline=False).decode()


def anything(depth: int) -> Callable[[Any], str]:
    """Give the function that writes any stored value at a depth."""
    place = ("",) * depth
    return lambda value: _encode(encode(stored(value), place)).decode()
