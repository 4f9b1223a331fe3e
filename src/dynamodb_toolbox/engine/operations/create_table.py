"""CreateTable: add a table, ready at once.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog, streams
from dynamodb_toolbox.engine.table_definition import definition_of
from dynamodb_toolbox.engine.table_description import describe
from dynamodb_toolbox.engine.table_settings import view_at_creation
from dynamodb_toolbox.errors import ResourceInUseException
from dynamodb_toolbox.protocol.calls import Reply


def create_table(context: Context, request: dict[str, Any]) -> Reply:
    """Add a table.

    Raises:
        ValidationException: The definition is not right.
        ResourceInUseException: The name is taken.
    """
    now = context.clock()
    definition = definition_of(request, now)
    view = view_at_creation(request)
    name: str = request["TableName"]
    with context.database.writing() as connection:
        if context.catalog.find(connection, name) is not None:
            raise ResourceInUseException(f"Table already exists: {name}")
        table = catalog.create(connection, name, definition)
        if view is not None:
            streams.begin(connection, (table.id, name), view, definition["KeySchema"], now)
        return {"TableDescription": describe(context, connection, table)}
