"""Point-in-time recovery: its settings, and from when to when a table can be restored.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.protocol.calls import Reply

_SECONDS_OF_A_DAY: Final = 86_400


class Restorable(NamedTuple):
    """The moments as of which a table can be restored, in seconds since 1970."""

    earliest: float
    latest: float


def restorable(table: Table, now: float) -> Restorable | None:
    """Give as of when a table can be restored; `None` where it cannot."""
    if table.history_days is None:
        return None
    since: float = table.definition["PointInTimeRecovery"]["Since"]
    return Restorable(max(since, now - table.history_days * _SECONDS_OF_A_DAY), now)


def settings(table: Table, days: int, now: float) -> dict[str, Any]:
    """Give the settings to keep where a table is to be restorable for so many days."""
    known = restorable(table, now)
    return {"RecoveryPeriodInDays": days, "Since": now if known is None else known.earliest}


def described(table: Table, now: float) -> Reply:
    """Describe the point-in-time recovery of a table."""
    recovery: dict[str, Any] = {"PointInTimeRecoveryStatus": "DISABLED"}
    moments = restorable(table, now)
    if moments is not None:
        recovery = {
            "PointInTimeRecoveryStatus": "ENABLED",
            "RecoveryPeriodInDays": table.history_days,
            "EarliestRestorableDateTime": moments.earliest,
            "LatestRestorableDateTime": moments.latest,
        }
    return {
        "ContinuousBackupsDescription": {
            "ContinuousBackupsStatus": "ENABLED",
            "PointInTimeRecoveryDescription": recovery,
        }
    }
