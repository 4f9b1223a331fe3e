"""BatchGetItem: read up to 100 items by their keys, from one or more tables.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.engine.batch_requests import check_batch_of_keys, members_of
from dynamodb_toolbox.engine.capacity import Meter, read_units
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.item_reads import Selection, check_selection, selection_of
from dynamodb_toolbox.engine.keys import Place, check_key_paths, place_of_key
from dynamodb_toolbox.engine.request_expressions import check_parameters
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.validation import flag_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_BATCH_BYTES, MAX_BATCH_GET_KEYS
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

_NO_ROOM: Final = -1  # not even for what is not there: the next call begins with the first key left over
_KINDS: Final = ("ProjectionExpression", "AttributesToGet")
_SETTINGS: Final = ("ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames", "AttributesToGet")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of one table."""

    table: str
    request: dict[str, Any]
    keys: list[WireItem]
    selection: Selection
    consistent: bool


def batch_get_item(context: Context, request: dict[str, Any]) -> Reply:
    """Read items, those of a table in the order of their keys; what is not there is left out.

    Past 16 MB the keys left over come back as `UnprocessedKeys`, a request for the next call.

    Raises:
        ValidationException: The request, a key or a projection is not right.
        ResourceNotFoundException: One of the tables does not exist.
    """
    check_batch_of_keys(request)
    _check_one_kind(request)
    wanted = [_read(name, member) for name, member in members_of(request)]
    if sum(len(part.keys) for part in wanted) > MAX_BATCH_GET_KEYS:
        raise ValidationException("Too many items requested for the BatchGetItem call")
    meter, responses, left = Meter(request), dict[str, Any](), dict[str, Any]()
    with context.database.reading() as connection:
        tables = [context.catalog.get(connection, part.table) for part in wanted]
        places = [_places(part, table) for part, table in zip(wanted, tables, strict=True)]
        fetch = _Fetch(connection, meter)
        for part, table, listed in zip(wanted, tables, places, strict=True):
            responses[part.table], done = fetch.items_of(part, table, listed)
            if done < len(listed):
                left[part.table] = _rest(part, done)
    return {"Responses": responses, "UnprocessedKeys": left} | meter.reply()


def _check_one_kind(request: dict[str, Any]) -> None:
    """Refuse a projection for one table together with AttributesToGet for another."""
    members = [member for _, member in members_of(request)]
    given = {kind: next((m[kind] for m in members if m.get(kind) is not None), None) for kind in _KINDS}
    check_parameters(given, _KINDS[:1], _KINDS[1:])


def _read(name: str, member: dict[str, Any]) -> _Wanted:
    consistent = flag_of(member, "ConsistentRead")
    check_selection(member)
    selection = selection_of(member)
    keys = [canonical_item(key) for key in member["Keys"]]
    if len({msgspec.json.encode(key, order="deterministic") for key in keys}) < len(keys):
        raise ValidationException("Provided list of item keys contains duplicates")
    return _Wanted(name, member, keys, selection, consistent)


def _places(part: _Wanted, table: Table) -> list[Place]:
    places = [place_of_key(table.key, key) for key in part.keys]
    check_key_paths(table.key, part.selection.bindings.nested_paths)
    return places


class _Fetch:
    """Reads items while there is room in the reply."""

    def __init__(self, connection: sqlite3.Connection, meter: Meter) -> None:
        self._connection = connection
        self._meter = meter
        self._room = MAX_BATCH_BYTES

    def items_of(self, part: _Wanted, table: Table, places: list[Place]) -> tuple[list[WireItem], int]:
        """Give what there is at the places, and how many of them were read."""
        found: list[WireItem] = []
        for done, place in enumerate(places):
            stored = items.read(self._connection, table, place)
            size = stored.size if stored else 0
            if size > self._room:
                self._room = _NO_ROOM
                return found, done
            self._room -= size
            self._meter.add(part.table, read_units(size, consistent=part.consistent))
            if stored:
                found.append(part.selection.of(stored.item))
        return found, len(places)


def _rest(part: _Wanted, done: int) -> dict[str, Any]:
    settings = {name: part.request[name] for name in _SETTINGS if part.request.get(name) is not None}
    return {"Keys": [dict(key) for key in part.keys[done:]], **settings}
