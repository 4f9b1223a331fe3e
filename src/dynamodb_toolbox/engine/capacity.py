"""Item sizes as DynamoDB counts them, and the capacity units that follow.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
and https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dynamodb_toolbox.limits import READ_UNIT_BYTES, WRITE_UNIT_BYTES
from dynamodb_toolbox.values import AttributeValue, WireItem

_CONTAINER_BYTES: Final = 3  # a list or map, besides one byte for each element


def item_size(item: WireItem) -> int:
    """Give the size of an item in bytes: names and values."""
    return sum([_text_size(name) + _value_size(value) for name, value in item.items()])


def _value_size(value: AttributeValue) -> int:
    [(kind, content)] = value.items()
    return _SIZES[kind](content)


def _text_size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def _number_size(text: str) -> int:
    """About one byte for two significant digits, one for the exponent, one for a minus sign."""
    digits = text.lstrip("-").replace(".", "").strip("0")
    return 1 if not digits else 1 + (len(digits) + 1) // 2 + text.startswith("-")


def _binary_size(text: str) -> int:
    """The bytes that base64 text stands for."""
    return len(text) // 4 * 3 - text.count("=", -2)


def _list_size(content: list[AttributeValue]) -> int:
    return _CONTAINER_BYTES + len(content) + sum(map(_value_size, content))


def _map_size(content: WireItem) -> int:
    return _CONTAINER_BYTES + len(content) + item_size(content)


def _one(_: Any) -> int:
    return 1


_SIZES: Final[dict[str, Callable[[Any], int]]] = {
    "S": _text_size,
    "N": _number_size,
    "B": _binary_size,
    "BOOL": _one,
    "NULL": _one,
    "SS": lambda content: sum(map(_text_size, content)),
    "NS": lambda content: sum(map(_number_size, content)),
    "BS": lambda content: sum(map(_binary_size, content)),
    "L": _list_size,
    "M": _map_size,
}


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
