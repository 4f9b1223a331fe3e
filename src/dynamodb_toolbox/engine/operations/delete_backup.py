"""DeleteBackup: remove a backup.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteBackup.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.backup_descriptions import backup_arn_of, find_backup
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import backups
from dynamodb_toolbox.protocol.calls import Reply


def delete_backup(context: Context, request: dict[str, Any]) -> Reply:
    """Remove a backup; the reply describes it as it goes.

    Raises:
        ValidationException: The ARN is not right.
        BackupNotFoundException: There is no such backup.
    """
    arn = backup_arn_of(request)
    with context.database.writing() as connection:
        backup = find_backup(connection, arn)
        backups.delete(connection, backup)
    description = backup.details["Description"]
    details = description["BackupDetails"] | {"BackupStatus": "DELETED"}
    return {"BackupDescription": description | {"BackupDetails": details}}
