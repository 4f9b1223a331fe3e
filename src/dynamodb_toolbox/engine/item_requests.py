"""The shape that requests for one item share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NoReturn

from dynamodb_toolbox.engine.legacy_shapes import (
    JOINS_RULE,
    is_join,
    note_attributes_to_get,
    note_conditional_operator,
    note_legacy_of_write,
)
from dynamodb_toolbox.engine.validation import (
    RETURN_CHOICES,
    Constraints,
    map_of,
    note_choices,
    note_item,
    note_table_name,
    text_of,
)

_CHOICES: Final = tuple(RETURN_CHOICES)
_LEGACY: Final = frozenset({"AttributeUpdates", "Expected", "ConditionalOperator", "AttributesToGet"})
_VALUES_RULE: Final = "Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"
"""AWS's own spelling of a rule that takes UPDATED_NEW."""


def check_item_request(request: Mapping[str, Any], content: str) -> dict[str, Any]:
    """Check what requests for one item share, and give the member that names the item (`Item` or `Key`).

    Raises:
        ValidationException: Constraints are broken.
        SerializationException: A member is of a wrong JSON type.
    """
    constraints = Constraints()
    item = note_item(constraints, request, content)
    note_choices(constraints, request, _CHOICES)
    if not _LEGACY.isdisjoint(request):
        note_attributes_to_get(constraints, request, "attributesToGet")
    constraints.check()
    return item


def check_write_request(
    request: Mapping[str, Any], content: str, *, stops_at_return_values: bool = False
) -> dict[str, Any]:
    """Check the same of PutItem, UpdateItem and DeleteItem, which AWS has moved to other words.

    An empty table name is told alone, and a ReturnValues that is none without its value, unless the item
    is missing. UpdateItem (`stops_at_return_values`) tells of that member nothing else.
    Source: paritysuite/dynamodb-conformance, captures of 2026-09-20 and 2026-10-07 (31 of 33 regions), and
    `tier3/validation-ordering/updateItem` (2026-10-09).

    Raises:
        ValidationException: Constraints are broken.
        SerializationException: A member is of a wrong JSON type.
    """
    item = map_of(request, content)
    if item is None:
        _refuse_without_item(request, content)
    constraints = Constraints()
    if text_of(request, "TableName") == "":
        constraints.refuse_unshown("TableName", "Member must have length greater than or equal to 1")
        constraints.check()
    note_table_name(constraints, request)
    _note_choices_of_write(constraints, request, stops_at_return_values=stops_at_return_values)
    if not _LEGACY.isdisjoint(request):
        if not is_join(request):
            constraints.refuse_unplaced(JOINS_RULE)
        note_legacy_of_write(constraints, request)
    constraints.check()
    return item or {}


def _note_choices_of_write(
    constraints: Constraints, request: Mapping[str, Any], *, stops_at_return_values: bool
) -> None:
    wanted = text_of(request, "ReturnValues")
    if wanted is None or wanted in RETURN_CHOICES["ReturnValues"]:
        note_choices(constraints, request, _CHOICES)
        return
    if not stops_at_return_values:
        note_choices(constraints, request, _CHOICES[:1])
    constraints.refuse_unplaced(_VALUES_RULE)
    if not stops_at_return_values:
        note_choices(constraints, request, _CHOICES[2:])


def _refuse_without_item(request: Mapping[str, Any], content: str) -> NoReturn:
    """Tell what is wrong with a request without its item: all of it, in the older words, in this order.

    Raises:
        ValidationException: Always.
    """
    constraints = Constraints()
    note_conditional_operator(constraints, request)
    note_choices(constraints, request, _CHOICES[:1])
    note_table_name(constraints, request)
    note_choices(constraints, request, _CHOICES[1:])
    note_legacy_of_write(constraints, request)
    constraints.require(None, content.lower())
    constraints.check()
    raise AssertionError("A request without its item was let through")
