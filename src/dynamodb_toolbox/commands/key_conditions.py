"""The key condition of a query (spec/actions.md §3.1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypedDict

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.conditions import ConditionParser
from dynamodb_toolbox.table import Index, KeyAttribute, Table

_PARTITION: Final = "queryCommand.invalidPartition"
_RANGE: Final = "queryCommand.invalidRange"
_RANGES: Final = ("eq", "gte", "gt", "lte", "lt", "between", "begins_with")


class _Partition(TypedDict):
    partition: Any


class Query(_Partition, total=False):
    """What to query, by stored values: `{"partition": "user#1", "range": {"begins_with": "2026-"}}`.

    `partition`: the value of the partition key, a list where it has several attributes; `range`: a value, or
    `{operator: operand}` (`eq gt gte lt lte between begins_with`), on the sort key, a list where it has
    several; `index`: of that index.
    """

    index: str
    range: Any


def key_condition(table: Table, query: Mapping[str, Any], index: Index | None) -> n.Condition:
    """Give the tree of a query's key condition.

    Raises:
        DynamoDBToolboxError: `queryCommand.invalidPartition`, `queryCommand.invalidRange`,
            `actions.invalidCondition`, or `actions.invalidExpressionAttributePath` for a value of another
            type.
    """
    if index is None:
        partition_keys, sort_keys = [table.partition_key], list(table.key_attributes()[1:])
    else:
        partition_keys, sort_keys = table.index_keys(index)
    multiple = index is not None and index["type"] == "global"
    listed = multiple and "partition_keys" in (index or {})
    partitions = _listed(query.get("partition"), listed, "partition", _PARTITION)
    if len(partitions) != len(partition_keys):
        expected = f"{len(partition_keys)} value(s), one for each partition key"
        raise _invalid(_PARTITION, "partition", partitions, expected)
    conditions = [_on(key, {"eq": value}) for key, value in zip(partition_keys, partitions, strict=True)]
    if query.get("range") is not None:
        listed = multiple and "sort_keys" in (index or {})
        ranges = _listed(query["range"], listed, "range", _RANGE)
        conditions += _ranges(sort_keys, ranges)
    return conditions[0] if len(conditions) == 1 else n.And(tuple(conditions))


def _listed(value: Any, must_be_list: bool, name: str, code: str) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return list(value)
    if must_be_list:
        raise _invalid(code, name, value, "a list, one value for each key attribute")
    return [value]


def _ranges(keys: Sequence[KeyAttribute], ranges: Sequence[Any]) -> Iterator[n.Condition]:
    if len(ranges) > len(keys):
        raise _invalid(_RANGE, "range", list(ranges), f"at most {len(keys)} value(s), one for each sort key")
    for position, (key, given) in enumerate(zip(keys, ranges, strict=False)):
        if not isinstance(given, Mapping):
            yield _on(key, {"eq": given})
            continue
        if position + 1 < len(ranges):
            raise _invalid(_RANGE, "range", ranges[position + 1], "nothing after an operator")
        yield _on(key, _operator(given))


def _operator(given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the first operator of a range; the others are not looked at, as in the reference."""
    return next(({name: given[name]} for name in _RANGES if name in given), {})


def _on(key: KeyAttribute, comparison: Mapping[str, Any]) -> n.Condition:
    schemas: dict[str, Attribute] = {
        "string": t.StringSchema(),
        "number": t.NumberSchema().big(),
        "binary": t.BinarySchema(),
    }
    schema = t.MapSchema({key["name"]: schemas[key["type"]]})
    return ConditionParser(schema).parse({"attr": format_path((key["name"],)), **comparison})


def _invalid(code: str, name: str, received: Any, expected: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        code,
        f"Invalid {name} of a query: expected {expected}; got {received!r}.",
        payload={name: received},
    )
