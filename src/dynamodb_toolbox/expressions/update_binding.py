"""Updates with real names and values, and the checks of paths and operands that these allow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.condition_binding import refuse_type
from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.ordering import type_of
from dynamodb_toolbox.expressions.parser import Parsed
from dynamodb_toolbox.expressions.path_overlap import check_distinct_paths
from dynamodb_toolbox.expressions.placeholders import Substitution

_SET_TYPES: Final = frozenset({"SS", "NS", "BS"})
_TYPE_WORDS: Final = {
    "S": "STRING",
    "N": "NUMBER",
    "B": "BINARY",
    "NULL": "NULL",
    "BOOL": "BOOLEAN",
    "L": "LIST",
    "M": "MAP",
}


def bind_update(parsed: Parsed[n.Update], given: Substitution) -> n.Update:
    """Put names and values into an update.

    Raises:
        ExpressionFault: One is not defined, two paths meet, or an operand is of a wrong type.
    """
    given.require(sorted(parsed.placeholders, key=lambda placeholder: placeholder.startswith(":")))
    tree = parsed.tree
    update = n.Update(
        tuple([n.SetAction(given.path(a.path), _set_value(a.value, given)) for a in tree.set]),
        tuple([n.RemoveAction(given.path(a.path)) for a in tree.remove]),
        tuple([n.AddAction(given.path(a.path), _value(a.value, given)) for a in tree.add]),
        tuple([n.DeleteAction(given.path(a.path), _value(a.value, given)) for a in tree.delete]),
    )
    check_distinct_paths(a.path for actions in _clauses(update) for a in actions)
    _check_operands("ADD", update.add, _SET_TYPES | {"N"})
    _check_operands("DELETE", update.delete, _SET_TYPES)
    if parsed.late_fault is not None:
        raise ExpressionFault(parsed.late_fault)
    for action in update.set:
        _check_set_value(action.value)
    return update


def _clauses(
    update: n.Update,
) -> tuple[tuple[n.SetAction | n.RemoveAction | n.AddAction | n.DeleteAction, ...], ...]:
    return update.set, update.remove, update.add, update.delete


def _set_value(node: n.SetValue, given: Substitution) -> n.SetValue:
    match node:
        case n.Plus(left, right):
            return n.Plus(_operand(left, given), _operand(right, given))
        case n.Minus(left, right):
            return n.Minus(_operand(left, given), _operand(right, given))
        case _:
            return _operand(node, given)


def _operand(node: n.UpdateOperand, given: Substitution) -> n.UpdateOperand:
    match node:
        case n.Value():
            return given.value(node)
        case n.Path():
            return given.path(node)
        case n.IfNotExists(path, fallback):
            return n.IfNotExists(given.path(path), _operand(fallback, given))
        case n.ListAppend(first, second):
            return n.ListAppend(_operand(first, given), _operand(second, given))


def _value(node: n.Path | n.Value | n.IfNotExists, given: Substitution) -> n.Value:
    """Give the operand of ADD or DELETE, which the grammar allows to be a value only."""
    if not isinstance(node, n.Value):
        raise TypeError("the operand of ADD and DELETE is a value")
    return given.value(node)


def _check_operands(
    keyword: str, actions: Iterable[n.AddAction | n.DeleteAction], allowed: frozenset[str]
) -> None:
    for action in actions:
        kind = _literal_type(action.value)
        if kind is not None and kind not in allowed:
            raise ExpressionFault(
                f"Incorrect operand type for operator or function; operator: {keyword}, "
                f"operand type: {_TYPE_WORDS.get(kind, kind)}, typeSet: ALLOWED_FOR_{keyword}_OPERAND"
            )


def _check_set_value(node: n.SetValue) -> None:
    match node:
        case n.Plus(left, right):
            _check_literals("+", [left, right], "N")
        case n.Minus(left, right):
            _check_literals("-", [left, right], "N")
        case n.ListAppend(first, second):
            _check_literals("list_append", [first, second], "L")
        case _:
            pass


def _check_literals(operator: str, operands: Iterable[n.UpdateOperand], wanted: str) -> None:
    for operand in operands:
        kind = _literal_type(operand)
        if kind is not None and kind != wanted:
            refuse_type(operator, kind)


def _literal_type(operand: n.UpdateOperand) -> str | None:
    """Give the type that the expression itself shows; `None` where only the item knows."""
    while isinstance(operand, n.IfNotExists):
        operand = operand.fallback
    return type_of(operand.value) if isinstance(operand, n.Value) else None
