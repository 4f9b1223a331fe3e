"""Values inside an item: how to reach them, and how deep they go."""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.values import AttributeValue, WireItem

_SET_TYPES: Final = frozenset({"SS", "NS", "BS"})


def value_at(item: WireItem, path: Path) -> AttributeValue | None:
    """Give the value at a path, or `None` where the path leads nowhere."""
    head, *rest = path.elements
    value = item.get(str(head))
    for element in rest:
        if value is None:
            return None
        value = child_of(value, element)
    return value


def child_of(value: AttributeValue, element: str | int) -> AttributeValue | None:
    """Give one element of a map (by name) or a list (by index), or `None`."""
    child: AttributeValue | None
    if isinstance(element, str):
        child = value["M"].get(element) if "M" in value else None
    else:
        elements = value.get("L", ())
        child = elements[element] if element < len(elements) else None
    return child


def depth(value: AttributeValue) -> int:
    """Count the levels of a value: one for a scalar, one more for each map or list, even an empty one."""
    [(kind, content)] = value.items()
    if kind == "L":
        return 1 + max(map(depth, content), default=1)
    return 1 + max(map(depth, content.values()), default=1) if kind == "M" else 1


def copy_of(value: AttributeValue) -> AttributeValue:
    """Copy a stored value, all the way down."""
    [(kind, content)] = value.items()
    if kind == "M":
        return {"M": copy_of_item(content)}
    if kind == "L":
        return {"L": [copy_of(element) for element in content]}
    return {kind: list(content) if kind in _SET_TYPES else content}


def copy_of_item(item: WireItem) -> WireItem:
    """Copy a stored item, all the way down."""
    return {name: copy_of(value) for name, value in item.items()}
