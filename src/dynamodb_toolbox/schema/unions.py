"""How a discriminated union finds its element (spec/schema.md §4, anyOf)."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.types import AnyOfSchema, MapSchema, StringSchema

Leaf = tuple[MapSchema, tuple[AnyOfSchema, ...]]
"""The map that a value names, and the unions passed on the way down to it."""

_LEAVES: WeakKeyDictionary[AnyOfSchema, dict[str, Leaf]] = WeakKeyDictionary()


def discriminators(schema: Schema) -> dict[str, str]:
    """Give the attributes that can tell the elements apart, with the names they are stored under."""
    if isinstance(schema, MapSchema):
        return {
            name: schema.saved_name(name) for name in schema.attributes if _can_discriminate(schema, name)
        }
    if not isinstance(schema, AnyOfSchema) or not schema.elements:
        return {}
    first, *others = map(discriminators, schema.elements)
    return {name: saved for name, saved in first.items() if all(o.get(name) == saved for o in others)}


def _can_discriminate(schema: MapSchema, name: str) -> bool:
    child = schema.attributes[name]
    if not isinstance(child, StringSchema):
        return False
    return child.props.enum is not None and child.props.required != "never" and child.props.transform is None


def saved_discriminator(schema: AnyOfSchema) -> str | None:
    """Give the name under which the discriminator is stored."""
    name = schema.props.discriminator
    return None if name is None else discriminators(schema).get(name)


def match(schema: AnyOfSchema, value: Any) -> Leaf | None:
    """Find the map that the discriminator's `value` names."""
    if schema.props.discriminator is None or not isinstance(value, str):
        return None
    leaves = _LEAVES.get(schema)
    if leaves is None:
        leaves = _LEAVES[schema] = _leaves(schema, schema.props.discriminator, ())
    return leaves.get(value)


def _leaves(schema: AnyOfSchema, name: str, above: tuple[AnyOfSchema, ...]) -> dict[str, Leaf]:
    leaves: dict[str, Leaf] = {}
    for element in schema.elements:
        if isinstance(element, AnyOfSchema):
            leaves |= _leaves(element, name, (*above, element))
        elif isinstance(element, MapSchema) and name in element.attributes:
            leaves |= dict.fromkeys(element.attributes[name].props.enum or (), (element, above))
    return leaves
