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
from dynamodb_toolbox.table import Index, Table

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
    if not chosen and len(entities) > 1 and options.get("filters"):
        raise _invalid(
            chosen,
            "True, as one of several entities has a filter, which would be for the items of all; filter when "
            "they are read, or read the entities one by one",
        )
    return chosen


def is_told(table: Table, index: Index | None) -> bool:
    """Tell whether what is read has the entity attribute: else it can be neither filtered on nor read.

    A global index has what it projects, and no more; of a local one, the service fetches the rest.
    """
    if index is None or index["type"] == "local" or index.get("projection", "ALL") == "ALL":
        return True
    held = {key["name"] for part in (table.key_attributes(), *table.index_keys(index)) for key in part}
    projected = index["projection"]
    return table.entity_attribute_saved_as in (held if projected == "KEYS_ONLY" else held | {*projected})


def check_filtered(table: Table, name: Any) -> None:
    """Refuse the filter of entities on an index without the attribute that it is on: no item would pass.

    Raises:
        DynamoDBToolboxError: `options.invalidEntityAttrFilterOption`.
    """
    if is_told(table, None if name is None else table.indexes.get(name)):
        return
    tag = table.entity_attribute_saved_as
    raise DynamoDBToolboxError(
        "options.invalidEntityAttrFilterOption",
        f"No item of the index '{name}' has '{tag}', which tells its entity, so that none would pass the "
        "filter of entities. Add it to the index's 'projection', or take the items of all entities that are "
        "there (`entity_attr_filter=False`).",
        payload={"entity_attr_filter": True},
    )


def filter_of(entities: Entities, options: Mapping[str, Any], *, filtered: bool) -> n.Condition | None:
    """Give the tree of the filter, if there is one.

    Raises:
        DynamoDBToolboxError: `actions.…` where a condition is wrong.
    """
    _check_subjects(entities, options)
    if not entities:
        condition = options.get("filter")
        return None if condition is None else ConditionParser(AnySchema()).parse(condition)
    filters = options.get("filters") or {}
    found = [_of_entity(entity, filters.get(entity.name), filtered) for entity in entities]
    conditions = tuple(condition for condition in found if condition is not None)
    return n.Or(conditions) if len(conditions) > 1 else next(iter(conditions), None)


def _check_subjects(entities: Entities, options: Mapping[str, Any]) -> None:
    """Refuse a filter that is of nobody here: left out, it would let through what it is to keep back."""
    if entities and options.get("filter") is not None:
        names = ", ".join(repr(entity.name) for entity in entities)
        raise _misplaced(
            "filter", f"'filters', by entity ({names}); 'filter' is for commands without entities"
        )
    others = set(options.get("filters") or {}) - {entity.name for entity in entities}
    if others:
        names = ", ".join(repr(entity.name) for entity in entities) or "none: use 'filter'"
        raise _misplaced(
            "filters", f"names of the command's entities ({names}); got {min(others, key=str)!r}"
        )


def _misplaced(option: str, expected: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "actions.invalidCondition",
        f"Invalid option '{option}': expected {expected}.",
        payload={"option": option},
    )


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
