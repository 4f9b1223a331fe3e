"""CreateBackup: copy a table.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateBackup.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.backup_descriptions import find_source, new_backup
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import backups
from dynamodb_toolbox.engine.validation import Constraints, note_table_name, text_of
from dynamodb_toolbox.limits import MIN_TABLE_NAME
from dynamodb_toolbox.protocol.calls import Reply


def create_backup(context: Context, request: dict[str, Any]) -> Reply:
    """Copy the items of a table as they are at one moment; the copy outlives the table.

    Raises:
        ValidationException: A name is not right.
        TableNotFoundException: There is no such table.
    """
    constraints = Constraints()
    note_table_name(constraints, request)
    name = text_of(request, "BackupName")
    if name is None:
        constraints.require(name, "backupName")
    else:
        constraints.name(name, "backupName", MIN_TABLE_NAME)
    constraints.check()
    with context.database.writing() as connection:
        table = find_source(context, connection, request["TableName"])
        backup = new_backup(context, connection, table, name or "")
        details = backup["Description"]["BackupDetails"]
        backups.create(connection, table.id, details["BackupArn"], details["BackupCreationDateTime"], backup)
    return {"BackupDetails": details}
