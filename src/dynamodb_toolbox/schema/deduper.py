"""`Deduper`: values without repeats, as DynamoDB would hold them equal (spec/schema.md §12)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from dynamodb_toolbox.values import same

T = TypeVar("T")


class Deduper(Generic[T]):
    """Keeps values in the order they came, each once; sets, bytes and big numbers by their value.

    Attributes:
        values: The distinct values.
    """

    def __init__(self, values: Iterable[T] = ()) -> None:
        self.values: list[T] = []
        for value in values:
            self.push(value)

    def push(self, value: T) -> bool:
        """Add a value; tell whether it was there already."""
        seen = any(same(value, known) for known in self.values)
        if not seen:
            self.values.append(value)
        return seen
