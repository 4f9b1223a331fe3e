"""DeleteItem: remove an item by its key.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.actions import read_delete
from dynamodb_toolbox.engine.conditional_write import carry_out, old_attributes, reply_to_write
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.item_requests import check_write_request
from dynamodb_toolbox.engine.request_faults import enveloped
from dynamodb_toolbox.protocol.calls import Reply


def delete_item(context: Context, request: dict[str, Any]) -> Reply:
    """Remove an item; one that is not there may be removed too.

    Raises:
        ValidationException: The request, the key or the condition is not right.
        ConditionalCheckFailedException: The condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    done = carry_out(context, enveloped(read_delete, request, check_write_request(request, "Key")))
    return reply_to_write(request, old_attributes(request, done), done)
