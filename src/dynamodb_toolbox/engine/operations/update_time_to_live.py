"""UpdateTimeToLive: say by which attribute the items of a table expire, or that they do not.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
"""

from __future__ import annotations

import sqlite3
from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog, expiry
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.expiry import TimeToLive
from dynamodb_toolbox.engine.table_description import find_table
from dynamodb_toolbox.engine.validation import Constraints, flag_of, map_of, note_table_name, text_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_TIME_TO_LIVE_NAME
from dynamodb_toolbox.protocol.calls import Reply


def update_time_to_live(context: Context, request: dict[str, Any]) -> Reply:
    """Enable or disable the time to live of a table; it counts at once, for the items that are there too.

    Raises:
        ValidationException: The request is not right, or the time to live is so already.
        ResourceNotFoundException: There is no such table.
    """
    attribute, enabled = _read(request)
    with context.database.writing() as connection:
        table = find_table(context, connection, request["TableName"])
        _check_change(table, attribute, enabled=enabled)
        _switch(connection, table, attribute if enabled else None)
    return {"TimeToLiveSpecification": {"Enabled": enabled, "AttributeName": attribute}}


def _read(request: dict[str, Any]) -> tuple[str, bool]:
    constraints = Constraints()
    note_table_name(constraints, request)
    given = map_of(request, "TimeToLiveSpecification")
    attribute: str | None = None
    if given is None:
        constraints.require(given, "timeToLiveSpecification")
    else:
        place = "timeToLiveSpecification"
        attribute = text_of(given, "AttributeName")
        if attribute is None:
            constraints.require(attribute, f"{place}.attributeName")
        else:
            constraints.length(attribute, f"{place}.attributeName", 1, MAX_TIME_TO_LIVE_NAME)
        constraints.require(given.get("Enabled"), f"{place}.enabled")
    constraints.check()
    return attribute or "", flag_of(given or {}, "Enabled")


def _check_change(table: Table, attribute: str, *, enabled: bool) -> None:
    known = table.expires_by
    if known is None:
        if not enabled:
            raise ValidationException("TimeToLive is already disabled")
    elif known != attribute:
        raise ValidationException(
            f"TimeToLive is active on a different AttributeName: current AttributeName is {known}"
        )
    elif enabled:
        raise ValidationException("TimeToLive is already enabled")


def _switch(connection: sqlite3.Connection, table: Table, attribute: str | None) -> None:
    definition = {name: value for name, value in table.definition.items() if name != "TimeToLive"}
    if attribute is None:
        expiry.end(connection, table.id)
    else:
        definition["TimeToLive"] = {"AttributeName": attribute}
        expiry.begin(connection, TimeToLive(table.id, attribute))
    catalog.redefine(connection, table, definition)
