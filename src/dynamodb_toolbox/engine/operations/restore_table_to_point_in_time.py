"""RestoreTableToPointInTime: make a table of what another was at a moment.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.backup_descriptions import find_source
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.continuous_backups import restorable
from dynamodb_toolbox.engine.storage import history
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.table_restoring import check_target, restored
from dynamodb_toolbox.engine.validation import flag_of, seconds_of, text_of
from dynamodb_toolbox.errors import (
    InvalidRestoreTimeException,
    PointInTimeRecoveryUnavailableException,
    ValidationException,
)
from dynamodb_toolbox.protocol.calls import Reply


def restore_table_to_point_in_time(context: Context, request: dict[str, Any]) -> Reply:
    """Make a table with the items that another had at a moment, ready at once.

    Raises:
        ValidationException: The request is not right, or its overrides do not suit the source.
        TableNotFoundException: There is no such table.
        PointInTimeRecoveryUnavailableException: Point-in-time recovery is not enabled for it.
        InvalidRestoreTimeException: The moment is before, or after, what can be restored.
        TableAlreadyExistsException: The name is taken.
    """
    name, moment = _read(request)
    now = context.clock()
    with context.database.writing() as connection:
        source = find_source(context, connection, name)
        _check_moment(source, moment, now)
        return restored(
            context,
            connection,
            request,
            source.definition,
            {"SourceTableArn": arns.table_arn(source.name)},
            lambda table: history.copy_as_of(connection, source.id, table, moment),
        )


def _read(request: dict[str, Any]) -> tuple[str, float | None]:
    """Give the source, and the moment; `None` for now."""
    constraints = check_target(request)
    name, arn = text_of(request, "SourceTableName"), text_of(request, "SourceTableArn")
    if name is not None:
        constraints.name(name, "sourceTableName")
    latest, moment = flag_of(request, "UseLatestRestorableTime"), seconds_of(request, "RestoreDateTime")
    constraints.check()
    if (name is None) == (arn is None):
        raise ValidationException("Must provide exactly one of: sourceTableArn, sourceTableName")
    if latest == (moment is not None):
        raise ValidationException(
            "Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime must be specified, "
            "but not both"
        )
    source = name if name is not None else arns.table_of(arn or "")
    if source is None:
        raise ValidationException("sourceTableArn is not a valid ARN")
    return source, moment


def _check_moment(source: Table, moment: float | None, now: float) -> None:
    moments = restorable(source, now)
    if moments is None:
        raise PointInTimeRecoveryUnavailableException(
            f"Point in time recovery is not enabled for table '{source.name}'"
        )
    if moment is not None and not moments.earliest <= moment <= moments.latest:
        raise InvalidRestoreTimeException(
            f"RestoreDateTime must be from {moments.earliest} to {moments.latest}, not {moment}"
        )
