"""DeleteTable: remove a table and its items.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog
from dynamodb_toolbox.engine.table_description import describe, find_table
from dynamodb_toolbox.engine.validation import check_table_name
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.protocol.calls import Reply


def delete_table(context: Context, request: dict[str, Any]) -> Reply:
    """Remove a table at once; the reply describes it as it goes.

    Raises:
        ValidationException: The name is not right, or the table is protected.
        ResourceNotFoundException: There is no such table.
    """
    name = check_table_name(request)
    with context.database.writing() as connection:
        table = find_table(context, connection, name)
        if table.definition.get("DeletionProtectionEnabled"):
            raise ValidationException(
                "Resource cannot be deleted as it is currently protected against deletion. "
                "Disable deletion protection first."
            )
        described = describe(context, connection, table)
        catalog.drop(connection, table)
    return {"TableDescription": described | {"TableStatus": "DELETING"}}
