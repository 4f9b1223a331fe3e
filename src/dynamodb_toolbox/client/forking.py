"""After a fork, the child starts anew: its parent's connections and held locks are not its own."""

from __future__ import annotations

import os
import weakref
from typing import Any, Final, Protocol


class Forked(Protocol):
    """Whoever has something to put right in a forked child."""

    def after_fork(self) -> None:
        """Drop what belongs to the parent."""
        ...


_known: Final[weakref.WeakSet[Any]] = weakref.WeakSet()


def watch(something: Forked) -> None:
    """Have `after_fork` called in every forked child, as long as the object lives."""
    _known.add(something)


def _tell() -> None:
    for something in list(_known):
        something.after_fork()


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_tell)
