"""A parsed input of a put, as compiled code gives it: as JSON already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dynamodb_toolbox.commands.raw_items import decoded
from dynamodb_toolbox.values import WireItem, decode_item


class Written:
    """A parsed input: under the schema's names, and as JSON, keys included.

    Attributes:
        parsed_item: The input under the schema's names, defaults filled.
        json: The item in wire form, as JSON.
    """

    def __init__(self, parsed_item: dict[str, Any], json: bytes, key_names: Sequence[str]) -> None:
        self.parsed_item = parsed_item
        self.json = json
        self._key_names = key_names

    @cached_property
    def item(self) -> dict[str, Any]:
        """The item as it is stored, as plain values."""
        wire: WireItem = decoded(self.json)
        return decode_item(wire)

    @cached_property
    def key(self) -> dict[str, Any]:
        """The primary key."""
        return {name: self.item[name] for name in self._key_names}
