"""A parsed update → the expression tree (spec/actions.md §5.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.paths import invalid_path
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.primitives import stored
from dynamodb_toolbox.schema.update import actions as a
from dynamodb_toolbox.values import MISSING, Place

Clause: TypeAlias = n.SetAction | n.RemoveAction | n.AddAction | n.DeleteAction


def build_update(item: Mapping[str, Any], finder: Finder) -> n.Update:
    """Give the update that a transformed update item asks for.

    Args:
        item: Stored names to values and actions; a dict with whole numbers as keys updates list elements.
        finder: Finds what `get(…)` refers to.

    Raises:
        DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where `get(…)` leads nowhere.
    """
    actions = list(_nested(item, (), finder))
    return n.Update(
        set=tuple(action for action in actions if isinstance(action, n.SetAction)),
        remove=tuple(action for action in actions if isinstance(action, n.RemoveAction)),
        add=tuple(action for action in actions if isinstance(action, n.AddAction)),
        delete=tuple(action for action in actions if isinstance(action, n.DeleteAction)),
    )


def _nested(value: Mapping[Any, Any] | list[Any], place: Place, finder: Finder) -> Iterator[Clause]:
    for key, child in value.items() if isinstance(value, Mapping) else enumerate(value):
        if isinstance(child, (Mapping, list)):
            yield from _nested(child, (*place, key), finder)
        elif child is not MISSING:
            yield _action(n.Path((*place, key)), child, finder)


def _action(path: n.Path, value: Any, finder: Finder) -> Clause:
    match value:
        case a.Remove():
            return n.RemoveAction(path)
        case a.Add(content):
            return n.AddAction(path, n.Value(stored(content)))
        case a.Delete(content):
            return n.DeleteAction(path, n.Value(stored(content)))
        case _:
            return n.SetAction(path, _set_value(path, value, finder))


def _set_value(path: n.Path, value: Any, finder: Finder) -> n.SetValue:
    empty = n.IfNotExists(path, n.Value([]))
    match value:
        case a.Set(content):
            return n.Value(stored(content))
        case a.Sum(left, right):
            return n.Plus(_operand(left, finder), _operand(right, finder))
        case a.Subtract(left, right):
            return n.Minus(_operand(left, finder), _operand(right, finder))
        case a.Append(content):
            return n.ListAppend(empty, _operand(content, finder))
        case a.Prepend(content):
            return n.ListAppend(_operand(content, finder), empty)
        case _:
            return _operand(value, finder)


def _operand(value: Any, finder: Finder) -> n.UpdateOperand:
    if not isinstance(value, a.Get):
        return n.Value(stored(value))
    found = finder.search(value.path)
    if not found:
        raise invalid_path(value.path, "get(…) leads nowhere in the schema")
    path = n.Path(found[0].transformed_path)
    return path if value.fallback is MISSING else n.IfNotExists(path, _operand(value.fallback, finder))
