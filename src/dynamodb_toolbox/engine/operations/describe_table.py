"""DescribeTable: what a table is.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.table_description import describe, find_table
from dynamodb_toolbox.engine.validation import check_table_name
from dynamodb_toolbox.protocol.calls import Reply


def describe_table(context: Context, request: dict[str, Any]) -> Reply:
    """Describe a table; its counts are exact, where AWS's may be hours old.

    Raises:
        ValidationException: The name is not right.
        ResourceNotFoundException: There is no such table.
    """
    name = check_table_name(request)
    with context.database.reading() as connection:
        table = find_table(context, connection, name)
        return {"Table": describe(context, connection, table)}
