"""The rule that no two document paths of one expression may meet.

Paths are laid into a tree one after the other: to end on a step already taken, or to step past the end of
another path, is an overlap; to ask one place for a name and an index is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from dynamodb_toolbox.expressions.lexer import ExpressionFault
from dynamodb_toolbox.expressions.nodes import Path


class _Step:
    """A place that a path leads through: the first such path, and whether it ends here."""

    __slots__ = ("ends", "first", "following")

    def __init__(self, first: Path) -> None:
        self.first = first
        self.ends = False
        self.following: dict[str | int, _Step] = {}


def check_distinct_paths(paths: Iterable[Path]) -> None:
    """Refuse two paths of which one contains the other, or which take one place for a map and a list.

    Raises:
        ExpressionFault: Two paths meet; the message shows both.
    """
    root = _Step(Path(()))
    for path in paths:
        _lay(root, path)


def _lay(step: _Step, path: Path) -> None:
    known = True
    for element in path.elements:
        following = step.following.get(element)
        known = following is not None
        if following is None:
            other = next(iter(step.following.values()), None)
            if other is not None and type(next(iter(step.following))) is not type(element):
                _refuse("conflict", other.first, path)
            following = step.following[element] = _Step(path)
        elif following.ends:
            _refuse("overlap", following.first, path)
        step = following
    if known:
        _refuse("overlap", step.first, path)
    step.ends = True


def _refuse(how: str, one: Path, two: Path) -> NoReturn:
    raise ExpressionFault(
        f"Two document paths {how} with each other; must remove or rewrite one of these paths; "
        f"path one: {path_text(one)}, path two: {path_text(two)}"
    )


def path_text(path: Path) -> str:
    """Write a path as the service's messages show it: `[a, [0], b]`."""
    parts = [f"[{e}]" if isinstance(e, int) else e for e in path.elements]
    return f"[{', '.join(parts)}]"
