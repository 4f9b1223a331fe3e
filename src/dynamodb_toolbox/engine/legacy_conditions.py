"""Conditions as requests had them before there were expressions: maps from attributes to comparisons.

`Expected` tells what must hold of the stored item, `QueryFilter` and `ScanFilter` which items are given,
`KeyConditions` which keys. They are read as the trees that expressions are read as.
Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html,
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NoReturn

from dynamodb_toolbox.engine.attributes import canonical_value
from dynamodb_toolbox.engine.key_conditions import KeyTest, KeyTests
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.ordering import ORDERED_TYPES, precedes, type_of
from dynamodb_toolbox.values import AttributeValue

_INVALID: Final = "One or more parameter values were invalid: "
_SINGLE: Final[dict[str, n.Comparator]] = {
    "EQ": "=",
    "NE": "<>",
    "LE": "<=",
    "LT": "<",
    "GE": ">=",
    "GT": ">",
}
_KEY_OPERATORS: Final = {**_SINGLE, "BETWEEN": "BETWEEN", "BEGINS_WITH": "begins_with"}
_TYPES: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("LE", "LT", "GE", "GT", "IN", "BETWEEN", "CONTAINS", "NOT_CONTAINS"), ORDERED_TYPES),
    "BEGINS_WITH": frozenset({"S", "B"}),
}
_MOST_KEY_CONDITIONS: Final = 2


def expected_of(request: Mapping[str, Any]) -> n.Condition | None:
    """Read the `Expected` of a write.

    Raises:
        ValidationException: One of its conditions is not right.
    """
    given: dict[str, dict[str, Any]] | None = request.get("Expected")
    if not given:
        return None
    return _joined(request, [_expectation(name, condition) for name, condition in given.items()])


def filter_of(request: Mapping[str, Any], member: str) -> n.Condition | None:
    """Read the `QueryFilter` or `ScanFilter` of a read.

    Raises:
        ValidationException: One of its conditions is not right.
    """
    given: dict[str, dict[str, Any]] | None = request.get(member)
    if not given:
        return None
    return _joined(request, [_condition(name, *_read(test)) for name, test in given.items()])


def key_conditions_of(request: Mapping[str, Any]) -> KeyTests:
    """Read the `KeyConditions` of a query.

    Raises:
        ValidationException: One of them is not right, or they are none or too many.
    """
    given: dict[str, dict[str, Any]] = request["KeyConditions"]
    read = {name: _read(test) for name, test in given.items()}
    if not 1 <= len(read) <= _MOST_KEY_CONDITIONS:
        raise ValidationException("Conditions can be of length 1 or 2 only")
    return {
        name: KeyTest(_KEY_OPERATORS.get(operator, operator), tuple(values))
        for name, (operator, values) in read.items()
    }


def check_conditional_operator(request: Mapping[str, Any], member: str) -> None:
    """Check that a ConditionalOperator has conditions to join.

    Raises:
        ValidationException: It has not.
    """
    if request.get("ConditionalOperator") is None:
        return
    conditions = len(request.get(member) or ())
    if conditions == 0:
        raise ValidationException("ConditionalOperator cannot be used without Filter or Expected")
    if conditions == 1:
        raise ValidationException(
            "ConditionalOperator can only be used when Filter or Expected has two or more elements"
        )


def _joined(request: Mapping[str, Any], conditions: list[n.Condition]) -> n.Condition:
    if len(conditions) == 1:
        return conditions[0]
    join = n.Or if request.get("ConditionalOperator") == "OR" else n.And
    return join(tuple(conditions))


def _expectation(name: str, given: dict[str, Any]) -> n.Condition:
    """Read one condition of an `Expected`, which may be an operator and values, or a value, or none."""
    operator, values, value = (
        given.get(member) for member in ("ComparisonOperator", "AttributeValueList", "Value")
    )
    if values is not None and value is not None:
        _refuse(f"Value and AttributeValueList cannot be used together for Attribute: {name}")
    if operator is None:
        return _existence(name, given)
    if given.get("Exists") is not None:
        _refuse(f"Exists and ComparisonOperator cannot be used together for Attribute: {name}")
    if operator not in {"NULL", "NOT_NULL"} and values is None and value is None:
        _refuse(
            f"Value or AttributeValueList must be used with ComparisonOperator: {operator} "
            f"for Attribute: {name}"
        )
    read = [canonical_value(each) for each in ([value] if value is not None else values or ())]
    _check_values(operator, read)
    return _condition(name, operator, read)


def _existence(name: str, given: dict[str, Any]) -> n.Condition:
    value, exists = given.get("Value"), given.get("Exists")
    if given.get("AttributeValueList") is not None:
        _refuse(f"AttributeValueList can only be used with a ComparisonOperator for Attribute: {name}")
    if exists is False:
        if value is not None:
            _refuse(f"Value cannot be used when Exists is false for Attribute: {name}")
        return n.AttributeNotExists(n.Path((name,)))
    if value is None:
        told = "null" if exists is None else "true"
        _refuse(f"Value must be provided when Exists is {told} for Attribute: {name}")
    return n.Comparison("=", n.Path((name,)), n.Value(canonical_value(value)))


def _read(test: dict[str, Any]) -> tuple[str, list[AttributeValue]]:
    """Read one condition of a filter or of KeyConditions."""
    operator: str = test["ComparisonOperator"]
    values = [canonical_value(value) for value in test.get("AttributeValueList") or ()]
    _check_values(operator, values)
    for value in values:
        if type_of(value) not in _TYPES.get(operator, value):
            _refuse(f"ComparisonOperator {operator} is not valid for {type_of(value)} AttributeValue type")
    return operator, values


def _check_values(operator: str, values: Sequence[AttributeValue]) -> None:
    """Check how many values an operator has, and that they are of one type and in order."""
    least, most = {
        "NULL": (0, 0),
        "NOT_NULL": (0, 0),
        "BETWEEN": (2, 2),
        "IN": (1, len(values)),
    }.get(operator, (1, 1))
    if not least <= len(values) <= most:
        _refuse(f"Invalid number of argument(s) for the {operator} ComparisonOperator")
    if len({type_of(value) for value in values}) > 1:
        _refuse("AttributeValues inside AttributeValueList must be of same type")
    if operator == "BETWEEN" and type_of(values[0]) in ORDERED_TYPES and precedes(values[1], values[0]):
        raise ValidationException(
            "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound"
        )


def _condition(name: str, operator: str, values: Sequence[AttributeValue]) -> n.Condition:
    path, literals = n.Path((name,)), [n.Value(value) for value in values]
    comparator = _SINGLE.get(operator)
    if comparator is not None:
        return n.Comparison(comparator, path, literals[0])
    return _BUILDERS[operator](path, literals)


_BUILDERS: Final[dict[str, Callable[[n.Path, list[n.Value]], n.Condition]]] = {
    "NULL": lambda path, _: n.AttributeNotExists(path),
    "NOT_NULL": lambda path, _: n.AttributeExists(path),
    "CONTAINS": lambda path, values: n.Contains(path, values[0]),
    "NOT_CONTAINS": lambda path, values: n.Not(n.Contains(path, values[0])),
    "BEGINS_WITH": lambda path, values: n.BeginsWith(path, values[0]),
    "IN": lambda path, values: n.In(path, tuple(values)),
    "BETWEEN": lambda path, values: n.Between(path, values[0], values[1]),
}


def _refuse(fault: str) -> NoReturn:
    raise ValidationException(f"{_INVALID}{fault}")
