"""The entries of secondary indexes, kept in step with the items of their table.

An item is in an index where it has all attributes of the index's key. What changes for an index is found
by comparing the entries of the item before and after: where they are the same, nothing is written.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

import msgspec

from dynamodb_toolbox.engine.composite_keys import key_of, size_of
from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import sql
from dynamodb_toolbox.engine.storage.catalog import Index, Table
from dynamodb_toolbox.engine.storage.stored import Stored
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_PARTITION_KEY_BYTES, MAX_SORT_KEY_BYTES
from dynamodb_toolbox.sizes import item_size
from dynamodb_toolbox.values import WireItem

_encode = msgspec.json.Encoder().encode


class Entry(NamedTuple):
    """What an index has of an item: its key there, the projection (`None` for all of it), the size."""

    partition: bytes
    sort: bytes
    item: bytes | None
    size: int


def entry_of(index: Index, stored: Stored | None) -> Entry | None:
    """Give the entry of an item; `None` where it is not in the index."""
    if stored is None:
        return None
    item = stored.item
    partition, sort = key_of(index.partition, item), key_of(index.sort, item)
    if partition is None or sort is None:
        return None
    if index.projected is None:
        return Entry(partition, sort, None, stored.size)
    projected = {name: value for name, value in item.items() if name in index.projected}
    return Entry(partition, sort, _encode(projected), item_size(projected))


def replace(
    connection: sqlite3.Connection, table: Table, place: Place, old: Stored | None, new: Stored | None
) -> None:
    """Bring the indexes of a table from the old item at a place to the new one.

    Raises:
        ValidationException: A key of the new item is too long for an index.
    """
    for index in table.indexes:
        before, after = entry_of(index, old), entry_of(index, new)
        if before == after:
            continue
        if new is not None and after is not None:
            _check_size(index, after, new.item)
        if before is not None and (after is None or before[:2] != after[:2]):
            connection.execute(sql.entry_statements(index.id).delete, (*before[:2], *place))
        if after is not None:
            _put(connection, index, place, after)


def fill(connection: sqlite3.Connection, table: int, index: Index) -> None:
    """Enter all items of a table into an index that is empty, but those whose keys are too long for it."""
    for partition, sort, item, size in connection.execute(sql.item_statements(table).select_all):
        stored = Stored(msgspec.json.decode(item), size)
        entry = entry_of(index, stored)
        if entry is not None and _oversize(index, entry, stored.item) is None:
            _put(connection, index, Place(partition, sort), entry)


def _put(connection: sqlite3.Connection, index: Index, place: Place, entry: Entry) -> None:
    row = (entry.partition, entry.sort, *place, entry.item, entry.size)
    connection.execute(sql.entry_statements(index.id).upsert, row)


def _check_size(index: Index, entry: Entry, item: WireItem) -> None:
    fault = _oversize(index, entry, item)
    if fault is not None:
        raise ValidationException(f"One or more parameter values were invalid: {fault}")


def _oversize(index: Index, entry: Entry, item: WireItem) -> str | None:
    """Say which key of an entry is too long; the bytes of its parts count, not how they are put together."""
    if len(entry.partition) > MAX_PARTITION_KEY_BYTES < size_of(index.partition, item):
        return f"Size of hashkey has exceeded the maximum size limit of{MAX_PARTITION_KEY_BYTES} bytes"
    if len(entry.sort) > MAX_SORT_KEY_BYTES < size_of(index.sort, item):
        return f"Aggregated size of all range keys has exceeded the size limit of {MAX_SORT_KEY_BYTES} bytes"
    return None
