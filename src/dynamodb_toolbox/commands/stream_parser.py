"""`StreamParser`: the records of a table's stream, as Lambda gets them, into typed old and new items."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import (
    Any,
    ClassVar,
    Final,
    Generic,
    Literal,
    Self,
    TypeAlias,
    TypedDict,
    TypeVar,
    Unpack,
    overload,
)

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands import read_options as r
from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.entity_choice import choose
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H, Of
from dynamodb_toolbox.commands.stream_record import StreamRecord, read_change
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError, StreamRecordError
from dynamodb_toolbox.table import Table, TableAction

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")

Event: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]]
"""Lambda's event or the reply of GetRecords (`{"Records": […]}`), or a list of records."""

_LOG: Final = logging.getLogger("dynamodb_toolbox.streams")


class StreamOptions(TypedDict, total=False):
    """The option of parsing streams.

    `no_entity_match_behavior`: `THROW`, or `DISCARD` changes of items of no entity.
    """

    no_entity_match_behavior: Literal["THROW", "DISCARD"]


class BatchItemFailure(TypedDict):
    """Which record failed."""

    itemIdentifier: str


class PartialBatchResponse(TypedDict):
    """What Lambda is answered, where it is set to take `ReportBatchItemFailures`."""

    batchItemFailures: list[BatchItemFailure]


class StreamParser(TableAction, Generic[I]):
    """Reads stream records: `table.build(StreamParser).entities(players, games).parse(event)`."""

    action_name: ClassVar[str] = "parseStream"

    def __init__(
        self,
        table: Table,
        entities: Sequence[Entity[I, Any]] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self._table = table
        self._entities = tuple(entities)
        self._options: Mapping[str, Any] = options or {}

    @overload
    def entities(self, a: Of[A], b: Of[B], /) -> StreamParser[A | B]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], /) -> StreamParser[A | B | C]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], /) -> StreamParser[A | B | C | D]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], /
    ) -> StreamParser[A | B | C | D | E]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], /
    ) -> StreamParser[A | B | C | D | E | F]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], /
    ) -> StreamParser[A | B | C | D | E | F | G]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], h: Of[H], /
    ) -> StreamParser[A | B | C | D | E | F | G | H]: ...
    @overload
    def entities(self, *entities: Entity[J, Any]) -> StreamParser[J]: ...
    def entities(self, *entities: Entity[Any, Any]) -> StreamParser[Any]:
        """Say whose items to expect."""
        return type(self)(self._table, entities, self._options)

    def options(
        self,
        options: StreamOptions | Callable[[StreamOptions], StreamOptions] | None = None,
        /,
        **more: Unpack[StreamOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self._table, self._entities, o.chosen(self._options, options, more))

    def parse(self, event: Event) -> Iterator[StreamRecord[I]]:
        """Give the changes of an event, one by one, in their order.

        A record is read when it is asked for: those before a faulty one are done by the time it raises.

        Args:
            event: Lambda's event, with base64 text for bytes; the reply of GetRecords, as boto3 gives it
                or as `client.call` does; or a list of such records.

        Raises:
            DynamoDBToolboxError: `streamParser.invalidEvent` where it is none, or `options.…`.
            StreamRecordError: `streamParser.invalidRecord`, `streamParser.noEntityMatched`, or
                `formatter.…`, with the record.
        """
        o.option_fields(self._options, r.NO_MATCH)
        records = event.get("Records") if isinstance(event, Mapping) else event
        if not isinstance(records, Sequence) or isinstance(records, (str, bytes)):
            raise DynamoDBToolboxError(
                "streamParser.invalidEvent",
                f'Invalid event: expected {{"Records": […]}} or a list of records; got {event!r}.',
                payload={"received": event},
            )
        return (record for raw in records for record in self._read(raw))

    def handle(self, event: Event, each: Callable[[StreamRecord[I]], object]) -> PartialBatchResponse:
        """Call a function with each change, and tell Lambda from which record on to try again, if any.

        It stops at the first record that cannot be read, or for which `each` raises, as Lambda delivers that
        one and all after it once more; the error is logged (`dynamodb_toolbox.streams`). The function of
        Lambda must be set to `ReportBatchItemFailures`: else the answer is ignored, and the record lost.

        Raises:
            DynamoDBToolboxError: `streamParser.invalidEvent`, `options.…`; or a record without a sequence
                number cannot be named, so that the whole event must fail.

        Source: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
        """
        records = self.parse(event)
        while True:
            try:
                record = next(records, None)
            except StreamRecordError as error:
                return _failed(error.sequence_number, error)
            if record is None:
                return {"batchItemFailures": []}
            try:
                each(record)
            except Exception as error:  # noqa: BLE001  # whatever it is, the record is not done
                return _failed(record.sequence_number, error)

    def _read(self, raw: Any) -> Iterator[StreamRecord[I]]:
        try:
            change = read_change(raw)
        except Exception as error:
            reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
            raise _fault(
                raw, "streamParser.invalidRecord", f"it is no record of a stream: {reason}"
            ) from error
        old_entity, old = self._formatted(raw, change["old_stored"], "OldImage")
        new_entity, new = self._formatted(raw, change["new_stored"], "NewImage")
        images = [image for image in (change["old_stored"], change["new_stored"]) if image is not None]
        if self._entities and images and old_entity is None and new_entity is None:
            return  # discarded: neither is of an entity
        yield StreamRecord(**change, old=old, new=new, entity=new_entity or old_entity, old_entity=old_entity)

    def _formatted(
        self, raw: Any, stored: dict[str, Any] | None, image: str
    ) -> tuple[Entity[Any, Any] | None, Any]:
        if stored is None or not self._entities:
            return None, stored
        try:
            found = choose(
                self._table,
                self._entities,
                stored,
                lambda entity: codec_of(entity).read(raw["dynamodb"][image]),
            )
        except DynamoDBToolboxError as error:
            raise _fault(raw, error.code, error.message, error.path, error.payload) from error
        if found is None and self._options.get("no_entity_match_behavior") != "DISCARD":
            names = ", ".join(entity.name for entity in self._entities)
            reason = (
                f"its item is of none of the entities {names}: {stored!r}. Add its entity, or discard such "
                'changes (`no_entity_match_behavior="DISCARD"`).'
            )
            raise _fault(raw, "streamParser.noEntityMatched", reason, payload={"item": stored})
        return found or (None, None)


@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B]]: ...
@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    c: Of[C],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B | C]]: ...
@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    c: Of[C],
    d: Of[D],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B | C | D]]: ...
