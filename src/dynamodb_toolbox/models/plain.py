"""Inputs with instances of classes in them → inputs of dicts, as the schema reads them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from dynamodb_toolbox.models.partial import Partial, kind_of
from dynamodb_toolbox.models.registry import find_model
from dynamodb_toolbox.records import values_of
from dynamodb_toolbox.schema.update.actions import UpdateAction

_LEAVES: Final = frozenset({str, int, float, bool, bytes, type(None), Decimal, bytearray, memoryview})


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
        return kind(*map(plain, values_of(value)))
    if kind is Partial:
        kind = kind_of(value)
    model = find_model(kind)
    return value if model is None else model.dump(value)
