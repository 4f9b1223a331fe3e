"""The schemas of Python types that are stored as a string or a number (see `converters`)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any, Literal, overload

from dynamodb_toolbox.schema.types import NumberSchema, StringSchema

if TYPE_CHECKING:
    from dynamodb_toolbox.schema.converter import Converter


def _converters() -> Any:
    """Load what knows dates, times and UUIDs: for schemas that have some."""
    from dynamodb_toolbox.schema import converters  # noqa: PLC0415

    return converters


def _string(converter: Converter) -> StringSchema:
    schema = StringSchema()
    schema.converter = converter
    return schema


def _number(converter: Converter) -> NumberSchema:
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
    return (
        _number(_converters().DATETIME_EPOCH) if stored_as == "epoch" else _string(_converters().DATETIME_ISO)
    )


def date_() -> StringSchema:
    """A `date`, stored as `2026-01-02`."""
    return _string(_converters().DATE)


def timedelta_() -> NumberSchema:
    """A `timedelta`, stored as a number of seconds."""
    return _number(_converters().TIMEDELTA)


def uuid_() -> StringSchema:
    """A `UUID`, stored as its usual text."""
    return _string(_converters().UUID_TEXT)


def decimal_() -> NumberSchema:
    """A `Decimal`, stored and read exactly."""
    return _number(_converters().DECIMAL)


def enum_(kind: type[Enum]) -> StringSchema | NumberSchema:
    """A member of a Python enum, stored as its value: all of them strings, or all of them numbers."""
    converter = _converters().enum_converter(kind)
    is_text = all(isinstance(member.value, str) for member in kind)
    return _string(converter) if is_text else _number(converter)
