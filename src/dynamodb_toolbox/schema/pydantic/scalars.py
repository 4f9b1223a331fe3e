"""The schemas of types that have no parts, and of literals."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, NoneType
from typing import Any, Final
from uuid import UUID

from pydantic import AwareDatetime

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.pydantic.own_checks import checked
from dynamodb_toolbox.schema.pydantic.spots import Spot
from dynamodb_toolbox.schema.types import Primitive
from dynamodb_toolbox.values import as_decimal


def _integer() -> Attribute:
    return checked(s.number(), lambda value: is_integral(value) or "Input should be an integer")


def is_integral(value: float | Decimal) -> bool:
    """Tell whether a number is whole."""
    number = as_decimal(value)
    return number.is_finite() and number == number.to_integral_value()


SCALARS: Final = MappingProxyType[Any, Callable[[], Attribute]](
    {
        None: s.null,
        NoneType: s.null,
        bool: s.boolean,
        int: _integer,
        float: s.number,
        Decimal: s.decimal,
        str: s.string,
        bytes: s.binary,
        datetime: s.datetime,
        AwareDatetime: s.datetime,
        date: s.date,
        timedelta: s.timedelta,
        UUID: s.uuid,
        Any: s.any,
    }
)
_LITERALS: Final = MappingProxyType[type, Callable[[], Primitive]](
    {NoneType: s.null, bool: s.boolean, int: s.number, str: s.string, bytes: s.binary}
)


def enum_schema(kind: type[Enum], spot: Spot) -> Primitive:
    """Give the schema of an enum class."""
    try:
        return s.enum(kind)
    except TypeError as error:
        raise spot.unsupported(kind, str(error)) from None


def literal_schemas(values: Iterable[Any], spot: Spot) -> list[Attribute]:
    """Give the schemas of a `Literal`: one for each type among its values."""
    kinds: dict[type, list[Any]] = {}
    for value in values:
        kinds.setdefault(type(value), []).append(value)
    return [_literal(kind, found, spot) for kind, found in kinds.items()]


def _literal(kind: type, values: list[Any], spot: Spot) -> Attribute:
    schema = enum_schema(kind, spot) if issubclass(kind, Enum) else _LITERALS[kind]()
    return schema if kind is NoneType else schema.enum(*values)
