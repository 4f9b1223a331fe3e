"""`Entity`: one kind of item in a table (spec/actions.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.internal_attributes import (
    EntityAttributeSetting,
    TimestampsSetting,
    add_internal_attributes,
)
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from dynamodb_toolbox.table import Interceptor, KeyAttribute, Table
from dynamodb_toolbox.values import MISSING

A = TypeVar("A")
I = TypeVar("I")  # noqa: E741  # the item that commands give back
K = TypeVar("K")

ComputeKey: TypeAlias = Callable[[dict[str, Any]], Mapping[str, Any]]
"""Takes a parsed input, gives the primary key by the table's names."""


class Entity(Generic[I, K]):
    """A kind of item: its name, its table and its schema. `I` is the item read, `K` the key given.

    Attributes:
        name: Tells the entity's items from others of the table.
        table: Where they are stored.
        schema: The stored item: the user's attributes, then the internal ones. Sound: it has been checked.
        attributes: The user's attributes alone.
        compute_key: Gives the primary key; `None` where attributes of the schema are the key.
        entity_attribute: Whether items bear the entity's name, or how.
        timestamps: Whether items bear `created` and `modified`, or how.
        forbid_unknown: Whether an attribute that the schema does not have is an error, instead of dropped.
        meta: Free notes, such as `title` and `description`.
        interceptor: Sees the actions on the entity before they are sent, and may answer them.
    """

    def __init__(
        self: Entity[dict[str, Any], Mapping[str, Any]],
        *,
        name: str,
        table: Table,
        schema: ItemSchema | MapSchema,
        compute_key: ComputeKey | None = None,
        entity_attribute: EntityAttributeSetting = True,
        timestamps: TimestampsSetting = True,
        forbid_unknown: bool = False,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        if compute_key is None:
            for key in table.key_attributes():
                _check_carries(name, schema, key)
        self.name = name
        self.table = table
        self.attributes = dict(schema.attributes)
        self.compute_key = compute_key
        self.entity_attribute = entity_attribute
        self.timestamps = timestamps
        self.forbid_unknown = forbid_unknown
        self.meta: dict[str, Any] = dict(meta or {})
        self.interceptor: Interceptor | None = None
        self.schema = add_internal_attributes(
            schema,
            entity_name=name,
            entity_saved_as=table.entity_attribute_saved_as,
            entity_attribute=entity_attribute,
            timestamps=timestamps,
        )
        check(self.schema)

    def build(self, action: Callable[[Entity[I, K]], A]) -> A:
        """Give `action` this entity: `entity.build(PutItemCommand)`."""
        return action(self)


def _check_carries(entity: str, schema: ItemSchema | MapSchema, key: KeyAttribute) -> None:
    """Without `compute_key`, each part of the table's key must be an attribute that is always there."""
    attribute = next(
        (child for name, child in schema.key_attributes.items() if schema.saved_name(name) == key["name"]),
        None,
    )
    fault = "it has no key attribute saved as" if attribute is None else _fault(attribute, key)
    if fault is not None:
        raise DynamoDBToolboxError(
            "entity.invalidSchema",
            f"The schema of entity '{entity}' does not carry the primary key of its table: {fault} "
            f"'{key['name']}'. Add `s.{key['type']}().key()` under that name (or `saved_as` it), or give the "
            "entity a `compute_key`.",
            payload={"keyPart": key["name"], "expected": key["type"]},
        )


def _fault(attribute: Attribute, key: KeyAttribute) -> str | None:
    if attribute.type != key["type"]:
        return f"expected a {key['type']}, got a {attribute.type} for"
    if attribute.props.required != "always" and attribute.props.key_default is MISSING:
        return "neither required always nor filled by a key default is"
    return None
