"""What comes back for a request of bytes: the body, and what the call took."""

from __future__ import annotations

from typing import Protocol


class Answer:
    """The answer of the service to one call.

    Attributes:
        body: The body of the answer, JSON as bytes; its checksum is right.
        attempts: How many times the request was sent.
        latency: Seconds from the call to its answer, repetitions and waits included.
        lost: How many attempts got no answer, so that they may have been applied, too; 0 for reads.
    """

    __slots__ = ("_headers", "attempts", "body", "latency", "lost")

    def __init__(
        self, body: bytes, attempts: int, latency: float, lost: int, headers: dict[bytes, bytes]
    ) -> None:
        self.body = body
        self.attempts = attempts
        self.latency = latency
        self.lost = lost
        self._headers = headers

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the answer, by their names in small letters."""
        return {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in self._headers.items()
        }

    @property
    def request_id(self) -> str | None:
        """What AWS's support asks for; `None` where the answer bore none."""
        return self.headers.get("x-amzn-requestid")

    def __repr__(self) -> str:
        size = len(self.body)  # the body itself is data, for no log
        return f"Answer({size} bytes, attempts={self.attempts}, latency={self.latency:.6f})"


class BytesEndpoint(Protocol):
    """An endpoint that takes a request as the bytes that are sent, and gives back those that came."""

    def exchange(self, operation: str, body: bytes) -> Answer:
        """Answer one call, or raise a `ServiceError` or `TransportError`."""
        ...

    async def exchange_async(self, operation: str, body: bytes) -> Answer:
        """Answer one call without blocking the event loop."""
        ...
