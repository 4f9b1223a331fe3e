"""The schemas of Python types that are stored as a string or a number (see `converters`)."""

from __future__ import annotations

from enum import Enum
from typing import Literal, overload

from dynamodb_toolbox.schema import converters as c
from dynamodb_toolbox.schema.types import NumberSchema, StringSchema


def _string(converter: c.Converter) -> StringSchema:
    schema = StringSchema()
    schema.converter = converter
    return schema


def _number(converter: c.Converter) -> NumberSchema:
    schema = NumberSchema()
    schema.converter = converter
    return schema


@overload
def datetime_(*, stored_as: Literal["iso"] = "iso") -> StringSchema: ...
@overload
def datetime_(*, stored_as: Literal["epoch"]) -> NumberSchema: ...
def datetime_(*, stored_as: Literal["iso", "epoch"] = "iso") -> StringSchema | NumberSchema:
    """A `datetime` with a time zone; read back in UTC.

    Args:
        stored_as: `iso`: `2026-01-02T03:04:05.000678Z`, sortable text; `epoch`: seconds since 1970.
    """
    return _number(c.DATETIME_EPOCH) if stored_as == "epoch" else _string(c.DATETIME_ISO)


def date_() -> StringSchema:
    """A `date`, stored as `2026-01-02`."""
    return _string(c.DATE)


def timedelta_() -> NumberSchema:
    """A `timedelta`, stored as a number of seconds."""
    return _number(c.TIMEDELTA)


def uuid_() -> StringSchema:
    """A `UUID`, stored as its usual text."""
    return _string(c.UUID_TEXT)


def decimal_() -> NumberSchema:
    """A `Decimal`, stored and read exactly."""
    return _number(c.DECIMAL)


def enum_(kind: type[Enum]) -> StringSchema | NumberSchema:
    """A member of a Python enum, stored as its value: all of them strings, or all of them numbers."""
    converter = c.enum_converter(kind)
    is_text = all(isinstance(member.value, str) for member in kind)
    return _string(converter) if is_text else _number(converter)
