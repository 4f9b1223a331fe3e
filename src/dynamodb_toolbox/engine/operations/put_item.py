"""PutItem: write a whole item.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine import conditional_write as writes
from dynamodb_toolbox.engine import indexes
from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.keys import check_key_paths, place_of_item
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.validation import check_item_request, refuse_parameters
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_ITEM_BYTES
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.sizes import item_size


def put_item(context: Context, request: dict[str, Any]) -> Reply:
    """Write an item, instead of one with the same key.

    Raises:
        ValidationException: The request, the item or the condition is not right.
        ConditionalCheckFailedException: The condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    given = check_item_request(request, "Item")
    check_parameters(request, ["ConditionExpression"], ["Expected"])
    refuse_parameters(request, ["Expected", "ConditionalOperator"])
    item = canonical_item(given)
    writes.check_return_values(request)
    size = item_size(item)
    if size > MAX_ITEM_BYTES:
        raise ValidationException("Item size has exceeded the maximum allowed size")
    bindings = bindings_of(request)
    condition = writes.condition_of(request, bindings)
    bindings.check_all_used()
    with context.database.writing() as connection:
        table = context.catalog.get(connection, request["TableName"])
        place = place_of_item(table.key, item)
        check_key_paths(table.key, bindings.nested_paths)
        indexes.check_item(table, item)
        old = items.read(connection, table, place) if _needs_old(request) else None
        writes.check_condition(condition, old, request)
        items.write(connection, table, place, item, size)
        metrics = writes.collection_metrics(connection, table, place, item, request)
    attributes = old.item if old and request.get("ReturnValues") == "ALL_OLD" else None
    return writes.reply_to_write(request, attributes, old.size if old else 0, size, metrics)


def _needs_old(request: dict[str, Any]) -> bool:
    """A plain put is one statement; the old item is read only for those who use it."""
    return any(
        request.get(name) is not None
        for name in ("ConditionExpression", "ReturnValues", "ReturnConsumedCapacity")
    )
