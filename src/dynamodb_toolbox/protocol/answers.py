"""What comes back for a call besides its reply: how often it was sent, how long it took, its request id."""

from __future__ import annotations

from typing import Any, Protocol


class Metadata:
    """What a call took.

    Attributes:
        attempts: How many times a request was sent.
        latency: Seconds from the call to its answer, repetitions and waits included.
        lost: How many attempts of a write got no answer, so that they may have been applied, too.
    """

    __slots__ = ("_headers", "attempts", "latency", "lost")

    def __init__(
        self, attempts: int, latency: float, lost: int = 0, headers: dict[bytes, bytes] | None = None
    ) -> None:
        self.attempts = attempts
        self.latency = latency
        self.lost = lost
        self._headers = headers or {}

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the (last) answer, by their names in small letters; none of the engine."""
        return {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in self._headers.items()
        }

    @property
    def request_id(self) -> str | None:
        """What AWS's support asks for, of the (last) answer; `None` where it bore none."""
        return self.headers.get("x-amzn-requestid")

    def __add__(self, later: Metadata) -> Metadata:
        """Give what two calls took, one after the other."""
        return Metadata(
            self.attempts + later.attempts,
            self.latency + later.latency,
            self.lost + later.lost,
            later._headers,  # of its own kind
        )

    def __repr__(self) -> str:
        return (
            f"Metadata(attempts={self.attempts}, latency={self.latency:.6f}, lost={self.lost}, "
            f"request_id={self.request_id!r})"
        )


class Answer:
    """The answer of a service to one call.

    Attributes:
        body: The body of the answer, JSON as bytes; its checksum is right.
        metadata: What the call took.
    """

    __slots__ = ("body", "metadata")

    def __init__(self, body: bytes, metadata: Metadata) -> None:
        self.body = body
        self.metadata = metadata

    def __repr__(self) -> str:
        return f"Answer({len(self.body)} bytes, {self.metadata!r})"  # the body itself is data, for no log


class Metered:
    """A response that says what its calls took."""

    __slots__ = ("_metadata",)

    @property
    def metadata(self) -> Metadata | None:
        """What the calls behind this response took together; `None` where none was made (a spy answered)."""
        metadata: Metadata | None = getattr(self, "_metadata", None)
        return metadata


def metered(response: object, metadata: Metadata | None) -> None:
    """Note on a response what its calls took."""
    if isinstance(response, Metered):
        object.__setattr__(response, "_metadata", metadata)  # responses are frozen for their users


class BytesEndpoint(Protocol):
    """An endpoint that takes a request as the bytes that are sent, and gives back those that came."""

    def exchange(self, operation: str, body: bytes) -> Answer:
        """Answer one call, or raise a `ServiceError` or `TransportError`."""
        ...

    async def exchange_async(self, operation: str, body: bytes) -> Answer:
        """Answer one call without blocking the event loop."""
        ...


class MeasuredEndpoint(Protocol):
    """An endpoint that says itself what a call took, beside its reply."""

    def call_measured(self, operation: str, request: dict[str, Any]) -> tuple[dict[str, Any], Metadata]:
        """Answer one call in wire form, or raise a `ServiceError` or `TransportError`."""
        ...

    async def call_measured_async(
        self, operation: str, request: dict[str, Any]
    ) -> tuple[dict[str, Any], Metadata]:
        """Answer one call without blocking the event loop."""
        ...
