"""Which entity a stored item is of, among those that it may be of (spec/actions.md §3.1.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.table import Table

F = TypeVar("F")

AnyEntity = Entity[Any, Any]


def choose(
    table: Table, entities: Sequence[AnyEntity], stored: Mapping[str, Any], form: Callable[[AnyEntity], F]
) -> tuple[AnyEntity, F] | None:
    """Give the entity of a stored item, and what `form` makes of the item for that entity.

    It is the entity that the item names; where it names none of them, the first for which `form` succeeds;
    `None` where there is none such.

    Raises:
        Exception: What `form` raises for the entity that the item names.
    """
    name = stored.get(table.entity_attribute_saved_as)
    named = [entity for entity in entities if entity.name == name]
    if named:
        return named[-1], form(named[-1])
    for entity in entities:
        try:
            return entity, form(entity)
        except Exception:  # noqa: BLE001, S112  # whatever a decoder raises, it is not of that entity
            continue
    return None
