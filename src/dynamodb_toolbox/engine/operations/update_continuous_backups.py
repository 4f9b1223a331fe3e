"""UpdateContinuousBackups: keep what it takes to restore a table to a point in time, or no longer.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from dynamodb_toolbox.engine.backup_descriptions import find_source
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.continuous_backups import described, settings
from dynamodb_toolbox.engine.storage import catalog, history
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.validation import Constraints, flag_of, integer_of, map_of, note_table_name
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_RECOVERY_DAYS
from dynamodb_toolbox.protocol.calls import Reply

_PLACE: Final = "pointInTimeRecoverySpecification"


def update_continuous_backups(context: Context, request: dict[str, Any]) -> Reply:
    """Enable or disable point-in-time recovery; what was kept is forgotten where it is disabled.

    Raises:
        ValidationException: The request is not right.
        TableNotFoundException: There is no such table.
    """
    days = _read(request)
    now = context.clock()
    with context.database.writing() as connection:
        table = find_source(context, connection, request["TableName"])
        return described(_switched(connection, table, days, now), now)


def _read(request: dict[str, Any]) -> int | None:
    """Give for how many days a table is to be restorable; `None` where it is not to be."""
    constraints = Constraints()
    note_table_name(constraints, request)
    given = map_of(request, "PointInTimeRecoverySpecification")
    days: int | None = None
    if given is None:
        constraints.require(given, _PLACE)
    else:
        constraints.require(given.get("PointInTimeRecoveryEnabled"), f"{_PLACE}.pointInTimeRecoveryEnabled")
        days = integer_of(given, "RecoveryPeriodInDays")
        if days is not None:
            constraints.between(days, f"{_PLACE}.recoveryPeriodInDays", 1, MAX_RECOVERY_DAYS)
    constraints.check()
    enabled = flag_of(given or {}, "PointInTimeRecoveryEnabled")
    if days is not None and not enabled:
        raise ValidationException(
            "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery."
        )
    return (days or MAX_RECOVERY_DAYS) if enabled else None


def _switched(connection: sqlite3.Connection, table: Table, days: int | None, now: float) -> Table:
    definition = {name: value for name, value in table.definition.items() if name != "PointInTimeRecovery"}
    if days is not None:
        definition["PointInTimeRecovery"] = settings(table, days, now)
        if table.history_days is None:
            history.begin(connection, table.id)
    elif table.history_days is not None:
        history.end(connection, table.id)
    return catalog.redefine(connection, table, definition)
