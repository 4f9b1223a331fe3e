"""Conditions with real names and values, and the checks of operands that these allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NoReturn

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.ordering import ORDERED_TYPES, precedes, type_of
from dynamodb_toolbox.expressions.parser import Parsed
from dynamodb_toolbox.expressions.path_overlap import path_text
from dynamodb_toolbox.expressions.placeholders import Substitution
from dynamodb_toolbox.values import AttributeValue

_TYPE_NAMES: Final = frozenset({"S", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", "L", "M"})
_PREFIX_TYPES: Final = frozenset({"S", "B"})
_SIZED_TYPES: Final = _TYPE_NAMES - {"N", "BOOL", "NULL"}


def bind_condition(parsed: Parsed[n.Condition], given: Substitution) -> n.Condition:
    """Put names and values into a condition.

    Raises:
        ExpressionFault: One is not defined, or an operand is of a type that its operator does not take.
    """
    if parsed.late_fault is not None:
        given.require(parsed.placeholders[: parsed.late_position])
        raise ExpressionFault(parsed.late_fault)
    return _condition(parsed.tree, given)


def _condition(node: n.Condition, given: Substitution) -> n.Condition:
    match node:
        case n.Comparison():
            return _comparison(node, given)
        case n.And(conditions):
            return n.And(tuple([_condition(condition, given) for condition in conditions]))
        case n.Or(conditions):
            return n.Or(tuple([_condition(condition, given) for condition in conditions]))
        case n.Not(condition):
            return n.Not(_condition(condition, given))
        case n.Between():
            return _between(node, given)
        case n.In():
            return _in(node, given)
        case _:
            return _function(node, given)


def _function(
    node: n.AttributeExists | n.AttributeNotExists | n.AttributeType | n.BeginsWith | n.Contains,
    given: Substitution,
) -> n.Condition:
    match node:
        case n.AttributeExists(path):
            return n.AttributeExists(given.path(path))
        case n.AttributeNotExists(path):
            return n.AttributeNotExists(given.path(path))
        case n.AttributeType():
            return _attribute_type(node, given)
        case n.BeginsWith():
            first, second = _operand(node.operand, given), _operand(node.prefix, given)
            _check_distinct("begins_with", first, [second])
            _check_types("begins_with", [first, second], _PREFIX_TYPES)
            return n.BeginsWith(first, second)
        case n.Contains():
            first, second = _operand(node.operand, given), _operand(node.element, given)
            _check_distinct("contains", first, [second])
            return n.Contains(first, second)


def _comparison(node: n.Comparison, given: Substitution) -> n.Comparison:
    left, right = _operand(node.left, given), _operand(node.right, given)
    _check_distinct(node.comparator, left, [right])
    if node.comparator not in {"=", "<>"}:
        _check_types(node.comparator, [left, right], ORDERED_TYPES)
    return n.Comparison(node.comparator, left, right)


def _between(node: n.Between, given: Substitution) -> n.Between:
    operand, low, high = (_operand(o, given) for o in (node.operand, node.low, node.high))
    _check_distinct("BETWEEN", operand, [low, high])
    _check_types("BETWEEN", [operand, low, high], ORDERED_TYPES)
    if isinstance(low, n.Value) and isinstance(high, n.Value):
        _check_bounds(low.value, high.value)
    return n.Between(operand, low, high)


def _check_bounds(low: AttributeValue, high: AttributeValue) -> None:
    if type_of(low) != type_of(high):
        rule = "same data type for lower and upper bounds"
    elif precedes(high, low):
        rule = "upper bound to be greater than or equal to lower bound"
    else:
        return
    raise ExpressionFault(
        f"The BETWEEN operator requires {rule}; lower bound operand: AttributeValue: {_value_text(low)}, "
        f"upper bound operand: AttributeValue: {_value_text(high)}"
    )


def _value_text(value: AttributeValue) -> str:
    [(kind, content)] = value.items()
    return f"{{{kind}:{content}}}"


def _in(node: n.In, given: Substitution) -> n.In:
    operand = _operand(node.operand, given)
    options = tuple([_operand(option, given) for option in node.options])
    _check_distinct("IN", operand, options)
    return n.In(operand, options)


def _attribute_type(node: n.AttributeType, given: Substitution) -> n.AttributeType:
    operand, kind = _operand(node.operand, given), given.value(node.type)
    _check_types("attribute_type", [kind], frozenset({"S"}))
    if kind.value["S"] not in _TYPE_NAMES:
        raise ExpressionFault(
            f"Invalid attribute type name found; type: {kind.value['S']}, "
            "valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
        )
    return n.AttributeType(operand, kind)


def _operand(node: n.Operand, given: Substitution) -> n.Operand:
    if isinstance(node, n.Path):
        return given.path(node)
    if isinstance(node, n.Value):
        return given.value(node)
    if isinstance(node.path, n.Path):
        return n.Size(given.path(node.path))
    sized = given.value(node.path)
    _check_types("size", [sized], _SIZED_TYPES)
    return n.Size(sized)


def _check_distinct(operator: str, first: n.Operand, others: Iterable[n.Operand]) -> None:
    if isinstance(first, n.Path) and first in others:
        raise ExpressionFault(
            "The first operand must be distinct from the remaining operands for this operator or function; "
            f"operator: {operator}, first operand: {path_text(first)}"
        )


def _check_types(operator: str, operands: Iterable[n.Operand], allowed: frozenset[str]) -> None:
    for operand in operands:
        if isinstance(operand, n.Path):
            continue
        kind = type_of(operand.value) if isinstance(operand, n.Value) else "N"
        if kind not in allowed:
            refuse_type(operator, kind)


def refuse_type(operator: str, kind: str) -> NoReturn:
    """Refuse an operand for its type."""
    raise ExpressionFault(
        "Incorrect operand type for operator or function; "
        f"operator or function: {operator}, operand type: {kind}"
    )
