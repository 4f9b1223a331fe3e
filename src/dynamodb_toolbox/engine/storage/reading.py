"""Rows of a table or an index in the order of their key, one by one.

A read starts after a position: the bytes of the key of the row that came last (in an index, the key of the
index and then that of the table). A row is the item as JSON, its size, and the size of the item that was
fetched from the table for it. Rows come lazily: whoever has enough of them closes the cursor.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

from dynamodb_toolbox.engine.composite_keys import Span
from dynamodb_toolbox.engine.storage import sql
from dynamodb_toolbox.engine.storage.catalog import Index, Table

Position: TypeAlias = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What is read: a table, or an index of it; `fetches` items that an index has only in part."""

    table: Table
    index: Index | None
    fetches: bool = False

    @property
    def statements(self) -> sql.ReadStatements:
        """The statements that read it."""
        if self.index is None:
            return sql.table_reads(self.table.id)
        whole = self.fetches or self.index.projected is None
        return sql.index_reads(self.table.id, self.index.id, whole, self.fetches)


class Segment(NamedTuple):
    """One of the parts of a parallel scan."""

    number: int
    total: int

    def contains(self, partition: bytes) -> bool:
        """Tell whether the items of a partition key belong to it."""
        return segment_of(partition, self.total) == self.number


def segment_of(partition: bytes, total: int) -> int:
    """Give the segment to which the items of a partition key belong."""
    return int.from_bytes(blake2b(partition, digest_size=8).digest(), "big") % total


def query(
    connection: sqlite3.Connection,
    source: Source,
    partition: bytes,
    span: Span,
    after: Position | None,
    *,
    forward: bool,
) -> sqlite3.Cursor:
    """Read the rows of one partition whose sort keys are in a span, after a position."""
    low, high = _bounds(source, span, after, forward=forward)
    statements = source.statements
    statement = statements.forward if forward else statements.backward
    return connection.execute(statement, (partition, *low, *high))


def scan(
    connection: sqlite3.Connection, source: Source, after: Position | None, segment: Segment | None
) -> sqlite3.Cursor:
    """Read all rows, or those of a segment, after a position."""
    start = after or ((b"",) * (2 if source.index is None else 4))
    if segment is None:
        return connection.execute(source.statements.scan, start)
    return connection.execute(source.statements.scan_segment, (*start, segment.total, segment.number))


def _bounds(
    source: Source, span: Span, after: Position | None, *, forward: bool
) -> tuple[Position, Position]:
    """Give what the rows of a query lie between, as the statement for the source takes it."""
    if source.index is None:
        start, end = span
        if after is not None:
            start, end = (after[1] + b"\x00", end) if forward else (start, after[1])
        return (start,), (end,)
    low, high = (span.start, b"", b""), (span.end, b"", b"")
    if after is None:
        return low, high
    return (after[1:], high) if forward else (low, after[1:])
