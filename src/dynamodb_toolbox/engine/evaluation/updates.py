"""What an update makes of an item.

Every operand is read from the item as it was, and every path leads through the item as it was: the clauses
do not see each other. So values and places are found first; only then is anything changed.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from typing import Any, Final

from dynamodb_toolbox.engine.attributes import stored_number
from dynamodb_toolbox.engine.evaluation.documents import copy_of, copy_of_item, depth, value_at
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.ordering import type_of
from dynamodb_toolbox.limits import MAX_NESTING
from dynamodb_toolbox.values import AttributeValue, WireItem

_EXACT: Final = Context(prec=400)  # more digits than the whole range of numbers has places
_WRONG_TYPE: Final = "An operand in the update expression has an incorrect data type"
_NO_ATTRIBUTE: Final = "The provided expression refers to an attribute that does not exist in the item"
_NO_PLACE: Final = "The document path provided in the update expression is invalid for update"


def paths_of(update: n.Update) -> list[n.Path]:
    """Give the paths that an update changes."""
    paths = [action.path for action in update.set]
    paths += [action.path for action in update.remove]
    paths += [action.path for action in update.add]
    return paths + [action.path for action in update.delete]


def updated(update: n.Update, item: WireItem) -> WireItem:
    """Give the item as the update leaves it; `item` stays as it is.

    Raises:
        ValidationException: An operand is missing or of a wrong type, or a path leads nowhere.
    """
    result = copy_of_item(item)
    changes = _Changes(result)
    assigned = [(action.path, _set_value(action.value, item)) for action in update.set]
    for path, value in assigned:
        _check_depth(path, value)
        changes.put(path, value)
    for removal in update.remove:
        changes.remove(removal.path)
    for addition in update.add:
        changes.put(addition.path, _added(_value_of(addition), value_at(item, addition.path)))
    for deletion in update.delete:
        _delete(changes, deletion, value_at(item, deletion.path))
    changes.apply()
    return result


class _Changes:
    """Changes to the maps and lists of one item, all found before the first is made."""

    def __init__(self, item: WireItem) -> None:
        self._item = item
        self._changes: list[Callable[[], Any]] = []
        self._appended: list[tuple[int, list[AttributeValue], AttributeValue]] = []
        self._removed: list[tuple[int, list[AttributeValue]]] = []

    def put(self, path: n.Path, value: AttributeValue) -> None:
        container, element = self._place(path)
        if isinstance(container, dict):
            self._changes.append(lambda: container.__setitem__(str(element), value))
            return
        index = int(element)
        if index < len(container):
            self._changes.append(lambda: container.__setitem__(index, value))
        else:
            self._appended.append((index, container, value))

    def remove(self, path: n.Path) -> None:
        container, element = self._place(path)
        if isinstance(container, dict):
            self._changes.append(lambda: container.pop(str(element), None))
        elif int(element) < len(container):
            self._removed.append((int(element), container))

    def check(self, path: n.Path) -> None:
        """Require that a path leads to a place, even where nothing changes there."""
        self._place(path)

    def apply(self) -> None:
        """Assign first, while indexes mean what they meant; then close up lists, then lengthen them."""
        for change in self._changes:
            change()
        for index, container in sorted(self._removed, key=_index, reverse=True):
            del container[index]
        for _, container, value in sorted(self._appended, key=_index):
            container.append(value)

    def _place(self, path: n.Path) -> tuple[WireItem | list[AttributeValue], str | int]:
        """Give the map or list that holds the last element of a path."""
        *way, last = path.elements
        if not way:
            return self._item, last
        parent = value_at(self._item, n.Path(tuple(way)))
        container: Any = None if parent is None else parent.get("M" if isinstance(last, str) else "L")
        if container is None:
            raise ValidationException(_NO_PLACE)
        return container, last


def _index(change: tuple[Any, ...]) -> int:
    return int(change[0])


def _check_depth(path: n.Path, value: AttributeValue) -> None:
    if len(path.elements) - 1 + depth(value) > MAX_NESTING:
        raise ValidationException("Nesting Levels have exceeded supported limits")


def _set_value(node: n.SetValue, item: WireItem) -> AttributeValue:
    match node:
        case n.Plus(left, right):
            return _sum(_operand(left, item), _operand(right, item), 1)
        case n.Minus(left, right):
            return _sum(_operand(left, item), _operand(right, item), -1)
        case _:
            return _operand(node, item)


def _operand(node: n.UpdateOperand, item: WireItem) -> AttributeValue:
    found: AttributeValue | None
    match node:
        case n.Value(value):
            found = value
        case n.Path():
            found = value_at(item, node)
        case n.IfNotExists(path, fallback):
            found = value_at(item, path)
            if found is None:
                return _operand(fallback, item)
        case n.ListAppend(first, second):
            return {"L": _elements(first, item) + _elements(second, item)}
    if found is None:
        raise ValidationException(_NO_ATTRIBUTE)
    return copy_of(found)


def _elements(node: n.UpdateOperand, item: WireItem) -> list[AttributeValue]:
    value = _operand(node, item)
    if "L" not in value:
        raise ValidationException(_WRONG_TYPE)
    elements: list[AttributeValue] = value["L"]
    return elements


def _sum(left: AttributeValue, right: AttributeValue, sign: int) -> AttributeValue:
    if "N" not in left or "N" not in right:
        raise ValidationException(_WRONG_TYPE)
    return {"N": stored_number(_EXACT.add(Decimal(left["N"]), sign * Decimal(right["N"])))}


def _value_of(action: n.AddAction | n.DeleteAction) -> AttributeValue:
    if not isinstance(action.value, n.Value):
        raise ValidationException(_WRONG_TYPE)
    value: AttributeValue = action.value.value
    return value


def _added(operand: AttributeValue, existing: AttributeValue | None) -> AttributeValue:
    """Give the sum of two numbers or the union of two sets; what is missing is zero or empty."""
    kind = type_of(operand)
    if existing is None:
        return copy_of(operand)
    if kind not in existing:
        raise ValidationException(_WRONG_TYPE)
    if kind == "N":
        return _sum(existing, operand, 1)
    return {kind: list(dict.fromkeys([*existing[kind], *operand[kind]]))}


def _delete(changes: _Changes, action: n.DeleteAction, existing: AttributeValue | None) -> None:
    """Take elements out of a set; a set left empty goes, because there are no empty sets."""
    operand = _value_of(action)
    kind = type_of(operand)
    if existing is None:
        changes.check(action.path)
        return
    if kind not in existing:
        raise ValidationException(_WRONG_TYPE)
    left = _without(existing[kind], operand[kind])
    if left:
        changes.put(action.path, {kind: left})
    else:
        changes.remove(action.path)


def _without(elements: Iterable[str], unwanted: Iterable[str]) -> list[str]:
    gone = set(unwanted)
    return [element for element in elements if element not in gone]
