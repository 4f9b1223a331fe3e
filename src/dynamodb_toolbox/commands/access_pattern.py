"""`EntityAccessPattern`, `TableAccessPattern`: queries with an input of their own (spec/actions.md §9.1)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypeVar, Unpack, cast, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H, Of
from dynamodb_toolbox.commands.key_conditions import Query
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.read_options import QueryOptions
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.table import Table, TableAction
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")

Pattern: TypeAlias = Callable[[Any], Mapping[str, Any] | None]
"""Takes the parsed input, by stored names and values; gives a query, perhaps with `options`, or none."""


class AccessPattern(ABC, Generic[I]):
    """A way to query: an input with a schema, and the query that it means.

    Attributes:
        input_schema: What the input looks like; `None` where the pattern takes none.
        pattern_function: Gives the query for an input; `None` where it is still to be said.
        default_options: The options that each query has.
        notes: Something for people, such as `title` and `description`.
    """

    action_name: ClassVar[str] = "access-pattern"

    input_schema: Schema | None
    pattern_function: Pattern | None
    default_options: Mapping[str, Any]
    notes: Mapping[str, Any]

    @property
    @abstractmethod
    def table(self) -> Table:
        """The table that is queried."""

    @property
    @abstractmethod
    def targets(self) -> Sequence[Entity[I, Any]]:
        """The entities whose items are given."""

    @abstractmethod
    def _next(self, **changes: Any) -> Self:
        """Give the same with something said anew."""

    def schema(self, schema: Schema) -> Self:
        """Say what the input looks like."""
        return self._next(schema=schema)

    def pattern(self, pattern: Pattern) -> Self:
        """Say which query an input means."""
        return self._next(pattern=pattern)

    def options(
        self,
        options: QueryOptions | Callable[[QueryOptions], QueryOptions] | None = None,
        /,
        **more: Unpack[QueryOptions],
    ) -> Self:
        """Replace the options that each query has; those of the pattern go before them."""
        return self._next(options=o.chosen(self.default_options, options, more))

    def meta(self, notes: Mapping[str, Any] | None = None, /, **more: Any) -> Self:
        """Note something for people, such as `title` and `description`."""
        return self._next(meta={**(notes or {}), **more})

    def query(self, given: Any = MISSING) -> QueryCommand[I]:
        """Give the query that an input means.

        Raises:
            DynamoDBToolboxError: `parsing.…` for a wrong input, or `actions.incompleteAction`.
        """
        parsed = MISSING if self.input_schema is None else Parser(self.input_schema).parse(given)
        if self.pattern_function is None:
            raise incomplete(self, "pattern")
        query = dict(self.pattern_function(parsed) or {})
        options = {**self.default_options, **(query.pop("options", None) or {})}
        return QueryCommand(self.table, self.targets, cast("Query", query), options)

    def _said(self, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Give the keywords of the constructor: what was said, and what is said anew."""
        said = {
            "schema": self.input_schema,
            "pattern": self.pattern_function,
            "options": self.default_options,
            "meta": self.notes,
        }
        return {**said, **changes}


class EntityAccessPattern(AccessPattern[I]):
    """A way to query an entity: an input with a schema, and the query that it means.

    by_trainer = (
        pokemons.build(EntityAccessPattern)
        .schema(s.map({"trainer": s.string()}))
        .pattern(lambda given: {"index": "by_trainer", "partition": given["trainer"]})
    )
    by_trainer.query({"trainer": "ash"}).send().items
    """

    def __init__(
        self,
        entity: Entity[I, Any],
        schema: Schema | None = None,
        pattern: Pattern | None = None,
        options: Mapping[str, Any] | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        self.entity = entity
        self.input_schema = schema
        self.pattern_function = pattern
        self.default_options = dict(options or {})
        self.notes = dict(meta or {})

    @property
    def table(self) -> Table:
        """The table of the entity."""
        return self.entity.table

    @property
    def targets(self) -> Sequence[Entity[I, Any]]:
        """The entity."""
        return (self.entity,)

    def _next(self, **changes: Any) -> Self:
        return type(self)(self.entity, **self._said(changes))


class TableAccessPattern(TableAction, AccessPattern[I]):
    """The same for a table, with items of several entities, or as they are stored where none is named.

    team = (
        table.build(TableAccessPattern)
        .entities(trainers, pokemons)
        .schema(s.map({"league": s.string()}))
        .pattern(lambda given: {"partition": given["league"]})
    )
    team.query({"league": "kanto"}).send().items
    """

    def __init__(
        self,
        table: Table,
        entities: Sequence[Entity[I, Any]] = (),
        schema: Schema | None = None,
        pattern: Pattern | None = None,
        *,
        options: Mapping[str, Any] | None = None,
        meta: Mapping[str, Any] | None = None,
    ) -> None:
        self._table = table
        self._entities = tuple(entities)
        self.input_schema = schema
        self.pattern_function = pattern
        self.default_options = dict(options or {})
        self.notes = dict(meta or {})

    @property
    def table(self) -> Table:
        """The table that is queried."""
        return self._table

    @property
    def targets(self) -> Sequence[Entity[I, Any]]:
        """The entities whose items are given."""
        return self._entities

    @overload
    def entities(self, a: Of[A], b: Of[B], /) -> TableAccessPattern[A | B]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], /) -> TableAccessPattern[A | B | C]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], /) -> TableAccessPattern[A | B | C | D]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], /
    ) -> TableAccessPattern[A | B | C | D | E]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], /
    ) -> TableAccessPattern[A | B | C | D | E | F]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], /
    ) -> TableAccessPattern[A | B | C | D | E | F | G]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], h: Of[H], /
    ) -> TableAccessPattern[A | B | C | D | E | F | G | H]: ...
    @overload
    def entities(self, *entities: Entity[J, Any]) -> TableAccessPattern[J]: ...
    def entities(self, *entities: Entity[Any, Any]) -> TableAccessPattern[Any]:
        """Say whose items to give."""
        return type(self)(self._table, entities, **self._said({}))

    def _next(self, **changes: Any) -> Self:
        return type(self)(self._table, self._entities, **self._said(changes))
