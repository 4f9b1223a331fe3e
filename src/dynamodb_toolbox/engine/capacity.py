"""What a request costs, in capacity units.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.storage.catalog import Index
from dynamodb_toolbox.limits import READ_UNIT_BYTES, WRITE_UNIT_BYTES


def read_units(size: int, *, consistent: bool) -> float:
    """Give what reading `size` bytes costs; half of it where the read need not be consistent."""
    units = float(max(1, -(-size // READ_UNIT_BYTES)))
    return units if consistent else units / 2


def write_units(size: int) -> float:
    """Give what writing costs, `size` being that of the larger of the item before and after."""
    return float(max(1, -(-size // WRITE_UNIT_BYTES)))


def consumed(request: dict[str, Any], units: float) -> dict[str, Any]:
    """Give the `ConsumedCapacity` part of a reply; nothing where the request does not ask for it."""
    wanted = request.get("ReturnConsumedCapacity")
    if wanted in {None, "NONE"}:
        return {}
    capacity: dict[str, Any] = {"TableName": request["TableName"], "CapacityUnits": units}
    if wanted == "INDEXES":
        capacity["Table"] = {"CapacityUnits": units}
    return {"ConsumedCapacity": capacity}


def consumed_by_read(
    request: dict[str, Any], table_units: float, index: Index | None, index_units: float
) -> dict[str, Any]:
    """Give the `ConsumedCapacity` part of a reply to a read of a table, or of an index of it."""
    reply = consumed(request, table_units)
    if reply and index is not None:
        capacity = reply["ConsumedCapacity"]
        capacity["CapacityUnits"] = table_units + index_units
        if "Table" in capacity:
            kind = "LocalSecondaryIndexes" if index.is_local else "GlobalSecondaryIndexes"
            capacity[kind] = {index.name: {"CapacityUnits": index_units}}
    return reply
