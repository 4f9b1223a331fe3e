"""The streams of tables, and their records, written in the transaction of the change that they tell.

A record is kept for 24 hours; what is older is passed over when read, and removed now and then when another
is written. A stream that has ended can be read for as long, even where its table is gone.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

import msgspec

from dynamodb_toolbox.engine.equality import equal_items
from dynamodb_toolbox.engine.storage import sql_streams as sql
from dynamodb_toolbox.engine.storage.stored import Stored
from dynamodb_toolbox.limits import STREAM_SECONDS
from dynamodb_toolbox.sizes import item_size
from dynamodb_toolbox.values import WireItem

_RECORDS_BETWEEN_TRIMS: Final = 256
_encode = msgspec.json.Encoder().encode


class OpenStream(NamedTuple):
    """A stream that is being written: its number, and what its records show (AWS's `StreamViewType`)."""

    id: int
    view: str


class LastStream(NamedTuple):
    """The stream that a table had last: its label, its view, and when it ended."""

    label: str
    view: str
    ended: float | None


class StreamRow(NamedTuple):
    """A stream as it is kept; `ended` is `None` while it is written."""

    id: int
    table_name: str
    label: str
    view: str
    key_schema: list[dict[str, str]]
    begun: float
    ended: float | None


class Record(NamedTuple):
    """One change of an item; `keys`, `new` and `old` are items as JSON."""

    number: int
    at: float
    event: str
    keys: bytes
    new: bytes | None
    old: bytes | None
    size: int
    by_service: bool


class Change(NamedTuple):
    """An item before and after; `by_service` where it expired."""

    old: Stored | None
    new: Stored | None
    by_service: bool


def begin(
    connection: sqlite3.Connection,
    table: tuple[int, str],
    view: str,
    key_schema: list[dict[str, str]],
    now: float,
) -> None:
    """Begin the stream of a table, given by its number and its name."""
    number, name = table
    moment = datetime.fromtimestamp(now, UTC)
    while find(connection, name, _label(moment)) is not None:
        moment += timedelta(milliseconds=1)
    row = (number, name, _label(moment), view, _encode(key_schema), now)
    stream = connection.execute(sql.INSERT_STREAM, row).lastrowid or 0
    connection.execute(sql.create_records(stream))
    _forget_past(connection, now)


def _label(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}"


def _forget_past(connection: sqlite3.Connection, now: float) -> None:
    for (stream,) in connection.execute(sql.SELECT_PAST_STREAMS, (now - STREAM_SECONDS,)).fetchall():
        connection.execute(sql.drop_records(stream))
        connection.execute(sql.DELETE_STREAM, (stream,))


def end(connection: sqlite3.Connection, table: int) -> None:
    """End the stream of a table, if it has one."""
    connection.execute(sql.END_STREAM, (table,))


def opened(connection: sqlite3.Connection, table: int) -> OpenStream | None:
    """Give the stream of a table that is being written, or `None`."""
    row = connection.execute(sql.SELECT_OPEN_STREAM, (table,)).fetchone()
    return None if row is None else OpenStream(*row)


def last_of(connection: sqlite3.Connection, table: int) -> LastStream | None:
    """Give the stream that a table has, or had last; `None` where it never had one."""
    row = connection.execute(sql.SELECT_LAST_STREAM, (table,)).fetchone()
    return None if row is None else LastStream(*row)


def find(connection: sqlite3.Connection, table_name: str, label: str) -> StreamRow | None:
    """Give a stream by the name of its table and its label, or `None`."""
    row = connection.execute(sql.SELECT_STREAM, (table_name, label)).fetchone()
    return None if row is None else _stream(row)


def after(
    connection: sqlite3.Connection, table: str | None, start: tuple[str, str], since: float, limit: int
) -> list[StreamRow]:
    """Give up to `limit` streams after one given by table and label, but those that ended before `since`."""
    rows = connection.execute(sql.SELECT_STREAMS, (table, *start, since, limit))
    return [_stream(row) for row in rows]


def _stream(row: tuple[Any, ...]) -> StreamRow:
    number, table_name, label, view, key_schema, begun, ended = row
    return StreamRow(number, table_name, label, view, msgspec.json.decode(key_schema), begun, ended)


def append(connection: sqlite3.Connection, stream: OpenStream, keys: tuple[str, ...], change: Change) -> None:
    """Write a record of a change, or none where nothing changed; `keys` are the names of the table's key."""
    old, new, by_service = change
    present = new or old
    if present is None or (old and new and equal_items(old.item, new.item)):
        return
    key: WireItem = {name: present.item[name] for name in keys}
    event = "REMOVE" if new is None else "MODIFY" if old else "INSERT"
    shown_new = new if stream.view in {"NEW_IMAGE", "NEW_AND_OLD_IMAGES"} else None
    shown_old = old if stream.view in {"OLD_IMAGE", "NEW_AND_OLD_IMAGES"} else None
    size = item_size(key) + sum(image.size for image in (shown_new, shown_old) if image)
    statements = sql.record_statements(stream.id)
    row = (event, _encode(key), _image(shown_new), _image(shown_old), size, by_service)
    number = connection.execute(statements.append, row).lastrowid or 0
    if number % _RECORDS_BETWEEN_TRIMS == 0:
        connection.execute(statements.trim, (number,))


def _image(stored: Stored | None) -> bytes | None:
    return None if stored is None else _encode(stored.item)


def records(
    connection: sqlite3.Connection, stream: int, start: int, since: float, limit: int
) -> list[Record]:
    """Give up to `limit` records from the number `start` on, but those older than `since`."""
    rows = connection.execute(sql.record_statements(stream).select, (start, since, limit))
    return [Record(*row) for row in rows]


def is_trimmed(connection: sqlite3.Connection, stream: int, start: int, since: float) -> bool:
    """Tell whether a record from the number `start` on was written, and is older than `since`."""
    row = connection.execute(sql.record_statements(stream).first, (since,)).fetchone()
    return start < (last_number(connection, stream) + 1 if row is None else int(row[0]))


def number_at(connection: sqlite3.Connection, stream: int, moment: float) -> int:
    """Give the number of the first record written at a moment or later, be it written yet or not."""
    row = connection.execute(sql.record_statements(stream).at, (moment,)).fetchone()
    return last_number(connection, stream) + 1 if row is None else int(row[0])


def last_number(connection: sqlite3.Connection, stream: int) -> int:
    """Give the number of the last record ever written; zero where there was none."""
    row = connection.execute(sql.record_statements(stream).last).fetchone()
    return 0 if row is None else int(row[0])
