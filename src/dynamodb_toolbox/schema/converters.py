"""Python types stored as a string or a number: dates, times, durations, UUIDs, decimals, enums.

What is stored sorts as the value does, so that it serves as a sort key: ISO texts of one width in UTC, or
numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final
from uuid import UUID

from dynamodb_toolbox.schema.converter import Converter
from dynamodb_toolbox.values import as_decimal, is_number

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = Decimal("0.000001")


def _is_aware(value: Any) -> bool:
    return isinstance(value, datetime) and value.utcoffset() is not None


def _iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _from_iso(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.utcoffset() is None:
        raise ValueError(f"{text!r} has no time zone")
    return value.astimezone(UTC)


def _seconds(value: timedelta) -> Decimal:
    return Decimal(value // timedelta(microseconds=1)) * _MICROSECOND


def _from_seconds(number: float | Decimal) -> timedelta:
    return timedelta(microseconds=int(as_decimal(number) / _MICROSECOND))


DATETIME_ISO: Final = Converter("datetime", "datetime with a time zone", datetime, _is_aware, _iso, _from_iso)
"""`2026-01-02T03:04:05.000678Z`: UTC, to the microsecond, always of one width."""

DATETIME_EPOCH: Final = Converter(
    "epoch",
    "datetime with a time zone",
    datetime,
    _is_aware,
    lambda value: _seconds(value - _EPOCH),
    lambda number: _EPOCH + _from_seconds(number),
)
"""Seconds since 1970 in UTC, exactly, with a fraction where there is one."""

DATE: Final = Converter(
    "date",
    "date",
    date,
    lambda value: isinstance(value, date) and not isinstance(value, datetime),
    date.isoformat,
    date.fromisoformat,
)
"""`2026-01-02`."""

TIMEDELTA: Final = Converter(
    "timedelta", "timedelta", timedelta, lambda value: isinstance(value, timedelta), _seconds, _from_seconds
)
"""Seconds, exactly, with a fraction where there is one."""

UUID_TEXT: Final = Converter("uuid", "UUID", UUID, lambda value: isinstance(value, UUID), str, UUID)
"""The usual text, in lower case."""

DECIMAL: Final = Converter(
    "decimal",
    "Decimal",
    Decimal,
    lambda value: isinstance(value, Decimal) and is_number(value),
    lambda value: value,
    lambda number: as_decimal(number),  # noqa: PLW0108  # a float is read by its digits
)
"""The number, exactly."""


def enum_converter(kind: type[Enum]) -> Converter:
    """Store members of an enum by their values, which must all be strings or all be numbers.

    Raises:
        TypeError: They are not.
    """
    values = [member.value for member in kind]
    if not values or not (all(isinstance(v, str) for v in values) or all(map(is_number, values))):
        raise TypeError(
            f"{kind.__name__} should have string values only, or number values only; got {values!r}."
        )
    accepts: Callable[[Any], bool] = lambda value: isinstance(value, kind)  # noqa: E731  # a converter is a table
    return Converter("enum", kind.__name__, kind, accepts, lambda value: value.value, kind)
