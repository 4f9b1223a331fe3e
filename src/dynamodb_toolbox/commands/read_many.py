"""What queries and scans share: entities, pages, items formatted by their entity (spec/actions.md §3.1.5)."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from itertools import chain, repeat
from typing import Any, ClassVar, Final, Self, TypeVar

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands import read_options as r
from dynamodb_toolbox.commands.batches import add_up
from dynamodb_toolbox.commands.breaking_off import tell_progress
from dynamodb_toolbox.commands.codecs import codec_of
from dynamodb_toolbox.commands.cursor_scope import CursorScope
from dynamodb_toolbox.commands.entity_choice import choose
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.paging import Paged, Pages
from dynamodb_toolbox.commands.projections import project
from dynamodb_toolbox.commands.raw_items import all_opened
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.printer import Printed, print_projection
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps, Wires
from dynamodb_toolbox.schema.paths import PathParser
from dynamodb_toolbox.schema.types import AnySchema
from dynamodb_toolbox.table import Table, TableAction
from dynamodb_toolbox.values import WireItem, decode_item, encode_item

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")


_SHOWING: Final = (
    "attributes",
    "show_entity_attr",
    "tag_entities",
)  # options that change how items are given


class ReadMany(TableAction, Paged[I]):
    """A query or a scan of a table, for items of some entities."""

    action_name: ClassVar[str]
    operation: ClassVar[str]
    no_match: ClassVar[str]

    def __init__(
        self,
        table: Table,
        entities: Sequence[Entity[I, Any]] = (),
        options: Mapping[str, Any] | None = None,
    ) -> None:
        self._table = table
        self._entities = tuple(entities)
        self._options: Mapping[str, Any] = o.written(options)
        self._sent: dict[str, Any] | None = None  # what was sent last
        self._continued: dict[str, Any] | None = None  # what to send, where it goes on with what was sent

    @property
    def table(self) -> Table:
        """The table that is read."""
        return self._table

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The table."""
        return (self._table,)

    @abstractmethod
    def entities(self, *entities: Entity[J, Any]) -> ReadMany[J]:
        """Say whose items to give."""

    def steps(self) -> Steps[ReadResponse[I]]:
        """Read page after page, up to `max_pages`, and format the items.

        An error after the first page has the others as the `response` of its `progress`.
        """
        request = self._sent = self._continued or to_wire(self._table, self.params())
        replies: list[Reply] = []
        while len(replies) < (self._options.get("max_pages") or 1):
            try:
                replies.append((yield Call(self.operation, request, raw=True)))
            except Exception as error:
                if replies:
                    tell_progress(error, self._response(replies))
                raise
            if "LastEvaluatedKey" not in replies[-1]:
                break
            request = {**request, "ExclusiveStartKey": replies[-1]["LastEvaluatedKey"]}
        return self._response(replies)

    def after(self, key: Mapping[str, Any], limit: int | None) -> Self:
        """Give the command for the page after a key, with a limit of its own."""
        options = {n: v for n, v in self._options.items() if n not in {"cursor", "limit"}}
        request = None  # where an interceptor answered, there is none to go on with
        if self._sent is not None:
            rest = {name: value for name, value in self._sent.items() if name != "Limit"}
            request = {**rest, "ExclusiveStartKey": encode_item(key), **_given(Limit=limit)}
        more = {"exclusive_start_key": key, **_given(limit=limit)}
        return self._changed(_options=options | more, _continued=request)

    def counting(self) -> Self:
        """Give the command that counts instead of reading."""
        options = {name: value for name, value in self._options.items() if name != "attributes"}
        return self._changed(_options=options | {"select": "COUNT"})

    def _pages(self, options: Mapping[str, Any], limits: Iterator[int | None] | None = None) -> Pages[I]:
        o.option_fields({"max_pages": options.get("max_pages")}, r.MAX_PAGES)
        limits = repeat(options.get("limit")) if limits is None else limits
        rest = {name: value for name, value in options.items() if name not in {"limit", "max_pages"}}
        first = self._changed(_options=rest | _given(limit=next(limits)))
        return Pages(first, limits, options.get("max_pages") or math.inf)

    def _changed(self, **attributes: Any) -> Self:
        command = copy(self)
        vars(command).update({"_sent": None, "_continued": None, **attributes})
        return command

    @abstractmethod
    def _scope(self) -> CursorScope:
        """Say what a cursor is bound to."""

    def _cursor_scope(
        self, index: Any, partition: Iterable[Any], segment: tuple[int, int] | None
    ) -> CursorScope:
        table = self._table
        chosen = r.index_of(table, index)
        keys = chain(table.key_attributes(), *(() if chosen is None else table.index_keys(chosen)))
        return CursorScope(
            operation=self.operation,
            table_name=o.table_name(table, self._options),
            index=index,
            partition=tuple(partition),
            segment=segment,
            key_names=tuple(dict.fromkeys(key["name"] for key in keys)),
            secret=self._options.get("cursor_secret"),
        )

    def _fields(self, *allowed: o.Option) -> dict[str, Any]:
        """Check the options, and give those that are fields of the request, a cursor as its key."""
        fields = o.option_fields(self._options, *allowed)
        cursor = self._options.get("cursor")
        if cursor is None:
            return fields
        from dynamodb_toolbox.commands.cursors import open_cursor  # noqa: PLC0415  # loads hashes, for few

        scope = self._scope()
        key = open_cursor(cursor, scope, scope.secret)
        return o.option_fields({**self._options, "cursor": None, "exclusive_start_key": key}, *allowed)

    def _projection(self, code: str) -> Printed | None:
        """Print what is wanted of the items; without entities, paths are as they are stored."""
        attributes = self._options.get("attributes")
        if not attributes:
            return None
        if not self._entities:
            return print_projection(PathParser(AnySchema()).transform(attributes))
        return project(self._entities, attributes, {"#_et": self._table.entity_attribute_saved_as}, code)

    def _response(self, replies: Sequence[Reply]) -> ReadResponse[I]:
        last = replies[-1].get("LastEvaluatedKey")
        capacities = add_up(reply["ConsumedCapacity"] for reply in replies if "ConsumedCapacity" in reply)
        return ReadResponse(
            items=list(chain.from_iterable([self._items(reply.get("Items", [])) for reply in replies])),
            last_evaluated_key=None if last is None else decode_item(last),
            count=sum(reply["Count"] for reply in replies),
            scanned_count=sum(reply["ScannedCount"] for reply in replies),
            consumed_capacity=capacities[0] if capacities else None,
            scope=None if last is None else self._scope(),
        )

    def _items(self, wires: Wires) -> Iterable[Any]:
        if not self._entities:
            return map(decode_item, all_opened(wires))
        if len(self._entities) == 1 and not any(self._options.get(name) for name in _SHOWING):
            found = codec_of(self._entities[0]).read_all(wires)
            if found is not None:
                return found
        return chain.from_iterable(map(self._read, all_opened(wires)))

    def _read(self, wire: WireItem) -> Iterator[Any]:
        """Read by the entity that the item is of."""

        def form(entity: Entity[I, Any]) -> dict[str, Any]:
            return codec_of(entity).read_dict(wire, attributes=o.wanted_of(entity.schema, self._options))

        tag = self._table.entity_attribute_saved_as
        found = choose(self._table, self._entities, {tag: wire.get(tag, {}).get("S")}, form)
        if found is not None:
            yield self._shown(*found)
        elif self._options.get("no_entity_match_behavior") != "DISCARD":
            raise self._unmatched(decode_item(wire))

    def _shown(self, entity: Entity[I, Any], formatted: dict[str, Any]) -> I:
        more: dict[str, Any] = {}
        if self._options.get("show_entity_attr") and entity.entity_attribute is not False:
            more[entity_attribute_name(entity.entity_attribute)] = entity.name
        if self._options.get("tag_entities"):
            more["$entity"] = entity.name
        attributes = o.wanted_of(entity.schema, self._options)
        return EntityFormatter(entity).load(formatted | more, attributes=attributes)

    def _unmatched(self, stored: dict[str, Any]) -> DynamoDBToolboxError:
        names = ", ".join(entity.name for entity in self._entities)
        return DynamoDBToolboxError(
            self.no_match,
            f"A stored item is of none of the entities {names}: {stored!r}. Add its entity, or discard such "
            'items (`no_entity_match_behavior="DISCARD"`).',
            payload={"item": stored},
        )


def _given(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}
