"""The SQL statements for time to live: when which items of a table expire.

Only tables with a time to live have such a table beside them.
"""

# ruff: noqa: S608  # what is put into a statement is always an integer (`:d`), never a name

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dynamodb_toolbox.engine.storage.sql_clock import NOW
from dynamodb_toolbox.limits import SECONDS_UNTIL_TOO_OLD_TO_EXPIRE


class ExpiryStatements(NamedTuple):
    """The statements for the expiry of the items of one table."""

    insert: str
    delete: str
    is_due: str
    due: str


@lru_cache(1024)
def expiry_statements(table: int) -> ExpiryStatements:
    """Give the statements for the table with that number."""
    name = f"expiry_{table:d}"
    now = f"(SELECT {NOW}())"  # a subquery: asked once, not for each row
    due = f"FROM {name} WHERE at < {now} AND at > {now} - {SECONDS_UNTIL_TOO_OLD_TO_EXPIRE:d}"
    return ExpiryStatements(
        insert=f"INSERT INTO {name} (at, pk, sk) VALUES (?, ?, ?)",
        delete=f"DELETE FROM {name} WHERE at = ? AND pk = ? AND sk = ?",
        is_due=f"SELECT 1 {due} LIMIT 1",
        due=f"SELECT pk, sk {due} ORDER BY at LIMIT ?",
    )


def create_expiry(table: int) -> str:
    """Give the statement that makes room for when the items of a table expire."""
    return f"""CREATE TABLE expiry_{table:d} (
        at INTEGER NOT NULL,
        pk BLOB NOT NULL,
        sk BLOB NOT NULL,
        PRIMARY KEY (at, pk, sk)
    ) WITHOUT ROWID"""


def drop_expiry(table: int) -> str:
    """Give the statement that forgets when the items of a table expire."""
    return f"DROP TABLE expiry_{table:d}"
