"""What marks the classes that declare their attributes, for the types of their paths."""

from __future__ import annotations


class Declared:
    """The base of `Map`."""


class Root(Declared):
    """The base of `Item`: its attributes are where paths begin."""
