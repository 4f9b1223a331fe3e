"""What a SELECT gives of an item: each path under its last name, `a.b` as `b`, `a[0]` as `a[0]`."""

from __future__ import annotations

from collections.abc import Sequence

from dynamodb_toolbox.engine.evaluation.documents import value_at
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.values import WireItem


def selected(item: WireItem, paths: Sequence[Path]) -> WireItem:
    """Give what `paths` name of an item; no paths stand for all of it."""
    if not paths:
        return item
    found = {_label(path): value_at(item, path) for path in paths}
    return {label: value for label, value in found.items() if value is not None}


def _label(path: Path) -> str:
    last = max(place for place, element in enumerate(path.elements) if isinstance(element, str))
    name, *indexes = path.elements[last:]
    return f"{name}{''.join(f'[{index}]' for index in indexes)}"
