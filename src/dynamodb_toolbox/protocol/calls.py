"""What a command and a client say to each other.

A command is a conversation: a generator that yields a `Call`, receives the reply, and returns its result.
It never waits; whoever drives it does, synchronously or not. An error of the service is thrown back in, so
a command may expect one.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Reply: TypeAlias = dict[str, Any]
"""What an operation answers, in wire form."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the operation by AWS's name, its request in wire form, and a wait before it.

    Attributes:
        operation: AWS's name, such as `GetItem`.
        request: The request as AWS's API states it (`{"TableName": …, "Key": {"id": {"S": …}}}`).
        after: Seconds to wait before sending.
    """

    operation: str
    request: dict[str, Any]
    after: float = 0.0


Steps: TypeAlias = Generator[Call, Reply, R]


class Command(Protocol[R_co]):
    """Whatever a client can send."""

    def steps(self) -> Steps[R_co]:
        """Yield calls, receive replies, return the result."""
        ...


class Endpoint(Protocol):
    """Whoever answers one call: the engine, or a service behind HTTP."""

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call, or raise a `ServiceError`."""
        ...

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call without blocking the event loop."""
        ...

    def close(self) -> None:
        """Give back what is held; closing twice does nothing."""
        ...


class Sender(Protocol):
    """Whoever drives commands: what a `Table` holds as its client."""

    def send(self, command: Command[R]) -> R:
        """Drive `command` to its result."""
        ...

    async def send_async(self, command: Command[R]) -> R:
        """Drive `command` to its result without blocking the event loop."""
        ...
