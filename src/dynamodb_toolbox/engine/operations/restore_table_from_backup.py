"""RestoreTableFromBackup: make a table from a backup.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableFromBackup.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.backup_descriptions import backup_arn_of, find_backup
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import backups
from dynamodb_toolbox.engine.table_restoring import check_target, restored
from dynamodb_toolbox.protocol.calls import Reply


def restore_table_from_backup(context: Context, request: dict[str, Any]) -> Reply:
    """Make a table with the items of a backup, ready at once.

    Raises:
        ValidationException: The request is not right, or its overrides do not suit the backup.
        BackupNotFoundException: There is no such backup.
        TableAlreadyExistsException: The name is taken.
    """
    check_target(request).check()
    arn = backup_arn_of(request)
    with context.database.writing() as connection:
        backup = find_backup(connection, arn)
        described = backup.details["Description"]
        summary = {
            "SourceBackupArn": described["BackupDetails"]["BackupArn"],
            "SourceTableArn": described["SourceTableDetails"]["TableArn"],
        }
        return restored(
            context,
            connection,
            request,
            backup.details["Definition"],
            summary,
            lambda table: backups.copy_into(connection, backup, table),
        )
