"""The tokens of transactions that were done in the last ten minutes.

They are kept in the file, in the transaction that they stand for, so that every process knows them.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple, TypeAlias

import msgspec

from dynamodb_toolbox.engine.storage import sql
from dynamodb_toolbox.limits import TOKEN_SECONDS

Sizes: TypeAlias = list[tuple[str, int]]
"""The table and the bytes of each item of a transaction, in order."""

_decode = msgspec.json.Decoder(Sizes).decode
_encode = msgspec.json.Encoder().encode


class Remembered(NamedTuple):
    """A transaction that was done: a digest of its request, and the sizes of its items."""

    digest: bytes
    sizes: Sizes


def find(connection: sqlite3.Connection, token: str, now: float) -> Remembered | None:
    """Give the transaction that was done under a token, where it is still remembered."""
    row = connection.execute(sql.FIND_DONE, (token, now)).fetchone()
    return None if row is None else Remembered(row[0], _decode(row[1]))


def remember(connection: sqlite3.Connection, token: str, done: Remembered, now: float) -> None:
    """Keep a token for its time, and forget those whose time is over."""
    connection.execute(sql.FORGET_DONE, (now,))
    row = (token, done.digest, _encode(done.sizes), now + TOKEN_SECONDS)
    connection.execute(sql.REMEMBER_DONE, row)
