"""Every SQL statement of the project.

A table of DynamoDB is a table of SQLite named by its number, never by its name: names are data. Triggers
keep the count and the size of its items, in the transaction that changes them. Nothing here needs more than
SQLite 3.24, because Python brings whichever SQLite its system has.
"""

# ruff: noqa: S608  # what is put into a statement is always an integer (`:d`), never a name

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

APPLICATION_ID: Final = 0x64446254  # "dDbT": marks a file as ours
FILE_VERSION: Final = 1

PRAGMA_APPLICATION_ID: Final = "PRAGMA application_id"
PRAGMA_FILE_VERSION: Final = "PRAGMA user_version"
PRAGMA_WAL: Final = "PRAGMA journal_mode = WAL"
COUNT_OBJECTS: Final = "SELECT count(*) FROM sqlite_master"

CREATE_CATALOG: Final = (
    "CREATE TABLE catalog_state (generation INTEGER NOT NULL)",
    "INSERT INTO catalog_state VALUES (1)",
    """CREATE TABLE catalog (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        definition BLOB NOT NULL
    )""",
    """CREATE TABLE counts (
        id INTEGER PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
        items INTEGER NOT NULL DEFAULT 0,
        bytes INTEGER NOT NULL DEFAULT 0
    )""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {FILE_VERSION}",
)

BEGIN_READ: Final = "BEGIN"
BEGIN_WRITE: Final = "BEGIN IMMEDIATE"
COMMIT: Final = "COMMIT"
ROLLBACK: Final = "ROLLBACK"

SELECT_GENERATION: Final = "SELECT generation FROM catalog_state"
RAISE_GENERATION: Final = "UPDATE catalog_state SET generation = generation + 1"
SELECT_TABLE: Final = "SELECT id, definition FROM catalog WHERE name = ?"
SELECT_TABLE_NAMES: Final = "SELECT name FROM catalog WHERE name > ? ORDER BY name LIMIT ?"
INSERT_TABLE: Final = "INSERT INTO catalog (name, definition) VALUES (?, ?)"
DELETE_TABLE: Final = "DELETE FROM catalog WHERE id = ?"
INSERT_COUNTS: Final = "INSERT INTO counts (id) VALUES (?)"
DELETE_COUNTS: Final = "DELETE FROM counts WHERE id = ?"
SELECT_COUNTS: Final = "SELECT items, bytes FROM counts WHERE id = ?"


def connection_pragmas(synchronous: str) -> tuple[str, ...]:
    """Give what every connection is told; `synchronous` is one of SQLite's own words."""
    return (f"PRAGMA synchronous = {synchronous}", "PRAGMA trusted_schema = OFF")


class ItemStatements(NamedTuple):
    """The statements for the items of one table."""

    select: str
    upsert: str
    delete: str
    collection_size: str


@lru_cache(1024)
def item_statements(table: int) -> ItemStatements:
    """Give the statements for the items of the table with that number."""
    name = f"items_{table:d}"
    return ItemStatements(
        select=f"SELECT item, size FROM {name} WHERE pk = ? AND sk = ?",
        upsert=f"INSERT INTO {name} (pk, sk, item, size) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (pk, sk) DO UPDATE SET item = excluded.item, size = excluded.size",
        delete=f"DELETE FROM {name} WHERE pk = ? AND sk = ?",
        collection_size=f"SELECT coalesce(sum(size), 0) FROM {name} WHERE pk = ?",
    )


def create_items(table: int) -> tuple[str, ...]:
    """Give the statements that make room for the items of a table."""
    name, where = f"items_{table:d}", f"WHERE id = {table:d}"
    return (
        f"""CREATE TABLE {name} (
            pk BLOB NOT NULL,
            sk BLOB NOT NULL,
            item BLOB NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (pk, sk)
        ) WITHOUT ROWID""",
        f"""CREATE TRIGGER {name}_added AFTER INSERT ON {name} BEGIN
            UPDATE counts SET items = items + 1, bytes = bytes + new.size {where};
        END""",
        f"""CREATE TRIGGER {name}_changed AFTER UPDATE ON {name} WHEN new.size <> old.size BEGIN
            UPDATE counts SET bytes = bytes + new.size - old.size {where};
        END""",
        f"""CREATE TRIGGER {name}_gone AFTER DELETE ON {name} BEGIN
            UPDATE counts SET items = items - 1, bytes = bytes - old.size {where};
        END""",
    )


def drop_items(table: int) -> str:
    """Give the statement that drops the items of a table, and its triggers with them."""
    return f"DROP TABLE items_{table:d}"
