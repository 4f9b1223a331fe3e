"""TransactGetItems: read up to 100 items, all of them as they are at one moment.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.cancellation import all_or_cancelled
from dynamodb_toolbox.engine.capacity import IN_TRANSACTION, Meter, read_units
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.item_reads import Selection, check_selection, selection_of
from dynamodb_toolbox.engine.keys import check_key_paths, check_no_empty_key, place_of_key
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.engine.transactions import ITEMS, check_distinct, check_total, note_members
from dynamodb_toolbox.engine.validation import Constraints, map_of, note_item
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem


@dataclass(frozen=True, slots=True)
class _Get:
    """One read."""

    table: str
    key: WireItem
    selection: Selection


def transact_get_items(context: Context, request: dict[str, Any]) -> Reply:
    """Read items; `Responses` has one entry for each, empty where there is no item or nothing selected of it.

    Raises:
        ValidationException: The request or a projection is not right, or two reads are of one item.
        TransactionCanceledException: A key does not serve; the reasons tell which.
        ResourceNotFoundException: One of the tables does not exist.
    """
    gets = [in_older_words(_read, member["Get"]) for member in _checked_members(request)]
    with context.database.reading() as connection:
        tables = [context.catalog.get(connection, get.table) for get in gets]
        for get, table in zip(gets, tables, strict=True):
            check_no_empty_key(table.key, get.key)
            check_key_paths(table.key, get.selection.bindings.nested_paths)
        pairs = zip(gets, tables, strict=True)
        places = all_or_cancelled(pairs, lambda pair: place_of_key(pair[1].key, pair[0].key))
        check_distinct((table.name, place) for table, place in zip(tables, places, strict=True))
        found = [items.read(connection, *where) for where in zip(tables, places, strict=True)]
    check_total(sum(stored.size for stored in found if stored))
    meter = Meter(request, "Read")
    for get, stored in zip(gets, found, strict=True):
        meter.add(get.table, IN_TRANSACTION * read_units(stored.size if stored else 0, consistent=True))
    responses = [_response(get, stored) for get, stored in zip(gets, found, strict=True)]
    return {"Responses": responses} | meter.reply()


def _checked_members(request: dict[str, Any]) -> list[dict[str, Any]]:
    constraints = Constraints()
    members = note_members(constraints, request)
    for number, member in enumerate(members, 1):
        place = f"{ITEMS}.{number}.member.get"
        get = map_of(member, "Get")
        if get is None:
            constraints.require(get, place)
        else:
            note_item(constraints, get, "Key", f"{place}.")
    constraints.check()
    return members


def _read(request: dict[str, Any]) -> _Get:
    check_selection(request)
    return _Get(request["TableName"], canonical_item(request["Key"]), selection_of(request))


def _response(get: _Get, stored: Stored | None) -> Reply:
    selected = get.selection.of(stored.item) if stored else None
    return {"Item": selected} if selected else {}
