"""The shapes of the parameters that requests had before there were expressions.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.engine.validation import (
    Constraints,
    flag_of,
    list_of,
    map_of,
    require_struct,
    require_text,
    text_of,
)
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.nodes import Path

_OPERATORS: Final = (
    "IN",
    "NULL",
    "BETWEEN",
    "LT",
    "NOT_CONTAINS",
    "EQ",
    "GT",
    "NOT_NULL",
    "NE",
    "LE",
    "BEGINS_WITH",
    "GE",
    "CONTAINS",
)
_ACTIONS: Final = ("ADD", "DELETE", "PUT")
_JOINS: Final = ("OR", "AND")
JOINS_RULE: Final = (
    "Member must satisfy enum value set: [ALL, OR]"  # as AWS spells it, where it has new words
)


def note_legacy_of_write(constraints: Constraints, request: Mapping[str, Any]) -> None:
    """Note what the legacy parameters of a write break by themselves, but for ConditionalOperator.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    _note_conditions(constraints, request, "Expected", is_operator_needed=False)
    for name, update in (map_of(request, "AttributeUpdates") or {}).items():
        require_struct(update)
        constraints.one_of(text_of(update, "Action"), f"attributeUpdates.{name}.member.action", _ACTIONS)


def note_legacy_of_read(
    constraints: Constraints, request: Mapping[str, Any], members: tuple[str, ...]
) -> None:
    """Note what the legacy parameters of a query or a scan break; `members` are those with conditions.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    note_conditional_operator(constraints, request)
    for member in members:
        _note_conditions(constraints, request, member, is_operator_needed=True)
    note_attributes_to_get(constraints, request, "attributesToGet")


def note_attributes_to_get(constraints: Constraints, request: Mapping[str, Any], place: str) -> None:
    """Note what AttributesToGet breaks by itself.

    Raises:
        SerializationException: It is no list of strings.
    """
    names = list_of(request, "AttributesToGet")
    if names is not None:
        for name in names:
            require_text(name)
        constraints.length(names, place, 1)


def attributes_to_get(request: Mapping[str, Any]) -> tuple[Path, ...]:
    """Give the paths that AttributesToGet stands for; none where there is none."""
    names = request.get("AttributesToGet")
    return () if names is None else tuple([Path((name,)) for name in names])


def check_attributes_to_get(request: Mapping[str, Any]) -> None:
    """Refuse an attribute that AttributesToGet names twice.

    Raises:
        ValidationException: There is one.
    """
    seen: set[str] = set()
    for name in request.get("AttributesToGet") or ():
        if name in seen:
            raise ValidationException(
                f"One or more parameter values were invalid: Duplicate value in attribute name: {name}"
            )
        seen.add(name)


def note_conditional_operator(constraints: Constraints, request: Mapping[str, Any]) -> None:
    """Note a ConditionalOperator that is none.

    Raises:
        SerializationException: It is no string.
    """
    constraints.one_of(text_of(request, "ConditionalOperator"), "conditionalOperator", _JOINS)


def is_join(request: Mapping[str, Any]) -> bool:
    """Tell whether the ConditionalOperator, where there is one, is one that there is.

    Raises:
        SerializationException: It is no string.
    """
    return text_of(request, "ConditionalOperator") in {None, *_JOINS}


def _note_conditions(
    constraints: Constraints, request: Mapping[str, Any], member: str, *, is_operator_needed: bool
) -> None:
    for name, condition in (map_of(request, member) or {}).items():
        require_struct(condition)
        list_of(condition, "AttributeValueList")
        flag_of(condition, "Exists")
        operator = text_of(condition, "ComparisonOperator")
        place = f"{member[0].lower()}{member[1:]}.{name}.member.comparisonOperator"
        if operator is not None:
            constraints.one_of(operator, place, _OPERATORS)
        elif is_operator_needed:
            constraints.require(operator, place)
