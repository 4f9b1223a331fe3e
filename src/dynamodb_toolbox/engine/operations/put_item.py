"""PutItem: write a whole item.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.actions import is_plain_put, read_put
from dynamodb_toolbox.engine.conditional_write import carry_out, old_attributes, reply_to_write
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.item_requests import check_write_request
from dynamodb_toolbox.engine.request_faults import enveloped
from dynamodb_toolbox.protocol.calls import Reply


def put_item(context: Context, request: dict[str, Any]) -> Reply:
    """Write an item, instead of one with the same key.

    Raises:
        ValidationException: The request, the item or the condition is not right.
        ConditionalCheckFailedException: The condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    action = enveloped(read_put, request, check_write_request(request, "Item"))
    done = carry_out(context, action, reads_old=not is_plain_put(request) and _needs_old(request))
    return reply_to_write(request, old_attributes(request, done), done)


def _needs_old(request: dict[str, Any]) -> bool:
    """A plain put is one statement; the old item is read only for those who use it."""
    return any(
        request.get(name) is not None
        for name in ("ConditionExpression", "Expected", "ReturnValues", "ReturnConsumedCapacity")
    )
