"""What a request costs, in capacity units.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
"""

from __future__ import annotations

from typing import Any, Final, Literal

from dynamodb_toolbox.engine.storage.catalog import Index
from dynamodb_toolbox.limits import READ_UNIT_BYTES, WRITE_UNIT_BYTES
from dynamodb_toolbox.protocol.calls import Reply

IN_TRANSACTION: Final = 2
"""How many times the cost is where an operation is part of a transaction: to prepare it, and to do it."""


def read_units(size: int, *, consistent: bool) -> float:
    """Give what reading `size` bytes costs; half of it where the read need not be consistent."""
    units = float(max(1, -(-size // READ_UNIT_BYTES)))
    return units if consistent else units / 2


def write_units(size: int) -> float:
    """Give what writing costs, `size` being that of the larger of the item before and after."""
    return float(max(1, -(-size // WRITE_UNIT_BYTES)))


def is_asked_for(request: dict[str, Any]) -> bool:
    """Tell whether a request wants to know what it costs."""
    return request.get("ReturnConsumedCapacity") not in {None, "NONE"}


def consumed(request: dict[str, Any], units: float) -> dict[str, Any]:
    """Give the `ConsumedCapacity` part of a reply; nothing where the request does not ask for it."""
    if not is_asked_for(request):
        return {}
    return {"ConsumedCapacity": _capacity(request, request["TableName"], {"CapacityUnits": units})}


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


class Meter:
    """Adds up what a request for several items costs, by table.

    Args:
        request: The request.
        kind: In a transaction, whether it reads or writes: the replies to those tell it.
    """

    def __init__(self, request: dict[str, Any], kind: Literal["Read", "Write"] | None = None) -> None:
        self._request = request
        self._kind = kind
        self._units: dict[str, float] = {}

    def add(self, table: str, units: float) -> None:
        """Add a cost to a table's."""
        self._units[table] = self._units.get(table, 0.0) + units

    def reply(self) -> Reply:
        """Give the `ConsumedCapacity` part of a reply, tables in the order in which they came."""
        if not is_asked_for(self._request):
            return {}
        found = [_capacity(self._request, table, self._told(units)) for table, units in self._units.items()]
        return {"ConsumedCapacity": found}

    def _told(self, units: float) -> dict[str, float]:
        told = {"CapacityUnits": units}
        return told if self._kind is None else told | {f"{self._kind}CapacityUnits": units}


def _capacity(request: dict[str, Any], table: str, units: dict[str, float]) -> dict[str, Any]:
    capacity: dict[str, Any] = {"TableName": table, **units}
    if request["ReturnConsumedCapacity"] == "INDEXES":
        capacity["Table"] = dict(units)
    return capacity
