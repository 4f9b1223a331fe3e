"""The filter of queries and scans: of which entities, and which items of each (spec/actions.md §3.1.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.schema.conditions import ConditionParser
from dynamodb_toolbox.schema.types import AnySchema

Entities = Sequence[Entity[Any, Any]]


def is_filtered(entities: Entities, options: Mapping[str, Any], *, by_default: bool) -> bool:
    """Tell whether the service is to leave out items of other entities.

    Raises:
        DynamoDBToolboxError: `options.invalidEntityAttrFilterOption` where it cannot, or must.
    """
    tagged = all(entity.entity_attribute is not False for entity in entities)
    given = options.get("entity_attr_filter")
    chosen = by_default and tagged if given is None else bool(given)
    if chosen and not tagged:
        raise _invalid(chosen, "False, as an entity has no entity attribute")
    filters = options.get("filters") or {}
    if not chosen and sum(entity.name in filters for entity in entities) > 1:
        raise _invalid(chosen, "True, as several entities have a filter of their own")
    return chosen


def filter_of(entities: Entities, options: Mapping[str, Any], *, filtered: bool) -> n.Condition | None:
    """Give the tree of the filter, if there is one.

    Raises:
        DynamoDBToolboxError: `actions.…` where a condition is wrong.
    """
    if not entities:
        condition = options.get("filter")
        return None if condition is None else ConditionParser(AnySchema()).parse(condition)
    filters = options.get("filters") or {}
    found = [_of_entity(entity, filters.get(entity.name), filtered) for entity in entities]
    conditions = tuple(condition for condition in found if condition is not None)
    return n.Or(conditions) if len(conditions) > 1 else next(iter(conditions), None)


def _of_entity(entity: Entity[Any, Any], condition: Any, filtered: bool) -> n.Condition | None:
    parser = ConditionParser(entity.schema)
    conditions: list[n.Condition] = []
    if filtered:
        name = format_path((entity_attribute_name(entity.entity_attribute),))
        conditions.append(parser.parse({"attr": name, "eq": entity.name}))
    if condition is not None:
        conditions.append(parser.parse(condition))
    return n.And(tuple(conditions)) if len(conditions) > 1 else next(iter(conditions), None)


def _invalid(value: bool, expected: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "options.invalidEntityAttrFilterOption",
        f"Invalid option 'entity_attr_filter': expected {expected}; it is {value}.",
        payload={"entity_attr_filter": value},
    )
