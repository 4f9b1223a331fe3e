"""`EntityAccessPattern`: a query with a name and an input of its own (spec/actions.md §9.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, Self, TypeAlias, TypeVar, Unpack, cast

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands.key_conditions import Query
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.read_options import QueryOptions
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # the items given back

Pattern: TypeAlias = Callable[[Any], Mapping[str, Any] | None]
"""Takes the parsed input, by stored names and values; gives a query, perhaps with `options`, or none."""


class EntityAccessPattern(Generic[I]):
    """A way to query an entity: an input with a schema, and the query that it means.

    by_trainer = (
        pokemons.build(EntityAccessPattern)
        .schema(s.map({"trainer": s.string()}))
        .pattern(lambda given: {"index": "by_trainer", "partition": given["trainer"]})
    )
    by_trainer.query({"trainer": "ash"}).send().items
    """

    action_name: ClassVar[str] = "access-pattern"

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
        self._pattern = pattern
        self._options: Mapping[str, Any] = options or {}
        self.notes: dict[str, Any] = dict(meta or {})

    def schema(self, schema: Schema) -> Self:
        """Say what the input looks like."""
        return self._next(input_schema=schema)

    def pattern(self, pattern: Pattern) -> Self:
        """Say which query an input means."""
        return self._next(_pattern=pattern)

    def options(
        self,
        options: QueryOptions | Callable[[QueryOptions], QueryOptions] | None = None,
        /,
        **more: Unpack[QueryOptions],
    ) -> Self:
        """Replace the options that each query has; those of the pattern go before them."""
        return self._next(_options=o.chosen(self._options, options, more))

    def meta(self, **notes: Any) -> Self:
        """Note something for people, such as `title` and `description`."""
        return self._next(notes=notes)

    def query(self, given: Any = MISSING) -> QueryCommand[I]:
        """Give the query that an input means.

        Raises:
            DynamoDBToolboxError: `parsing.…` for a wrong input, or `actions.incompleteAction`.
        """
        parsed = MISSING if self.input_schema is None else Parser(self.input_schema).parse(given)
        if self._pattern is None:
            raise incomplete(self, "pattern")
        query = dict(self._pattern(parsed) or {})
        options = {**self._options, **query.pop("options", {})}
        return QueryCommand(self.entity.table, [self.entity], cast("Query", query), options)

    def _next(self, **changes: Any) -> Self:
        following = type(self)(self.entity, self.input_schema, self._pattern, self._options, self.notes)
        vars(following).update(changes)
        return following
