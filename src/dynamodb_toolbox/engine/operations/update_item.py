"""UpdateItem: change parts of an item, or make it.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.actions import read_change
from dynamodb_toolbox.engine.conditional_write import Done, carry_out, reply_to_write
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.documents import copy_of_item
from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.item_requests import check_write_request
from dynamodb_toolbox.engine.request_faults import enveloped
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem


def update_item(context: Context, request: dict[str, Any]) -> Reply:
    """Change an item by its key; one that is not there is made of the key first.

    Raises:
        ValidationException: The request, the key or an expression is not right, or does not fit the item.
        ConditionalCheckFailedException: The condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    action = enveloped(read_change, request, check_write_request(request, "Key", stops_at_return_values=True))
    done = carry_out(context, action)
    attributes = _returned(request.get("ReturnValues") or "NONE", action.paths, done)
    return reply_to_write(request, attributes, done)


def _returned(wanted: str, paths: list[Path], done: Done) -> WireItem | None:
    if wanted in {"ALL_NEW", "UPDATED_NEW"} and done.new:
        return done.new.item if wanted == "ALL_NEW" else copy_of_item(project(done.new.item, paths))
    if done.old is None or wanted == "NONE":
        return None
    return done.old.item if wanted == "ALL_OLD" else project(done.old.item, paths)
