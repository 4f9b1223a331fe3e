"""The SQL statements for backups (copies of a table's items) and for the history of a table.

The history of a table with point-in-time recovery has, for each change, the item as it was before it.
"""

# ruff: noqa: S608  # what is put into a statement is always an integer (`:d`), never a name

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from dynamodb_toolbox.engine.storage.sql_clock import NOW

CREATE_BACKUPS: Final = """CREATE TABLE backups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    arn TEXT NOT NULL UNIQUE,
    table_name TEXT NOT NULL,
    created REAL NOT NULL,
    details BLOB NOT NULL
)"""

INSERT_BACKUP: Final = "INSERT INTO backups (arn, table_name, created, details) VALUES (?, ?, ?, ?)"
SELECT_BACKUP: Final = "SELECT id, details FROM backups WHERE arn = ?"
SELECT_BACKUPS: Final = (
    "SELECT id, details FROM backups WHERE arn > ? AND table_name = coalesce(?, table_name) "
    "AND created >= ? AND created < ? ORDER BY arn LIMIT ?"
)
DELETE_BACKUP: Final = "DELETE FROM backups WHERE id = ?"


def copy_to_backup(backup: int, table: int) -> str:
    """Give the statement that copies the items of a table into a backup."""
    return f"CREATE TABLE backup_{backup:d} AS SELECT pk, sk, item, size FROM items_{table:d}"


def copy_from_backup(backup: int, table: int) -> str:
    """Give the statement that copies the items of a backup into a table."""
    return (
        f"INSERT INTO items_{table:d} (pk, sk, item, size) SELECT pk, sk, item, size FROM backup_{backup:d}"
    )


def drop_backup(backup: int) -> str:
    """Give the statement that drops the items of a backup."""
    return f"DROP TABLE backup_{backup:d}"


def copy_table(source: int, table: int) -> str:
    """Give the statement that copies the items of one table into another."""
    return f"INSERT INTO items_{table:d} (pk, sk, item, size) SELECT pk, sk, item, size FROM items_{source:d}"


class HistoryStatements(NamedTuple):
    """The statements for the history of one table."""

    append: str
    trim: str
    select_since: str


@lru_cache(1024)
def history_statements(table: int) -> HistoryStatements:
    """Give the statements for the history of the table with that number."""
    name = f"history_{table:d}"
    return HistoryStatements(
        append=f"INSERT INTO {name} (at, pk, sk, item, size) VALUES ({NOW}(), ?, ?, ?, ?)",
        trim=f"DELETE FROM {name} WHERE number < coalesce((SELECT number FROM {name} "
        f"WHERE at > (SELECT {NOW}()) - ? ORDER BY number LIMIT 1), ?)",
        select_since=f"SELECT pk, sk, item, size FROM {name} WHERE number IN "
        f"(SELECT min(number) FROM {name} WHERE at > ? GROUP BY pk, sk)",
    )


def create_history(table: int) -> str:
    """Give the statement that makes room for the history of a table."""
    return f"""CREATE TABLE history_{table:d} (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at REAL NOT NULL,
        pk BLOB NOT NULL,
        sk BLOB NOT NULL,
        item BLOB,
        size INTEGER NOT NULL
    )"""


def drop_history(table: int) -> str:
    """Give the statement that drops the history of a table."""
    return f"DROP TABLE history_{table:d}"
