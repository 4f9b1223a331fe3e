"""The SQL statements for tables, items and indexes; those for the rest are in the modules `sql_…` beside.

A table of DynamoDB is a table of SQLite named by its number, never by its name: names are data. So is an
index: its rows are its entries, in the order of its key. Triggers keep the count and the size of items and
entries, in the transaction that changes them. Nothing here needs more than SQLite 3.24, because Python
brings whichever SQLite its system has.
"""

# ruff: noqa: S608  # what is put into a statement is always an integer (`:d`), never a name

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from dynamodb_toolbox.engine.storage.sql_backups import CREATE_BACKUPS
from dynamodb_toolbox.engine.storage.sql_streams import CREATE_STREAMS

APPLICATION_ID: Final = 0x64446254  # "dDbT": marks a file as ours
FILE_VERSION: Final = 4

PRAGMA_APPLICATION_ID: Final = "PRAGMA application_id"
PRAGMA_FILE_VERSION: Final = "PRAGMA user_version"
PRAGMA_JOURNAL: Final = "PRAGMA journal_mode"
PRAGMA_WAL: Final = "PRAGMA journal_mode = WAL"
COUNT_OBJECTS: Final = "SELECT count(*) FROM sqlite_master"

SET_FILE_VERSION: Final = f"PRAGMA user_version = {FILE_VERSION}"

CREATE_INDEXES: Final = """CREATE TABLE indexes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    entries INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (table_id, name)
)"""

