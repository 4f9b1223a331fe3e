"""What every command that is sent has in common (spec/actions.md §0.2)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Sender, Steps
from dynamodb_toolbox.table import Table

R = TypeVar("R")


class Sendable(ABC, Generic[R]):
    """A command: immutable, shown by `params()`, sent by `send()` or `await send_async()`."""

    _table: Table

    @abstractmethod
    def params(self) -> dict[str, Any]:
        """Give the request, checked: AWS's names, plain Python values, exactly what is sent."""

    @abstractmethod
    def steps(self) -> Steps[R]:
        """Yield the calls, receive the replies, return the response."""

    def send(self) -> R:
        """Send the command through its table's client and give the response.

        Raises:
            DynamoDBToolboxError: Where the input is wrong (nothing is sent), or what came back is.
            ServiceError: Where the service refuses, under AWS's name.
        """
        return self._sender().send(self)

    async def send_async(self) -> R:
        """Do as `send`, without blocking the event loop."""
        return await self._sender().send_async(self)

    def _sender(self) -> Sender:
        if self._table.client is None:
            self.params()  # an error in the input is told before the missing client
        return self._table.get_client()


def incomplete(command: object, what: str) -> DynamoDBToolboxError:
    """Build the error for a command that lacks its key, item or the like."""
    name = type(command).__name__
    return DynamoDBToolboxError(
        "actions.incompleteAction", f"{name} incomplete: missing '{what}'; give it with `.{what}(…)`."
    )
