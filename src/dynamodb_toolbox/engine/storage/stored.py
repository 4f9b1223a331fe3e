"""An item as it is stored."""

from __future__ import annotations

from typing import NamedTuple

from dynamodb_toolbox.values import WireItem


class Stored(NamedTuple):
    """An item and its size in bytes; each read gives a new one, which shares nothing with another."""

    item: WireItem
    size: int
