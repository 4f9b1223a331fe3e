"""The items of one table, as JSON under the bytes of their keys.

What follows the items of a table (its indexes, its stream) is brought along in the same transaction.
"""

from __future__ import annotations

import sqlite3

import msgspec

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import followers, sql
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.stored import Stored
from dynamodb_toolbox.engine.storage.streams import Change
from dynamodb_toolbox.values import WireItem

__all__ = ["Stored", "collection_size", "delete", "read", "read_json", "read_known", "write"]

_decode = msgspec.json.Decoder(WireItem).decode
_encode = msgspec.json.Encoder().encode


def read(connection: sqlite3.Connection, table: Table, place: Place) -> Stored | None:
    """Give the item at a place, or `None`."""
    row = connection.execute(sql.item_statements(table.id).select, place).fetchone()
    return None if row is None else Stored(_decode(row[0]), row[1])


def read_json(connection: sqlite3.Connection, table: Table, place: Place) -> tuple[bytes, int] | None:
    """Give the item at a place as JSON, and its size; or `None`."""
    found: tuple[bytes, int] | None = connection.execute(
        sql.item_statements(table.id).select, place
    ).fetchone()
    return found


def read_known(
    connection: sqlite3.Connection, known: tuple[int, Table], place: Place
) -> tuple[bytes | None] | None:
    """Give the item at a place as JSON, or none, in one statement; `None` where the table has changed."""
    generation, table = known
    try:
        row = connection.execute(sql.item_statements(table.id).select_known, place).fetchone()
    except sqlite3.OperationalError:  # it may be gone; if it is anything else, the long way meets it, too
        return None
    return (row[1],) if row[0] == generation else None


def write(connection: sqlite3.Connection, table: Table, place: Place, item: WireItem, size: int) -> None:
    """Put an item at a place, instead of what is there."""
    if table.is_followed:
        change = Change(read(connection, table, place), Stored(item, size), by_service=False)
        followers.follow(connection, table, place, change)
    connection.execute(sql.item_statements(table.id).upsert, (*place, _encode(item), size))


def delete(connection: sqlite3.Connection, table: Table, place: Place, *, by_service: bool = False) -> None:
    """Remove what is at a place; `by_service` where it expired."""
    if table.is_followed:
        change = Change(read(connection, table, place), None, by_service)
        followers.follow(connection, table, place, change)
    connection.execute(sql.item_statements(table.id).delete, place)


def collection_size(connection: sqlite3.Connection, table: Table, partition: bytes) -> int:
    """Give the bytes of all items under one partition key."""
    return int(connection.execute(sql.item_statements(table.id).collection_size, (partition,)).fetchone()[0])
