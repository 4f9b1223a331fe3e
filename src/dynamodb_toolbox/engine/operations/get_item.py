"""GetItem: read an item by its key.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Raw

from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.capacity import consumed, read_units
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.item_reads import check_selection, selection_of
from dynamodb_toolbox.engine.item_requests import check_item_request
from dynamodb_toolbox.engine.keys import check_key_paths, place_of_key
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.validation import flag_of
from dynamodb_toolbox.errors import ServiceError
from dynamodb_toolbox.protocol.calls import Reply

_PLAIN: Final = frozenset({"TableName", "Key", "ConsistentRead"})


def get_item(context: Context, request: dict[str, Any]) -> Reply:
    """Read an item; the reply has no `Item` where there is none.

    Raises:
        ValidationException: The request, the key or the projection is not right.
        ResourceNotFoundException: There is no such table.
    """
    if _PLAIN.issuperset(request):
        plain = _plainly(context, request)
        if plain is not None:
            return plain
    given = check_item_request(request, "Key")
    consistent = flag_of(request, "ConsistentRead")
    check_selection(request)
    key = canonical_item(given)
    selection = selection_of(request)
    with context.database.reading() as connection:
        table = context.catalog.get(connection, request["TableName"])
        place = place_of_key(table.key, key)
        check_key_paths(table.key, selection.bindings.nested_paths)
        found = items.read_json(connection, table, place)
    reply: Reply = {"Item": selection.of_json(found[0])} if found else {}
    return reply | consumed(request, read_units(found[1] if found else 0, consistent=consistent))


def _plainly(context: Context, request: dict[str, Any]) -> Reply | None:
    """Answer what most requests are, in one statement; `None` where anything is out of the ordinary.

    Whatever that is, a fault of the request or another state of the table, the long way tells it.
    """
    name, key = request.get("TableName"), request.get("Key")
    if (
        type(name) is not str
        or type(key) is not dict
        or type(request.get("ConsistentRead", False)) is not bool
    ):
        return None
    known = context.catalog.known(name)
    if known is None or known[1].expires_by is not None:
        return None
    try:
        place = place_of_key(known[1].key, canonical_item(key))
    except ServiceError:
        return None
    with context.database.lending() as connection:
        found = items.read_known(connection, known, place)
    if found is None:
        return None
    return {} if found[0] is None else {"Item": Raw(found[0])}
