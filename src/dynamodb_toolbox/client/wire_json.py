"""Calls and replies in wire form ↔ the JSON that is sent."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Raw
from msgspec.json import Decoder, Encoder

from dynamodb_toolbox.client.losses import TOKENS
from dynamodb_toolbox.protocol.calls import Call, Reply

_ITEMS: Final = frozenset({"Item", "Items", "Attributes"})

_encode: Final = Encoder().encode
_decode: Final = Decoder[Any](Any).decode
_fields: Final = Decoder(dict[str, Raw]).decode


def encoded(call: Call) -> bytes:
    """Give a request as JSON, with an idempotency token where it should have one, and has none."""
    if call.item is not None:
        return _encode({**call.head, "Item": Raw(call.item)})
    return _encode(_repeatable(call.operation, call.request))


def decoded(body: bytes, *, raw: bool = False) -> Reply:
    """Give a reply; `raw` leaves its items as JSON, for whoever reads them in another way."""
    if not body:  # of operations that answer nothing, such as TagResource
        return {}
    if not raw:
        reply: Reply = _decode(body)
        return reply
    return {name: value if name in _ITEMS else _decode(value) for name, value in _fields(body).items()}


def _repeatable(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """Add the token that a request lacks, so that its repetition is known for one."""
    token = TOKENS.get(operation)
    if token is None or token in request:
        return request
    from uuid import uuid4  # noqa: PLC0415  # few operations have one

    return {**request, token: str(uuid4())}
