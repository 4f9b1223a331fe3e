"""`AttributeUpdates`: what UpdateItem took before there were update expressions.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NoReturn

from dynamodb_toolbox.engine.attributes import canonical_name, canonical_value
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.ordering import type_of
from dynamodb_toolbox.values import AttributeValue, WireItem

_SETS: Final = frozenset({"SS", "NS", "BS"})
_ADDED: Final = _SETS | {"N", "L"}


@dataclass(frozen=True, slots=True)
class LegacyUpdate:
    """Attribute updates, as an update expression would say them.

    Attributes:
        update: The update.
        types: The types that attributes must have, where they are there, to be added to or deleted from.
        only_deletes: Whether it does nothing to an item that is not there.
    """

    update: n.Update
    types: dict[str, str]
    only_deletes: bool

    def check_types(self, item: WireItem) -> None:
        """Check that what is added to, or deleted from, is of the type of what is given.

        Raises:
            ValidationException: It is not.
        """
        for name, kind in self.types.items():
            if name in item and kind not in item[name]:
                raise ValidationException("Type mismatch for attribute to update")


def attribute_updates_of(request: dict[str, Any]) -> LegacyUpdate | None:
    """Read the AttributeUpdates of a request, if it has them.

    Raises:
        ValidationException: An action does not go with its value.
    """
    given: dict[str, dict[str, Any]] | None = request.get("AttributeUpdates")
    if given is None:
        return None
    updates = {canonical_name(name): _read(update) for name, update in given.items()}
    clauses: dict[str, list[Any]] = {"set": [], "remove": [], "add": [], "delete": []}
    for name, (action, value) in updates.items():
        clause, node = _node(n.Path((name,)), action, value)
        clauses[clause].append(node)
    types = {name: type_of(value) for name, (action, value) in updates.items() if value and action != "PUT"}
    only_deletes = bool(updates) and all(action == "DELETE" for action, _ in updates.values())
    update = n.Update(**{clause: tuple(actions) for clause, actions in clauses.items()})
    return LegacyUpdate(update, types, only_deletes)


def _read(given: dict[str, Any]) -> tuple[str, AttributeValue | None]:
    """Give the action and the value of one update."""
    action: str = given.get("Action") or "PUT"
    value = None if given.get("Value") is None else canonical_value(given["Value"])
    if value is None:
        if action != "DELETE":
            _refuse("Only DELETE action is allowed when no attribute value is specified")
        return action, None
    kind = type_of(value)
    if action == "DELETE" and kind not in _SETS:
        _refuse(f"DELETE action with value is not supported for the type {kind}")
    if action == "ADD" and kind not in _ADDED:
        _refuse(f"ADD action is not supported for the type {kind}")
    return action, value


def _node(path: n.Path, action: str, value: AttributeValue | None) -> tuple[str, Any]:
    """Give the clause of an update expression that does the same, and what stands there."""
    if value is None:
        return "remove", n.RemoveAction(path)
    literal = n.Value(value)
    if action == "DELETE":
        return "delete", n.DeleteAction(path, literal)
    if action == "PUT":
        return "set", n.SetAction(path, literal)
    if "L" in value:
        known = n.IfNotExists(path, n.Value({"L": []}))
        return "set", n.SetAction(path, n.ListAppend(known, literal))
    return "add", n.AddAction(path, literal)


def _refuse(fault: str) -> NoReturn:
    raise ValidationException(f"One or more parameter values were invalid: {fault}")
