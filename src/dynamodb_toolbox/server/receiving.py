"""The body of a request, as far as it may go."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final

from dynamodb_toolbox.server.refusals import RequestEntityTooLargeException, RequestTimeoutException

MAX_REQUEST_BYTES: Final = 16 * 1024**2
SECONDS_FOR_A_BODY: Final = 60.0
_MOST_THROWN_AWAY: Final = 64 * 1024**2
"""A client reads no answer while it sends: so much more is read, and thrown away, before it is cut off."""


async def body_of(scope: Mapping[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]]) -> bytes:
    """Receive a body.

    Raises:
        RequestEntityTooLargeException: It has more than 16 MB.
        RequestTimeoutException: It did not come within a minute.
    """
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SECONDS_FOR_A_BODY):
            async for chunk in _chunks(receive):
                size += len(chunk)
                if size <= MAX_REQUEST_BYTES:
                    chunks.append(chunk)
                elif size > _MOST_THROWN_AWAY or _declared(scope) > _MOST_THROWN_AWAY:
                    break
    except TimeoutError:
        raise RequestTimeoutException("The body of the request did not come in time") from None
    if size > MAX_REQUEST_BYTES:
        raise RequestEntityTooLargeException(f"The request has more than {MAX_REQUEST_BYTES} bytes")
    return b"".join(chunks)


async def _chunks(receive: Callable[[], Awaitable[dict[str, Any]]]) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("The client went away before its request was whole")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


def _declared(scope: Mapping[str, Any]) -> int:
    return next((int(value) for name, value in scope["headers"] if name == b"content-length"), 0)
