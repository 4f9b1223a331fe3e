"""The settings of a new table that CreateTable does not take: time to live, point-in-time recovery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dynamodb_toolbox.errors import ServiceError, ValidationException
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.table_settings import TableSettings

_WAITS: Final = (0.5, 1.0, 2.0, 4.0, 8.0)  # AWS begins the backups of a new table a little later


def time_to_live_request(name: str, attribute: str, *, enabled: bool = True) -> dict[str, Any]:
    """Give the request of UpdateTimeToLive."""
    return {
        "TableName": name,
        "TimeToLiveSpecification": {"Enabled": enabled, "AttributeName": attribute},
    }


def point_in_time_recovery_request(name: str) -> dict[str, Any]:
    """Give the request of UpdateContinuousBackups that switches point-in-time recovery on."""
    return {"TableName": name, "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}}


def set_up(name: str, settings: TableSettings) -> Steps[None]:
    """Make the calls that a table needs once it is active; what another has already done is left as it is."""
    if "time_to_live" in settings:
        yield from _set_time_to_live(name, settings["time_to_live"])
    if settings.get("point_in_time_recovery"):
        yield from _set_point_in_time_recovery(name)


def _set_time_to_live(name: str, attribute: str) -> Steps[None]:
    try:
        yield Call("UpdateTimeToLive", time_to_live_request(name, attribute))
    except ValidationException:  # refused where it is already so
        reply = yield Call("DescribeTimeToLive", {"TableName": name})
        if reply["TimeToLiveDescription"].get("AttributeName") != attribute:
            raise


def _set_point_in_time_recovery(name: str) -> Steps[None]:
    request = point_in_time_recovery_request(name)
    waits: Iterator[float] = iter(_WAITS)
    wait = 0.0
    while True:
        try:
            yield Call("UpdateContinuousBackups", request, after=wait)
        except ServiceError as error:
            wait = next(waits, 0.0)
            if error.name != "ContinuousBackupsUnavailableException" or not wait:
                raise
        else:
            return
