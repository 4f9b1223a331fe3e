"""The members of a TransactWriteItems request, read as actions.

Shape: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItem.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from dynamodb_toolbox.engine.actions import Action, read_change, read_check, read_delete, read_put
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.engine.transactions import ITEMS
from dynamodb_toolbox.engine.validation import Constraints, map_of, note_choices, note_item, text_of
from dynamodb_toolbox.errors import ValidationException


class _Kind(NamedTuple):
    """One kind of action: the member that names its item, what it must have besides, and who reads it."""

    content: str
    needs: str | None
    read: Callable[[dict[str, Any], dict[str, Any]], Action]


_KINDS: Final = {
    "ConditionCheck": _Kind("Key", "ConditionExpression", read_check),
    "Put": _Kind("Item", None, read_put),
    "Delete": _Kind("Key", None, read_delete),
    "Update": _Kind("Key", "UpdateExpression", read_change),
}

_MEMBERS: Final = (
    "TableName",
    "Item",
    "Key",
    "ConditionExpression",
    "UpdateExpression",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
    "ReturnValuesOnConditionCheckFailure",
)


def note_actions(constraints: Constraints, members: list[dict[str, Any]]) -> None:
    """Note what the actions break by themselves.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    for number, member in enumerate(members, 1):
        for name, kind in _KINDS.items():
            request = map_of(member, name)
            if request is not None:
                place = f"{ITEMS}.{number}.member.{name[0].lower()}{name[1:]}."
                _note_action(constraints, kind, request, place)


def _note_action(constraints: Constraints, kind: _Kind, request: dict[str, Any], place: str) -> None:
    note_item(constraints, request, kind.content, place)
    if kind.needs is not None:
        needed = text_of(request, kind.needs)
        constraints.require(needed, f"{place}{kind.needs[0].lower()}{kind.needs[1:]}")
    note_choices(constraints, request, ("ReturnValuesOnConditionCheckFailure",), place)


def read_action(member: dict[str, Any]) -> Action:
    """Read one member, which has exactly one action.

    Raises:
        ValidationException: It has none or several, or the action is invalid.
    """
    given = given_actions(member)
    if not given:
        raise ValidationException(
            "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request"
        )
    if len(given) > 1:
        raise ValidationException("TransactItems can only contain one of Check, Put, Update or Delete")
    [(name, request)] = given.items()
    kind = _KINDS[name]
    return in_older_words(kind.read, request, request[kind.content])


def given_actions(member: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the actions of a member with the parameters that count; unknown ones and nulls do not."""
    return {
        name: {key: member[name][key] for key in _MEMBERS if member[name].get(key) is not None}
        for name in _KINDS
        if member.get(name) is not None
    }
