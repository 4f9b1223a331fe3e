"""`execute_batch_write`: batches of puts and deletes, in as many calls as it takes (spec/actions.md §6.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.backoff import backoff
from dynamodb_toolbox.commands.batch_execution import BatchExecution
from dynamodb_toolbox.commands.batch_write import BatchWriteCommand, BatchWriteRequest
from dynamodb_toolbox.commands.batches import (
    add_up,
    attempts_of,
    chunks,
    fingerprint,
    unprocessed,
)
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.limits import MAX_BATCH_WRITE_ITEMS
from dynamodb_toolbox.protocol.calls import Call, Reply, Sender, Steps


class ExecuteBatchWriteOptions(TypedDict, total=False):
    """The options: `capacity` and `metrics` report them; `max_attempts` bounds the calls; `client`."""

    capacity: str
    metrics: str
    max_attempts: int
    client: Sender


@dataclass(frozen=True, slots=True)
class BatchWriteResponse:
    """What batches wrote: all of it.

    Attributes:
        consumed_capacity: AWS's `ConsumedCapacity` of all calls, where `capacity` asked for it.
        item_collection_metrics: AWS's `ItemCollectionMetrics` of all calls, where `metrics` asked for them.
    """

    consumed_capacity: list[dict[str, Any]] | None = None
    item_collection_metrics: dict[str, list[dict[str, Any]]] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One request on its way: where it goes, how it is written there, and what it came from."""

    table_name: str
    wire: dict[str, Any]
    key: tuple[Any, ...]
    key_names: tuple[str, ...]
    request: BatchWriteRequest


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
        self.params()  # whatever is wrong is told before anything is sent
        entries = self._entries()
        replies: list[Reply] = []
        for number, chunk in enumerate(chunks(entries, MAX_BATCH_WRITE_ITEMS), 1):
            left = yield from self._write(chunk, replies)
            if left:
                after = entries[number * MAX_BATCH_WRITE_ITEMS :]
                requests = [entry.request for entry in (*left, *after)]
                raise unprocessed("written", requests, len(entries))
        return _response(replies)

    def _entries(self) -> list[Entry]:
        entries = [_entry(command, request) for command in self.commands for request in command.items]
        seen: set[tuple[str, tuple[Any, ...]]] = set()
        for entry in entries:
            if (entry.table_name, entry.key) in seen:
                raise _twice(entry)
            seen.add((entry.table_name, entry.key))
        return entries

    def _write(self, chunk: Sequence[Entry], replies: list[Reply]) -> Steps[list[Entry]]:
        """Write a chunk, again and again; give what is still unprocessed after the last attempt."""
        pending = list(chunk)
        for attempt in range(attempts_of(self._options)):
            request = {"RequestItems": _grouped(pending), **self._fields()}
            reply = yield Call("BatchWriteItem", request, after=backoff(attempt) if attempt else 0.0)
            replies.append(reply)
            pending = _kept_back(pending, reply.get("UnprocessedItems") or {})
            if not pending:
                return []
        return pending


def _entry(command: BatchWriteCommand, request: BatchWriteRequest) -> Entry:
    [(kind, fields)] = request.params().items()
    wire = {kind: to_wire(command.table, fields)}
    names = tuple(key["name"] for key in command.table.key_attributes())
    return Entry(command.table_name, wire, _key_of(wire, names), names, request)


def _key_of(wire: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    [fields] = wire.values()
    content = fields.get("Item") or fields["Key"]
    return fingerprint({name: content[name] for name in names})


def _kept_back(sent: Sequence[Entry], left: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Entry]:
    """Give the requests that came back unprocessed, known by their keys: sets may come back in any order."""
    kept: list[Entry] = []
    for entry in sent:
        keys = {_key_of(wire, entry.key_names) for wire in left.get(entry.table_name, ())}
        kept += [entry] if entry.key in keys else []
    return kept


def _grouped(entries: Sequence[Entry]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        grouped.setdefault(entry.table_name, []).append(entry.wire)
    return grouped


def _twice(entry: Entry) -> DynamoDBToolboxError:
    key = {name: content for name, _, content in entry.key}
    return DynamoDBToolboxError(
        "actions.duplicateKey",
        f"The batch writes the item {key} of table '{entry.table_name}' twice, and a batch has no order; "
        "leave one of the two out, or send them one after the other.",
        payload={"key": key},
    )


def _response(replies: Sequence[Reply]) -> BatchWriteResponse:
    capacity = [part for reply in replies for part in reply.get("ConsumedCapacity", ())]
    metrics: dict[str, list[dict[str, Any]]] = {}
    for reply in replies:
        for name, parts in reply.get("ItemCollectionMetrics", {}).items():
            metrics.setdefault(name, []).extend(parts)
    return BatchWriteResponse(add_up(capacity) or None, metrics or None)


def execute_batch_write(
    *commands: BatchWriteCommand, **options: Unpack[ExecuteBatchWriteOptions]
) -> BatchWriteResponse:
    """Write what batches ask for, of any size: in calls of up to 25, repeated for what is unprocessed.

    A batch is no transaction: each request succeeds or fails by itself.

    Raises:
        DynamoDBToolboxError: Where an item, key or option is wrong, an item is written twice, or two commands
            are for the same table; nothing is sent.
        UnprocessedError: Where requests are still unprocessed after `max_attempts` calls; it has those left.
    """
    return BatchWriteExecution(commands, options).send()


async def execute_batch_write_async(
    *commands: BatchWriteCommand, **options: Unpack[ExecuteBatchWriteOptions]
) -> BatchWriteResponse:
    """Do as `execute_batch_write`, without blocking the event loop."""
    return await BatchWriteExecution(commands, options).send_async()
