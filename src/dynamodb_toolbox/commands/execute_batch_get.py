"""`execute_batch_get`: batches of reads, in as many calls as it takes (spec/actions.md §6.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, Generic, TypedDict, TypeVar, Unpack, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.backoff import backoff
from dynamodb_toolbox.commands.batch_execution import BatchExecution
from dynamodb_toolbox.commands.batch_get import BatchGetCommand
from dynamodb_toolbox.commands.batch_get_request import BatchGetRequest
from dynamodb_toolbox.commands.batches import (
    add_up,
    attempts_of,
    check_tables,
    chunks,
    fingerprint,
    unprocessed,
)
from dynamodb_toolbox.commands.breaking_off import tell_progress
from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H
from dynamodb_toolbox.commands.several import required
from dynamodb_toolbox.limits import MAX_BATCH_GET_KEYS
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.protocol.foreign import AnyClient
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.values import WireItem

I = TypeVar("I")  # noqa: E741  # the items given back

Spot = tuple[str, tuple[Any, ...]]
"""A table's name and a key: where an item is."""


class ExecuteBatchGetOptions(TypedDict, total=False):
    """The options: `capacity` reports it; `max_attempts` bounds the calls for the same keys; `client`."""

    capacity: str
    max_attempts: int
    client: AnyClient


class BatchGetResponse(Record, Metered, Generic[I]):
    """What batches found.

    Attributes:
        items: For each command a list, in the order of its requests; `None` where there is no item.
        consumed_capacity: AWS's `ConsumedCapacity` of all calls, where `capacity` asked for it.
    """

    items: list[list[I | None]]
    consumed_capacity: list[dict[str, Any]] | None = None


