"""UpdateItem: change parts of an item, or make it.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine import conditional_write as writes
from dynamodb_toolbox.engine import indexes
from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.documents import copy_of_item
from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.evaluation.updates import paths_of, updated
from dynamodb_toolbox.engine.keys import KeySchema, check_key_paths, place_of_key
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.engine.validation import check_item_request, refuse_parameters
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.nodes import Path, Update
from dynamodb_toolbox.limits import MAX_ITEM_BYTES
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.sizes import item_size
from dynamodb_toolbox.values import WireItem


def update_item(context: Context, request: dict[str, Any]) -> Reply:
    """Change an item by its key; one that is not there is made of the key first.

    Raises:
        ValidationException: The request, the key or an expression is not right, or does not fit the item.
        ConditionalCheckFailedException: The condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    given = check_item_request(request, "Key")
    check_parameters(request, ["UpdateExpression", "ConditionExpression"], ["AttributeUpdates", "Expected"])
    refuse_parameters(request, ["AttributeUpdates", "Expected", "ConditionalOperator"])
    key = canonical_item(given)
    bindings = bindings_of(request)
    update = _update_of(request, bindings)
    condition = writes.condition_of(request, bindings)
    bindings.check_all_used()
    paths = paths_of(update)
    with context.database.writing() as connection:
        table = context.catalog.get(connection, request["TableName"])
        place = place_of_key(table.key, key)
        _check_keys_untouched(table.key, paths)
        check_key_paths(table.key, bindings.nested_paths)
        old = items.read(connection, table, place)
        writes.check_condition(condition, old, request)
        new = updated(update, old.item if old else key)
        indexes.check_item(table, new)
        size = item_size(new)
        if size > MAX_ITEM_BYTES:
            raise ValidationException("Item size to update has exceeded the maximum allowed size")
        items.write(connection, table, place, new, size)
        metrics = writes.collection_metrics(connection, table, place, key, request)
    attributes = _returned(request.get("ReturnValues") or "NONE", paths, old, new)
    return writes.reply_to_write(request, attributes, old.size if old else 0, size, metrics)


def _update_of(request: dict[str, Any], bindings: Bindings) -> Update:
    text: str | None = request.get("UpdateExpression")
    return Update() if text is None else bindings.update(text)


def _check_keys_untouched(key: KeySchema, paths: list[Path]) -> None:
    for name in key.names:
        if any(path.elements[0] == name for path in paths):
            raise ValidationException(
                "One or more parameter values were invalid: "
                f"Cannot update attribute {name}. This attribute is part of the key"
            )


def _returned(wanted: str, paths: list[Path], old: Stored | None, new: WireItem) -> WireItem | None:
    if wanted == "ALL_NEW":
        return new
    if wanted == "UPDATED_NEW":
        return copy_of_item(project(new, paths))
    if old is None or wanted == "NONE":
        return None
    return old.item if wanted == "ALL_OLD" else project(old.item, paths)
