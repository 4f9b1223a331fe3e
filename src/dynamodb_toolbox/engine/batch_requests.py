"""The shape of a batch: `RequestItems`, a map from tables to what is asked of each.

BatchWriteItem prints what it refuses as Java does (`{table=[…]}`), and so does `Constraints`; BatchGetItem
prints JSON, or nothing. As most regions answer since September 2026: paritysuite/dynamodb-conformance,
`tier3/error-messages/{batchGetItem,batchWriteItem}`, `tier3/validation-ordering/batchOperations`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine.legacy_shapes import note_attributes_to_get
from dynamodb_toolbox.engine.validation import (
    Constraints,
    is_table_name,
    list_of,
    map_of,
    note_choices,
    require_struct,
)
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.limits import MAX_BATCH_GET_KEYS, MAX_BATCH_WRITE_ITEMS

_ITEMS: Final = "requestItems"
_LENGTHS: Final = (
    f"[Member must have length less than or equal to {MAX_BATCH_WRITE_ITEMS}, "
    "Member must have length greater than or equal to 1]"
)

_NAME_RULES: Final = (
    "[Member must have length less than or equal to 255, Member must have length greater than or equal to 3, "
    "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]"
)


def members_of(request: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    """Give the tables and what is asked of each."""
    members: dict[str, Any] = request["RequestItems"]
    return members.items()


def check_batch_of_keys(request: dict[str, Any]) -> None:
    """Check the shape of BatchGetItem.

    Raises:
        ValidationException: Constraints are broken.
        SerializationException: A member is of a wrong JSON type.
    """
    constraints = Constraints()
    given = map_of(request, "RequestItems")
    if constraints.require(given, _ITEMS) and not given:
        constraints.refuse_unshown("RequestItems", "Member must have length greater than or equal to 1")
    _check_keyed_by_text(given or {})
    if not all(map(is_table_name, given or ())):
        shown = msgspec.json.encode(given, enc_hook=str).decode()
        constraints.refuse(shown, _ITEMS, f"Map keys must satisfy constraint: {_NAME_RULES}")
    note_choices(constraints, request, ("ReturnConsumedCapacity",))
    for name, member in (given or {}).items():
        require_struct(member)
        note_attributes_to_get(constraints, member, f"{_ITEMS}.{name}.member.attributesToGet")
        keys = list_of(member, "Keys")
        for key in keys or ():
            require_struct(key)
        if constraints.require(keys, f"{_ITEMS}.{name}.member.keys"):
            place = f"RequestItems.{name}.member.Keys"
            constraints.length_unshown(keys or (), place, 1, MAX_BATCH_GET_KEYS)
    constraints.check()


def check_batch_of_writes(request: dict[str, Any]) -> None:
    """Check the shape of BatchWriteItem.

    Raises:
        ValidationException: Constraints are broken, or a request is neither a put nor a delete.
        SerializationException: A member is of a wrong JSON type.
    """
    given = _given_writes(request)
    constraints = Constraints()
    if not all(map(is_table_name, given)):
        constraints.refuse(given, _ITEMS, f"Map keys must satisfy constraint: {_NAME_RULES}")
    lists = {name: list_of(given, name) or [] for name in given}
    if any(not 1 <= len(writes) <= MAX_BATCH_WRITE_ITEMS for writes in lists.values()):
        constraints.refuse(given, _ITEMS, f"Map value must satisfy constraint: {_LENGTHS}")
    for name, writes in lists.items():
        for number, write in enumerate(writes, 1):
            _check_write(constraints, write, f"{_ITEMS}.{name}.member.{number}.member")
    constraints.check()
    for writes in lists.values():
        if any(len(_kinds(write)) != 1 for write in writes):
            raise ValidationException(
                "Supplied AttributeValue has more than one datatypes set, "
                "must contain exactly one of the supported datatypes"
            )


def _given_writes(request: dict[str, Any]) -> dict[str, Any]:
    """Check what BatchWriteItem looks at first, and give its `RequestItems`."""
    constraints = Constraints()
    note_choices(constraints, request, ("ReturnConsumedCapacity", "ReturnItemCollectionMetrics"))
    given = map_of(request, "RequestItems")
    constraints.require(given, _ITEMS)
    constraints.check()
    if not given:
        raise ValidationException("The requestItems parameter is required for BatchWriteItem")
    _check_keyed_by_text(given)
    return given


def _check_keyed_by_text(given: dict[Any, Any]) -> None:
    if not all(isinstance(name, str) for name in given):
        raise SerializationException("RequestItems: names of tables are strings")


def _check_write(constraints: Constraints, write: Any, place: str) -> None:
    require_struct(write)
    for kind, content in (("DeleteRequest", "Key"), ("PutRequest", "Item")):
        member = map_of(write, kind)
        if member is not None:
            constraints.require(
                map_of(member, content), f"{place}.{kind[0].lower()}{kind[1:]}.{content.lower()}"
            )


def _kinds(write: dict[str, Any]) -> list[str]:
    return [kind for kind in ("PutRequest", "DeleteRequest") if write.get(kind) is not None]
