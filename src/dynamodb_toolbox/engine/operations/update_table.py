"""UpdateTable: change the indexes and the settings of a table, at once.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
"""

from __future__ import annotations

import sqlite3
from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog, entries, streams
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.table_changes import changed_definition, check_request
from dynamodb_toolbox.engine.table_description import describe, find_table
from dynamodb_toolbox.engine.table_settings import view_at_update
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.protocol.calls import Reply


def update_table(context: Context, request: dict[str, Any]) -> Reply:
    """Change a table; a new index has the items of the table before the reply is given.

    Raises:
        ValidationException: The request is not right, or does not suit the table.
        LimitExceededException: It makes or removes several indexes.
        ResourceNotFoundException: There is no such table, or no such index.
    """
    check_request(request)
    now = context.clock()
    with context.database.writing() as connection:
        table = find_table(context, connection, request["TableName"])
        _switch_stream(connection, table, request.get("StreamSpecification"), now)
        changed = catalog.redefine(connection, table, changed_definition(table.definition, request, now))
        known = {index.id for index in table.indexes}
        for index in changed.indexes:
            if index.id not in known:
                entries.fill(connection, changed.id, index)
        return {"TableDescription": describe(context, connection, changed)}


def _switch_stream(
    connection: sqlite3.Connection, table: Table, given: dict[str, Any] | None, now: float
) -> None:
    """Begin or end the stream of a table; to change its view, it must be ended first."""
    if given is None:
        return
    view = view_at_update(given)
    if view is None and table.stream is None:
        raise ValidationException(f"Table has no stream to disable: TableName: {table.name}")
    if view is not None and table.stream is not None:
        raise ValidationException(f"Table already has an enabled stream: TableName: {table.name}")
    if view is None:
        streams.end(connection, table.id)
    else:
        streams.begin(connection, (table.id, table.name), view, table.definition["KeySchema"], now)
