"""The shape that requests for one item share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.engine.legacy_shapes import note_attributes_to_get, note_legacy_of_write
from dynamodb_toolbox.engine.validation import RETURN_CHOICES, Constraints, note_choices, note_item

_CHOICES: Final = tuple(RETURN_CHOICES)
_LEGACY: Final = frozenset({"AttributeUpdates", "Expected", "ConditionalOperator", "AttributesToGet"})


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
        note_legacy_of_write(constraints, request)
        note_attributes_to_get(constraints, request, "attributesToGet")
    constraints.check()
    return item
