"""Inputs with instances of classes in them → inputs of dicts, as the schema reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from dynamodb_toolbox.models.registry import find_model
from dynamodb_toolbox.schema.update.actions import UpdateAction

_LEAVES: Final = frozenset(
    {str, int, float, bool, bytes, type(None), Decimal, datetime, date, timedelta, bytearray, memoryview}
)


def plain(value: Any) -> Any:
    """Give `value` with every instance of a class that has a model turned into its attributes."""
    kind: type[Any] = type(value)
    if kind in _LEAVES:
        return value
    if isinstance(value, Mapping):
        return {name: plain(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(child) for child in value]
    if isinstance(value, UpdateAction):
        return kind(*(plain(getattr(value, field.name)) for field in fields(value)))  # type: ignore[arg-type]
    model = find_model(kind)
    return value if model is None else model.dump(value)
