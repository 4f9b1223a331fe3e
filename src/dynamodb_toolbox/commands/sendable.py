"""What every command that is sent has in common (spec/actions.md §0.2)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from dynamodb_toolbox.commands.interception import (
    Interceptable,
    answered,
    answered_async,
    intercepted,
)
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Sender, Steps
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import MISSING

R = TypeVar("R")


class Sendable(ABC, Generic[R]):
    """A command: immutable, shown by `params()`, sent by `send()` or `await send_async()`.

    An action of your own is a subclass: say `concerned`, `params` and `steps`.

    Attributes:
        action_name: What logs and interceptors call it.
    """

    action_name: ClassVar[str] = "custom"

    @property
    @abstractmethod
    def concerned(self) -> Sequence[Interceptable]:
        """The entities or tables that the command is about: their interceptors see it."""

    @property
    @abstractmethod
    def table(self) -> Table:
        """The table whose client sends the command."""

    @abstractmethod
    def params(self) -> Any:
        """Give the request, checked: AWS's names, plain Python values, exactly what is sent."""

    @abstractmethod
    def steps(self) -> Steps[R]:
        """Yield the calls, receive the replies, return the response."""

    def sent_args(self) -> list[Any]:
        """Give what the command was made with, for spies; a command without arguments has none."""
        return []

    def send(self) -> R:
        """Send the command through its table's client and give the response.

        Raises:
            DynamoDBToolboxError: Where the input is wrong (nothing is sent), or what came back is.
            ServiceError: Where the service refuses, under AWS's name.
        """
        answer = intercepted(self, self.concerned)
        if answer is not MISSING:
            response: R = answered(answer)
            return response
        return self._sender().send(self)

    async def send_async(self) -> R:
        """Do as `send`, without blocking the event loop."""
        answer = await answered_async(intercepted(self, self.concerned))
        if answer is not MISSING:
            response: R = answer
            return response
        return await self._sender().send_async(self)

    def _sender(self) -> Sender:
        if self.table.client is None:
            self.params()  # an error in the input is told before the missing client
        return self.table.get_client()


def incomplete(command: object, what: str) -> DynamoDBToolboxError:
    """Build the error for a command that lacks its key, item or the like."""
    name = type(command).__name__
    return DynamoDBToolboxError(
        "actions.incompleteAction", f"{name} incomplete: missing '{what}'; give it with `.{what}(…)`."
    )