@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    c: Of[C],
    d: Of[D],
    e: Of[E],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B | C | D | E]]: ...
@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    c: Of[C],
    d: Of[D],
    e: Of[E],
    f: Of[F],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B | C | D | E | F]]: ...
@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    c: Of[C],
    d: Of[D],
    e: Of[E],
    f: Of[F],
    g: Of[G],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B | C | D | E | F | G]]: ...
@overload
def parse_stream(
    event: Event,
    a: Of[A],
    b: Of[B],
    c: Of[C],
    d: Of[D],
    e: Of[E],
    f: Of[F],
    g: Of[G],
    h: Of[H],
    /,
    **options: Unpack[StreamOptions],
) -> Iterator[StreamRecord[A | B | C | D | E | F | G | H]]: ...
@overload
def parse_stream(
    event: Event, /, *entities: Entity[J, Any], **options: Unpack[StreamOptions]
) -> Iterator[StreamRecord[J]]: ...
def parse_stream(
    event: Event, /, *entities: Entity[Any, Any], **options: Unpack[StreamOptions]
) -> Iterator[StreamRecord[Any]]:
    """Give the changes of an event, for entities of one table; in full: `StreamParser`.

    Raises:
        DynamoDBToolboxError: `actions.incompleteAction` where no entity is given; else as `StreamParser`.
    """
    if not entities:
        message = "parse_stream needs at least one entity: parse_stream(event, players)."
        raise DynamoDBToolboxError("actions.incompleteAction", message)
    return StreamParser(entities[0].table, entities, options).parse(event)


def _failed(sequence_number: str | None, error: Exception) -> PartialBatchResponse:
    if sequence_number is None:
        raise error
    _LOG.error("The record %s of the stream failed", sequence_number, exc_info=error)
    return {"batchItemFailures": [{"itemIdentifier": sequence_number}]}


def _fault(
    raw: Any, code: str, reason: str, path: str | None = None, payload: Mapping[str, Any] | None = None
) -> StreamRecordError:
    error = StreamRecordError(code, "", path=path, payload={**(payload or {}), "record": raw})
    name = error.sequence_number or "without a sequence number"
    message = f"The record {name} of the stream cannot be read: {reason}"
    return StreamRecordError(code, message, path=path, payload=error.payload)
