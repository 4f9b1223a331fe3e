"""A `Table` in AWS's words: the fields of CreateTable that say its keys, indexes and settings.

Shape: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dynamodb_toolbox.table import Index, KeyAttribute, Table
from dynamodb_toolbox.table_settings import TableSettings, billing_mode, check_settings, merged
from dynamodb_toolbox.values import copied

_TYPE_CODES: Final = {"string": "S", "number": "N", "binary": "B"}


def settings_of(table: Table, over: Mapping[str, Any] | None = None) -> TableSettings:
    """Give a table's settings, with those of a command (its `settings` option) laid over them.

    Raises:
        DynamoDBToolboxError: `table.invalidSettings`.
    """
    return check_settings(merged(table.settings, over), table.key_types, table.indexes)


def definition(table: Table, settings: TableSettings | None = None) -> dict[str, Any]:
    """Give the fields of CreateTable for a table, but its name; settings are its own unless given.

    Time to live and point-in-time recovery are no part of CreateTable.
    """
    settings = table.settings if settings is None else settings
    indexes = table.indexes.items()
    kinds = {
        "LocalSecondaryIndexes": [_index(table, *item, {}) for item in indexes if item[1]["type"] == "local"],
        "GlobalSecondaryIndexes": [
            _index(table, *item, settings) for item in indexes if item[1]["type"] == "global"
        ],
    }
    return {
        "AttributeDefinitions": attribute_definitions(table),
        "KeySchema": key_schema((table.partition_key,), table.key_attributes()[1:]),
        "BillingMode": billing_mode(settings),
        **{field: definitions for field, definitions in kinds.items() if definitions},
        **_fields(settings),
    }


def attribute_definitions(table: Table) -> list[dict[str, str]]:
    """Give AWS's `AttributeDefinitions`: all key attributes, of the table and its indexes."""
    return [
        {"AttributeName": name, "AttributeType": _TYPE_CODES[kind]} for name, kind in table.key_types.items()
    ]


def key_schema(
    partition_keys: Iterable[KeyAttribute], sort_keys: Iterable[KeyAttribute]
) -> list[dict[str, str]]:
    """Give AWS's `KeySchema`."""
    return [
        *({"AttributeName": key["name"], "KeyType": "HASH"} for key in partition_keys),
        *({"AttributeName": key["name"], "KeyType": "RANGE"} for key in sort_keys),
    ]


def projection_of_index(index: Index) -> dict[str, Any]:
    """Give AWS's `Projection`: all attributes where the index says nothing."""
    projection = index.get("projection", "ALL")
    if isinstance(projection, str):
        return {"ProjectionType": projection}
    return {"ProjectionType": "INCLUDE", "NonKeyAttributes": list(projection)}


def _index(table: Table, name: str, index: Index, settings: TableSettings) -> dict[str, Any]:
    throughputs = {
        "ProvisionedThroughput": index.get("provisioned_throughput")
        or settings.get("provisioned_throughput"),
        "OnDemandThroughput": index.get("on_demand_throughput"),
    }
    return {
        "IndexName": name,
        "KeySchema": key_schema(*table.index_keys(index)),
        "Projection": projection_of_index(index),
        **{field: copied(units) for field, units in throughputs.items() if units is not None},
    }


def _fields(settings: TableSettings) -> dict[str, Any]:
    view, tags = settings.get("stream_view_type"), settings.get("tags")
    fields = {
        "ProvisionedThroughput": settings.get("provisioned_throughput"),
        "OnDemandThroughput": settings.get("on_demand_throughput"),
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": view} if view else None,
        "SSESpecification": settings.get("sse_specification"),
        "TableClass": settings.get("table_class"),
        "DeletionProtectionEnabled": settings.get("deletion_protection"),
        "Tags": [{"Key": key, "Value": value} for key, value in tags.items()] if tags else None,
    }
    return {field: copied(value) for field, value in fields.items() if value is not None}
