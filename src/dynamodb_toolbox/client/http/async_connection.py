"""One kept connection of an event loop: one `write` of head and body, one future for the answer.

Bytes are received into a buffer of the connection's own: asyncio would make one of 256 KB for every read,
which costs more than all else that the loop does for a small answer.

Each connection has at most one timer, which is moved on only when it fires: a request sets when it is due,
and most are answered long before.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, Final

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse
from dynamodb_toolbox.client.http.response_reader import MalformedResponse, ResponseReader
from dynamodb_toolbox.client.http.routes import Route

_BUFFER: Final = 32 * 1024
_LARGE_BUFFER: Final = 256 * 1024  # once an answer has filled the other


class AsyncConnection(asyncio.BufferedProtocol):
    """A connection to the origin of a route; used by one task at a time."""

    __slots__ = (
        "_answer",
        "_buffer",
        "_deadline",
        "_due",
        "_fires",
        "_loop",
        "_read_timeout",
        "_reader",
        "_rewrite",
        "_route",
        "_timer",
        "_transport",
        "idle_since",
        "open",
    )

    def __init__(self, route: Route, read_timeout: float | None, loop: asyncio.AbstractEventLoop) -> None:
        self._route = route
        self._rewrite = route.proxy is not None and not route.origin.tls
        self._read_timeout = read_timeout
        self._loop = loop
        self._reader = ResponseReader()
        self._buffer = memoryview(bytearray(_BUFFER))
        self._transport: Any = None
        self._answer: asyncio.Future[HTTPResponse] | None = None
        self._deadline: float | None = None
        self._due: float | None = None  # by time.monotonic(), as all that follow
        self._fires = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self.idle_since = 0.0
        self.open = False

    @property
    def reusable(self) -> bool:
        """Whether it may carry another request."""
        return self.open and self._reader.reusable

    def exchange(self, request: HTTPRequest) -> asyncio.Future[HTTPResponse]:
        """Send a request and give the future of its answer.

        The future fails with a `TransportError` where there is none; the connection is of no more use then,
        nor where the future is cancelled.
        """
        self._answer = answer = self._loop.create_future()
        self._deadline = request.deadline
        self._wait_anew()
        head = self._route.rewritten(request.head) if self._rewrite else request.head
        self._transport.write(head + request.body)
        return answer

    def close(self) -> None:
        """Close it at once; closing twice does nothing."""
        self.open = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Start (called by the loop)."""
        self._transport = transport
        self.open = True

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002  # the interface is the loop's
        """Give what bytes are received into (called by the loop)."""
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Take bytes as they come (called by the loop)."""
        data = self._buffer[:nbytes]
        if nbytes == _BUFFER:
            self._buffer = memoryview(bytearray(_LARGE_BUFFER))
        try:
            response = self._reader.feed(data)
        except MalformedResponse as error:
            self._fail(faults.malformed(self._route.origin, error))
            return
        answer = self._answer
        if answer is None:
            self.open = False  # something unasked
        elif response is None:
            self._wait_anew()
        else:
            self._finish(answer, response)

    def eof_received(self) -> None:
        """Take note that no more will come (called by the loop, which then closes)."""
        self.open = False

    def connection_lost(self, exc: Exception | None) -> None:
        """Take note of the end (called by the loop)."""
        self.open = False
        answer = self._answer
        if answer is None or answer.done():
            return
        started = self._reader.started
        response = self._reader.end() if exc is None else None
        if response is not None:
            self._finish(answer, response)
        else:
            reason = None if exc is None else getattr(exc, "strerror", None) or exc
            self._fail(faults.connection_lost(self._route.origin, started=started, reason=reason))

    def _finish(self, answer: asyncio.Future[HTTPResponse], response: HTTPResponse) -> None:
        self._answer = self._due = None
        if not answer.done():
            answer.set_result(response)

    def _fail(self, error: Exception) -> None:
        self.open = False
        answer, self._answer, self._due = self._answer, None, None
        if answer is not None and not answer.done():
            answer.set_exception(error)

    def _wait_anew(self) -> None:
        """Set when the next bytes are due."""
        due = None if self._read_timeout is None else time.monotonic() + self._read_timeout
        if self._deadline is not None and (due is None or self._deadline < due):
            due = self._deadline
        self._due = due
        if due is not None and (self._timer is None or due < self._fires):
            self._arm(due)

    def _arm(self, due: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._fires = due
        self._timer = self._loop.call_later(max(0.0, due - time.monotonic()), self._fire)

    def _fire(self) -> None:
        self._timer = None
        if self._due is None:
            return
        if self._due > time.monotonic():
            self._arm(self._due)
        elif self._due == self._deadline:
            self._fail(faults.deadline_passed(self._route.origin, sent=True))
        else:
            self._fail(faults.read_timed_out(self._route.origin, self._read_timeout))
