"""The key condition of a query (spec/actions.md §3.1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypedDict

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.conditions import ConditionParser
from dynamodb_toolbox.schema.operands import reference
from dynamodb_toolbox.table import Index, KeyAttribute, Table

_QUERY: Final = "queryCommand.invalidQuery"
_PARTITION: Final = "queryCommand.invalidPartition"
_RANGE: Final = "queryCommand.invalidRange"
_RANGES: Final = ("eq", "gte", "gt", "lte", "lt", "between", "begins_with")


class _Partition(TypedDict):
    partition: Any


class Query(_Partition, total=False):
    """What to query, by stored values: `{"partition": "user#1", "range": {"begins_with": "2026-"}}`.

    `partition`: the value of the partition key, a list where it has several attributes; `range`: a value, or
    `{operator: operand}` (`eq gt gte lt lte between begins_with`), on the sort key, a list where it has
    several; `index`: of that index. The two may be comparisons of typed paths (docs/typed.md), whose values
    are encoded as the entity has them.
    """

    index: str
    range: Any


def check_query(query: Any) -> None:
    """Refuse what is no query, and misspelt parts of one, which would read more than is meant.

    Raises:
        DynamoDBToolboxError: `queryCommand.invalidQuery`.
    """
    if not isinstance(query, Mapping) or not query.keys() <= {"partition", "range", "index"}:
        raise DynamoDBToolboxError(
            _QUERY,
            f"Invalid query: expected {{'partition': …}}, and perhaps 'range' and 'index'; got {query!r}.",
            payload={"query": query},
        )


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
        yield _on(key, _operator(key, given))


def _operator(key: KeyAttribute, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give the operator of a range, where DynamoDB's key conditions take it.

    Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
    """
    known = [name for name in _RANGES if name in given]
    if len(given) > 1 and known:
        expected = "one operator (from a lowest to a highest value: 'between')"
        raise _invalid(_RANGE, "range", given, expected)
    if known == ["begins_with"] and key["type"] == "number":
        raise _invalid(
            _RANGE, "range", given, f"another operator, as numbers ('{key['name']}') have no beginning"
        )
    operands = [operand for name in known for operand in _operands(name, given[name])]
    if any(reference(operand, transform=None) is not None for operand in operands):
        raise _invalid(_RANGE, "range", given, "values: a key is not compared with another attribute")
    return {name: given[name] for name in known}


def _operands(name: str, operand: Any) -> Sequence[Any]:
    return operand if name == "between" and isinstance(operand, (list, tuple)) else [operand]


def _on(key: KeyAttribute, comparison: Mapping[str, Any]) -> n.Condition:
    value = comparison.get("eq")
    if type(value) is str and key["type"] == "string" and len(comparison) == 1:  # as most are
        return n.Comparison("=", n.Path((key["name"],)), n.Value(value))
    parser, path = _parser_for(key["name"], key["type"])
    return parser.parse({"attr": path, **comparison})


@lru_cache(1024)
def _parser_for(name: str, kind: str) -> tuple[ConditionParser, str]:
    """Give what reads conditions on one key attribute, and its path."""
    schemas: dict[str, Attribute] = {
        "string": t.StringSchema(),
        "number": t.NumberSchema().big(),
        "binary": t.BinarySchema(),
    }
    return ConditionParser(t.MapSchema({name: schemas[kind]})), format_path((name,))


def _invalid(code: str, name: str, received: Any, expected: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        code,
        f"Invalid {name} of a query: expected {expected}; got {received!r}.",
        payload={name: received},
    )
