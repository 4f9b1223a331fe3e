"""`QueryCommand`: items of one partition, in the order of their sort key (spec/actions.md §3.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self, TypeVar, Unpack, overload

from dynamodb_toolbox.commands import options as o
from dynamodb_toolbox.commands import read_options as r
from dynamodb_toolbox.commands.cursor_scope import CursorScope
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H, Of
from dynamodb_toolbox.commands.key_conditions import Query, check_query, key_condition
from dynamodb_toolbox.commands.read_filters import check_filtered, filter_of, is_filtered
from dynamodb_toolbox.commands.read_many import ReadMany
from dynamodb_toolbox.commands.sendable import incomplete
from dynamodb_toolbox.commands.typed_query import by_stored_values
from dynamodb_toolbox.commands.views import projection_of_view, seen_as
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.expressions.printer import print_condition
from dynamodb_toolbox.table import Index, Table
from dynamodb_toolbox.values import own

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")
V = TypeVar("V")


class QueryCommand(ReadMany[I]):
    """Reads items of one partition: `table.build(QueryCommand).entities(pokemons).query({…}).send()`."""

    action_name: ClassVar[str] = "query"
    operation: ClassVar[str] = "Query"
    no_match: ClassVar[str] = "queryCommand.noEntityMatched"

    def __init__(
        self,
        table: Table,
        entities: Sequence[Entity[I, Any]] = (),
        query: Query | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(table, entities, options)
        self._query: Query | None = own(query)

    @overload
    def entities(self, a: Of[A], b: Of[B], /) -> QueryCommand[A | B]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], /) -> QueryCommand[A | B | C]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], /) -> QueryCommand[A | B | C | D]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], /
    ) -> QueryCommand[A | B | C | D | E]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], /
    ) -> QueryCommand[A | B | C | D | E | F]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], /
    ) -> QueryCommand[A | B | C | D | E | F | G]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], h: Of[H], /
    ) -> QueryCommand[A | B | C | D | E | F | G | H]: ...
    @overload
    def entities(self, *entities: Entity[J, Any]) -> QueryCommand[J]: ...
    def entities(self, *entities: Entity[Any, Any]) -> QueryCommand[Any]:
        """Say whose items to give; the service leaves out others, where entities tell themselves."""
        return type(self)(self._table, entities, self._query, self._options)

    def query(self, query: Query) -> Self:
        """Say which partition, and which part of it; by stored values, without transforms."""
        return type(self)(self._table, self._entities, query, self._options)

    def options(
        self,
        options: r.QueryOptions | Callable[[r.QueryOptions], r.QueryOptions] | None = None,
        /,
        **more: Unpack[r.QueryOptions],
    ) -> Self:
        """Replace the options: by keywords, a dict, or a function of the last ones."""
        return self._changed(_options=o.chosen(self._options, options, more))

    def as_(self, kind: type[V]) -> QueryCommand[V]:
        """Give all items as instances of `kind`, a class with some of their attributes, and read only these.

        Raises:
            DynamoDBToolboxError: `entity.invalidView` where items of an entity cannot be shown as that.
        """
        views = [seen_as(entity, kind) for entity in self._entities]
        options = {**self._options, "attributes": projection_of_view(kind)}
        return QueryCommand(self._table, views, self._query, options)

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[entities, query, options]`."""
        return [list(self._entities), self._required(), dict(self._options)]

    def params(self) -> dict[str, Any]:
        """Give the Query request.

        Raises:
            DynamoDBToolboxError: Where the query, an option, a path or a filter is wrong.
        """
        query = self._required()
        fields = self._option_fields(query.get("index")) if self._options else {}
        index = r.index_of(self._table, query.get("index"))
        filtered = is_filtered(self._entities, self._options, by_default=not self._is_key(index))
        if filtered and self._entities:
            check_filtered(self._table, query.get("index"))
        projection = self._projection("queryCommand.invalidProjectionExpression")
        key = print_condition(key_condition(self._table, query, index), "0")
        condition = filter_of(self._entities, self._options, filtered=filtered)
        chosen = None if condition is None else print_condition(condition, "1")
        return {
            "TableName": o.table_name(self._table, self._options),
            **fields,
            **({} if index is None else {"IndexName": query.get("index")}),
            **({"ScanIndexForward": False} if self._options.get("reverse") else self._forward()),
            **o.expressions(
                ProjectionExpression=projection, KeyConditionExpression=key, FilterExpression=chosen
            ),
        }

    def _option_fields(self, index: Any) -> dict[str, Any]:
        return self._fields(*r.shared(self._table, index, self._options), r.REVERSE, r.TAG)

    def _scope(self) -> CursorScope:
        query = self._required()
        partition = query.get("partition")
        listed = partition if isinstance(partition, (list, tuple)) else [partition]
        return self._cursor_scope(query.get("index"), listed, None)

    def _required(self) -> Query:
        if not self._query:
            raise incomplete(self, "query")
        check_query(self._query)
        return by_stored_values(self._table, self._entities, self._query)

    def _forward(self) -> dict[str, Any]:
        """Say the order only where the option does."""
        return {} if self._options.get("reverse") is None else {"ScanIndexForward": True}

    def _is_key(self, index: Index | None) -> bool:
        """Tell whether the entity attribute is a key of what is queried, which a filter cannot be on."""
        name = self._table.entity_attribute_saved_as
        parts = (self._table.key_attributes(),) if index is None else self._table.index_keys(index)
        return any(key["name"] == name for part in parts for key in part)
