"""When two stored values are the same."""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.values import AttributeValue, WireItem

_SET_TYPES: Final = frozenset({"SS", "NS", "BS"})


def equal(left: AttributeValue, right: AttributeValue) -> bool:
    """Tell whether two stored values are the same; sets have no order.

    Stored values are canonical, so that numbers and binaries are equal where their texts are.
    """
    if left == right:
        return True
    [(kind, content)] = left.items()
    other = right.get(kind)
    if other is None:
        return False
    if kind in _SET_TYPES:
        return set(content) == set(other)
    if kind == "L":
        return len(content) == len(other) and all(map(equal, content, other))
    return kind == "M" and equal_items(content, other)


def equal_items(left: WireItem, right: WireItem) -> bool:
    """Tell whether two stored items are the same."""
    if left == right:
        return True
    return left.keys() == right.keys() and all(equal(left[name], right[name]) for name in left)
