"""The one item that a statement is about, and what else its WHERE asks."""

from __future__ import annotations

from typing import NamedTuple

from dynamodb_toolbox.engine.keys import KeySchema
from dynamodb_toolbox.engine.partiql.binding import Bound
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.values import AttributeValue, WireItem


class KeyAndRest(NamedTuple):
    """The key that the WHERE names, and the conditions that are left."""

    key: WireItem
    rest: list[n.Condition]


def key_and_rest(bound: Bound, key: KeySchema) -> KeyAndRest:
    """Take the key out of the WHERE of a statement.

    Raises:
        ValidationException: It does not set all key attributes equal to values.
    """
    found = find_key(bound, key)
    if found is None:
        raise ValidationException("Where clause does not contain a mandatory equality on all key attributes")
    return found


def find_key(bound: Bound, key: KeySchema) -> KeyAndRest | None:
    """Do as `key_and_rest`, or give `None`."""
    values: WireItem = {}
    rest: list[n.Condition] = []
    for condition in bound.conjuncts:
        name, value = equality(condition)
        if value is not None and name in key.names and name not in values:
            values[name] = value
        else:
            rest.append(condition)
    if len(values) < len(key.names):
        return None
    return KeyAndRest({name: values[name] for name in key.names}, rest)


def equality(condition: n.Condition) -> tuple[str, AttributeValue | None]:
    """Give the attribute and the value of `attribute = value`; no value of any other condition."""
    if isinstance(condition, n.Comparison) and condition.comparator == "=":
        for path, value in ((condition.left, condition.right), (condition.right, condition.left)):
            if isinstance(path, n.Path) and len(path.elements) == 1 and isinstance(value, n.Value):
                return str(path.elements[0]), value.value
    return "", None
