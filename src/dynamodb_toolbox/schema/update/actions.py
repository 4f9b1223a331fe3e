"""What may be done to an attribute in an update, besides giving it a new value (spec/actions.md §5.1).

    {"level": add(1), "evolutions": append([{…}]), "nickname": remove(), "top": get("level", 0)}

An action is a plain, immutable value: defaults and links may give one, and `toolbox_item` shows it.
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.records import Record
from dynamodb_toolbox.values import MISSING


class UpdateAction(Record):
    """The base of all actions."""


class Set(UpdateAction):
    """Replace the whole value."""

    value: Any


class Get(UpdateAction):
    """The stored value of another attribute, or the fallback where there is none."""

    path: str
    fallback: Any = MISSING


class Remove(UpdateAction):
    """Remove the attribute."""


class Sum(UpdateAction):
    """Set to `left + right`."""

    left: Any
    right: Any


class Subtract(UpdateAction):
    """Set to `left - right`."""

    left: Any
    right: Any


class Add(UpdateAction):
    """Add to a number (a missing one counts as 0), or elements to a set."""

    value: Any


class Delete(UpdateAction):
    """Delete elements from a set."""

    value: Any


class Append(UpdateAction):
    """Add elements at the end of a list (a missing one counts as empty)."""

    value: Any


class Prepend(UpdateAction):
    """Add elements at the start of a list (a missing one counts as empty)."""

    value: Any


def set_(value: Any) -> Set:
    """Replace a list, map or record as a whole, where a plain value would update parts of it."""
    return Set(value)


def get(path: str, fallback: Any = MISSING) -> Get:
    """Take the stored value of the attribute at `path`; `fallback`, where given, if there is none."""
    return Get(path, fallback)


def remove() -> Remove:
    """Remove an optional attribute, or an element of a list or record."""
    return Remove()


def sum_(left: Any, right: Any) -> Sum:
    """Set a number to the sum of two, each a number or `get(…)`."""
    return Sum(left, right)


def subtract(left: Any, right: Any) -> Subtract:
    """Set a number to the difference of two, each a number or `get(…)`."""
    return Subtract(left, right)


def add(value: Any) -> Add:
    """Add a number to a number (a missing one counts as 0), or a set of elements to a set."""
    return Add(value)


def delete(value: Any) -> Delete:
    """Delete a set of elements from a set."""
    return Delete(value)


def append(value: Any) -> Append:
    """Add a list of elements, or `get(…)`, at the end of a list."""
    return Append(value)


def prepend(value: Any) -> Prepend:
    """Add a list of elements, or `get(…)`, at the start of a list."""
    return Prepend(value)
