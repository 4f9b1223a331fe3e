"""What TransactGetItems and TransactWriteItems share: the shape of the request, the places of its items.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.validation import Constraints, list_of, note_choices, require_struct
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_TRANSACTION_BYTES, MAX_TRANSACTION_ITEMS

ITEMS: Final = "transactItems"


def note_members(constraints: Constraints, request: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Note what the members of all transactions break; give the `TransactItems`.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    note_choices(constraints, request, ("ReturnConsumedCapacity", "ReturnItemCollectionMetrics"))
    members = list_of(request, "TransactItems")
    if members is None:
        constraints.require(members, ITEMS)
        return []
    constraints.length(members, ITEMS, 1, MAX_TRANSACTION_ITEMS)
    for member in members:
        require_struct(member)
    return members


def check_distinct(places: Iterable[tuple[str, Place]]) -> None:
    """Check that no two operations are on one item.

    Raises:
        ValidationException: Two are.
    """
    listed = list(places)
    if len(set(listed)) < len(listed):
        raise ValidationException("Transaction request cannot include multiple operations on one item")


def check_total(size: int) -> None:
    """Check the size of all items together.

    Raises:
        ValidationException: It is more than 4 MB.
    """
    if size > MAX_TRANSACTION_BYTES:
        raise ValidationException(f"Transaction payload size cannot exceed 4MB. Payload Size: {size}")
