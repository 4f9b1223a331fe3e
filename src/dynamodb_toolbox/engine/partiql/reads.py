"""SELECT: a page of rows, or the one item that a key names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from dynamodb_toolbox.engine import reading_requests as requests
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.conditions import holds
from dynamodb_toolbox.engine.keys import place_of_key
from dynamodb_toolbox.engine.paging import Page, read_page, reply_of
from dynamodb_toolbox.engine.partiql.access import Access, access_of
from dynamodb_toolbox.engine.partiql.binding import Bound, all_of
from dynamodb_toolbox.engine.partiql.keys import KeyAndRest
from dynamodb_toolbox.engine.partiql.projection import selected
from dynamodb_toolbox.engine.partiql.statements import Select
from dynamodb_toolbox.engine.raw_items import opened
from dynamodb_toolbox.engine.reading_requests import Wanted
from dynamodb_toolbox.engine.start_keys import StartKey
from dynamodb_toolbox.engine.storage import items, reading
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.reading import Position, Source
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

_SPECIFIC: Final = "SPECIFIC_ATTRIBUTES"


def select_page(context: Context, bound: Bound, request: dict[str, Any], start: WireItem | None) -> Reply:
    """Read a page; the reply is that of a Query, its items as the statement selects them.

    Args:
        context: The database.
        bound: A `Select`.
        request: The `TableName`, and the settings of the request that came with the statement.
        start: The key of the row after which the page begins.

    Raises:
        ValidationException: The statement does not suit the table or the index.
        ResourceNotFoundException: There is no such table.
    """
    statement = bound.statement
    if not isinstance(statement, Select):
        raise TypeError("only a SELECT reads")
    paths = tuple([bound.given.path(path) for path in statement.paths])
    with context.database.reading() as connection:
        source = _source(context, connection, statement, request)
        access = access_of(bound, source, statement.order)
        wanted = Wanted(_SPECIFIC if paths else "", all_of(access.rest), paths)
        source = _checked(source, wanted, access)
        after = None if start is None else StartKey(source, start).position()
        page = _read(connection, source, access, after, request.get("Limit"))
    reply = opened(reply_of(request, source, Wanted("", wanted.filter, ()), page))
    reply["Items"] = [selected(item, paths) for item in reply["Items"]]
    return reply


def select_one(
    connection: sqlite3.Connection, bound: Bound, table: Table, wanted: KeyAndRest
) -> tuple[WireItem | None, int]:
    """Read the item with a key, and give it with its bytes; `None` where there is none or it is not wanted.

    Raises:
        ValidationException: The key does not serve.
    """
    statement = bound.statement
    stored = items.read(connection, table, place_of_key(table.key, wanted.key))
    if stored is None:
        return None, 0
    condition = all_of(wanted.rest)
    if condition is not None and not holds(condition, stored.item):
        return None, stored.size
    paths = statement.paths if isinstance(statement, Select) else ()
    return selected(stored.item, [bound.given.path(path) for path in paths]), stored.size


def _source(
    context: Context, connection: sqlite3.Connection, statement: Select, request: dict[str, Any]
) -> Source:
    table = context.catalog.get(connection, statement.table)
    if statement.index is None:
        return Source(table, None)
    index = table.index(statement.index)
    if index is None:
        raise ValidationException("The table does not have the specified index")
    if request.get("ConsistentRead") and not index.is_local:
        raise ValidationException("Strongly consistent read is not supported on Global Secondary Indexes")
    return Source(table, index)


def _checked(source: Source, wanted: Wanted, access: Access) -> Source:
    """Check the paths against the table; give the source that has what is wanted."""
    requests.check_paths(source.table, wanted.paths)
    requests.check_paths(source.table, wanted.filter_paths)
    if access.ranges is not None:
        requests.check_filter_projected(source, wanted)
    return requests.with_fetches(source, wanted)


def _read(
    connection: sqlite3.Connection, source: Source, access: Access, after: Position | None, limit: int | None
) -> Page:
    rows: Any = _rows(connection, source, access, after)
    return read_page(rows, limit)


def _rows(
    connection: sqlite3.Connection, source: Source, access: Access, after: Position | None
) -> Iterator[Any]:
    """Read range after range, from where the page before ended."""
    if access.ranges is None:
        yield from reading.scan(connection, source, after, None)
        return
    ranges = access.ranges
    if after is not None:
        partitions = [selected_range.partition for selected_range in ranges]
        if after[0] not in partitions:
            raise ValidationException("NextToken does not match request")
        ranges = ranges[partitions.index(after[0]) :]
    for partition, span in ranges:
        yield from reading.query(connection, source, partition, span, after, forward=access.forward)
        after = None
