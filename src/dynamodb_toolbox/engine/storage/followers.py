"""What follows the items of a table, in the transaction of each change.

That is its indexes, when its items expire, its stream and its history. A plain table has nothing of it, and
pays nothing for it.
"""

from __future__ import annotations

import sqlite3

from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import entries, expiry, history, streams
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.expiry import TimeToLive
from dynamodb_toolbox.engine.storage.streams import Change


def follow(connection: sqlite3.Connection, table: Table, place: Place, change: Change) -> None:
    """Bring whatever follows the items of a table from the old item at a place to the new one.

    Raises:
        ValidationException: A key of the new item is too long for an index.
    """
    old, new, _ = change
    entries.replace(connection, table, place, old, new)
    if table.expires_by is not None:
        before, after = old.item if old else None, new.item if new else None
        expiry.replace(connection, TimeToLive(table.id, table.expires_by), place, before, after)
    if table.stream is not None:
        streams.append(connection, table.stream, table.key.names, change)
    if table.history_days is not None and (old or new):
        history.append(connection, table.id, table.history_days, place, old)
