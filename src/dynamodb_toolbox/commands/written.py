"""A parsed input of a put, as compiled code gives it: in wire form already."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dynamodb_toolbox.values import WireItem, decode_item


class Written:
    """A parsed input: under the schema's names, and in wire form, keys included.

    Attributes:
        parsed_item: The input under the schema's names, defaults filled.
        wire: The item in wire form.
        json: The same as JSON.
    """

    def __init__(
        self, parsed_item: dict[str, Any], wire: WireItem, json: bytes, key_names: Sequence[str]
    ) -> None:
        self.parsed_item = parsed_item
        self.wire = wire
        self.json = json
        self._key_names = key_names

    @cached_property
    def item(self) -> dict[str, Any]:
        """The item as it is stored, as plain values."""
        return decode_item(self.wire)

    @cached_property
    def key(self) -> dict[str, Any]:
        """The primary key."""
        return {name: self.item[name] for name in self._key_names}
