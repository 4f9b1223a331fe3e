"""The interface that carries requests: filled by our sockets, or by another HTTP library.

It is for type checkers: nothing loads it at run time.
"""

from __future__ import annotations

from typing import Protocol

from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse


class Transport(Protocol):
    """Whoever carries requests, while the caller waits. It serves threads at once."""

    def send(self, request: HTTPRequest) -> HTTPResponse:
        """Give the answer, whatever its status.

        Raises:
            TransportError: Where there is none.
        """
        ...

    def close(self) -> None:
        """Give back the connections; closing twice does nothing."""
        ...


class AsyncTransport(Protocol):
    """Whoever carries requests for tasks. Cancelling one leaves it fit for the others."""

    async def send(self, request: HTTPRequest) -> HTTPResponse:
        """Give the answer, whatever its status.

        Raises:
            TransportError: Where there is none.
        """
        ...

    def close(self) -> None:
        """Give back the connections; closing twice does nothing."""
        ...
