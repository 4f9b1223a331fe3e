"""The application: one route, which hands calls to an endpoint and answers in AWS's envelope.

It is ASGI by hand, as there is one route; any ASGI server runs it:
    app = App(Engine.open("items.db"))
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeAlias

from dynamodb_toolbox.errors import AccessDeniedException, InternalServerError, ServiceError
from dynamodb_toolbox.protocol.calls import Endpoint
from dynamodb_toolbox.server.authorization import authorization_of
from dynamodb_toolbox.server.envelope import (
    HEALTHY,
    UNKNOWN_ROUTE,
    Answer,
    answer_of,
    is_call,
    operation_of,
    parameters_of,
    refusal_of,
)
from dynamodb_toolbox.server.http_request import HttpRequest
from dynamodb_toolbox.server.receiving import body_of
from dynamodb_toolbox.server.refusals import RequestEntityTooLargeException, RequestTimeoutException
from dynamodb_toolbox.server.signature import verify

Message: TypeAlias = dict[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

CALLS_AT_ONCE: Final = 32
"""How many calls are answered at once; the others wait for their turn."""

access_log: Final = logging.getLogger("dynamodb_toolbox.server.access")
error_log: Final = logging.getLogger("dynamodb_toolbox.server.error")


class App:
    """An ASGI application that answers as DynamoDB and DynamoDB Streams do."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        secrets: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.time,
        calls_at_once: int = CALLS_AT_ONCE,
    ) -> None:
        """Put an endpoint behind HTTP.

        Args:
            endpoint: Answers the calls: the engine, or whatever speaks its language.
            secrets: Secret keys by access key; every request must then be signed by one of them. Without
                them, requests must be signed by somebody, as AWS's clients do anyway.
            clock: Gives the seconds since 1970, by which signatures expire.
            calls_at_once: How many calls the endpoint is given at once.
        """
        self._endpoint = endpoint
        self._secrets = secrets
        self._clock = clock
        self._turns = asyncio.Semaphore(calls_at_once)

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request (https://asgi.readthedocs.io)."""
        if scope["type"] != "http":
            raise TypeError(f"This application speaks HTTP only, not {scope['type']}")
        started = time.perf_counter()
        try:
            answer, subject = await self._answered(scope, receive)
        except ConnectionResetError:
            return  # nobody is there to be answered
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.head()})
        await send({"type": "http.response.body", "body": answer.body})
        _log(scope, subject, answer, time.perf_counter() - started)

    async def _answered(self, scope: Mapping[str, Any], receive: Receive) -> tuple[Answer, str]:
        """Give the answer, and what the log calls the request."""
        subject = f"{scope['method']} {scope['path']}"
        try:
            request = HttpRequest.of_scope(scope, await body_of(scope, receive))
            if request.method == "GET" and request.path == "/":
                return HEALTHY, subject
            if not is_call(request):
                return UNKNOWN_ROUTE, subject
            parameters = parameters_of(request)
            operation = subject = operation_of(request)
            self._authorize(request)
            async with self._turns:
                return answer_of(await self._endpoint.call_async(operation, parameters)), subject
        except (RequestEntityTooLargeException, RequestTimeoutException) as error:
            refusal = refusal_of(error)
            return Answer(refusal.status, refusal.body, headers=((b"connection", b"close"),)), subject
        except ConnectionResetError:
            raise
        except ServiceError as error:
            return refusal_of(error), f"{subject} {error.name}"
        except Exception:  # noqa: BLE001  # whatever it is, the caller gets an answer and the log the reason
            error_log.exception("%s failed", subject)
            return refusal_of(InternalServerError("Internal server error")), subject

    def _authorize(self, request: HttpRequest) -> None:
        authorization = authorization_of(request.headers)
        if self._secrets is not None:
            verify(request, authorization, self._secrets, self._clock())
        elif "origin" in request.headers:
            # Browsers say so with every POST, other clients never do: a page that has itself resolved to this
            # address (DNS rebinding) would otherwise get in.
            raise AccessDeniedException("Web pages are answered only where requests must be signed")


def _log(scope: Mapping[str, Any], subject: str, answer: Answer, seconds: float) -> None:
    """Write who asked for what and what came of it; never what is in an item."""
    host, port = scope.get("client") or ("-", 0)
    access_log.info(
        "%s:%s %s %d %dB %.1fms", host, port, subject, answer.status, len(answer.body), seconds * 1000
    )