class _Reading:
    """How far the reading has come: where is still to be read, in order, and what came."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.left = dict.fromkeys(spots)  # DynamoDB refuses a key that is asked for twice
        self.found: dict[Spot, WireItem] = {}
        self.capacity: list[dict[str, Any]] = []


class BatchGetExecution(BatchExecution[BatchGetResponse[I], BatchGetCommand[I]]):
    """Batches of reads being sent: `execute_batch_get(…)` makes one."""

    action_name: ClassVar[str] = "executeBatchGet"
    reported: ClassVar[tuple[o.Option, ...]] = (o.CAPACITY,)

    @property
    def requests(self) -> Sequence[BatchGetRequest[I, Any]]:
        """The requests of all commands."""
        return [request for command in self.commands for request in command.items]

    def steps(self) -> Steps[BatchGetResponse[I]]:
        """Call with up to 100 keys at a time, again for what came back unprocessed, and format the items.

        Raises:
            UnprocessedError: Where keys are still unprocessed after the last attempt.
        """
        spots = self._spots()  # whatever is wrong is told before anything is sent
        reading = _Reading(spots)
        try:
            for chunk in chunks(list(reading.left), MAX_BATCH_GET_KEYS):
                yield from self._read(chunk, reading)
                if not reading.left.keys().isdisjoint(chunk):
                    break
        except Exception as error:
            tell_progress(error, self._response(spots, reading), self._requests_of(spots, reading))
            raise
        response = self._response(spots, reading)
        if reading.left:
            raise unprocessed("read", self._requests_of(spots, reading), len(self.requests), response)
        return response

    def _spots(self) -> list[Spot]:
        check_tables(command.table_name for command in required(self, self.commands))
        spots: list[Spot] = []
        for command in self.commands:
            spots += [(command.table_name, fingerprint(key)) for key in command.wires()]
            command.settings()
        self._fields()
        return spots

    def _read(self, chunk: Sequence[Spot], reading: _Reading) -> Steps[None]:
        """Read a chunk, again and again; what is still unprocessed after the last attempt stays left."""
        settings = {command.table_name: command.settings() for command in self.commands}
        wanted = _grouped(chunk, settings)
        for attempt in range(attempts_of(self._options)):
            request = {"RequestItems": wanted, **self._fields()}
            reply = yield Call("BatchGetItem", request, after=backoff(attempt) if attempt else 0.0)
            self._note(reply.get("Responses", {}), reading.found)
            reading.capacity += reply.get("ConsumedCapacity", [])
            wanted = reply.get("UnprocessedKeys") or {}
            kept = {(name, fingerprint(key)) for name, spec in wanted.items() for key in spec["Keys"]}
            for spot in chunk:
                if spot not in kept:
                    reading.left.pop(spot, None)
            if not wanted:
                return

    def _note(self, responses: dict[str, list[WireItem]], found: dict[Spot, WireItem]) -> None:
        for command in self.commands:
            names = [key["name"] for key in command.table.key_attributes()]
            for item in responses.get(command.table_name, ()):
                found[command.table_name, fingerprint({name: item[name] for name in names})] = item

    def _response(self, spots: Sequence[Spot], reading: _Reading) -> BatchGetResponse[I]:
        items = list(self._formatted(map(reading.found.get, spots)))
        return BatchGetResponse(items, add_up(reading.capacity) or None)

    def _requests_of(self, spots: Sequence[Spot], reading: _Reading) -> list[BatchGetRequest[I, Any]]:
        """Give the requests that are left."""
        pairs = zip(self.requests, spots, strict=True)
        return [request for request, spot in pairs if spot in reading.left]

    def _formatted(self, found: Iterator[WireItem | None]) -> Iterator[list[I | None]]:
        """Format what was found for each request, in order."""
        for command in self.commands:
            yield [_format(command, request, next(found)) for request in command.items]


def _format(
    command: BatchGetCommand[I], request: BatchGetRequest[I, Any], stored: WireItem | None
) -> I | None:
    if stored is None:
        return None
    wanted = o.wanted_of(request.entity.schema, {"attributes": command.attributes})
    return codec_of(request.entity).read(stored, attributes=wanted)


def _grouped(chunk: Sequence[Spot], settings: dict[str, dict[str, Any]]) -> dict[str, Any]:
    grouped: dict[str, Any] = {}
    for name, key in chunk:
        entry = grouped.setdefault(name, {"Keys": [], **settings[name]})
        entry["Keys"].append({attribute: {kind: content} for attribute, kind, content in key})
    return grouped


@overload
def execute_batch_get(
    *commands: BatchGetCommand[I], **options: Unpack[ExecuteBatchGetOptions]
) -> BatchGetResponse[I]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A], b: BatchGetCommand[B], /, **options: Unpack[ExecuteBatchGetOptions]
) -> BatchGetResponse[A | B]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    f: BatchGetCommand[F],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E | F]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    f: BatchGetCommand[F],
    g: BatchGetCommand[G],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E | F | G]: ...
@overload
def execute_batch_get(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    f: BatchGetCommand[F],
    g: BatchGetCommand[G],
    h: BatchGetCommand[H],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E | F | G | H]: ...
def execute_batch_get(
    *commands: BatchGetCommand[Any], **options: Unpack[ExecuteBatchGetOptions]
) -> BatchGetResponse[Any]:
    """Read what batches ask for, of any size: calls of up to 100 keys, repeated for what is unprocessed.

    Raises:
        DynamoDBToolboxError: Where a key or option is wrong, or two commands are for the same table.
        UnprocessedError: Where keys are still unprocessed after `max_attempts` calls; it has those left.
        TransportError, ServiceError: Its `progress` has those left, and what was found of the others.
    """
    return BatchGetExecution(commands, options).send()


@overload
async def execute_batch_get_async(
    *commands: BatchGetCommand[I], **options: Unpack[ExecuteBatchGetOptions]
) -> BatchGetResponse[I]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A], b: BatchGetCommand[B], /, **options: Unpack[ExecuteBatchGetOptions]
) -> BatchGetResponse[A | B]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    f: BatchGetCommand[F],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E | F]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    f: BatchGetCommand[F],
    g: BatchGetCommand[G],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E | F | G]: ...
@overload
async def execute_batch_get_async(
    a: BatchGetCommand[A],
    b: BatchGetCommand[B],
    c: BatchGetCommand[C],
    d: BatchGetCommand[D],
    e: BatchGetCommand[E],
    f: BatchGetCommand[F],
    g: BatchGetCommand[G],
    h: BatchGetCommand[H],
    /,
    **options: Unpack[ExecuteBatchGetOptions],
) -> BatchGetResponse[A | B | C | D | E | F | G | H]: ...
async def execute_batch_get_async(
    *commands: BatchGetCommand[Any], **options: Unpack[ExecuteBatchGetOptions]
) -> BatchGetResponse[Any]:
    """Do as `execute_batch_get`, without blocking the event loop."""
    return await BatchGetExecution(commands, options).send_async()
