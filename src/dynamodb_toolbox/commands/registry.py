"""`Registry`: a table with its entities and access patterns, by name (spec/actions.md §9.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Self, TypeVar, overload

from dynamodb_toolbox.commands.access_pattern import AccessPattern
from dynamodb_toolbox.commands.batches import is_same_table
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.stream_parser import Event, StreamParser
from dynamodb_toolbox.commands.stream_record import StreamRecord
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import MISSING

A = TypeVar("A")
V = TypeVar("V")


class Registry:
    """A table, and what lives in it: `table.build(Registry).register_entities(trainers, pokemons)`.

    Attributes:
        table: The table.
        entities: Its entities by their names.
        access_patterns: Ways to query it, of the table or of its entities, by names of your choice.
    """

    action_name: ClassVar[str] = "registry"

    def __init__(
        self,
        table: Table,
        entities: Iterable[Entity[Any, Any]] = (),
        access_patterns: Mapping[str, AccessPattern[Any]] | None = None,
    ) -> None:
        self.table = table
        self.entities: Mapping[str, Entity[Any, Any]] = _by_name(table, entities)
        self.access_patterns: Mapping[str, AccessPattern[Any]] = dict(access_patterns or {})
        for name, pattern in self.access_patterns.items():
            _check_table(f"The access pattern '{name}'", pattern.table, table)

    def register_entities(self, *entities: Entity[Any, Any]) -> Self:
        """Add entities to those that are there.

        Raises:
            DynamoDBToolboxError: `registry.duplicateName` where another entity has the name,
                `registry.otherTable` where one is of another table.
        """
        every = (*self.entities.values(), *entities)
        return type(self)(self.table, every, self.access_patterns)

    def register_access_patterns(
        self, patterns: Mapping[str, AccessPattern[Any]] | None = None, /, **more: AccessPattern[Any]
    ) -> Self:
        """Add access patterns to those that are there: `register_access_patterns(by_trainer=…)`.

        Raises:
            DynamoDBToolboxError: `registry.duplicateName` where another pattern has the name,
                `registry.otherTable` where one is of another table.
        """
        added = {**(patterns or {}), **more}
        for name, pattern in added.items():
            if self.access_patterns.get(name, pattern) is not pattern:
                raise _duplicate(f"Another access pattern is registered as '{name}'.", name)
        return type(self)(self.table, self.entities.values(), {**self.access_patterns, **added})

    def entity(self, name: str) -> Entity[Any, Any]:
        """Give the entity of that name.

        Raises:
            DynamoDBToolboxError: `registry.unknownEntity`.
        """
        return _found(self.entities, name, "registry.unknownEntity", "entity")

    def access_pattern(self, name: str) -> AccessPattern[Any]:
        """Give the access pattern of that name.

        Raises:
            DynamoDBToolboxError: `registry.unknownAccessPattern`.
        """
        return _found(self.access_patterns, name, "registry.unknownAccessPattern", "access pattern")

    def query(self, name: str, given: Any = MISSING) -> QueryCommand[Any]:
        """Give the query that an input means to the access pattern of that name.

        Raises:
            DynamoDBToolboxError: `registry.unknownAccessPattern`, or `parsing.…` for a wrong input.
        """
        return self.access_pattern(name).query(given)

    def parse_stream(self, event: Event) -> Iterator[StreamRecord[Any]]:
        """Give the changes that a stream tells of the registered entities' items: see `StreamParser.parse`.

        Raises:
            DynamoDBToolboxError: `streamParser.invalidEvent`.
            StreamRecordError: A record cannot be read, or its item is of none of the entities.
        """
        return self.build(StreamParser).parse(event)

    @overload
    def build(self, action: Callable[[Table, Sequence[Entity[Any, Any]]], A]) -> A: ...
    @overload
    def build(self, action: Callable[[Table], A]) -> A: ...
    def build(self, action: Callable[..., A]) -> A:
        """Give `action` the table, and the entities too where it has a parameter `entities`.

        `registry.build(QueryCommand)` is a query of all entities of the registry.
        """
        from inspect import signature  # noqa: PLC0415  # as slow to load as a small command to make

        if "entities" in signature(action).parameters:
            return action(self.table, tuple(self.entities.values()))
        return action(self.table)


def _by_name(table: Table, entities: Iterable[Entity[Any, Any]]) -> dict[str, Entity[Any, Any]]:
    named: dict[str, Entity[Any, Any]] = {}
    for entity in entities:
        _check_table(f"Entity '{entity.name}'", entity.table, table)
        if named.setdefault(entity.name, entity) is not entity:
            raise _duplicate(f"Two entities have the name '{entity.name}'.", entity.name)
    return named


def _check_table(what: str, table: Table, expected: Table) -> None:
    if not is_same_table(table, expected):
        raise DynamoDBToolboxError(
            "registry.otherTable",
            f"{what} is of the table '{table.get_name()}', and the registry of '{expected.get_name()}'; make "
            "a registry for each table, and a Database of them.",
        )


def _duplicate(fault: str, name: str) -> DynamoDBToolboxError:
    message = f"{fault} Names must tell them apart: give it another."
    return DynamoDBToolboxError("registry.duplicateName", message, payload={"name": name})


def _found(things: Mapping[str, V], name: str, code: str, kind: str) -> V:
    if name in things:
        return things[name]
    message = f"No {kind} is registered as {name!r}; there are: {', '.join(things) or 'none'}."
    raise DynamoDBToolboxError(code, message, payload={"received": name, "expected": list(things)})
