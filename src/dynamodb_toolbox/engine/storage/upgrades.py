"""Files of earlier versions, brought to the present one where they are opened.

A file is upgraded in the transaction that recognises it: wholly, or not at all. Each step leads from one
version to the next; a new version of the file adds one here and raises `sql.FILE_VERSION`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

import msgspec

from dynamodb_toolbox.engine.storage import catalog, entries, sql
from dynamodb_toolbox.engine.storage.sql_backups import CREATE_BACKUPS
from dynamodb_toolbox.engine.storage.sql_streams import CREATE_STREAMS


def upgrade(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file of an earlier version to the present one, inside a transaction."""
    for step in _STEPS[version - 1 :]:
        step(connection)
    connection.execute(sql.SET_FILE_VERSION)


def _fill_indexes(connection: sqlite3.Connection) -> None:
    """1 → 2: secondary indexes, which were only described, have entries."""
    connection.execute(sql.CREATE_INDEXES)
    for number, definition in connection.execute(sql.SELECT_TABLES).fetchall():
        for index_name in catalog.index_names(definition):
            catalog.add_index(connection, number, index_name)
        for index in catalog.indexes_of(connection, number, msgspec.json.decode(definition)):
            entries.fill(connection, number, index)
    connection.execute(sql.RAISE_GENERATION)


def _remember_tokens(connection: sqlite3.Connection) -> None:
    """2 → 3: the tokens of transactions are remembered."""
    for statement in sql.CREATE_TOKENS:
        connection.execute(statement)


def _make_room_for_streams(connection: sqlite3.Connection) -> None:
    """3 → 4: tables may have streams, and backups."""
    connection.execute(CREATE_STREAMS)
    connection.execute(CREATE_BACKUPS)


_STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _fill_indexes,
    _remember_tokens,
    _make_room_for_streams,
)
