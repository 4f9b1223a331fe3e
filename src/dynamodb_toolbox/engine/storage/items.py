"""The items of one table, as JSON under the bytes of their keys."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

import msgspec

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import sql
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.values import WireItem

_decode = msgspec.json.Decoder(WireItem).decode
_encode = msgspec.json.Encoder().encode


class Stored(NamedTuple):
    """An item and its size in bytes; each read gives a new one, which shares nothing with another."""

    item: WireItem
    size: int


def read(connection: sqlite3.Connection, table: Table, place: Place) -> Stored | None:
    """Give the item at a place, or `None`."""
    row = connection.execute(sql.item_statements(table.id).select, place).fetchone()
    return None if row is None else Stored(_decode(row[0]), row[1])


def write(connection: sqlite3.Connection, table: Table, place: Place, item: WireItem, size: int) -> None:
    """Put an item at a place, instead of what is there."""
    connection.execute(sql.item_statements(table.id).upsert, (*place, _encode(item), size))


def delete(connection: sqlite3.Connection, table: Table, place: Place) -> None:
    """Remove what is at a place."""
    connection.execute(sql.item_statements(table.id).delete, place)


def collection_size(connection: sqlite3.Connection, table: Table, partition: bytes) -> int:
    """Give the bytes of all items under one partition key."""
    return int(connection.execute(sql.item_statements(table.id).collection_size, (partition,)).fetchone()[0])
