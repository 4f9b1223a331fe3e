"""The shape of a transformer: how a valid value is stored, and read back (spec/schema.md §13)."""

from __future__ import annotations

from typing import Any, Protocol


class Transformer(Protocol):
    """Two functions: `decode(encode(value)) == value`.

    On a primitive, `encode` must give a value of the same DynamoDB type.
    """

    def encode(self, value: Any, /) -> Any:
        """Give the stored form of a valid value."""
        ...

    def decode(self, value: Any, /) -> Any:
        """Give back the valid value of a stored one."""
        ...
