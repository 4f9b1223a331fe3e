"""The options of an entity as keywords. It is for type checkers: nothing loads it at run time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypedDict

ComputeKey: TypeAlias = Callable[[dict[str, Any]], Mapping[str, Any]]
"""Takes a parsed input, gives the primary key by the table's names."""


class EntityAttributeOptions(TypedDict, total=False):
    """The attribute that tells an item's entity: its name (`entity`), and whether it is hidden (yes)."""

    name: str
    hidden: bool


class TimestampOptions(TypedDict, total=False):
    """A timestamp: its name, the name it is stored under, and whether it is hidden (no)."""

    name: str
    saved_as: str
    hidden: bool


class TimestampsOptions(TypedDict, total=False):
    """Which timestamps there are: a missing one is off."""

    created: bool | TimestampOptions
    modified: bool | TimestampOptions


EntityAttributeSetting: TypeAlias = bool | EntityAttributeOptions
TimestampsSetting: TypeAlias = bool | TimestampsOptions


class EntityOptions(TypedDict, total=False):
    """What an entity may be told besides its name, table, schema and key; see `Entity`."""

    compute_key: ComputeKey | None
    entity_attribute: EntityAttributeSetting
    timestamps: TimestampsSetting
    forbid_unknown: bool
    meta: Mapping[str, Any] | None
