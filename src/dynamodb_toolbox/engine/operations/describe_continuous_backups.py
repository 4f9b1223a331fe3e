"""DescribeContinuousBackups: whether a table can be restored to a point in time, and to which.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.backup_descriptions import find_source
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.continuous_backups import described
from dynamodb_toolbox.engine.validation import check_table_name
from dynamodb_toolbox.protocol.calls import Reply


def describe_continuous_backups(context: Context, request: dict[str, Any]) -> Reply:
    """Describe the point-in-time recovery of a table.

    Raises:
        ValidationException: The name is not right.
        TableNotFoundException: There is no such table.
    """
    name = check_table_name(request)
    with context.database.reading() as connection:
        return described(find_source(context, connection, name), context.clock())
