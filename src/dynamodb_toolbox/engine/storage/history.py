"""The history of tables with point-in-time recovery: each item as it was before each change.

It is written in the transaction of the change. A table as it was at a moment is the table as it is, with
each item changed since put back to what it was before the first of those changes.
"""

from __future__ import annotations

import sqlite3
from typing import Final

import msgspec

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import sql, sql_backups
from dynamodb_toolbox.engine.storage.stored import Stored

_SECONDS_OF_A_DAY: Final = 86_400
_CHANGES_BETWEEN_TRIMS: Final = 256
_encode = msgspec.json.Encoder().encode


def begin(connection: sqlite3.Connection, table: int) -> None:
    """Make room for the history of a table."""
    connection.execute(sql_backups.create_history(table))


def end(connection: sqlite3.Connection, table: int) -> None:
    """Forget the history of a table."""
    connection.execute(sql_backups.drop_history(table))


def append(connection: sqlite3.Connection, table: int, days: int, place: Place, old: Stored | None) -> None:
    """Keep the old item at a place for `days`; `None` where there was none."""
    statements = sql_backups.history_statements(table)
    row = (*place, _encode(old.item) if old else None, old.size if old else 0)
    number = connection.execute(statements.append, row).lastrowid or 0
    if number % _CHANGES_BETWEEN_TRIMS == 0:
        connection.execute(statements.trim, (days * _SECONDS_OF_A_DAY, number))


def copy_as_of(connection: sqlite3.Connection, source: int, target: int, moment: float | None) -> None:
    """Copy the items of a table into another that is empty, as they were at a moment; `None` for now."""
    connection.execute(sql_backups.copy_table(source, target))
    if moment is None:
        return
    statements = sql.item_statements(target)
    since = sql_backups.history_statements(source).select_since
    for partition, sort, item, size in connection.execute(since, (moment,)).fetchall():
        if item is None:
            connection.execute(statements.delete, (partition, sort))
        else:
            connection.execute(statements.upsert, (partition, sort, item, size))
