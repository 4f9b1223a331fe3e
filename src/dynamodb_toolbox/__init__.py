"""DynamoDB for Python: tables, schemas, entities and commands, and an engine to run them on.

The names below are the public ones; each is loaded when it is first asked for (PEP 562).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox import protocol

if TYPE_CHECKING:
    from dynamodb_toolbox import updates
    from dynamodb_toolbox.client.client import Client
    from dynamodb_toolbox.client.credentials.credentials import Credentials
    from dynamodb_toolbox.client.opentelemetry import instrument
    from dynamodb_toolbox.commands.access_pattern import EntityAccessPattern, TableAccessPattern
    from dynamodb_toolbox.commands.batch_delete_request import BatchDeleteRequest
    from dynamodb_toolbox.commands.batch_get import BatchGetCommand
    from dynamodb_toolbox.commands.batch_get_request import BatchGetRequest
    from dynamodb_toolbox.commands.batch_put_request import BatchPutRequest
    from dynamodb_toolbox.commands.batch_write import BatchWriteCommand
    from dynamodb_toolbox.commands.condition_check import ConditionCheck
    from dynamodb_toolbox.commands.create_table import CreateTableCommand
    from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
    from dynamodb_toolbox.commands.delete_partition import DeletePartitionCommand
    from dynamodb_toolbox.commands.delete_table import DeleteTableCommand
    from dynamodb_toolbox.commands.delete_transaction import DeleteTransaction
    from dynamodb_toolbox.commands.describe_table import DescribeTableCommand
    from dynamodb_toolbox.commands.diff_table import DiffTableCommand
    from dynamodb_toolbox.commands.ensure_table import EnsureTableCommand
    from dynamodb_toolbox.commands.entity_conditions import EntityConditionParser, EntityPathParser
    from dynamodb_toolbox.commands.entity_dto import EntityDTO, from_entity_dto
    from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
    from dynamodb_toolbox.commands.entity_parser import EntityParser
    from dynamodb_toolbox.commands.execute_batch_get import execute_batch_get, execute_batch_get_async
    from dynamodb_toolbox.commands.execute_batch_write import execute_batch_write, execute_batch_write_async
    from dynamodb_toolbox.commands.get_item import GetItemCommand
    from dynamodb_toolbox.commands.get_transaction import GetTransaction
    from dynamodb_toolbox.commands.inputs import ItemInput, KeyInput
    from dynamodb_toolbox.commands.parallel_scan import ParallelScanCommand, ScanProgress
    from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
    from dynamodb_toolbox.commands.put_item import PutItemCommand
    from dynamodb_toolbox.commands.put_transaction import PutTransaction
    from dynamodb_toolbox.commands.query import QueryCommand
    from dynamodb_toolbox.commands.registry import Registry
    from dynamodb_toolbox.commands.registry_dto import RegistryDTO, from_registry_dto
    from dynamodb_toolbox.commands.scan import ScanCommand
    from dynamodb_toolbox.commands.sendable import Sendable
    from dynamodb_toolbox.commands.spy import EntitySpy, TableSpy
    from dynamodb_toolbox.commands.stream_parser import StreamParser, parse_stream
    from dynamodb_toolbox.commands.stream_record import StreamRecord
    from dynamodb_toolbox.commands.table_diff import TableDiff, TableDifference
    from dynamodb_toolbox.commands.table_dto import TableDTO, from_table_dto
    from dynamodb_toolbox.commands.time_to_live import DescribeTimeToLiveCommand, UpdateTimeToLiveCommand
    from dynamodb_toolbox.commands.transact_get import (
        TransactGetCommand,
        execute_transact_get,
        execute_transact_get_async,
    )
    from dynamodb_toolbox.commands.transact_write import (
        TransactWriteCommand,
        execute_transact_write,
        execute_transact_write_async,
    )
    from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
    from dynamodb_toolbox.commands.update_item import UpdateItemCommand
    from dynamodb_toolbox.commands.update_transaction import UpdateTransaction
    from dynamodb_toolbox.connection import connect
    from dynamodb_toolbox.database import Database, from_database_dto
    from dynamodb_toolbox.entity import Entity
    from dynamodb_toolbox.errors import (
        ConditionalCheckFailedException,
        CredentialsError,
        DynamoDBToolboxError,
        EngineError,
        InvalidCursorError,
        NoItemError,
        ResourceInUseException,
        ResourceNotFoundException,
        ServiceError,
        SeveralItemsError,
        StreamRecordError,
        TableMismatchError,
        TableTimeoutError,
        TransactionCanceledException,
        TransportError,
        UnprocessedError,
        ValidationException,
    )
    from dynamodb_toolbox.exports.aws_cli import to_aws_cli
    from dynamodb_toolbox.exports.cdk import to_cdk
    from dynamodb_toolbox.exports.cloudformation import to_cloudformation
    from dynamodb_toolbox.exports.python_types import to_python_types
    from dynamodb_toolbox.exports.terraform import to_terraform
    from dynamodb_toolbox.mcp.toolkit import MCPToolkit
    from dynamodb_toolbox.models.attr import Attr, attr, key
    from dynamodb_toolbox.models.declared import Item, Map
    from dynamodb_toolbox.models.registry import schema_of
    from dynamodb_toolbox.protocol.calls import Call
    from dynamodb_toolbox.repository import AsyncEntityRepository, EntityRepository
    from dynamodb_toolbox.schema import s
    from dynamodb_toolbox.schema.check import check
    from dynamodb_toolbox.schema.conditions import ConditionParser
    from dynamodb_toolbox.schema.deduper import Deduper
    from dynamodb_toolbox.schema.dto.read import from_schema_dto
    from dynamodb_toolbox.schema.dto.write import SchemaDTO
    from dynamodb_toolbox.schema.format.formatter import Formatter
    from dynamodb_toolbox.schema.json_schema import JSONSchemer
    from dynamodb_toolbox.schema.operands import ref
    from dynamodb_toolbox.schema.parse.parser import Parser
    from dynamodb_toolbox.schema.paths import Finder, PathParser
    from dynamodb_toolbox.schema.transformers import Transformer, json_stringify, pipe, prefix, suffix, trim
    from dynamodb_toolbox.schema.update.actions import (
        add,
        append,
        delete,
        get,
        prepend,
        remove,
        set_,
        subtract,
        sum_,
    )
    from dynamodb_toolbox.synchronizer import Synchronizer, SyncRequest
    from dynamodb_toolbox.table import Table
    from dynamodb_toolbox.table_repository import AsyncTableRepository, TableRepository
    from dynamodb_toolbox.table_settings import TableSettings
    from dynamodb_toolbox.values import MISSING

_HOMES: Final = {
    "AsyncEntityRepository": "repository",
    "AsyncTableRepository": "table_repository",
    "Attr": "models.attr",
    "BatchDeleteRequest": "commands.batch_delete_request",
    "BatchGetCommand": "commands.batch_get",
    "BatchGetRequest": "commands.batch_get_request",
    "BatchPutRequest": "commands.batch_put_request",
    "BatchWriteCommand": "commands.batch_write",
    "Call": "protocol.calls",
    "Client": "client.client",
    "ConditionCheck": "commands.condition_check",
    "ConditionParser": "schema.conditions",
    "ConditionalCheckFailedException": "errors",
    "CreateTableCommand": "commands.create_table",
    "Credentials": "client.credentials.credentials",
    "CredentialsError": "errors",
    "Database": "database",
    "Deduper": "schema.deduper",
    "DeleteItemCommand": "commands.delete_item",
    "DeletePartitionCommand": "commands.delete_partition",
    "DeleteTableCommand": "commands.delete_table",
    "DeleteTransaction": "commands.delete_transaction",
    "DescribeTableCommand": "commands.describe_table",
    "DescribeTimeToLiveCommand": "commands.time_to_live",
    "DiffTableCommand": "commands.diff_table",
    "DynamoDBToolboxError": "errors",
    "EngineError": "errors",
    "EnsureTableCommand": "commands.ensure_table",
    "Entity": "entity",
    "EntityAccessPattern": "commands.access_pattern",
    "EntityConditionParser": "commands.entity_conditions",
    "EntityDTO": "commands.entity_dto",
    "EntityFormatter": "commands.entity_formatter",
    "EntityParser": "commands.entity_parser",
    "EntityPathParser": "commands.entity_conditions",
    "EntityRepository": "repository",
    "EntitySpy": "commands.spy",
    "Finder": "schema.paths",
    "Formatter": "schema.format.formatter",
    "GetItemCommand": "commands.get_item",
    "GetTransaction": "commands.get_transaction",
    "InvalidCursorError": "errors",
    "Item": "models.declared",
    "ItemInput": "commands.inputs",
    "JSONSchemer": "schema.json_schema",
    "KeyInput": "commands.inputs",
    "MCPToolkit": "mcp.toolkit",
    "MISSING": "values",
    "Map": "models.declared",
    "NoItemError": "errors",
    "ParallelScanCommand": "commands.parallel_scan",
    "Parser": "schema.parse.parser",
    "PathParser": "schema.paths",
    "PrimaryKeyParser": "commands.primary_key_parser",
    "PutItemCommand": "commands.put_item",
    "PutTransaction": "commands.put_transaction",
    "QueryCommand": "commands.query",
    "Registry": "commands.registry",
    "RegistryDTO": "commands.registry_dto",
    "ResourceInUseException": "errors",
    "ResourceNotFoundException": "errors",
    "ScanCommand": "commands.scan",
    "ScanProgress": "commands.parallel_scan",
    "SchemaDTO": "schema.dto.write",
    "Sendable": "commands.sendable",
    "ServiceError": "errors",
    "SeveralItemsError": "errors",
    "StreamParser": "commands.stream_parser",
    "StreamRecord": "commands.stream_record",
    "StreamRecordError": "errors",
    "SyncRequest": "synchronizer",
    "Synchronizer": "synchronizer",
    "Table": "table",
    "TableAccessPattern": "commands.access_pattern",
    "TableDTO": "commands.table_dto",
    "TableDiff": "commands.table_diff",
    "TableDifference": "commands.table_diff",
    "TableMismatchError": "errors",
    "TableRepository": "table_repository",
    "TableSettings": "table_settings",
    "TableSpy": "commands.spy",
    "TableTimeoutError": "errors",
    "TransactGetCommand": "commands.transact_get",
    "TransactWriteCommand": "commands.transact_write",
    "TransactionCanceledException": "errors",
    "Transformer": "schema.transformers",
    "TransportError": "errors",
    "UnprocessedError": "errors",
    "UpdateAttributesCommand": "commands.update_attributes",
    "UpdateItemCommand": "commands.update_item",
    "UpdateTimeToLiveCommand": "commands.time_to_live",
    "UpdateTransaction": "commands.update_transaction",
    "ValidationException": "errors",
    "add": "schema.update.actions",
    "append": "schema.update.actions",
    "attr": "models.attr",
    "check": "schema.check",
    "connect": "connection",
    "delete": "schema.update.actions",
    "execute_batch_get": "commands.execute_batch_get",
    "execute_batch_get_async": "commands.execute_batch_get",
    "execute_batch_write": "commands.execute_batch_write",
    "execute_batch_write_async": "commands.execute_batch_write",
    "execute_transact_get": "commands.transact_get",
    "execute_transact_get_async": "commands.transact_get",
    "execute_transact_write": "commands.transact_write",
    "execute_transact_write_async": "commands.transact_write",
    "from_database_dto": "database",
    "from_entity_dto": "commands.entity_dto",
    "from_registry_dto": "commands.registry_dto",
    "from_schema_dto": "schema.dto.read",
    "from_table_dto": "commands.table_dto",
    "get": "schema.update.actions",
    "instrument": "client.opentelemetry",
    "json_stringify": "schema.transformers",
    "key": "models.attr",
    "parse_stream": "commands.stream_parser",
    "pipe": "schema.transformers",
    "prefix": "schema.transformers",
    "prepend": "schema.update.actions",
    "ref": "schema.operands",
    "remove": "schema.update.actions",
    "s": "schema.s",
    "schema_of": "models.registry",
    "set_": "schema.update.actions",
    "subtract": "schema.update.actions",
    "suffix": "schema.transformers",
    "sum_": "schema.update.actions",
    "to_aws_cli": "exports.aws_cli",
    "to_cdk": "exports.cdk",
    "to_cloudformation": "exports.cloudformation",
    "to_python_types": "exports.python_types",
    "to_terraform": "exports.terraform",
    "trim": "schema.transformers",
    "updates": "updates",
}

__all__ = [
    "MISSING",
    "AsyncEntityRepository",
    "AsyncTableRepository",
    "Attr",
    "BatchDeleteRequest",
    "BatchGetCommand",
    "BatchGetRequest",
    "BatchPutRequest",
    "BatchWriteCommand",
    "Call",
    "Client",
    "ConditionCheck",
    "ConditionParser",
    "ConditionalCheckFailedException",
    "CreateTableCommand",
    "Credentials",
    "CredentialsError",
    "Database",
    "Deduper",
    "DeleteItemCommand",
    "DeletePartitionCommand",
    "DeleteTableCommand",
    "DeleteTransaction",
    "DescribeTableCommand",
    "DescribeTimeToLiveCommand",
    "DiffTableCommand",
    "DynamoDBToolboxError",
    "EngineError",
    "EnsureTableCommand",
    "Entity",
    "EntityAccessPattern",
    "EntityConditionParser",
    "EntityDTO",
    "EntityFormatter",
    "EntityParser",
    "EntityPathParser",
    "EntityRepository",
    "EntitySpy",
    "Finder",
    "Formatter",
    "GetItemCommand",
    "GetTransaction",
    "InvalidCursorError",
    "Item",
    "ItemInput",
    "JSONSchemer",
    "KeyInput",
    "MCPToolkit",
    "Map",
    "NoItemError",
    "ParallelScanCommand",
    "Parser",
    "PathParser",
    "PrimaryKeyParser",
    "PutItemCommand",
    "PutTransaction",
    "QueryCommand",
    "Registry",
    "RegistryDTO",
    "ResourceInUseException",
    "ResourceNotFoundException",
    "ScanCommand",
    "ScanProgress",
    "SchemaDTO",
    "Sendable",
    "ServiceError",
    "SeveralItemsError",
    "StreamParser",
    "StreamRecord",
    "StreamRecordError",
    "SyncRequest",
    "Synchronizer",
    "Table",
    "TableAccessPattern",
    "TableDTO",
    "TableDiff",
    "TableDifference",
    "TableMismatchError",
    "TableRepository",
    "TableSettings",
    "TableSpy",
    "TableTimeoutError",
    "TransactGetCommand",
    "TransactWriteCommand",
    "TransactionCanceledException",
    "Transformer",
    "TransportError",
    "UnprocessedError",
    "UpdateAttributesCommand",
    "UpdateItemCommand",
    "UpdateTimeToLiveCommand",
    "UpdateTransaction",
    "ValidationException",
    "add",
    "append",
    "attr",
    "check",
    "connect",
    "delete",
    "execute_batch_get",
    "execute_batch_get_async",
    "execute_batch_write",
    "execute_batch_write_async",
    "execute_transact_get",
    "execute_transact_get_async",
    "execute_transact_write",
    "execute_transact_write_async",
    "from_database_dto",
    "from_entity_dto",
    "from_registry_dto",
    "from_schema_dto",
    "from_table_dto",
    "get",
    "instrument",
    "json_stringify",
    "key",
    "parse_stream",
    "pipe",
    "prefix",
    "prepend",
    "ref",
    "remove",
    "s",
    "schema_of",
    "set_",
    "subtract",
    "suffix",
    "sum_",
    "to_aws_cli",
    "to_cdk",
    "to_cloudformation",
    "to_python_types",
    "to_terraform",
    "trim",
    "updates",
]


def _adopt(client: Any) -> Any:
    from dynamodb_toolbox.connection import connect  # noqa: PLC0415  # few have a client of another library

    return connect(client)


protocol.adopt = _adopt


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = __import__(f"{__name__}.{home}", fromlist=[name])  # `importlib` would be loaded for this
    value = globals()[name] = getattr(module, name, module)  # `s` and `updates` are modules
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
