"""One kept connection, synchronously: one `sendall` of head and body, one `recv` in the usual case."""

from __future__ import annotations

import select
import socket
import time
from typing import Any, Final

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse
from dynamodb_toolbox.client.http.response_reader import MalformedResponse, ResponseReader
from dynamodb_toolbox.client.http.routes import Route

_RECEIVE: Final = 64 * 1024
_RECEIVE_MORE: Final = 256 * 1024


class Connection:
    """A connection to the origin of a route; used by one thread at a time."""

    __slots__ = ("_poller", "_read_timeout", "_reader", "_route", "_socket", "_timeout", "_tls", "idle_since")

    def __init__(self, route: Route, opened: socket.socket, read_timeout: float | None) -> None:
        self._route = route
        self._socket = opened
        self._tls: Any = opened if route.origin.tls else None
        self._read_timeout = self._timeout = read_timeout
        self._reader = ResponseReader()
        self._poller = _poller_of(opened)
        self.idle_since = 0.0
        opened.settimeout(read_timeout)

    @property
    def reusable(self) -> bool:
        """Whether it may carry another request."""
        return self._reader.reusable

    def stale(self) -> bool:
        """Tell whether the peer closed it, or said something unasked, while it was idle."""
        return bool(self._poller(0)) or (self._tls is not None and self._tls.pending() > 0)

    def exchange(self, request: HTTPRequest) -> HTTPResponse:
        """Send a request and give its answer.

        Raises:
            TransportError: There was none; the connection is of no more use.
        """
        route = self._route
        head = request.head
        if route.proxy is not None and not route.origin.tls:
            head = route.rewritten(head)
        sent = False
        try:
            if request.deadline is not None:
                self._wait_until(request.deadline)
            sent = True
            self._socket.sendall(head + request.body)
            response = self._reader.feed(self._receive(_RECEIVE))
            while response is None:
                if request.deadline is not None:
                    self._wait_until(request.deadline)
                data = self._receive(_RECEIVE_MORE)
                response = self._reader.feed(data) if data else self._cut_off()
        except TimeoutError:
            if request.deadline is not None and time.monotonic() >= request.deadline:
                raise faults.deadline_passed(route.origin, sent=sent) from None
            raise faults.read_timed_out(route.origin, self._read_timeout) from None
        except MalformedResponse as error:
            raise faults.malformed(route.origin, error) from None
        except OSError as error:
            return self._early_refusal(error)
        return response

    def close(self) -> None:
        """Close it; closing twice does nothing."""
        self._socket.close()

    def __del__(self) -> None:
        """Close it, where a client was dropped without being closed."""
        self._socket.close()

    def _receive(self, size: int) -> bytes:
        data = self._socket.recv(size)
        if not data and not self._reader.started:
            raise faults.connection_lost(self._route.origin, started=False)
        return data

    def _early_refusal(self, error: OSError) -> HTTPResponse:
        """Give what the peer said before it broke off, such as 413 to a request that it has not read whole.

        Raises:
            TransportError: It said nothing of the kind.
        """
        started = self._reader.started
        try:
            while data := self._socket.recv(_RECEIVE):
                response = self._reader.feed(data)
                if response is not None and response.status >= 400:
                    self._reader.reusable = False
                    return response
        except (OSError, MalformedResponse):
            pass  # the first error says more
        reason = error.strerror or error
        raise faults.connection_lost(self._route.origin, started=started, reason=reason) from error

    def _cut_off(self) -> HTTPResponse:
        response = self._reader.end()
        if response is None:
            raise faults.connection_lost(self._route.origin, started=True)
        return response

    def _wait_until(self, deadline: float) -> None:
        """Set the socket's timeout; where it is as it was, nothing is asked of the kernel."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        bound = self._read_timeout
        timeout = left if bound is None or left < bound else bound
        if timeout != self._timeout:
            self._timeout = timeout
            self._socket.settimeout(timeout)


def _poller_of(opened: socket.socket) -> Any:
    """Give a function that waits some milliseconds and tells whether there is something to read."""
    if not hasattr(select, "poll"):  # Windows
        return lambda milliseconds: select.select([opened], [], [], milliseconds / 1000)[0]
    poller = select.poll()
    poller.register(opened, select.POLLIN)
    return poller.poll
