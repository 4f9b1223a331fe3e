"""Items as they are stored, JSON: handed on unread to those who can read it, and read for the others."""

from __future__ import annotations

from typing import Final

from msgspec import Raw
from msgspec.json import Decoder

from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem

decode: Final = Decoder(WireItem).decode
decode_all: Final = Decoder(list[WireItem]).decode


def opened(reply: Reply) -> Reply:
    """Read what of a reply is still JSON."""
    item = reply.get("Item")
    if isinstance(item, Raw):
        reply["Item"] = decode(item)
    items = reply.get("Items")
    if isinstance(items, Raw):
        reply["Items"] = decode_all(items)
    return reply
