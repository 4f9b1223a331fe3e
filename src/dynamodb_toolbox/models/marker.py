"""What marks the classes that declare their attributes, for the types of their paths."""

from __future__ import annotations

from typing import Literal, Protocol


class Declared:
    """The base of `Map`."""


class Root(Declared):
    """The base of `Item`: its attributes are where paths begin."""


class Inner(Protocol):
    """A class of `Map` that is none of `Item`: its attributes are within an item, or are a key's."""

    begins_paths: Literal[False]
    """Tells the two apart, for type checkers alone."""
