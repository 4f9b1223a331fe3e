"""Items of replies that may still be JSON, read where no entity reads them in its own way."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.protocol.calls import Wire, Wires
from dynamodb_toolbox.values import WireItem


def opened(wire: Wire) -> WireItem:
    """Give an item in wire form."""
    return wire if isinstance(wire, dict) else decoded(wire)


def all_opened(wires: Wires) -> list[WireItem]:
    """Give items in wire form."""
    return wires if isinstance(wires, list) else decoded(wires)


def decoded(raw: Any) -> Any:
    """Read what is JSON."""
    from msgspec import json  # noqa: PLC0415  # those who only build requests need not load it

    return json.decode(raw)
