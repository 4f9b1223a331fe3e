"""`execute_batch_write`: batches of puts and deletes, in as many calls as it takes (spec/actions.md §6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.batch_execution import BatchExecution
from dynamodb_toolbox.commands.batch_write import BatchWriteCommand, BatchWriteRequest
from dynamodb_toolbox.commands.batch_writing import BatchWriteResponse, Entry, Writing, entry, written
from dynamodb_toolbox.commands.batches import attempts_of, check_tables, unprocessed
from dynamodb_toolbox.commands.several import required
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Steps
from dynamodb_toolbox.protocol.foreign import AnyClient


class ExecuteBatchWriteOptions(TypedDict, total=False):
    """The options: `capacity` and `metrics` report them; `max_attempts` bounds the calls; `client`."""

    capacity: str
    metrics: str
    max_attempts: int
    client: AnyClient


class BatchWriteExecution(BatchExecution[BatchWriteResponse, BatchWriteCommand]):
    """Batches of writes being sent: `execute_batch_write(…)` makes one."""

    action_name: ClassVar[str] = "executeBatchWrite"
    reported: ClassVar[tuple[o.Option, ...]] = (o.CAPACITY, o.METRICS)

    @property
    def requests(self) -> Sequence[BatchWriteRequest]:
        """The requests of all commands."""
        return [request for command in self.commands for request in command.items]

    def steps(self) -> Steps[BatchWriteResponse]:
        """Call with up to 25 requests at a time, and again for what came back unprocessed.

        Raises:
            UnprocessedError: Where requests are still unprocessed after the last attempt.
        """
        entries, fields = self._entries(), self._fields()  # what is wrong is told before anything is sent
        writing = Writing(entries)
        try:
            yield from writing.steps(fields, attempts_of(self._options))
        except Exception as error:
            writing.tell(error, written(writing.replies))
            raise
        if writing.left:
            left = [one.origin for one in writing.left]
            raise unprocessed("written", left, len(entries), written(writing.replies))
        return written(writing.replies)

    def _entries(self) -> list[Entry]:
        check_tables(command.table_name for command in required(self, self.commands))
        entries = [one for command in self.commands for one in _entries_of(command)]
        seen: set[tuple[str, tuple[Any, ...]]] = set()
        for one in entries:
            if (one.table_name, one.key) in seen:
                raise _twice(one)
            seen.add((one.table_name, one.key))
        return entries


def _entries_of(command: BatchWriteCommand) -> list[Entry]:
    names = tuple(key["name"] for key in command.table.key_attributes())
    wires = zip(command.wires(), command.items, strict=True)
    return [entry(command.table_name, wire, names, request) for wire, request in wires]


def _twice(one: Entry) -> DynamoDBToolboxError:
    key = {name: content for name, _, content in one.key}
    return DynamoDBToolboxError(
        "actions.duplicateKey",
        f"The batch writes the item {key} of table '{one.table_name}' twice, and a batch has no order; "
        "leave one of the two out, or send them one after the other.",
        payload={"key": key},
    )


def execute_batch_write(
    *commands: BatchWriteCommand, **options: Unpack[ExecuteBatchWriteOptions]
) -> BatchWriteResponse:
    """Write what batches ask for, of any size: in calls of up to 25, repeated for what is unprocessed.

    A batch is no transaction: each request succeeds or fails by itself.

    Raises:
        DynamoDBToolboxError: Where an item, key or option is wrong, an item is written twice, or two commands
            are for the same table; nothing is sent.
        UnprocessedError: Where requests are still unprocessed after `max_attempts` calls; it has those left.
        TransportError, ServiceError: Its `progress` has what is left, and what of it may be written.
    """
    return BatchWriteExecution(commands, options).send()


async def execute_batch_write_async(
    *commands: BatchWriteCommand, **options: Unpack[ExecuteBatchWriteOptions]
) -> BatchWriteResponse:
    """Do as `execute_batch_write`, without blocking the event loop."""
    return await BatchWriteExecution(commands, options).send_async()
