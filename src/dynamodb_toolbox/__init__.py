"""DynamoDB for Python: tables, schemas, entities and commands, and an engine to run them on.

The names below are the public ones; each is loaded when it is first asked for (PEP 562).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dynamodb_toolbox.client.client import Client
    from dynamodb_toolbox.commands.create_table import CreateTableCommand
    from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
    from dynamodb_toolbox.commands.delete_table import DeleteTableCommand
    from dynamodb_toolbox.commands.describe_table import DescribeTableCommand
    from dynamodb_toolbox.commands.ensure_table import EnsureTableCommand
    from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
    from dynamodb_toolbox.commands.entity_parser import EntityParser
    from dynamodb_toolbox.commands.get_item import GetItemCommand
    from dynamodb_toolbox.commands.primary_key_parser import PrimaryKeyParser
    from dynamodb_toolbox.commands.put_item import PutItemCommand
    from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
    from dynamodb_toolbox.commands.update_item import UpdateItemCommand
    from dynamodb_toolbox.connection import connect
    from dynamodb_toolbox.entity import Entity
    from dynamodb_toolbox.errors import (
        ConditionalCheckFailedException,
        DynamoDBToolboxError,
        EngineError,
        ResourceInUseException,
        ResourceNotFoundException,
        ServiceError,
        ValidationException,
    )
    from dynamodb_toolbox.repository import EntityRepository
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
    from dynamodb_toolbox.table import Table
    from dynamodb_toolbox.values import MISSING

_HOMES: Final = {
    "Client": "client.client",
    "ConditionParser": "schema.conditions",
    "ConditionalCheckFailedException": "errors",
    "CreateTableCommand": "commands.create_table",
    "Deduper": "schema.deduper",
    "DeleteItemCommand": "commands.delete_item",
    "DeleteTableCommand": "commands.delete_table",
    "DescribeTableCommand": "commands.describe_table",
    "DynamoDBToolboxError": "errors",
    "EngineError": "errors",
    "EnsureTableCommand": "commands.ensure_table",
    "Entity": "entity",
    "EntityFormatter": "commands.entity_formatter",
    "EntityParser": "commands.entity_parser",
    "EntityRepository": "repository",
    "Finder": "schema.paths",
    "Formatter": "schema.format.formatter",
    "GetItemCommand": "commands.get_item",
    "JSONSchemer": "schema.json_schema",
    "MISSING": "values",
    "Parser": "schema.parse.parser",
    "PathParser": "schema.paths",
    "PrimaryKeyParser": "commands.primary_key_parser",
    "PutItemCommand": "commands.put_item",
    "ResourceInUseException": "errors",
    "ResourceNotFoundException": "errors",
    "SchemaDTO": "schema.dto.write",
    "ServiceError": "errors",
    "Table": "table",
    "Transformer": "schema.transformers",
    "UpdateAttributesCommand": "commands.update_attributes",
    "UpdateItemCommand": "commands.update_item",
    "ValidationException": "errors",
    "add": "schema.update.actions",
    "append": "schema.update.actions",
    "check": "schema.check",
    "connect": "connection",
    "delete": "schema.update.actions",
    "from_schema_dto": "schema.dto.read",
    "get": "schema.update.actions",
    "json_stringify": "schema.transformers",
    "pipe": "schema.transformers",
    "prefix": "schema.transformers",
    "prepend": "schema.update.actions",
    "ref": "schema.operands",
    "remove": "schema.update.actions",
    "s": "schema.s",
    "set_": "schema.update.actions",
    "subtract": "schema.update.actions",
    "suffix": "schema.transformers",
    "sum_": "schema.update.actions",
    "trim": "schema.transformers",
}

__all__ = [
    "MISSING",
    "Client",
    "ConditionParser",
    "ConditionalCheckFailedException",
    "CreateTableCommand",
    "Deduper",
    "DeleteItemCommand",
    "DeleteTableCommand",
    "DescribeTableCommand",
    "DynamoDBToolboxError",
    "EngineError",
    "EnsureTableCommand",
    "Entity",
    "EntityFormatter",
    "EntityParser",
    "EntityRepository",
    "Finder",
    "Formatter",
    "GetItemCommand",
    "JSONSchemer",
    "Parser",
    "PathParser",
    "PrimaryKeyParser",
    "PutItemCommand",
    "ResourceInUseException",
    "ResourceNotFoundException",
    "SchemaDTO",
    "ServiceError",
    "Table",
    "Transformer",
    "UpdateAttributesCommand",
    "UpdateItemCommand",
    "ValidationException",
    "add",
    "append",
    "check",
    "connect",
    "delete",
    "from_schema_dto",
    "get",
    "json_stringify",
    "pipe",
    "prefix",
    "prepend",
    "ref",
    "remove",
    "s",
    "set_",
    "subtract",
    "suffix",
    "sum_",
    "trim",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  # as late as what it loads

    module = import_module(f"{__name__}.{home}")
    value = globals()[name] = getattr(module, name, module)  # `s` is a module itself
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
