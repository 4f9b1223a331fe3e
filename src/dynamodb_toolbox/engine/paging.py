"""One page of a Query or a Scan: rows up to the limit or up to 1 MB, then filtered.

Rows are counted and measured before the filter. A local index that fetches items from its table counts
each, rounded up to a read unit, besides its own entries.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ThroughputConsiderations.Reads
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any, NamedTuple

from msgspec import Raw

from dynamodb_toolbox.engine.capacity import consumed_by_read, read_units
from dynamodb_toolbox.engine.evaluation.conditions import holds
from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.raw_items import decode, decode_all
from dynamodb_toolbox.engine.reading_requests import Wanted
from dynamodb_toolbox.engine.start_keys import last_key
from dynamodb_toolbox.engine.storage.reading import Source
from dynamodb_toolbox.limits import MAX_PAGE_BYTES, READ_UNIT_BYTES
from dynamodb_toolbox.protocol.calls import Reply


class Page(NamedTuple):
    """The rows of a page as they were read.

    Attributes:
        items: Each row as JSON.
        size: The bytes of the items or entries read.
        fetches: The read units of what was fetched from the table for them.
        is_full: Whether the page ended at the limit or at 1 MB, and perhaps not at the last row.
    """

    items: list[bytes]
    size: int
    fetches: int
    is_full: bool


def read_page(rows: sqlite3.Cursor, limit: int | None) -> Page:
    """Read rows until the page is full."""
    items: list[bytes] = []
    size = fetches = 0
    is_full = False
    with closing(rows):
        for item, item_bytes, fetched in rows:
            items.append(item)
            size += item_bytes
            if fetched:
                fetches += -(-fetched // READ_UNIT_BYTES)
            if size + fetches * READ_UNIT_BYTES >= MAX_PAGE_BYTES or len(items) == limit:
                is_full = True
                break
    return Page(items, size, fetches, is_full)


def reply_of(request: dict[str, Any], source: Source, wanted: Wanted, page: Page) -> Reply:
    """Build the reply: the items that the filter leaves, the counts, where to go on, what it cost."""
    reply: Reply = {"Count": len(page.items), "ScannedCount": len(page.items)}
    if page.is_full:
        reply["LastEvaluatedKey"] = last_key(source, decode(page.items[-1]))
    counts_only = wanted.select == "COUNT"
    if wanted.filter is not None or wanted.paths:
        items = decode_all(_listed(page.items))
        if wanted.filter is not None:
            condition = wanted.filter
            items = [item for item in items if holds(condition, item)]
            reply["Count"] = len(items)
        if not counts_only:
            reply["Items"] = [project(item, wanted.paths) for item in items] if wanted.paths else items
    elif not counts_only:
        reply["Items"] = Raw(_listed(page.items))
    return reply | _consumed(request, source, page)


def _listed(items: list[bytes]) -> bytes:
    return b"[%b]" % b",".join(items)


def _consumed(request: dict[str, Any], source: Source, page: Page) -> Reply:
    consistent = request.get("ConsistentRead") is True
    units = read_units(page.size, consistent=consistent)
    if source.index is None:
        return consumed_by_read(request, units, None, 0.0)
    fetches = page.fetches if consistent else page.fetches / 2
    return consumed_by_read(request, float(fetches), source.index, units)
