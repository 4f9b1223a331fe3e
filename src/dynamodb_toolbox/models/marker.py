"""What marks the classes that declare their attributes, for the types of their paths."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, Protocol


class Declared:
    """The base of `Map`."""


set_attributes: Final[Callable[[Any, dict[str, Any]], None]] = vars(Declared)["__dict__"].__set__
"""Sets the `__dict__` of an instance past `__setattr__`, which takes as long as ten attributes."""


class Root(Declared):
    """The base of `Item`: its attributes are where paths begin."""


class Inner(Protocol):
    """A class of `Map` that is none of `Item`: its attributes are within an item, or are a key's."""

    begins_paths: Literal[False]
    """Tells the two apart, for type checkers alone."""
