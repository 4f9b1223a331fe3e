"""The SQL statements for streams: which there are, and the records of each in a table of its own.

A record has a number, which never comes again, even where the records before it are gone.
"""

# ruff: noqa: S608  # what is put into a statement is always an integer (`:d`), never a name

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from dynamodb_toolbox.engine.storage.sql_clock import NOW
from dynamodb_toolbox.limits import STREAM_SECONDS

CREATE_STREAMS: Final = """CREATE TABLE streams (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_id INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    label TEXT NOT NULL,
    view TEXT NOT NULL,
    key_schema BLOB NOT NULL,
    begun REAL NOT NULL,
    ended REAL,
    UNIQUE (table_name, label)
)"""

_COLUMNS: Final = "id, table_name, label, view, key_schema, begun, ended"

INSERT_STREAM: Final = (
    "INSERT INTO streams (table_id, table_name, label, view, key_schema, begun) VALUES (?, ?, ?, ?, ?, ?)"
)
END_STREAM: Final = f"UPDATE streams SET ended = {NOW}() WHERE table_id = ? AND ended IS NULL"
SELECT_STREAM: Final = f"SELECT {_COLUMNS} FROM streams WHERE table_name = ? AND label = ?"
SELECT_STREAMS: Final = (
    f"SELECT {_COLUMNS} FROM streams WHERE table_name = coalesce(?, table_name) "
    "AND (table_name, label) > (?, ?) AND (ended IS NULL OR ended > ?) "
    "ORDER BY table_name, label LIMIT ?"
)
SELECT_OPEN_STREAM: Final = "SELECT id, view FROM streams WHERE table_id = ? AND ended IS NULL"
SELECT_LAST_STREAM: Final = (
    "SELECT label, view, ended FROM streams WHERE table_id = ? ORDER BY id DESC LIMIT 1"
)
SELECT_PAST_STREAMS: Final = "SELECT id FROM streams WHERE ended <= ?"
DELETE_STREAM: Final = "DELETE FROM streams WHERE id = ?"


class RecordStatements(NamedTuple):
    """The statements for the records of one stream."""

    append: str
    trim: str
    select: str
    first: str
    at: str
    last: str


@lru_cache(1024)
def record_statements(stream: int) -> RecordStatements:
    """Give the statements for the records of the stream with that number."""
    name = f"stream_{stream:d}"
    return RecordStatements(
        append=f"INSERT INTO {name} (at, event, keys, new, old, size, by_service) "
        f"VALUES ({NOW}(), ?, ?, ?, ?, ?, ?)",
        trim=f"DELETE FROM {name} WHERE number < coalesce((SELECT number FROM {name} "
        f"WHERE at > (SELECT {NOW}()) - {STREAM_SECONDS:d} ORDER BY number LIMIT 1), ?)",
        select=f"SELECT number, at, event, keys, new, old, size, by_service FROM {name} "
        "WHERE number >= ? AND at > ? ORDER BY number LIMIT ?",
        first=f"SELECT number FROM {name} WHERE at > ? ORDER BY number LIMIT 1",
        at=f"SELECT number FROM {name} WHERE at >= ? ORDER BY number LIMIT 1",
        last=f"SELECT seq FROM sqlite_sequence WHERE name = '{name}'",
    )


def create_records(stream: int) -> str:
    """Give the statement that makes room for the records of a stream."""
    return f"""CREATE TABLE stream_{stream:d} (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at REAL NOT NULL,
        event TEXT NOT NULL,
        keys BLOB NOT NULL,
        new BLOB,
        old BLOB,
        size INTEGER NOT NULL,
        by_service INTEGER NOT NULL
    )"""


def drop_records(stream: int) -> str:
    """Give the statement that drops the records of a stream."""
    return f"DROP TABLE stream_{stream:d}"
