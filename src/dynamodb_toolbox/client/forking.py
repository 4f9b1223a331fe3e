"""After a fork, the child starts anew: its parent's connections and held locks are not its own."""

from __future__ import annotations

import os
from typing import Any, Final, Protocol

try:  # where `weakref` takes it from: all else of it costs a cold start
    from _weakrefset import WeakSet
except ImportError:
    from weakref import WeakSet


class Forked(Protocol):
    """Whoever has something to put right in a forked child."""

    def after_fork(self) -> None:
        """Drop what belongs to the parent."""
        ...


_known: Final[WeakSet[Any]] = WeakSet()


def watch(something: Forked) -> None:
    """Have `after_fork` called in every forked child, as long as the object lives."""
    _known.add(something)


def _tell() -> None:
    for something in list(_known):
        something.after_fork()


if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_tell)
