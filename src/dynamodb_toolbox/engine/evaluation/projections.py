"""The parts of an item that a projection, or the paths of an update, name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from dynamodb_toolbox.engine.evaluation.documents import child_of
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.values import AttributeValue, WireItem

_Wanted: TypeAlias = "dict[str | int, _Wanted]"
"""What is wanted below a place; nothing listed means all of it."""


def project(item: WireItem, paths: Iterable[Path]) -> WireItem:
    """Give what `paths` name of an item: maps with those names only, lists closed up, in their order."""
    wanted: _Wanted = {}
    for path in paths:
        step = wanted
        for element in path.elements:
            step = step.setdefault(element, {})
    return _named(item, wanted)


def _named(attributes: WireItem, wanted: _Wanted) -> WireItem:
    found: WireItem = {}
    for name, below in wanted.items():
        value = attributes.get(str(name))
        part = None if value is None else _part(value, below)
        if part is not None:
            found[str(name)] = part
    return found


def _part(value: AttributeValue, wanted: _Wanted) -> AttributeValue | None:
    if not wanted:
        return value
    if "M" in value:
        names = _named(value["M"], {name: below for name, below in wanted.items() if isinstance(name, str)})
        return {"M": names} if names else None
    parts: list[AttributeValue] = []
    for index, below in sorted((i, below) for i, below in wanted.items() if isinstance(i, int)):
        element = child_of(value, index)
        part = None if element is None else _part(element, below)
        if part is not None:
            parts.append(part)
    return {"L": parts} if parts else None
