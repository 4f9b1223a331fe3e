"""What commands that hold several requests share: whom they concern, and whose client sends them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, TypeVar

from dynamodb_toolbox.commands.inputs import EntityAction
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Sender
from dynamodb_toolbox.table import Table

R = TypeVar("R")


class Several(Sendable[R]):
    """A command made of requests of entities, perhaps of several tables; the client of the first sends it."""

    client: Sender | None = None

    @property
    @abstractmethod
    def requests(self) -> Sequence[EntityAction[Any, Any]]:
        """The requests, in order."""

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The entities of the requests, then their tables."""
        entities: list[Interceptable] = [request.entity for request in self.requests]
        tables: list[Interceptable] = [request.table for request in self.requests]
        return list({id(target): target for target in (*entities, *tables)}.values())

    @property
    def table(self) -> Table:
        """The table of the first request."""
        first: EntityAction[Any, Any] = required(self, self.requests)[0]
        return first.table

    def _sender(self) -> Sender:
        return super()._sender() if self.client is None else self.client


def required(command: object, requests: Sequence[Any]) -> Sequence[Any]:
    """Give the requests of a command, of which there must be one at least.

    Raises:
        DynamoDBToolboxError: `actions.incompleteAction`.
    """
    if not requests:
        name = type(command).__name__
        raise DynamoDBToolboxError(
            "actions.incompleteAction", f"{name} incomplete: it needs at least one request; give it some."
        )
    return requests


def check_count(command: object, requests: Sequence[Any], most: int) -> None:
    """Refuse more requests than DynamoDB takes at once, where they cannot be sent in parts.

    Raises:
        DynamoDBToolboxError: `actions.tooManyRequests`, with the number.
    """
    if len(requests) > most:
        raise DynamoDBToolboxError(
            "actions.tooManyRequests",
            f"{type(command).__name__} takes at most {most} operations, as they succeed or fail together; "
            f"got {len(requests)}. Split them where they may succeed apart.",
            payload={"received": len(requests), "expected": most},
        )
