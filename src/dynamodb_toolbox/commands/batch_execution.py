"""Batches being sent: what those of reads and of writes share (spec/actions.md §6)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.batches import attempts_of, check_tables
from dynamodb_toolbox.commands.inputs import EntityAction
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.several import Several, required
from dynamodb_toolbox.protocol.foreign import sender_of
from dynamodb_toolbox.table import Table


class BatchCommand(Protocol):
    """A batch for one table."""

    @property
    def table(self) -> Table:
        """Its table."""
        ...

    @property
    def items(self) -> Sequence[EntityAction[Any, Any]]:
        """Its requests."""
        ...

    @property
    def table_name(self) -> str:
        """The name of its table."""
        ...

    def params(self) -> dict[str, Any]:
        """Give the value of `RequestItems`."""
        ...


R = TypeVar("R")
C = TypeVar("C", bound=BatchCommand)


class BatchExecution(Several[R], Generic[R, C]):
    """One batch or several, for different tables, being sent."""

    reported: ClassVar[tuple[o.Option, ...]]

    def __init__(self, commands: Sequence[C], options: Mapping[str, Any]) -> None:
        self.commands = commands
        self._options = {name: value for name, value in options.items() if name != "client"}
        self.client = sender_of(options.get("client"))

    @property
    @abstractmethod
    def requests(self) -> Sequence[EntityAction[Any, Any]]:
        """The requests of all batches."""

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The entities of the requests, their tables, and those of the batches."""
        tables: list[Interceptable] = [command.table for command in self.commands]
        return list({id(target): target for target in (*super().concerned, *tables)}.values())

    @property
    def table(self) -> Table:
        """The table of the first batch."""
        first: C = required(self, self.commands)[0]
        return first.table

    def sent_args(self) -> list[Any]:
        """Give what it was made with: `[commands, options]`."""
        return [list(self.commands), dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the request, as if one call could take it all.

        Raises:
            DynamoDBToolboxError: Where a request or an option is wrong, or two batches are for one table.
        """
        check_tables(command.table_name for command in required(self, self.commands))
        items = {name: spec for command in self.commands for name, spec in command.params().items()}
        return {"RequestItems": items, **self._fields()}

    def _fields(self) -> dict[str, Any]:
        attempts_of(self._options)
        options = {name: value for name, value in self._options.items() if name != "max_attempts"}
        return o.option_fields(options, *self.reported)
