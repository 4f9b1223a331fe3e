"""Queries by typed paths, as stored values: `{"partition": "ash", "range": Pokemon.caught_at > "2026"}`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

from dynamodb_toolbox.commands.key_conditions import Query
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.schema.conditions import ConditionParser, TypedCondition
from dynamodb_toolbox.table import KeyAttribute, Table

_OPERATORS: Final = {"=": "eq", ">": "gt", ">=": "gte", "<": "lt", "<=": "lte"}
_CODES: Final = {"partition": "queryCommand.invalidPartition", "range": "queryCommand.invalidRange"}


def by_stored_values(table: Table, entities: Iterable[Entity[Any, Any]], query: Query) -> Query:
    """Give a query with its typed conditions as values, encoded by the schema of the entity they are of.

    Raises:
        DynamoDBToolboxError: `queryCommand.invalidPartition` or `queryCommand.invalidRange` for what is not
            one comparison on the key; `actions.invalidExpressionAttributePath` for a path of no entity
            of the query.
    """
    parts = {name: part for name, part in query.items() if name in _CODES and _is_typed(part)}
    if not parts:
        return query
    partition, sort = _keys(table, query.get("index"))
    owners = list(entities)
    plain = {
        name: _each(name, part, partition if name == "partition" else sort, owners)
        for name, part in parts.items()
    }
    return cast("Query", {**query, **plain})


def _is_typed(part: Any) -> bool:
    each = part if isinstance(part, (list, tuple)) else [part]
    return any(isinstance(given, TypedCondition) for given in each)


def _keys(table: Table, index: Any) -> tuple[Sequence[KeyAttribute], Sequence[KeyAttribute]]:
    if isinstance(index, str) and index in table.indexes:
        return table.index_keys(table.indexes[index])
    return [table.partition_key], list(table.key_attributes()[1:])


def _each(name: str, part: Any, keys: Sequence[KeyAttribute], owners: list[Entity[Any, Any]]) -> Any:
    if isinstance(part, TypedCondition):
        return _value(name, part, keys[0] if keys else None, owners)
    padded = [*keys, *[None] * len(part)]
    return [
        _value(name, given, key, owners) if isinstance(given, TypedCondition) else given
        for given, key in zip(part, padded, strict=False)
    ]


def _value(
    name: str, condition: TypedCondition, key: KeyAttribute | None, owners: list[Entity[Any, Any]]
) -> Any:
    tree = _parsed(condition, owners)
    left = getattr(tree, "left", getattr(tree, "operand", None))
    comparison = _comparison(tree)
    if comparison is None or key is None or left != n.Path((key["name"],)):
        wanted = "nothing" if key is None else f"one comparison of the key '{key['name']}' with a value"
        raise _invalid(name, condition, wanted)
    if name == "partition":
        if "eq" not in comparison:
            raise _invalid(name, condition, "a value, or `==`")
        return comparison["eq"]
    return comparison


def _parsed(condition: TypedCondition, owners: list[Entity[Any, Any]]) -> n.Condition:
    """Parse by the first entity whose paths they are."""
    refusal: DynamoDBToolboxError | None = None
    for entity in owners:
        try:
            condition.on(entity.schema)
        except DynamoDBToolboxError as error:
            refusal = error
        else:
            return ConditionParser(entity.schema).parse(condition)
    if refusal is not None:
        raise refusal
    raise DynamoDBToolboxError(
        "actions.incompleteAction",
        "A query by typed paths needs its entities: say them with `.entities(…)`, so that values are encoded "
        "as they have them.",
    )


def _comparison(tree: n.Condition) -> Mapping[str, Any] | None:
    match tree:
        case n.Comparison(operator, _, n.Value(value)) if operator in _OPERATORS:
            return {_OPERATORS[operator]: value}
        case n.Between(_, n.Value(low), n.Value(high)):
            return {"between": [low, high]}
        case n.BeginsWith(_, n.Value(prefix)):
            return {"begins_with": prefix}
        case _:
            return None


def _invalid(name: str, condition: TypedCondition, expected: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        _CODES[name],
        f"Invalid {name} of a query: expected {expected}; got {condition!r}.",
        payload={name: condition},
    )
