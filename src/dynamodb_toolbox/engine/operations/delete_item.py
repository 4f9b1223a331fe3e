"""DeleteItem: remove an item by its key.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine import conditional_write as writes
from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.keys import check_key_paths, place_of_key
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.validation import check_item_request, refuse_parameters
from dynamodb_toolbox.protocol.calls import Reply


def delete_item(context: Context, request: dict[str, Any]) -> Reply:
    """Remove an item; one that is not there may be removed too.

    Raises:
        ValidationException: The request, the key or the condition is not right.
        ConditionalCheckFailedException: The condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    given = check_item_request(request, "Key")
    check_parameters(request, ["ConditionExpression"], ["Expected"])
    refuse_parameters(request, ["Expected", "ConditionalOperator"])
    key = canonical_item(given)
    writes.check_return_values(request)
    bindings = bindings_of(request)
    condition = writes.condition_of(request, bindings)
    bindings.check_all_used()
    with context.database.writing() as connection:
        table = context.catalog.get(connection, request["TableName"])
        place = place_of_key(table.key, key)
        check_key_paths(table.key, bindings.nested_paths)
        old = items.read(connection, table, place)
        writes.check_condition(condition, old, request)
        if old:
            items.delete(connection, table, place)
        metrics = writes.collection_metrics(connection, table, place, key, request)
    attributes = old.item if old and request.get("ReturnValues") == "ALL_OLD" else None
    return writes.reply_to_write(request, attributes, old.size if old else 0, 0, metrics)
