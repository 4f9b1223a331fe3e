"""What a request costs, in capacity units.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

from dynamodb_toolbox.engine.storage.catalog import Index
from dynamodb_toolbox.limits import READ_UNIT_BYTES, WRITE_UNIT_BYTES
from dynamodb_toolbox.protocol.calls import Reply

IN_TRANSACTION: Final = 2
"""How many times a table's cost is where an operation is part of a transaction; an index's stays the same."""

IndexUnits: TypeAlias = Mapping[tuple[str, str], float]
"""Units by the kind of an index (as `ConsumedCapacity` names it) and its name."""

NO_INDEX_UNITS: Final[IndexUnits] = {}


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


def consumed(
    request: dict[str, Any], units: float, index_units: IndexUnits = NO_INDEX_UNITS
) -> dict[str, Any]:
    """Give the `ConsumedCapacity` part of a reply; nothing where the request does not ask for it."""
    if not is_asked_for(request):
        return {}
    return {"ConsumedCapacity": _capacity(request, request["TableName"], units, index_units)}


def consumed_by_read(
    request: dict[str, Any], table_units: float, index: Index | None, units: float
) -> dict[str, Any]:
    """Give the `ConsumedCapacity` part of a reply to a read of a table, or of an index of it."""
    if index is None:
        return consumed(request, table_units)
    return consumed(request, table_units, {(kind_of(index), index.name): units})


def kind_of(index: Index) -> str:
    """Give the name that replies have for the kind of an index."""
    return "LocalSecondaryIndexes" if index.is_local else "GlobalSecondaryIndexes"


class Meter:
    """Adds up what a request for several items costs, by table.

    Args:
        request: The request.
        kind: In a transaction, whether it reads or writes: the replies to those tell it.
    """

    def __init__(self, request: dict[str, Any], kind: Literal["Read", "Write"] | None = None) -> None:
        self._request = request
        self._kind: Literal["Read", "Write"] | None = kind
        self._units: dict[str, float] = {}
        self._index_units: dict[str, dict[tuple[str, str], float]] = {}

    def add(self, table: str, units: float, index_units: IndexUnits = NO_INDEX_UNITS) -> None:
        """Add a cost to a table's and to its indexes'."""
        self._units[table] = self._units.get(table, 0.0) + units
        known = self._index_units.setdefault(table, {})
        for index, more in index_units.items():
            known[index] = known.get(index, 0.0) + more

    def reply(self) -> Reply:
        """Give the `ConsumedCapacity` part of a reply, tables in the order in which they came."""
        if not is_asked_for(self._request):
            return {}
        found = [
            _capacity(self._request, table, units, self._index_units[table], self._kind)
            for table, units in self._units.items()
        ]
        return {"ConsumedCapacity": found}


def _capacity(
    request: dict[str, Any],
    table: str,
    units: float,
    index_units: IndexUnits,
    kind: Literal["Read", "Write"] | None = None,
) -> dict[str, Any]:
    """Tell a cost; in a transaction, also as that of its `kind`."""
    total = _told(units + sum(index_units.values()), kind)
    capacity: dict[str, Any] = {"TableName": table, **total}
    if request["ReturnConsumedCapacity"] == "INDEXES":
        capacity["Table"] = _told(units, kind)
        for (indexes, name), cost in index_units.items():
            capacity.setdefault(indexes, {})[name] = _told(cost, kind)
    return capacity


def _told(units: float, kind: Literal["Read", "Write"] | None) -> dict[str, float]:
    told = {"CapacityUnits": units}
    return told if kind is None else told | {f"{kind}CapacityUnits": units}
