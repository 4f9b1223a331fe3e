"""ListBackups: the backups of all tables or of one, by pages.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListBackups.html
"""

from __future__ import annotations

from math import inf
from typing import Any, Final

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.backup_descriptions import summary_of
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import backups
from dynamodb_toolbox.engine.storage.backups import Wanted
from dynamodb_toolbox.engine.validation import Constraints, integer_of, seconds_of, text_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_BACKUPS_LISTED
from dynamodb_toolbox.protocol.calls import Reply

_TYPES: Final = ("USER", "SYSTEM", "AWS_BACKUP", "ALL")


def list_backups(context: Context, request: dict[str, Any]) -> Reply:
    """Give a page of backups, in the order of their ARNs.

    Raises:
        ValidationException: A parameter breaks a constraint.
    """
    constraints = Constraints()
    table = text_of(request, "TableName")
    if table is not None:
        constraints.name(table, "tableName")
    limit = integer_of(request, "Limit")
    if limit is not None:
        constraints.between(limit, "limit", 1, MAX_BACKUPS_LISTED)
    kind = text_of(request, "BackupType")
    constraints.one_of(kind, "backupType", _TYPES)
    since, until = seconds_of(request, "TimeRangeLowerBound"), seconds_of(request, "TimeRangeUpperBound")
    start = text_of(request, "ExclusiveStartBackupArn") or ""
    constraints.check()
    if since is not None and until is not None and since > until:
        raise ValidationException(
            "One or more parameter values were invalid: "
            "Time range lower bound must be less than or equal to upper bound"
        )
    if kind in {"SYSTEM", "AWS_BACKUP"}:  # those are made by AWS, and never here
        return {"BackupSummaries": []}
    page = limit or MAX_BACKUPS_LISTED
    wanted = Wanted(table, since or 0.0, inf if until is None else until)
    with context.database.reading() as connection:
        found = backups.after(connection, arns.own_backup_arn(start) or start, wanted, page + 1)
    reply: Reply = {"BackupSummaries": [summary_of(backup) for backup in found[:page]]}
    if len(found) > page:
        reply["LastEvaluatedBackupArn"] = reply["BackupSummaries"][-1]["BackupArn"]
    return reply