CREATE_TOKENS: Final = (
    """CREATE TABLE tokens (
        token TEXT PRIMARY KEY,
        digest BLOB NOT NULL,
        sizes BLOB NOT NULL,
        expires REAL NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX tokens_by_expiry ON tokens (expires)",
)

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
    CREATE_INDEXES,
    *CREATE_TOKENS,
    CREATE_STREAMS,
    CREATE_BACKUPS,
    f"PRAGMA application_id = {APPLICATION_ID}",
    SET_FILE_VERSION,
)

_PAGES_OF_LOG: Final = 4000
"""So many pages (16 MB) gather in the log before they go to the file, all with two syncs."""

_CACHE_KIB: Final = 8192
"""Of pages in memory for each connection: the upper part of the trees of some million items."""

SEGMENT_OF: Final = "segment_of"
"""Our own SQL function: the segment, of so many, to which a partition key belongs."""

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
UPDATE_TABLE: Final = "UPDATE catalog SET definition = ? WHERE id = ?"
INSERT_COUNTS: Final = "INSERT INTO counts (id) VALUES (?)"
DELETE_COUNTS: Final = "DELETE FROM counts WHERE id = ?"
SELECT_TABLES: Final = "SELECT id, definition FROM catalog"
SELECT_INDEXES: Final = "SELECT name, id FROM indexes WHERE table_id = ?"
INSERT_INDEX: Final = "INSERT INTO indexes (table_id, name) VALUES (?, ?)"
DELETE_INDEX: Final = "DELETE FROM indexes WHERE id = ?"
DELETE_INDEXES: Final = "DELETE FROM indexes WHERE table_id = ?"
SELECT_INDEX_COUNTS: Final = "SELECT name, entries, bytes FROM indexes WHERE table_id = ?"
SELECT_COUNTS: Final = "SELECT items, bytes FROM counts WHERE id = ?"

FIND_DONE: Final = "SELECT digest, sizes FROM tokens WHERE token = ? AND expires > ?"
REMEMBER_DONE: Final = "INSERT INTO tokens (token, digest, sizes, expires) VALUES (?, ?, ?, ?)"
FORGET_DONE: Final = "DELETE FROM tokens WHERE expires <= ?"


def connection_pragmas(synchronous: str) -> tuple[str, ...]:
    """Give what every connection is told; `synchronous` is one of SQLite's own words."""
    return (
        f"PRAGMA synchronous = {synchronous}",
        "PRAGMA fullfsync = ON",  # macOS alone has it: without it, a sync there ends in the drive's cache
        "PRAGMA trusted_schema = OFF",
        f"PRAGMA wal_autocheckpoint = {_PAGES_OF_LOG:d}",
        f"PRAGMA cache_size = -{_CACHE_KIB:d}",
    )


class ItemStatements(NamedTuple):
    """The statements for the items of one table."""

    select: str
    select_known: str
    upsert: str
    delete: str
    select_all: str
    collection_size: str


@lru_cache(1024)
def item_statements(table: int) -> ItemStatements:
    """Give the statements for the items of the table with that number."""
    name = f"items_{table:d}"
    return ItemStatements(
        select=f"SELECT item, size FROM {name} WHERE pk = ? AND sk = ?",
        select_known=f"SELECT generation, item FROM catalog_state LEFT JOIN {name} ON pk = ? AND sk = ?",
        upsert=f"INSERT INTO {name} (pk, sk, item, size) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (pk, sk) DO UPDATE SET item = excluded.item, size = excluded.size",
        delete=f"DELETE FROM {name} WHERE pk = ? AND sk = ?",
        select_all=f"SELECT pk, sk, item, size FROM {name}",
        collection_size=f"SELECT coalesce(sum(size), 0) FROM {name} WHERE pk = ?",
    )


class EntryStatements(NamedTuple):
    """The statements for the entries of one index."""

    upsert: str
    delete: str


@lru_cache(1024)
def entry_statements(index: int) -> EntryStatements:
    """Give the statements for the entries of the index with that number."""
    name = f"index_{index:d}"
    return EntryStatements(
        upsert=f"INSERT INTO {name} (ipk, isk, pk, sk, item, size) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (ipk, isk, pk, sk) DO UPDATE SET item = excluded.item, size = excluded.size",
        delete=f"DELETE FROM {name} WHERE ipk = ? AND isk = ? AND pk = ? AND sk = ?",
    )


def create_items(table: int) -> tuple[str, ...]:
    """Give the statements that make room for the items of a table."""
    name = f"items_{table:d}"
    create = f"""CREATE TABLE {name} (
        pk BLOB NOT NULL,
        sk BLOB NOT NULL,
        item BLOB NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (pk, sk)
    ) WITHOUT ROWID"""
    return (create, *_counted(name, "counts", "items", table))


def create_entries(index: int) -> tuple[str, ...]:
    """Give the statements that make room for the entries of an index.

    An entry is found by the key of the index and, among equals, by that of the table. Its `item` is what
    the index projects, or null where that is all: the item itself is in the table.
    """
    name = f"index_{index:d}"
    create = f"""CREATE TABLE {name} (
        ipk BLOB NOT NULL,
        isk BLOB NOT NULL,
        pk BLOB NOT NULL,
        sk BLOB NOT NULL,
        item BLOB,
        size INTEGER NOT NULL,
        PRIMARY KEY (ipk, isk, pk, sk)
    ) WITHOUT ROWID"""
    return (create, *_counted(name, "indexes", "entries", index))


def _counted(name: str, counts: str, rows: str, number: int) -> tuple[str, ...]:
    """Give the triggers that keep the number of rows of a table, and the sum of their sizes."""
    where = f"WHERE id = {number:d}"
    return (
        f"""CREATE TRIGGER {name}_added AFTER INSERT ON {name} BEGIN
            UPDATE {counts} SET {rows} = {rows} + 1, bytes = bytes + new.size {where};
        END""",
        f"""CREATE TRIGGER {name}_changed AFTER UPDATE ON {name} WHEN new.size <> old.size BEGIN
            UPDATE {counts} SET bytes = bytes + new.size - old.size {where};
        END""",
        f"""CREATE TRIGGER {name}_gone AFTER DELETE ON {name} BEGIN
            UPDATE {counts} SET {rows} = {rows} - 1, bytes = bytes - old.size {where};
        END""",
    )


def drop_items(table: int) -> str:
    """Give the statement that drops the items of a table, and its triggers with them."""
    return f"DROP TABLE items_{table:d}"


def drop_entries(index: int) -> str:
    """Give the statement that drops the entries of an index, and its triggers with them."""
    return f"DROP TABLE index_{index:d}"


class ReadStatements(NamedTuple):
    """The statements that read rows in the order of their key: what a row holds, its size, what it cost.

    What it cost is the size of the item where the index did not have all of it.
    """

    forward: str
    backward: str
    scan: str
    scan_segment: str


@lru_cache(1024)
def table_reads(table: int) -> ReadStatements:
    """Give the statements that read the items of a table."""
    select = f"SELECT item, size, 0 FROM items_{table:d} WHERE "
    query = f"{select}pk = ? AND sk >= ? AND sk < ? ORDER BY sk"
    return ReadStatements(
        forward=query,
        backward=f"{query} DESC",
        scan=f"{select}(pk, sk) > (?, ?) ORDER BY pk, sk",
        scan_segment=f"{select}(pk, sk) > (?, ?) AND {SEGMENT_OF}(pk, ?) = ? ORDER BY pk, sk",
    )


@lru_cache(1024)
def index_reads(table: int, index: int, whole: bool, fetched: bool) -> ReadStatements:
    """Give the statements that read the entries of an index, with the `whole` item or what is projected.

    Where it is `fetched`, the item costs what its size is, besides the entry.
    """
    columns = f"{'t' if whole else 'i'}.item, i.size, {'t.size' if fetched else '0'}"
    join = f" CROSS JOIN items_{table:d} AS t ON t.pk = i.pk AND t.sk = i.sk" if whole else ""
    select = f"SELECT {columns} FROM index_{index:d} AS i{join} WHERE "
    key, place, backwards = (
        "i.ipk, i.isk, i.pk, i.sk",
        "i.isk, i.pk, i.sk",
        "i.isk DESC, i.pk DESC, i.sk DESC",
    )
    query = f"{select}i.ipk = ? AND ({place}) > (?, ?, ?) AND ({place}) < (?, ?, ?) ORDER BY "
    scan = f"{select}({key}) > (?, ?, ?, ?)"
    return ReadStatements(
        forward=query + place,
        backward=query + backwards,
        scan=f"{scan} ORDER BY {key}",
        scan_segment=f"{scan} AND {SEGMENT_OF}(i.ipk, ?) = ? ORDER BY {key}",
    )
