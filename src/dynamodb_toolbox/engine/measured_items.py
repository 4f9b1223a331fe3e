"""Items to put: checked and copied as `attributes` does it, and measured as `sizes` does, in one walk.

Most values are text, numbers and flags as they should be, and are dealt with here; the others, and every
fault, are left to those two.
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.attributes import (
    canonical_item,
    canonical_name,
    canonical_value,
    deeper,
)
from dynamodb_toolbox.engine.numbers import canonical_number
from dynamodb_toolbox.engine.request_faults import RequestFault
from dynamodb_toolbox.sizes import CONTAINER_BYTES, number_size, value_size
from dynamodb_toolbox.values import AttributeValue, WireItem


def measured_item(item: dict[str, Any]) -> tuple[WireItem, int]:
    """Check and copy an item; give it and its size in bytes.

    Raises:
        ValidationException: A value breaks a rule of its type.
        SerializationException: A value is not of the shape that its type has on the wire.
    """
    try:
        return _measured_map(item, 1)
    except RequestFault:
        canonical_item(item)  # knows which of several faults comes first
        raise


def _measured_map(item: dict[str, Any], depth: int) -> tuple[WireItem, int]:
    result: WireItem = {}
    size = 0
    for name, value in item.items():
        canonical_name(name)
        result[name], value_bytes = _measured(value, depth)
        size += value_bytes + (len(name) if name.isascii() else len(name.encode()))
    return result, size


def _measured(value: Any, depth: int) -> tuple[AttributeValue, int]:
    if type(value) is dict and len(value) == 1:
        [(kind, content)] = value.items()
        if type(content) is str:
            if kind == "S" and content.isascii():
                return {"S": content}, len(content)
            if kind == "N":
                text = canonical_number(content)
                return {"N": text}, number_size(text)
        elif kind == "M" and type(content) is dict:
            inner, size = _measured_map(content, deeper(depth))
            return {"M": inner}, size + len(inner) + CONTAINER_BYTES
    canonical = canonical_value(value, depth)
    return canonical, value_size(canonical)
