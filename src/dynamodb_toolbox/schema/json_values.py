"""Values as JSON, in the form that `json_schema` describes: sets as arrays, bytes as base64, dates as text.

`to_json` needs no schema; `from_json` needs one, as JSON does not tell a date from a text. What is not in
that form is left as it is: whoever parses it says what is wrong with it.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum
from math import isfinite
from typing import Any, Final
from uuid import UUID

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.unions import by_known_names
from dynamodb_toolbox.values import BINARY_TYPES, as_decimal, plain_number

_SAFE_INTEGER: Final = 2**53 - 1  # past it, readers in other languages get another number


def to_json(value: Any) -> Any:
    """Give a value as what `json.dumps` can write, without loss.

    Sets are arrays, in order; bytes are base64 text; dates, times, durations and UUIDs are text of their
    usual form; a number that JSON's readers cannot hold exactly (many digits, large integers) is text.

    Raises:
        TypeError: It is, or holds, something else.
    """
    if value is None or (isinstance(value, (bool, str)) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return to_json(value.value)
    if isinstance(value, (int, float, Decimal)):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(name): to_json(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_json(child) for child in value]
    if isinstance(value, AbstractSet):
        return [to_json(child) for child in sorted(value)]
    return _text(value)


def from_json(schema: Schema, value: Any) -> Any:
    """Give the Python value that JSON stands for, in the eyes of a schema.

    Args:
        schema: What the value is.
        value: What `json.loads` has read.
    """
    match schema:
        case t.Primitive():
            return _primitive(schema, value)
        case t.SetSchema():
            return _set(schema, value)
        case t.ListSchema():
            return _each(value, lambda _: schema.elements)
        case t.TupleSchema():
            return _each(
                value, lambda place: schema.elements[place] if place < len(schema.elements) else None
            )
        case t.MapSchema() | t.ItemSchema():
            return _named(value, schema.attributes.get)
        case t.RecordSchema():
            return _named(value, lambda _: schema.elements)
        case t.AnyOfSchema():
            return _any_of(schema, value)
        case _:
            return value


def _number(value: float | Decimal) -> Any:
    if isinstance(value, int):
        return int(value) if abs(value) <= _SAFE_INTEGER else str(value)
    if not isfinite(value):
        return str(value)
    whole = int(value)
    if value == whole and abs(whole) <= _SAFE_INTEGER:
        return whole
    plain = value if isinstance(value, float) else plain_number(value)
    return plain if isinstance(plain, float) else str(value)


def _text(value: Any) -> str:
    if isinstance(value, BINARY_TYPES):
        return b64encode(value).decode()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} has no form in JSON: {value!r}.")


def _duration(value: timedelta) -> str:
    """Write ISO 8601's `P1DT2.5S`: days and seconds, which say a `timedelta` exactly."""
    length = abs(value)
    seconds = Decimal(length.seconds) + Decimal(length.microseconds) / 1_000_000
    return f"{'-' if value < length else ''}P{length.days}DT{seconds.normalize():f}S"


_DURATION: Final = re.compile(
    r"(?P<sign>[+-]?)P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d{1,6})?)S)?)?"
)


def _from_duration(text: str) -> timedelta:
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        raise ValueError(text)
    parts = {name: Decimal(part or 0) for name, part in found.groupdict().items() if name != "sign"}
    seconds = parts.pop("seconds")
    whole = timedelta(**{name: int(part) for name, part in parts.items()})
    value = whole + timedelta(microseconds=int(seconds * 1_000_000))
    return -value if found["sign"] == "-" else value


def _from_number(value: Any) -> Any:
    """Read a number; as text only where it would be written so."""
    if isinstance(value, str) and to_json(number := Decimal(value)) == value:
        return int(number) if number == number.to_integral_value() else number
    return value


def _exact(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return as_decimal(value)
    return Decimal(value)


_FROM_TEXT: Final[dict[str, Callable[[Any], Any]]] = {
    "datetime": datetime.fromisoformat,
    "epoch": datetime.fromisoformat,
    "date": date.fromisoformat,
    "timedelta": _from_duration,
    "uuid": UUID,
    "decimal": _exact,
}
_FROM_PLAIN: Final[dict[str, Callable[[Any], Any]]] = {
    "binary": lambda value: b64decode(value, validate=True) if isinstance(value, str) else value,
    "number": _from_number,
}


def _primitive(schema: t.Primitive, value: Any) -> Any:
    converter = schema.converter
    if converter is None:
        read = _FROM_PLAIN.get(schema.type)
    else:
        read = _FROM_TEXT.get(converter.name, converter.decode)
    if read is None:
        return value
    try:
        return read(value)
    except (ValueError, TypeError, AttributeError, InvalidOperation, Base64Error):
        return value


def _set(schema: t.SetSchema, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    elements = [from_json(schema.elements, child) for child in value]
    try:
        return set(elements)
    except TypeError:  # something in it is no element of any set
        return value


def _each(value: Any, schema_of: Callable[[int], Schema | None]) -> Any:
    return _children(enumerate(value), schema_of) if isinstance(value, list) else value


def _children(children: Any, schema_of: Callable[[Any], Schema | None]) -> list[Any]:
    return [_child(schema_of(place), child) for place, child in children]


def _child(schema: Schema | None, value: Any) -> Any:
    return value if schema is None else from_json(schema, value)


def _named(value: Any, schema_of: Callable[[str], Schema | None]) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: _child(schema_of(name), child) for name, child in value.items()}


def _any_of(schema: t.AnyOfSchema, value: Any) -> Any:
    """Read as the first element that then accepts the value, those first that know most of its names."""
    for element in by_known_names(schema, value, saved=False):
        read = from_json(element, value)
        try:
            Parser(element).parse(read)
        except DynamoDBToolboxError:
            continue
        return read
    return value
