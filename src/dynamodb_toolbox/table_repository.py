"""`TableRepository`: the actions of a table as methods (spec/actions.md §9.4).

Methods that send do so at once; those of batches give what `execute_batch_get` and the like send.
`AsyncTableRepository` is its twin: the methods that send are awaited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar, Unpack, overload

from dynamodb_toolbox.commands.access_pattern import Pattern, TableAccessPattern
from dynamodb_toolbox.commands.batch_get import BatchGetCommand, BatchGetOptions
from dynamodb_toolbox.commands.batch_get_request import BatchGetRequest
from dynamodb_toolbox.commands.batch_write import BatchWriteCommand, BatchWriteOptions, BatchWriteRequest
from dynamodb_toolbox.commands.delete_partition import DeletePartitionCommand, DeletePartitionOptions
from dynamodb_toolbox.commands.deletion_progress import DeletePartitionResponse
from dynamodb_toolbox.commands.entity_types import A, B, C, D, E, F, G, H, Of
from dynamodb_toolbox.commands.execute_batch_get import execute_batch_get, execute_batch_get_async
from dynamodb_toolbox.commands.execute_batch_write import execute_batch_write, execute_batch_write_async
from dynamodb_toolbox.commands.key_conditions import Query
from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.read_options import QueryOptions, ScanOptions
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.commands.scan import ScanCommand
from dynamodb_toolbox.commands.several import required
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.table import Table, TableAction

I = TypeVar("I")  # noqa: E741  # the items given back
J = TypeVar("J")


class _Requests(TableAction, Generic[I]):
    """What both repositories have: the entities, and what is not sent at once."""

    action_name: ClassVar[str] = "repository"

    def __init__(self, table: Table, entities: Sequence[Entity[I, Any]] = ()) -> None:
        self.table = table
        self._entities = tuple(entities)

    def parse_primary_key(self, key: Mapping[str, Any]) -> dict[str, Any]:
        """Take the primary key from a dict, as `PrimaryKeyParser` does."""
        return PrimaryKeyParser(self.table).parse(key)

    def batch_get(
        self, *requests: BatchGetRequest[J, Any], **options: Unpack[BatchGetOptions]
    ) -> BatchGetCommand[J]:
        """Give a batch of reads; its entities are those of the requests.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where there is no request.
        """
        command: BatchGetCommand[J] = BatchGetCommand(self.table, requests, options)
        required(command, requests)
        return command

    def batch_write(
        self, *requests: BatchWriteRequest, **options: Unpack[BatchWriteOptions]
    ) -> BatchWriteCommand:
        """Give a batch of puts and deletes; its entities are those of the requests.

        Raises:
            DynamoDBToolboxError: `actions.incompleteAction` where there is no request.
        """
        command = BatchWriteCommand(self.table, requests, options)
        required(command, requests)
        return command

    def access_pattern(
        self, schema: Schema, pattern: Pattern, **options: Unpack[QueryOptions]
    ) -> TableAccessPattern[I]:
        """Give a query with an input of its own, of the entities of the repository."""
        return TableAccessPattern(self.table, self._entities, schema, pattern, options=options)

    def _query(self, query: Query, options: QueryOptions) -> QueryCommand[I]:
        return QueryCommand(self.table, self._entities, query, options)

    def _scan(self, options: ScanOptions) -> ScanCommand[I]:
        return ScanCommand(self.table, self._entities, options)

    def _deletion(self, query: Query, options: DeletePartitionOptions) -> DeletePartitionCommand:
        return DeletePartitionCommand(self.table, self._entities, query, options)


class TableRepository(_Requests[I]):
    """Reads and writes the items of a table: `table.build(TableRepository).entities(trainers, pokemons)`."""

    execute_batch_get = staticmethod(execute_batch_get)
    execute_batch_write = staticmethod(execute_batch_write)

    @overload
    def entities(self, a: Of[A], b: Of[B], /) -> TableRepository[A | B]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], /) -> TableRepository[A | B | C]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], /) -> TableRepository[A | B | C | D]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], /
    ) -> TableRepository[A | B | C | D | E]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], /
    ) -> TableRepository[A | B | C | D | E | F]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], /
    ) -> TableRepository[A | B | C | D | E | F | G]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], h: Of[H], /
    ) -> TableRepository[A | B | C | D | E | F | G | H]: ...
    @overload
    def entities(self, *entities: Entity[J, Any]) -> TableRepository[J]: ...
    def entities(self, *entities: Entity[Any, Any]) -> TableRepository[Any]:
        """Say whose items to give and delete."""
        return type(self)(self.table, entities)

    def query(self, query: Query, **options: Unpack[QueryOptions]) -> ReadResponse[I]:
        """Read items of one partition, as `QueryCommand` does."""
        return self._query(query, options).send()

    def scan(self, **options: Unpack[ScanOptions]) -> ReadResponse[I]:
        """Read all items, as `ScanCommand` does."""
        return self._scan(options).send()

    def delete_partition(
        self, query: Query, **options: Unpack[DeletePartitionOptions]
    ) -> DeletePartitionResponse:
        """Delete items of one partition, as `DeletePartitionCommand` does."""
        return self._deletion(query, options).send()


class AsyncTableRepository(_Requests[I]):
    """The same, awaited: `table.build(AsyncTableRepository).entities(trainers, pokemons)`."""

    execute_batch_get = staticmethod(execute_batch_get_async)
    execute_batch_write = staticmethod(execute_batch_write_async)

    @overload
    def entities(self, a: Of[A], b: Of[B], /) -> AsyncTableRepository[A | B]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], /) -> AsyncTableRepository[A | B | C]: ...
    @overload
    def entities(self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], /) -> AsyncTableRepository[A | B | C | D]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], /
    ) -> AsyncTableRepository[A | B | C | D | E]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], /
    ) -> AsyncTableRepository[A | B | C | D | E | F]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], /
    ) -> AsyncTableRepository[A | B | C | D | E | F | G]: ...
    @overload
    def entities(
        self, a: Of[A], b: Of[B], c: Of[C], d: Of[D], e: Of[E], f: Of[F], g: Of[G], h: Of[H], /
    ) -> AsyncTableRepository[A | B | C | D | E | F | G | H]: ...
    @overload
    def entities(self, *entities: Entity[J, Any]) -> AsyncTableRepository[J]: ...
    def entities(self, *entities: Entity[Any, Any]) -> AsyncTableRepository[Any]:
        """Say whose items to give and delete."""
        return type(self)(self.table, entities)

    async def query(self, query: Query, **options: Unpack[QueryOptions]) -> ReadResponse[I]:
        """Read items of one partition, as `QueryCommand` does."""
        return await self._query(query, options).send_async()

    async def scan(self, **options: Unpack[ScanOptions]) -> ReadResponse[I]:
        """Read all items, as `ScanCommand` does."""
        return await self._scan(options).send_async()

    async def delete_partition(
        self, query: Query, **options: Unpack[DeletePartitionOptions]
    ) -> DeletePartitionResponse:
        """Delete items of one partition, as `DeletePartitionCommand` does."""
        return await self._deletion(query, options).send_async()
