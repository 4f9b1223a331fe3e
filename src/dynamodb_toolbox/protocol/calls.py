"""What a command and a client say to each other.

A command is a conversation: a generator that yields a `Call`, receives the reply, and returns its result.
It never waits; whoever drives it does, synchronously or not. What a call raises is thrown back in: a command
may expect an error of the service, and says on others how far it came.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeVar

from dynamodb_toolbox.values import WireItem

if TYPE_CHECKING:
    from msgspec import Raw

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Reply: TypeAlias = dict[str, Any]
"""What an operation answers, in wire form."""

Wire: TypeAlias = "WireItem | Raw"
"""An item in wire form, or its JSON."""

Wires: TypeAlias = "list[WireItem] | Raw"
"""Items in wire form, or the JSON of a list of them."""


class Call:
    """One request: the operation by AWS's name, its request in wire form, and a wait before it.

    Attributes:
        operation: AWS's name, such as `GetItem`.
        after: Seconds to wait before sending.
        raw: Whether the `Item`, `Items` or `Attributes` of the reply may be JSON (`msgspec.Raw`), where
            whoever answers has it at hand: the command parses it in its own way.
        item: The `Item` of the request as JSON, where the command has made it.
        head: The request, perhaps without the `Item` that is JSON.
    """

    __slots__ = ("after", "head", "item", "operation", "raw")

    def __init__(
        self,
        operation: str,
        request: dict[str, Any],
        after: float = 0.0,
        *,
        raw: bool = False,
        item: bytes | None = None,
    ) -> None:
        self.operation = operation
        self.head = request
        self.after = after
        self.raw = raw
        self.item = item

    @property
    def request(self) -> dict[str, Any]:
        """The request as AWS's API states it (`{"TableName": …, "Key": {"id": {"S": …}}}`)."""
        if self.item is not None and "Item" not in self.head:
            from msgspec import json  # noqa: PLC0415  # loaded by whoever made the item

            self.head = {**self.head, "Item": json.decode(self.item)}
        return self.head

    def __repr__(self) -> str:
        return f"Call({self.operation!r}, {self.request!r}, after={self.after!r})"


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


class RawEndpoint(Protocol):
    """An endpoint that can leave the items of its replies as JSON, and does so where it is asked to."""

    def call_raw(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`; `Item`, `Items` and `Attributes` may be `msgspec.Raw`."""
        ...

    async def call_raw_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call_raw`, without blocking the event loop."""
        ...


class Sender(Protocol):
    """Whoever drives commands: what a `Table` holds as its client."""

    def send(self, command: Command[R]) -> R:
        """Drive `command` to its result."""
        ...

    async def send_async(self, command: Command[R]) -> R:
        """Drive `command` to its result without blocking the event loop."""
        ...
