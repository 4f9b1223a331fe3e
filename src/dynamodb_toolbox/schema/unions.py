"""How a discriminated union finds its element (spec/schema.md §4, anyOf)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.types import (
    AnyOfSchema,
    ItemSchema,
    ListSchema,
    MapSchema,
    RecordSchema,
    SetSchema,
    StringSchema,
    TupleSchema,
)

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
    return leaves_of(schema).get(value)


def leaves_of(schema: AnyOfSchema) -> dict[str, Leaf]:
    """Give every map of a discriminated union by the discriminator's values that name it."""
    leaves = _LEAVES.get(schema)
    if leaves is None:
        leaves = _LEAVES[schema] = _leaves(schema, schema.props.discriminator or "", ())
    return leaves


def _leaves(schema: AnyOfSchema, name: str, above: tuple[AnyOfSchema, ...]) -> dict[str, Leaf]:
    leaves: dict[str, Leaf] = {}
    for element in schema.elements:
        if isinstance(element, AnyOfSchema):
            leaves |= _leaves(element, name, (*above, element))
        elif isinstance(element, MapSchema) and name in element.attributes:
            leaves |= dict.fromkeys(element.attributes[name].props.enum or (), (element, above))
    return leaves


def values_by_leaf(schema: AnyOfSchema) -> list[tuple[Leaf, list[str]]]:
    """Give every map of a discriminated union with the discriminator's values that name it."""
    grouped: dict[int, tuple[Leaf, list[str]]] = {}
    for value, leaf in leaves_of(schema).items():
        grouped.setdefault(id(leaf[0]), (leaf, []))[1].append(value)
    return list(grouped.values())


def known_names(schema: Schema, value: Mapping[str, Any], *, saved: bool) -> int:
    """Count the names in `value` that an element knows, by stored or by schema names."""
    if isinstance(schema, AnyOfSchema):
        return max((known_names(element, value, saved=saved) for element in schema.elements), default=0)
    if not isinstance(schema, MapSchema):
        return 0
    names = (schema.saved_name(name) if saved else name for name in schema.attributes)
    return sum(name in value for name in names)


def by_known_names(schema: AnyOfSchema, value: Any, *, saved: bool) -> tuple[Schema, ...]:
    """Give the elements, those first that know most names of `value`.

    Where attributes may be missing, many maps accept a value, and the first would drop what it does not know.
    """
    if not isinstance(value, Mapping):
        return schema.elements
    return tuple(sorted(schema.elements, key=lambda element: -known_names(element, value, saved=saved)))


def children_of(schema: Schema) -> tuple[Attribute, ...]:
    """Give the schemas right below one, but the keys of a record."""
    if isinstance(schema, (MapSchema, ItemSchema)):
        return tuple(schema.attributes.values())
    if isinstance(schema, (SetSchema, ListSchema, RecordSchema)):
        return (schema.elements,)
    return schema.elements if isinstance(schema, (TupleSchema, AnyOfSchema)) else ()
