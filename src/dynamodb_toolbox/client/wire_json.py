"""Requests and replies in wire form ↔ the JSON that is sent."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.client.losses import TOKENS
from dynamodb_toolbox.protocol.calls import Reply


def encoded(operation: str, request: dict[str, Any]) -> bytes:
    """Give a request as JSON, with an idempotency token where it should have one, and has none."""
    from msgspec import json  # noqa: PLC0415  # not for those who talk to the engine

    return json.encode(_repeatable(operation, request))


def decoded(body: bytes) -> Reply:
    """Give a reply."""
    from msgspec import json  # noqa: PLC0415

    reply: Reply = json.decode(body)
    return reply


def _repeatable(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """Add the token that a request lacks, so that its repetition is known for one."""
    token = TOKENS.get(operation)
    if token is None or token in request:
        return request
    from uuid import uuid4  # noqa: PLC0415  # few operations have one

    return {**request, token: str(uuid4())}
