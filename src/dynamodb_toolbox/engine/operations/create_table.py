"""CreateTable: add a table, ready at once.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog
from dynamodb_toolbox.engine.table_definition import definition_of
from dynamodb_toolbox.engine.table_description import describe
from dynamodb_toolbox.errors import ResourceInUseException
from dynamodb_toolbox.protocol.calls import Reply


def create_table(context: Context, request: dict[str, Any]) -> Reply:
    """Add a table.

    Raises:
        ValidationException: The definition is not right.
        ResourceInUseException: The name is taken.
    """
    definition = definition_of(request, context.clock())
    name: str = request["TableName"]
    with context.database.writing() as connection:
        if context.catalog.find(connection, name) is not None:
            raise ResourceInUseException(f"Table already exists: {name}")
        table = catalog.create(connection, name, definition)
    return {"TableDescription": describe(table, 0, 0, {})}
