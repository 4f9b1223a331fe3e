"""A KeyConditionExpression, parsed as any condition, as one test for each key attribute.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, NoReturn, TypeAlias

from dynamodb_toolbox.engine.evaluation.condition_paths import operands_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.values import AttributeValue

_FLIPPED: Final = {"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

KEY_OPERATORS: Final = frozenset({*_FLIPPED, "BETWEEN", "begins_with"})
"""What can be asked of a key."""


class KeyTest(NamedTuple):
    """What is asked of one key attribute: a comparator, `BETWEEN` or `begins_with`, and its values."""

    operator: str
    values: tuple[AttributeValue, ...]


KeyTests: TypeAlias = dict[str, KeyTest]
_Test: TypeAlias = n.Comparison | n.Between | n.BeginsWith


def key_tests(node: n.Condition) -> KeyTests:
    """Take a key condition apart.

    Raises:
        ValidationException: It is more than one plain test for each attribute, all of which must hold.
    """
    found: KeyTests = {}
    for test in _tests(node):
        name, key_test = _read(test)
        if name in found:
            _refuse("KeyConditionExpressions must only contain one condition per key")
        found[name] = key_test
    return found


def _tests(node: n.Condition) -> Iterator[_Test]:
    match node:
        case n.And(conditions):
            for condition in conditions:
                yield from _tests(condition)
        case n.Comparison("<>"):
            _refuse_operator("<>")
        case n.Comparison() | n.Between() | n.BeginsWith():
            yield node
        case n.Or():
            _refuse_operator("OR")
        case n.Not():
            _refuse_operator("NOT")
        case n.In():
            _refuse_operator("IN")
        case _:
            _refuse_operator(_FUNCTION_NAMES[type(node)])


_FUNCTION_NAMES: Final[dict[type[n.Condition], str]] = {
    n.AttributeExists: "attribute_exists",
    n.AttributeNotExists: "attribute_not_exists",
    n.AttributeType: "attribute_type",
    n.Contains: "contains",
}


def _read(test: _Test) -> tuple[str, KeyTest]:
    """Give the attribute of a test, and what is asked of it."""
    operands = operands_of(test)
    operator = _operator(test)
    first = operands[0]
    if operator in {"BETWEEN", "begins_with"} and not isinstance(first, n.Path):
        _refuse_condition(f"{operator} operator must have the key attribute as its first operand")
    name: str | None = None
    values: list[AttributeValue] = []
    for operand in operands:
        if isinstance(operand, n.Value):
            values.append(operand.value)
        elif isinstance(operand, n.Size):
            _refuse("KeyConditionExpressions cannot contain nested operations")
        elif name is not None:
            _refuse_condition("Multiple attribute names used in one condition")
        else:
            name = _attribute(operand)
    if name is None:
        _refuse_condition("No key attribute specified")
    if isinstance(first, n.Value):
        operator = _FLIPPED[operator]
    return name, KeyTest(operator, tuple(values))


def _operator(test: _Test) -> str:
    if isinstance(test, n.Comparison):
        return test.comparator
    return "BETWEEN" if isinstance(test, n.Between) else "begins_with"


def _attribute(path: n.Path) -> str:
    head, *rest = path.elements
    if rest:
        _refuse("KeyConditionExpressions cannot have conditions on nested attributes")
    return str(head)


def _refuse_operator(operator: str) -> NoReturn:
    _refuse(f"Invalid operator used in KeyConditionExpression: {operator}")


def _refuse_condition(fault: str) -> NoReturn:
    _refuse(f"Invalid condition in KeyConditionExpression: {fault}")


def _refuse(fault: str) -> NoReturn:
    raise ValidationException(f"Invalid KeyConditionExpression: {fault}")
