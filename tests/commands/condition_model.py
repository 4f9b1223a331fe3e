"""What conditions should mean, in plain Python: the model for the library and the engine."""

import re
from collections.abc import Callable
from typing import Any, Final

from dynamodb_toolbox import MISSING
from dynamodb_toolbox.schema.operands import Ref

_ORDERS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
}


def holds(item: dict[str, Any], condition: dict[str, Any]) -> bool:
    """Tell whether a condition is true of an item, both by the schema's names and values."""
    match condition:
        case {"and": parts}:
            return all(holds(item, part) for part in parts)
        case {"or": parts}:
            return any(holds(item, part) for part in parts)
        case {"not": part}:
            return not holds(item, part)
        case {"attr": path, **rest}:
            return _single(item, stored(item, path), rest)
        case {"size": path, **rest}:
            return _single(item, _size(stored(item, path)), rest)
        case {"value": value, **rest}:
            return _single(item, value, rest)
        case _:
            raise AssertionError(condition)


def stored(item: dict[str, Any], path: str) -> Any:
    """Give what an item has at a path; `MISSING` where it has nothing."""
    value: Any = item
    for part in re.findall(r"\w+", path):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else MISSING
        else:
            value = value.get(part, MISSING) if isinstance(value, dict) else MISSING
    return value


def _single(item: dict[str, Any], left: Any, test: dict[str, Any]) -> bool:
    def of(operand: Any) -> Any:
        return stored(item, operand.path) if isinstance(operand, Ref) else operand

    [(operator, operand)] = test.items()
    match operator:
        case "eq":
            return _equal(left, of(operand))
        case "ne":
            return not _equal(left, of(operand))
        case "between":
            low, high = map(of, operand)
            return _ordered("gte", left, low) and _ordered("lte", left, high)
        case "in":
            return any(_equal(left, of(member)) for member in operand)
        case "begins_with":
            return _begins_with(left, of(operand))
        case "contains":
            return _contains(left, of(operand))
        case "exists":
            return bool((left is not MISSING) == operand)
        case "type":
            return bool(_type(left) == operand)
        case _:
            return _ordered(operator, left, of(operand))


def _type(value: Any) -> str | None:
    match value:
        case bool():
            return "BOOL"
        case set():
            return _type(next(iter(value))) + "S" if value else None  # type: ignore[operator]
        case _:
            return {str: "S", int: "N", bytes: "B", list: "L", dict: "M"}.get(type(value))


def _equal(left: Any, right: Any) -> bool:
    """What is not there equals nothing, not even what is not there either."""
    return left is not MISSING and _type(left) == _type(right) and bool(left == right)


def _ordered(operator: str, left: Any, right: Any) -> bool:
    """Numbers, strings and bytes have an order, each among themselves; strings that of their bytes."""
    if _type(left) != _type(right) or _type(left) not in {"S", "N", "B"}:
        return False
    if isinstance(left, str):
        left, right = left.encode(), right.encode()
    return _ORDERS[operator](left, right)


def _begins_with(value: Any, start: Any) -> bool:
    return type(value) in {str, bytes} and type(value) is type(start) and bool(value.startswith(start))


def _contains(value: Any, part: Any) -> bool:
    if isinstance(value, (set, list)):
        return any(_equal(element, part) for element in value)
    return type(value) in {str, bytes} and type(value) is type(part) and bool(part in value)


def _size(value: Any) -> Any:
    return len(value) if isinstance(value, (str, bytes, set, list, dict)) else MISSING
