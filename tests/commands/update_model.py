"""What updates should do, in plain Python: the model for the library and the engine."""

import re
from typing import Any

from dynamodb_toolbox import MISSING
from dynamodb_toolbox.updates import Add, Append, Delete, Get, Prepend, Remove, Set, Subtract, Sum


class RefusedError(Exception):
    """The service is to refuse the update: a parent or an operand is not there."""


def updated(item: dict[str, Any], changes: dict[str, Any], *, whole: bool) -> dict[str, Any]:
    """Give the item as the changes leave it; `whole` replaces dicts and lists, as UpdateAttributes does."""
    return Model(item, whole).map(item, changes)


class Model:
    """One update: all right-hand sides read the item as it was."""

    def __init__(self, item: dict[str, Any], whole: bool) -> None:
        self._item = item
        self._whole = whole

    def map(self, stored: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
        new = dict(stored)
        for name, change in changes.items():
            value = self._change(stored.get(name, MISSING), change)
            new.pop(name, None)
            if value is not MISSING:
                new[name] = value
        return new

    def _list(self, stored: list[Any], changes: dict[int, Any]) -> list[Any]:
        new = dict(enumerate(stored))
        for index, change in sorted(changes.items()):
            value = self._change(new.get(index, MISSING), change)
            new.pop(index, None)
            if value is not MISSING:
                new[index] = value
        return [value for _, value in sorted(new.items())]

    def _change(self, current: Any, change: Any) -> Any:
        match change:
            case Remove():
                return MISSING
            case Add(set() as elements):
                return elements | (set() if current is MISSING else current)
            case Add(number):
                return number + (0 if current is MISSING else current)
            case Delete(elements):
                left = (set() if current is MISSING else current) - elements
                return left or MISSING
            case Append(more):
                return ([] if current is MISSING else current) + self._value(more)
            case Prepend(more):
                return self._value(more) + ([] if current is MISSING else current)
            case dict() | list() if not self._whole:
                return self._inside(current, change)
            case _:
                return self._value(change)

    def _inside(self, current: Any, change: Any) -> Any:
        """Change a map or list in part; with nothing to change, it need not be there."""
        if not _touches(change):
            return current
        if current is MISSING:
            raise RefusedError
        if isinstance(current, list):
            return self._list(current, dict(enumerate(change)) if isinstance(change, list) else change)
        return self.map(current, change)

    def _value(self, value: Any) -> Any:
        match value:
            case Set(content):
                return content
            case Sum(left, right):
                return self._value(left) + self._value(right)
            case Subtract(left, right):
                return self._value(left) - self._value(right)
            case Get(path, fallback):
                found = self._stored(path)
                if found is not MISSING:
                    return found
                if fallback is MISSING:
                    raise RefusedError
                return self._value(fallback)
            case _:
                return value

    def _stored(self, path: str) -> Any:
        value: Any = self._item
        for part in re.findall(r"\w+", path):
            key = int(part) if isinstance(value, list) else part
            there = key < len(value) if isinstance(value, list) else key in value
            if not there:
                return MISSING
            value = value[key]
        return value


def _touches(change: Any) -> bool:
    if isinstance(change, dict):
        return any(map(_touches, change.values()))
    return any(map(_touches, change)) if isinstance(change, list) else True
