"""SearchConditionExpression: which part of a vector index to search, and what to leave out.

The partition key is set equal to a value, outside of any OR and NOT; inline filters take comparisons,
BETWEEN, IN, AND, OR and NOT.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/VectorSearchFilterReference.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from dynamodb_toolbox.engine.evaluation.condition_paths import operands_of, paths_in
from dynamodb_toolbox.engine.vectors.items import hash_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n

_COMPARATOR: Final = "Invalid SearchConditionExpression: Invalid comparator used in SearchConditionExpression"


def check_condition(index: Mapping[str, Any], condition: n.Condition | None) -> None:
    """Check a condition against the search schema of an index.

    Raises:
        ValidationException: It does not set the partition key, uses another attribute or another operator.
    """
    key = hash_of(index)
    if condition is None:
        if key is not None:
            raise ValidationException(
                "SearchConditionExpression must be provided when SearchSchema has a HASH key"
            )
        return
    _check_paths(index, condition)
    for test in _tests(condition):
        _check_test(test, key)
    if key is not None and not any(_sets(part, key) for part in _parts(condition)):
        raise ValidationException(
            "SearchConditionExpression must have all HASH attributes in configured SearchSchema"
        )


def _check_paths(index: Mapping[str, Any], condition: n.Condition) -> None:
    known = {element["AttributeName"] for element in index.get("SearchSchema") or ()}
    for path in paths_in(condition):
        head, *deeper = path.elements
        if deeper:
            raise ValidationException(
                "Invalid SearchConditionExpression: Only top-level attributes can be referenced in "
                "SearchConditionExpression"
            )
        if head not in known:
            raise ValidationException(
                "SearchConditionExpression must not contain any attributes that is not in SearchSchema. "
                f"Invalid attribute: {head}"
            )


def _parts(condition: n.Condition) -> Iterator[n.Condition]:
    """Give the conditions of which all must hold."""
    if isinstance(condition, n.And):
        for part in condition.conditions:
            yield from _parts(part)
    else:
        yield condition


def _tests(condition: n.Condition) -> Iterator[n.Condition]:
    match condition:
        case n.And(parts) | n.Or(parts):
            for part in parts:
                yield from _tests(part)
        case n.Not(part):
            yield from _tests(part)
        case _:
            yield condition


def _check_test(test: n.Condition, key: str | None) -> None:
    """Check that a test has one attribute on its left and values on its right."""
    if not isinstance(test, (n.Comparison, n.Between, n.In)):
        raise ValidationException(_COMPARATOR)
    path, *values = operands_of(test)
    if not isinstance(path, n.Path) or not all(isinstance(value, n.Value) for value in values):
        raise ValidationException(_COMPARATOR)
    if path.elements[0] == key and not _sets(test, key):
        raise ValidationException(_COMPARATOR)


def _sets(test: n.Condition, key: str | None) -> bool:
    return isinstance(test, n.Comparison) and test.comparator == "=" and test.left == n.Path((key or "",))
