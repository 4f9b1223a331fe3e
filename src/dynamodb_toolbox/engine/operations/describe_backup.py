"""DescribeBackup: what a backup is, and of what.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeBackup.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.backup_descriptions import backup_arn_of, find_backup
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.protocol.calls import Reply


def describe_backup(context: Context, request: dict[str, Any]) -> Reply:
    """Describe a backup.

    Raises:
        ValidationException: The ARN is not right.
        BackupNotFoundException: There is no such backup.
    """
    arn = backup_arn_of(request)
    with context.database.reading() as connection:
        backup = find_backup(connection, arn)
    return {"BackupDescription": backup.details["Description"]}
