"""GetItem: read an item by its key.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.capacity import consumed, read_units
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.keys import check_key_paths, place_of_key
from dynamodb_toolbox.engine.request_expressions import bindings_of, check_parameters
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.validation import check_item_request, flag_of, refuse_parameters
from dynamodb_toolbox.expressions.binding import Bindings
from dynamodb_toolbox.expressions.nodes import Projection
from dynamodb_toolbox.protocol.calls import Reply


def get_item(context: Context, request: dict[str, Any]) -> Reply:
    """Read an item; the reply has no `Item` where there is none.

    Raises:
        ValidationException: The request, the key or the projection is not right.
        ResourceNotFoundException: There is no such table.
    """
    given = check_item_request(request, "Key")
    consistent = flag_of(request, "ConsistentRead")
    check_parameters(request, ["ProjectionExpression"], ["AttributesToGet"])
    refuse_parameters(request, ["AttributesToGet"])
    key = canonical_item(given)
    bindings = bindings_of(request)
    projection = _projection_of(request, bindings)
    bindings.check_all_used()
    with context.database.reading() as connection:
        table = context.catalog.get(connection, request["TableName"])
        place = place_of_key(table.key, key)
        check_key_paths(table.key, bindings.nested_paths)
        stored = items.read(connection, table, place)
    reply: Reply = {}
    if stored:
        reply["Item"] = project(stored.item, projection.paths) if projection.paths else stored.item
    units = read_units(stored.size if stored else 0, consistent=consistent)
    return reply | consumed(request, units)


def _projection_of(request: dict[str, Any], bindings: Bindings) -> Projection:
    """Read the ProjectionExpression; no paths stand for the whole item."""
    text: str | None = request.get("ProjectionExpression")
    return Projection(()) if text is None else bindings.projection(text)
