"""How large an item is, as DynamoDB counts it.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from dynamodb_toolbox.values import AttributeValue, WireItem

CONTAINER_BYTES: Final = 3  # a list or map, besides one byte for each element


def item_size(item: WireItem) -> int:
    """Give the size of an item in bytes: names and values."""
    return sum([_text_size(name) + value_size(value) for name, value in item.items()])


def attribute_size(name: str, value: AttributeValue) -> int:
    """Give the size of one attribute in bytes: its name and its value."""
    return _text_size(name) + value_size(value)


def value_size(value: AttributeValue) -> int:
    """Give the size of a value in bytes."""
    [(kind, content)] = value.items()
    return _SIZES[kind](content)


def _text_size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())


def number_size(text: str) -> int:
    """Give the size of a number in bytes.

    That is one, one for two significant digits before and after the point each, one for a minus sign.
    """
    if text.isdigit():  # most are whole
        return 1 + (len(text.strip("0")) + 1) // 2
    whole, _, fraction = text.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") if fraction else whole.strip("0")
    if not whole:
        fraction = fraction.lstrip("0")
    return 1 + (len(whole) + 1) // 2 + (len(fraction) + 1) // 2 + text.startswith("-")


def _binary_size(text: str) -> int:
    """The bytes that base64 text stands for."""
    return len(text) // 4 * 3 - text.count("=", -2)


def _list_size(content: list[AttributeValue]) -> int:
    return CONTAINER_BYTES + len(content) + sum(map(value_size, content))


def _map_size(content: WireItem) -> int:
    return CONTAINER_BYTES + len(content) + item_size(content)


def _one(_: Any) -> int:
    return 1


_SIZES: Final[dict[str, Callable[[Any], int]]] = {
    "S": _text_size,
    "N": number_size,
    "B": _binary_size,
    "BOOL": _one,
    "NULL": _one,
    "SS": lambda content: sum(map(_text_size, content)),
    "NS": lambda content: sum(map(number_size, content)),
    "BS": lambda content: sum(map(_binary_size, content)),
    "L": _list_size,
    "M": _map_size,
}
