"""The tagged values of the golden cases ↔ Python values, and how two answers are compared."""

import base64
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dynamodb_toolbox.schema.update import actions
from dynamodb_toolbox.values import MISSING, same

_ACTIONS: dict[str, Any] = {
    "set": actions.set_,
    "get": actions.get,
    "remove": actions.remove,
    "sum": actions.sum_,
    "subtract": actions.subtract,
    "add": actions.add,
    "delete": actions.delete,
    "append": actions.append,
    "prepend": actions.prepend,
}


class OrderedSet(frozenset[Any]):
    """A set that is walked in the order of the recording, so that errors name the same element."""

    order: list[Any]

    def __iter__(self) -> Any:
        return iter(self.order)


def untag(value: Any) -> Any:
    """Read a value of a case."""
    if isinstance(value, list):
        return [untag(child) for child in value]
    if not isinstance(value, dict):
        return value
    if "$set" in value:
        return _set([untag(child) for child in value["$set"]])
    if "$binary" in value:
        return base64.b64decode(value["$binary"])
    if "$bigint" in value:
        return int(value["$bigint"])
    if "$undefined" in value:
        return MISSING
    if "$op" in value:
        return _ACTIONS[value["$op"]](*map(untag, value["args"]))
    return {name: untag(child) for name, child in value.items()}


def _set(elements: list[Any]) -> OrderedSet:
    result = OrderedSet(elements)
    result.order = elements
    return result


def equal(expected: Any, received: Any) -> bool:
    """Compare as DynamoDB would: sets as sets, numbers by value; what is missing is not there."""
    return same(_present(expected), _present(received))


def _present(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _present(child) for name, child in value.items() if child is not MISSING}
    if isinstance(value, (list, tuple)):
        return [_present(child) for child in value]
    if isinstance(value, (set, frozenset)):
        return frozenset(_present(child) for child in value)
    return Decimal(repr(value)) if isinstance(value, float) else value
