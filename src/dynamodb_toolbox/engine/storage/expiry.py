"""When the items of a table with a time to live expire.

The time to live of an item is a number of seconds since 1970; an item without one, or with one more than
five years ago, stays.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from math import floor
from typing import Final, NamedTuple

import msgspec

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import sql_expiry as sql
from dynamodb_toolbox.engine.storage.sql import item_statements
from dynamodb_toolbox.values import WireItem

_LAST_SECOND: Final = 2**53  # far beyond every clock, and an integer for SQLite


class ItemsDue(Exception):  # no error: it says what to do before a request is answered
    """Items of a table have expired, and are to be removed before the request is answered."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


class TimeToLive(NamedTuple):
    """By which attribute the items of a table, given by its number, expire."""

    table: int
    attribute: str


def begin(connection: sqlite3.Connection, by: TimeToLive) -> None:
    """Note when the items of a table expire, from now on."""
    connection.execute(sql.create_expiry(by.table))
    for partition, sort, item, _ in connection.execute(item_statements(by.table).select_all):
        replace(connection, by, Place(partition, sort), None, msgspec.json.decode(item))


def end(connection: sqlite3.Connection, table: int) -> None:
    """Forget when the items of a table expire."""
    connection.execute(sql.drop_expiry(table))


def is_due(connection: sqlite3.Connection, table: int) -> bool:
    """Tell whether items of a table have expired."""
    return connection.execute(sql.expiry_statements(table).is_due).fetchone() is not None


def due(connection: sqlite3.Connection, table: int, limit: int) -> list[Place]:
    """Give where up to `limit` items are that have expired, the first to do so first."""
    return [Place(*row) for row in connection.execute(sql.expiry_statements(table).due, (limit,))]


def replace(
    connection: sqlite3.Connection,
    by: TimeToLive,
    place: Place,
    old: WireItem | None,
    new: WireItem | None,
) -> None:
    """Note when the new item at a place expires, instead of the old one."""
    before, after = _time_of(old, by.attribute), _time_of(new, by.attribute)
    if before == after:
        return
    statements = sql.expiry_statements(by.table)
    if before is not None:
        connection.execute(statements.delete, (before, *place))
    if after is not None:
        connection.execute(statements.insert, (after, *place))


def _time_of(item: WireItem | None, attribute: str) -> int | None:
    """Give when an item expires; `None` where it never does."""
    text = item.get(attribute, {}).get("N") if item else None
    if text is None:
        return None
    second = floor(Decimal(text))
    return second if 0 < second < _LAST_SECOND else None
