"""What queries and scans share: entities, pages, items formatted by their entity (spec/actions.md §3.1.5)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from dynamodb_toolbox.commands.batches import add_up
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.interception import Interceptable
from dynamodb_toolbox.commands.projections import project
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.commands.wire import to_wire
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.printer import Printed, print_projection
from dynamodb_toolbox.internal_attributes import entity_attribute_name
from dynamodb_toolbox.protocol.calls import Call, Reply, Steps
from dynamodb_toolbox.schema.paths import PathParser
from dynamodb_toolbox.schema.types import AnySchema
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import decode_item

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")


@dataclass(frozen=True, slots=True)
class ReadResponse(Generic[I]):
    """What a query or scan found.

    Attributes:
        items: The items, each formatted by its entity; as they are stored, where there are no entities.
        last_evaluated_key: Where to go on (`exclusive_start_key`); `None` at the end.
        count: How many items passed the filter.
        scanned_count: How many were read.
        consumed_capacity: AWS's `ConsumedCapacity` of all pages, where `capacity` asked for it.
    """

    items: list[I]
    last_evaluated_key: dict[str, Any] | None
    count: int
    scanned_count: int
    consumed_capacity: dict[str, Any] | None = None


class ReadMany(Sendable[ReadResponse[I]]):
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
        self._options: Mapping[str, Any] = options or {}

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
        """Read page after page, up to `max_pages`, and format the items."""
        request = to_wire(self._table, self.params())
        replies: list[Reply] = []
        while len(replies) < (self._options.get("max_pages") or 1):
            replies.append((yield Call(self.operation, request)))
            if "LastEvaluatedKey" not in replies[-1]:
                break
            request = {**request, "ExclusiveStartKey": replies[-1]["LastEvaluatedKey"]}
        return self._response(replies)

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
            items=list(self._formatted(replies)),
            last_evaluated_key=None if last is None else decode_item(last),
            count=sum(reply["Count"] for reply in replies),
            scanned_count=sum(reply["ScannedCount"] for reply in replies),
            consumed_capacity=capacities[0] if capacities else None,
        )

    def _formatted(self, replies: Sequence[Reply]) -> Iterator[Any]:
        for reply in replies:
            for wire in reply.get("Items", ()):
                stored = decode_item(wire)
                yield from self._format(stored) if self._entities else (stored,)

    def _format(self, stored: dict[str, Any]) -> Iterator[Any]:
        """Format by the entity that the item names; where it names none, by the first that accepts it."""
        name = stored.get(self._table.entity_attribute_saved_as)
        named = [entity for entity in self._entities if entity.name == name]
        if named:
            yield self._shown(named[-1], self._formatted_by(named[-1], stored))
            return
        for entity in self._entities:
            try:
                formatted = self._formatted_by(entity, stored)
            except Exception:  # noqa: BLE001, S112  # whatever a decoder raises, it is not of that entity
                continue
            yield self._shown(entity, formatted)
            return
        if self._options.get("no_entity_match_behavior") != "DISCARD":
            raise self._unmatched(stored)

    def _formatted_by(self, entity: Entity[I, Any], stored: dict[str, Any]) -> Any:
        return EntityFormatter(entity).format(stored, attributes=self._options.get("attributes") or None)

    def _shown(self, entity: Entity[I, Any], formatted: Any) -> Any:
        more: dict[str, Any] = {}
        if self._options.get("show_entity_attr") and entity.entity_attribute is not False:
            more[entity_attribute_name(entity.entity_attribute)] = entity.name
        if self._options.get("tag_entities"):
            more["$entity"] = entity.name
        return {**formatted, **more} if more else formatted

    def _unmatched(self, stored: dict[str, Any]) -> DynamoDBToolboxError:
        names = ", ".join(entity.name for entity in self._entities)
        return DynamoDBToolboxError(
            self.no_match,
            f"A stored item is of none of the entities {names}: {stored!r}. Add its entity, or discard such "
            'items (`no_entity_match_behavior="DISCARD"`).',
            payload={"item": stored},
        )
