"""DescribeTimeToLive: by which attribute the items of a table expire.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.table_description import find_table
from dynamodb_toolbox.engine.validation import check_table_name
from dynamodb_toolbox.protocol.calls import Reply


def describe_time_to_live(context: Context, request: dict[str, Any]) -> Reply:
    """Describe the time to live of a table.

    Raises:
        ValidationException: The name is not right.
        ResourceNotFoundException: There is no such table.
    """
    name = check_table_name(request)
    with context.database.reading() as connection:
        attribute = find_table(context, connection, name).expires_by
    if attribute is None:
        return {"TimeToLiveDescription": {"TimeToLiveStatus": "DISABLED"}}
    return {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": attribute}}
