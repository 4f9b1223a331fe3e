"""`EntityRepository`: the actions of an entity as methods (spec/actions.md §9.4).

Methods that send do so at once; those of batches and transactions give what is sent with others.
`AsyncEntityRepository` is its twin: the methods that send are awaited.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, ClassVar, Generic, TypeVar, Unpack

from dynamodb_toolbox.commands.access_pattern import EntityAccessPattern, Pattern
from dynamodb_toolbox.commands.batch_delete_request import BatchDeleteRequest
from dynamodb_toolbox.commands.batch_get_request import BatchGetRequest
from dynamodb_toolbox.commands.batch_put_request import BatchPutRequest
from dynamodb_toolbox.commands.condition_check import ConditionCheck, ConditionCheckOptions
from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
from dynamodb_toolbox.commands.delete_transaction import DeleteTransaction
from dynamodb_toolbox.commands.entity_conditions import EntityConditionParser, EntityPathParser
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.commands.get_item import GetItemCommand
from dynamodb_toolbox.commands.get_transaction import GetTransaction, GetTransactionOptions
from dynamodb_toolbox.commands.item_options import (
    GetItemOptions,
    TransactionOptions,
    UpdateItemOptions,
    WriteOptions,
)
from dynamodb_toolbox.commands.key_conditions import Query
from dynamodb_toolbox.commands.put_item import PutItemCommand
from dynamodb_toolbox.commands.put_transaction import PutTransaction
from dynamodb_toolbox.commands.query import QueryCommand
from dynamodb_toolbox.commands.read_options import QueryOptions, ScanOptions
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.commands.responses import GetItemResponse, WriteResponse
from dynamodb_toolbox.commands.scan import ScanCommand
from dynamodb_toolbox.commands.transact_get import (
    TransactGetResponse,
    execute_transact_get,
    execute_transact_get_async,
)
from dynamodb_toolbox.commands.transact_write import execute_transact_write, execute_transact_write_async
from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from dynamodb_toolbox.commands.update_transaction import UpdateTransaction
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.models.paths.conditions import PathCondition
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.conditions import Condition
from dynamodb_toolbox.schema.props import Mode

I = TypeVar("I")  # noqa: E741  # the item given back
K = TypeVar("K")


class _Requests(Generic[I, K]):
    """What both repositories have: requests to send with others, and what parses and formats."""

    action_name: ClassVar[str] = "repository"

    def __init__(self, entity: Entity[I, K]) -> None:
        self.entity = entity

    def batch_get(self, key: K) -> BatchGetRequest[I, K]:
        """Give a read for a batch."""
        return BatchGetRequest(self.entity, key)

    def batch_put(self, item: I | Mapping[str, Any]) -> BatchPutRequest[I, K]:
        """Give a put for a batch."""
        return BatchPutRequest(self.entity, item)

    def batch_delete(self, key: K) -> BatchDeleteRequest[I, K]:
        """Give a delete for a batch."""
        return BatchDeleteRequest(self.entity, key)

    def transact_get(self, key: K, **options: Unpack[GetTransactionOptions[I]]) -> GetTransaction[I, K]:
        """Give a read for a transaction."""
        return GetTransaction(self.entity, key, options)

    def transact_put(
        self, item: I | Mapping[str, Any], **options: Unpack[TransactionOptions[I]]
    ) -> PutTransaction[I, K]:
        """Give a put for a transaction."""
        return PutTransaction(self.entity, item, options)

    def transact_update(
        self, item: I | Mapping[str, Any], **options: Unpack[TransactionOptions[I]]
    ) -> UpdateTransaction[I, K]:
        """Give an update for a transaction."""
        return UpdateTransaction(self.entity, item, options)

    def transact_delete(self, key: K, **options: Unpack[TransactionOptions[I]]) -> DeleteTransaction[I, K]:
        """Give a delete for a transaction."""
        return DeleteTransaction(self.entity, key, options)

    def transact_check(
        self, key: K, condition: Condition | PathCondition[I], **options: Unpack[ConditionCheckOptions]
    ) -> ConditionCheck[I, K]:
        """Give a check for a transaction."""
        return ConditionCheck(self.entity, key, condition, options)

    def access_pattern(
        self, schema: Schema, pattern: Pattern, **options: Unpack[QueryOptions]
    ) -> EntityAccessPattern[I]:
        """Give a query with an input of its own."""
        return EntityAccessPattern(self.entity, schema, pattern, options)

    def parse(self, item: I | Mapping[str, Any], *, mode: Mode = "put", fill: bool = True) -> Parsed:
        """Parse an input, as `EntityParser` does."""
        return EntityParser(self.entity).parse(item, mode=mode, fill=fill)

    def parse_condition(self, condition: Condition | PathCondition[I]) -> dict[str, Any]:
        """Give the expression of a condition, as `EntityConditionParser` does."""
        return EntityConditionParser(self.entity).parse(condition)

    def parse_paths(self, paths: Iterable[str]) -> dict[str, Any]:
        """Give the expression of a projection, as `EntityPathParser` does."""
        return EntityPathParser(self.entity).parse(paths)

    def format(
        self, item: Mapping[str, Any], *, attributes: Iterable[str] | None = None, partial: bool = False
    ) -> I:
        """Format a stored item, as `EntityFormatter` does."""
        return EntityFormatter(self.entity).format(item, attributes=attributes, partial=partial)


class EntityRepository(_Requests[I, K]):
    """Reads and writes the items of an entity: `repository = entity.build(EntityRepository)`."""

    execute_transact_get: ClassVar[Callable[..., TransactGetResponse[Any]]] = staticmethod(
        execute_transact_get
    )
    execute_transact_write = staticmethod(execute_transact_write)

    def get(self, key: K, **options: Unpack[GetItemOptions[I]]) -> GetItemResponse[I]:
        """Read one item by its key, as `GetItemCommand` does."""
        return GetItemCommand(self.entity, key, options).send()

    def put(self, item: I | Mapping[str, Any], **options: Unpack[WriteOptions[I]]) -> WriteResponse[I]:
        """Write a whole item, as `PutItemCommand` does."""
        return PutItemCommand(self.entity, item, options).send()

    def update(
        self, item: I | Mapping[str, Any], **options: Unpack[UpdateItemOptions[I]]
    ) -> WriteResponse[I]:
        """Change parts of an item, as `UpdateItemCommand` does."""
        return UpdateItemCommand(self.entity, item, options).send()

    def update_attributes(
        self, item: I | Mapping[str, Any], **options: Unpack[UpdateItemOptions[I]]
    ) -> WriteResponse[I]:
        """Give attributes new values, whole, as `UpdateAttributesCommand` does."""
        return UpdateAttributesCommand(self.entity, item, options).send()

    def delete(self, key: K, **options: Unpack[WriteOptions[I]]) -> WriteResponse[I]:
        """Delete one item by its key, as `DeleteItemCommand` does."""
        return DeleteItemCommand(self.entity, key, options).send()

    def query(self, query: Query, **options: Unpack[QueryOptions]) -> ReadResponse[I]:
        """Read items of one partition, as `QueryCommand` does."""
        return QueryCommand(self.entity.table, [self.entity], query, options).send()

    def scan(self, **options: Unpack[ScanOptions]) -> ReadResponse[I]:
        """Read all items, as `ScanCommand` does."""
        return ScanCommand(self.entity.table, [self.entity], options).send()


class AsyncEntityRepository(_Requests[I, K]):
    """The same, awaited: `repository = entity.build(AsyncEntityRepository)`."""

    execute_transact_get: ClassVar[Callable[..., Awaitable[TransactGetResponse[Any]]]] = staticmethod(
        execute_transact_get_async
    )
    execute_transact_write = staticmethod(execute_transact_write_async)

    async def get(self, key: K, **options: Unpack[GetItemOptions[I]]) -> GetItemResponse[I]:
        """Read one item by its key, as `GetItemCommand` does."""
        return await GetItemCommand(self.entity, key, options).send_async()

    async def put(self, item: I | Mapping[str, Any], **options: Unpack[WriteOptions[I]]) -> WriteResponse[I]:
        """Write a whole item, as `PutItemCommand` does."""
        return await PutItemCommand(self.entity, item, options).send_async()

    async def update(
        self, item: I | Mapping[str, Any], **options: Unpack[UpdateItemOptions[I]]
    ) -> WriteResponse[I]:
        """Change parts of an item, as `UpdateItemCommand` does."""
        return await UpdateItemCommand(self.entity, item, options).send_async()

    async def update_attributes(
        self, item: I | Mapping[str, Any], **options: Unpack[UpdateItemOptions[I]]
    ) -> WriteResponse[I]:
        """Give attributes new values, whole, as `UpdateAttributesCommand` does."""
        return await UpdateAttributesCommand(self.entity, item, options).send_async()

    async def delete(self, key: K, **options: Unpack[WriteOptions[I]]) -> WriteResponse[I]:
        """Delete one item by its key, as `DeleteItemCommand` does."""
        return await DeleteItemCommand(self.entity, key, options).send_async()

    async def query(self, query: Query, **options: Unpack[QueryOptions]) -> ReadResponse[I]:
        """Read items of one partition, as `QueryCommand` does."""
        return await QueryCommand(self.entity.table, [self.entity], query, options).send_async()

    async def scan(self, **options: Unpack[ScanOptions]) -> ReadResponse[I]:
        """Read all items, as `ScanCommand` does."""
        return await ScanCommand(self.entity.table, [self.entity], options).send_async()
