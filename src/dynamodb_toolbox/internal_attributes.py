"""The attributes an entity adds to its schema: its own name, and two timestamps (spec/actions.md §2.2)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema, StringSchema

if TYPE_CHECKING:
    from dynamodb_toolbox.entity_options import EntityAttributeSetting, TimestampOptions, TimestampsSetting

_TIMESTAMPS: Final[tuple[tuple[Literal["created", "modified"], str], ...]] = (
    ("created", "_ct"),
    ("modified", "_md"),
)


def now() -> str:
    """Give the time as `2026-01-02T03:04:05.678Z`: UTC, to the millisecond, sortable as text."""
    milliseconds = time.time_ns() // 1_000_000
    seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000))
    return f"{seconds}.{milliseconds % 1000:03d}Z"


def entity_attribute_name(setting: EntityAttributeSetting) -> str:
    """Give the schema's name of the entity attribute."""
    return setting.get("name", "entity") if isinstance(setting, Mapping) else "entity"


def add_internal_attributes(
    schema: ItemSchema | MapSchema,
    *,
    entity_name: str,
    entity_saved_as: str,
    entity_attribute: EntityAttributeSetting,
    timestamps: TimestampsSetting,
) -> ItemSchema:
    """Give the schema of the stored item: the user's attributes, then the internal ones that are on.

    Raises:
        DynamoDBToolboxError: `entity.reservedAttributeName` or `entity.reservedAttributeSavedAs` where an
            internal attribute would take the place of another.
    """
    attributes = dict(schema.attributes)
    taken = {schema.saved_name(name) for name in attributes}
    if entity_attribute is not False:
        name = entity_attribute_name(entity_attribute)
        hidden = entity_attribute.get("hidden", True) if isinstance(entity_attribute, Mapping) else True
        _add(attributes, taken, name, _entity(name, entity_name, entity_saved_as).hidden(hidden))
    for which, saved_as in _TIMESTAMPS:
        options = _timestamp(timestamps, which)
        if options is not None:
            name = options.get("name", which)
            attribute = _created(name) if which == "created" else _modified()
            attribute = attribute.saved_as(options.get("saved_as", saved_as))
            _add(attributes, taken, name, attribute.hidden(options.get("hidden", False)))
    return ItemSchema(attributes)


def _timestamp(setting: TimestampsSetting, which: Literal["created", "modified"]) -> TimestampOptions | None:
    choice = setting if isinstance(setting, bool) else setting.get(which, False)
    if isinstance(choice, bool):
        return {} if choice else None
    return choice


def _entity(name: str, entity_name: str, saved_as: str) -> StringSchema:
    schema = StringSchema().enum(entity_name).saved_as(saved_as).put_default(entity_name)
    path = format_path((name,))
    return schema.update_default(lambda: _stored(path, entity_name))  # an item keeps the entity it has


def _created(name: str) -> StringSchema:
    path = format_path((name,))
    return StringSchema().put_default(now).update_default(lambda: _stored(path, now()))


def _stored(path: str, fallback: str) -> Any:
    from dynamodb_toolbox.schema.update.actions import get  # noqa: PLC0415  # for updates alone

    return get(path, fallback)


def _modified() -> StringSchema:
    return StringSchema().put_default(now).update_default(now)


def _add(attributes: dict[str, Attribute], taken: set[str], name: str, attribute: StringSchema) -> None:
    if name in attributes:
        raise DynamoDBToolboxError(
            "entity.reservedAttributeName",
            f"'{name}' is the name of an internal attribute: rename yours, rename the internal one "
            f"(`entity_attribute`, `timestamps` options), or switch it off.",
            path=name,
        )
    if attribute.props.saved_as in taken:
        raise DynamoDBToolboxError(
            "entity.reservedAttributeSavedAs",
            f"'{attribute.props.saved_as}' is the stored name of the internal attribute '{name}': save yours "
            "under another name, or the internal one, or switch it off.",
            path=name,
        )
    attributes[name] = attribute
