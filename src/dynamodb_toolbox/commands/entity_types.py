"""The items of several entities, each by a letter: what the overloads that take entities are written with."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

from dynamodb_toolbox.entity import Entity

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
F = TypeVar("F")
G = TypeVar("G")
H = TypeVar("H")

Of: TypeAlias = Entity[A, Any]
"""An entity of such items, whatever its key: `Of[Pokemon]`."""
