"""`DeletePartitionCommand`: the items of one partition, deleted page by page (spec/actions.md §3.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Final, Literal, Self, TypedDict, Unpack

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands import read_options as r
from dynamodb_toolbox.commands.batch_writing import Entry, Writing, entry
from dynamodb_toolbox.commands.batches import attempts_of, unprocessed
from dynamodb_toolbox.commands.breaking_off import tell_progress
from dynamodb_toolbox.commands.deletion_progress import DeletePartitionResponse, Progress
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.entity_parser import EntityParser
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.key_conditions import Query
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.read_filters import is_told
from dynamodb_toolbox.commands.sendable import Sendable, incomplete
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.schema.conditions import Condition
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import WireItem, decode_item, own, same

_OF_THE_QUERY: Final = (
    o.CAPACITY,
    o.CONSISTENT,
    r.START_KEY,
    r.FILTERS,
    r.ENTITY_FILTER,
    r.NO_MATCH,
    o.TABLE_NAME,
)
_OF_THE_WRITES: Final = (o.CAPACITY, o.METRICS)
_ATTEMPTS: Final = o.Option(
    "max_attempts", "options.invalidMaxAttemptsOption", "a whole number from 1 up", lambda _: True
)


class DeletePartitionOptions(TypedDict, total=False):
    """The options of DeletePartition.

    `filters`: a condition for each entity, by name; `entity_attr_filter`: whether items of other entities are
    left out by the service; `no_entity_match_behavior`: `THROW` at an item of no entity, or `DISCARD`: leave
    it as it is; `consistent`: read what was written last; `exclusive_start_key`: go on after that key;
    `capacity` and `metrics` report them; `max_attempts` bounds the calls for the same deletes;
    `table_name`: another table of the same shape.
    """

    capacity: str
    metrics: str
    consistent: bool
    exclusive_start_key: Mapping[str, Any] | None
    filters: Mapping[str, Condition]
    entity_attr_filter: bool
    no_entity_match_behavior: Literal["THROW", "DISCARD"]
    max_attempts: int
    table_name: str


class DeletePartitionCommand(Sendable[DeletePartitionResponse]):
    """Deletes what a query finds: `table.build(DeletePartitionCommand).entities(e).query({…}).send()`.

    Only keys and the entity attribute are read, and items are deleted by their keys as stored, so that an
    item need not be as its schema has it. It is no transaction: after an error, send it again.
    """

    action_name: ClassVar[str] = "deletePartition"

    def __init__(
        self,
        table: Table,
        entities: Sequence[Entity[Any, Any]] = (),
        query: Query | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self._table = table
        self._entities = tuple(entities)
        self._query: Query | None = own(query)
        self._options: Mapping[str, Any] = options or {}

    @property
    def table(self) -> Table:
        """The table that items are deleted from."""
        return self._table

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The table."""
        return (self._table,)

    def entities(self, *entities: Entity[Any, Any]) -> Self:
        """Say whose items to delete."""
        return type(self)(self._table, entities, self._query, self._options)

    def query(self, query: Query) -> Self:
        """Say which partition, and which part of it; by stored values, as in `QueryCommand`."""
        return type(self)(self._table, self._entities, query, self._options)

    def options(
        self,
        options: DeletePartitionOptions
        | Callable[[DeletePartitionOptions], DeletePartitionOptions]
        | None = None,
        /,
        **more: Unpack[DeletePartitionOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return type(self)(self._table, self._entities, self._query, o.chosen(self._options, options, more))

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[entities, query, options]`.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where there is no query, or no entity.
        """
        if not self._entities:
            raise incomplete(self, "entities")
        if not self._query:
            raise incomplete(self, "query")
        return [list(self._entities), self._query, dict(self._options)]

    def query_command(self) -> QueryCommand[Any]:
        """Give the query that finds the items; what is then read of them is less (see `params`).

        Raises:
            DynamoDBToolboxError: Where the command is incomplete, or has an option that it does not know.
        """
        self.sent_args()
        o.option_fields(self._options, *_OF_THE_QUERY, o.METRICS, _ATTEMPTS)
        attempts_of(self._options)
        names = {option.name for option in _OF_THE_QUERY}
        options = {name: value for name, value in self._options.items() if name in names}
        if self._options.get("entity_attr_filter") is None and self._is_without_tag():
            options["entity_attr_filter"] = False
        return QueryCommand(self._table, self._entities, self._query, options)

    def params(self) -> dict[str, Any]:
        """Give the first Query request.

        Where every entity bears its name, keys and entity attribute are all that is read of an item; where
        one does not, its items are told as in a query, by all their attributes.

        Raises:
            DynamoDBToolboxError: Where the query or an option is wrong.
        """
        params = self.query_command().params()
        if not self._is_tagged:
            return params
        tag = self._table.entity_attribute_saved_as
        wanted = dict(zip(("#_pk", "#_sk"), self._key_names, strict=False))
        wanted |= {} if tag in self._key_names or self._is_without_tag() else {"#_et": tag}
        names = wanted | params.pop("ExpressionAttributeNames", {})
        values = {"ExpressionAttributeValues": params.pop("ExpressionAttributeValues")}
        projection = {"ProjectionExpression": ", ".join(wanted), "ExpressionAttributeNames": names}
        return params | projection | values

    def steps(self) -> Steps[DeletePartitionResponse]:
        """Read page after page, and delete each page's items before the next is read.

        Raises:
            UnprocessedError: Where deletes are still unprocessed after the last attempt; it has their keys.
        """
        request = to_wire(self._table, self.params())
        progress = Progress(start=request.get("ExclusiveStartKey"))
        while True:
            try:
                page = yield Call("Query", request)
            except Exception as error:
                tell_progress(error, progress.response())
                raise
            progress.pages.append(page)
            yield from self._delete(page["Items"], progress)
            progress.start = page.get("LastEvaluatedKey")
            if progress.start is None:
                return progress.response()
            request = {**request, "ExclusiveStartKey": progress.start}

    def _delete(self, items: Sequence[WireItem], progress: Progress) -> Steps[None]:
        entries = list(self._entries(items, progress))
        fields = {n: v for n, v in self._options.items() if n in {"capacity", "metrics"}}
        fields = o.option_fields(fields, *_OF_THE_WRITES)
        writing = Writing(entries)
        try:
            yield from writing.steps(fields, attempts_of(self._options))
        except Exception as error:
            progress.note(writing, len(entries))
            writing.tell(error, progress.response())
            raise
        progress.note(writing, len(entries))
        if writing.left:
            keys = [one.origin for one in writing.left]
            raise unprocessed("deleted", keys, len(entries), progress.response())

    def _entries(self, items: Sequence[WireItem], progress: Progress) -> Iterator[Entry]:
        name = o.table_name(self._table, self._options)
        for item in items:
            stored = decode_item(item)
            if self._is_meant(stored, progress):
                key = {attribute: item[attribute] for attribute in self._key_names}
                wire = {"DeleteRequest": {"Key": key}}
                yield entry(name, wire, self._key_names, decode_item(key))

    def _is_meant(self, stored: dict[str, Any], progress: Progress) -> bool:
        """Tell whether an item is to go: its entity is among those named, or it fits one and names none."""
        tag = stored.get(self._table.entity_attribute_saved_as)
        if isinstance(tag, str):
            meant = any(entity.name == tag for entity in self._entities)
        else:
            meant = any(_fits(entity, stored, only_keys=self._is_tagged) for entity in self._entities)
        if not meant and self._options.get("no_entity_match_behavior") != "DISCARD":
            raise self._unmatched(stored, progress)
        return meant

    def _is_without_tag(self) -> bool:
        """Tell whether what is queried has no entity attribute."""
        name = None if self._query is None else self._query.get("index")
        return not is_told(self._table, r.index_of(self._table, name))

    @cached_property
    def _is_tagged(self) -> bool:
        """Whether the items of all entities bear their entity's name."""
        return all(entity.entity_attribute is not False for entity in self._entities)

    @cached_property
    def _key_names(self) -> tuple[str, ...]:
        return tuple(key["name"] for key in self._table.key_attributes())

    def _unmatched(self, stored: dict[str, Any], progress: Progress) -> DynamoDBToolboxError:
        names = ", ".join(entity.name for entity in self._entities)
        return DynamoDBToolboxError(
            QueryCommand.no_match,
            f"A stored item is of none of the entities {names}: {stored!r}; {progress.count} items before it "
            'were deleted. Add its entity, or leave such items (`no_entity_match_behavior="DISCARD"`).',
            payload={"item": stored, "response": progress.response()},
        )


def _fits(entity: Entity[Any, Any], stored: Mapping[str, Any], *, only_keys: bool) -> bool:
    """Tell whether an item that names no entity can be of this one.

    Where only keys were read, they must be what the entity makes of them again: `prefix` and the like read
    what they have not written.
    """
    try:
        item = EntityFormatter(entity).format(stored, partial=only_keys)
        return not only_keys or same(EntityParser(entity).parse(item, mode="key").key, stored)
    except Exception:  # noqa: BLE001  # whatever a decoder raises, it is not of that entity
        return False
