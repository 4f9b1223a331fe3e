"""Calls and replies in wire form ↔ the JSON that is sent."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.client import json_objects
from dynamodb_toolbox.client.losses import TOKENS, is_read
from dynamodb_toolbox.errors import TransportError
from dynamodb_toolbox.protocol.answers import Answer
from dynamodb_toolbox.protocol.calls import Call, Reply


def encoded(call: Call) -> bytes:
    """Give a request as JSON, with an idempotency token where it should have one, and has none."""
    if call.item is not None:
        return json_objects.encode_with_item(call.head, call.item)
    return json_objects.encode(_repeatable(call.operation, call.request))


def decoded(answer: Answer, call: Call) -> Reply:
    """Give the reply to a call; where it may be raw, its items stay JSON for whoever reads them another way.

    Raises:
        TransportError: The answer cannot be read, though its checksum, if any, is right.
    """
    body = answer.body
    if not body:  # of operations that answer nothing, such as TagResource
        return {}
    try:
        return json_objects.decode(body, raw=call.raw)
    except ValueError as error:
        raise _unreadable(answer, call.operation, str(error)) from None


def _unreadable(answer: Answer, operation: str, reason: str) -> TransportError:
    error = TransportError(
        "client.unexpectedAnswer",
        f"The answer to {operation} came with status 200, and is no JSON of DynamoDB ({reason}). Is "
        "a proxy or another service in between?",
    )
    error.sent, error.maybe_applied = True, not is_read(operation)
    error.attempts = answer.metadata.attempts
    return error


def _repeatable(operation: str, request: dict[str, Any]) -> dict[str, Any]:
    """Add the token that a request lacks, so that its repetition is known for one."""
    token = TOKENS.get(operation)
    if token is None or token in request:
        return request
    from uuid import uuid4  # noqa: PLC0415  # few operations have one

    return {**request, token: str(uuid4())}
