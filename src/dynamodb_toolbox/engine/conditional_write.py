"""What PutItem, UpdateItem and DeleteItem share: the condition, the values to return, the reply."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from dynamodb_toolbox.engine.capacity import consumed, write_units
from dynamodb_toolbox.engine.evaluation.conditions import holds
from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.errors import ConditionalCheckFailedException, ValidationException
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.nodes import Condition
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

_BYTES_OF_A_GB: Final = 1024**3


def condition_of(request: dict[str, Any], bindings: Bindings) -> Condition | None:
    """Read the ConditionExpression of a request, if it has one.

    Raises:
        ValidationException: It breaks the grammar or uses what is not defined.
    """
    text: str | None = request.get("ConditionExpression")
    return None if text is None else bindings.condition(text)


def check_condition(condition: Condition | None, stored: Stored | None, request: dict[str, Any]) -> None:
    """Refuse the write where its condition does not hold.

    Raises:
        ConditionalCheckFailedException: With the stored item, where the request asks for it.
    """
    if condition is None or holds(condition, stored.item if stored else {}):
        return
    wants_item = request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
    raise ConditionalCheckFailedException(item=stored.item if stored and wants_item else None)


def check_return_values(request: dict[str, Any]) -> None:
    """Check ReturnValues where only the old item can be asked for.

    Raises:
        ValidationException: Something else is.
    """
    if request.get("ReturnValues") not in {None, "NONE", "ALL_OLD"}:
        raise ValidationException("ReturnValues can only be ALL_OLD or NONE")


def reply_to_write(
    request: dict[str, Any], attributes: WireItem | None, old_size: int, new_size: int, metrics: Reply
) -> Reply:
    """Build the reply to a write: the attributes asked for, what it cost, and the collection's size."""
    reply: Reply = {"Attributes": attributes} if attributes else {}
    return reply | consumed(request, write_units(max(old_size, new_size))) | metrics


def collection_metrics(
    connection: sqlite3.Connection, table: Table, place: Place, key: WireItem, request: dict[str, Any]
) -> Reply:
    """Give the size of the item collection, where the request asks for it and the table counts them."""
    if request.get("ReturnItemCollectionMetrics") != "SIZE" or not table.has_collections:
        return {}
    size = items.collection_size(connection, table, place.partition) / _BYTES_OF_A_GB
    partition = table.key.partition.name
    metrics = {
        "ItemCollectionKey": {partition: dict(key[partition])},
        "SizeEstimateRangeGB": [float(int(size)), float(int(size) + 1)],
    }
    return {"ItemCollectionMetrics": metrics}
