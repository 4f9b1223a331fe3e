"""A table as DescribeTable, CreateTable, UpdateTable and DeleteTable show it.

Shape: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog, streams
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.table_definition import INDEX_KINDS, only
from dynamodb_toolbox.engine.throughput import NO_UNITS
from dynamodb_toolbox.engine.throughput_changes import described_units
from dynamodb_toolbox.errors import ResourceNotFoundException

_AS_DEFINED: Final = ("OnDemandThroughput", "SSEDescription", "RestoreSummary")


def find_table(context: Context, connection: sqlite3.Connection, name: str) -> Table:
    """Give a table, with the message that operations on tables give where there is none.

    Raises:
        ResourceNotFoundException: There is no such table.
    """
    table = context.catalog.find(connection, name)
    if table is None:
        raise ResourceNotFoundException(f"Requested resource not found: Table: {name} not found")
    return table


def describe(context: Context, connection: sqlite3.Connection, table: Table) -> dict[str, Any]:
    """Describe a table, ready from its first moment; its counts are exact, where AWS's may be hours old."""
    # The definition is shared by all who ask; a reply is theirs alone.
    definition: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(table.definition))
    items, size = catalog.counts(connection, table)
    now = context.clock()
    description: dict[str, Any] = {
        "AttributeDefinitions": definition["AttributeDefinitions"],
        "TableName": table.name,
        "KeySchema": definition["KeySchema"],
        "TableStatus": "ACTIVE",
        "CreationDateTime": definition["CreationDateTime"],
        "ProvisionedThroughput": described_units(definition["ProvisionedThroughput"], now),
        "TableSizeBytes": size,
        "ItemCount": items,
        "TableArn": arns.table_arn(table.name),
        "TableId": definition["TableId"],
        "DeletionProtectionEnabled": definition["DeletionProtectionEnabled"],
        **_billing(definition),
        **_class(definition),
        **only(definition, _AS_DEFINED),
        **_stream(table.name, streams.last_of(connection, table.id)),
        **_warm(definition),
    }
    counts = catalog.index_counts(connection, table)
    for kind in INDEX_KINDS:
        if kind in definition:
            description[kind] = [_index(table, kind, index, counts, now) for index in definition[kind]]
    if "VectorIndexes" in definition:
        description["VectorIndexes"] = [
            index | {"IndexStatus": "ACTIVE", "IndexArn": arns.index_arn(table.name, index["IndexName"])}
            for index in definition["VectorIndexes"]
        ]
    return description


def _billing(definition: dict[str, Any]) -> dict[str, Any]:
    """Tell the billing mode of a table that is, or once was, paid per request."""
    mode = definition["BillingMode"]
    since = definition.get("OnDemandSince", definition["CreationDateTime"])
    if mode == "PROVISIONED" and "OnDemandSince" not in definition:
        return {}
    return {"BillingModeSummary": {"BillingMode": mode, "LastUpdateToPayPerRequestDateTime": since}}


def _class(definition: dict[str, Any]) -> dict[str, Any]:
    if "TableClass" not in definition:
        return {}
    summary = {"TableClass": definition["TableClass"]}
    if "TableClassSince" in definition:
        summary["LastUpdateDateTime"] = definition["TableClassSince"]
    return {"TableClassSummary": summary}


def _stream(table: str, stream: streams.LastStream | None) -> dict[str, Any]:
    """Tell the stream that a table has, or had last."""
    if stream is None:
        return {}
    told: dict[str, Any] = {
        "LatestStreamLabel": stream.label,
        "LatestStreamArn": arns.stream_arn(table, stream.label),
    }
    if stream.ended is None:
        told["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": stream.view}
    return told


def _warm(definition: dict[str, Any]) -> dict[str, Any]:
    warm = definition.get("WarmThroughput")
    return {"WarmThroughput": warm | {"Status": "ACTIVE"}} if warm else {}


def _index(
    table: Table, kind: str, index: dict[str, Any], counts: Mapping[str, tuple[int, int]], now: float
) -> dict[str, Any]:
    entries, size = counts.get(index["IndexName"], (0, 0))
    described: dict[str, Any] = {
        "IndexName": index["IndexName"],
        "KeySchema": index["KeySchema"],
        "Projection": index["Projection"],
        "IndexSizeBytes": size,
        "ItemCount": entries,
        "IndexArn": arns.index_arn(table.name, index["IndexName"]),
    }
    if kind == "GlobalSecondaryIndexes":
        described["IndexStatus"] = "ACTIVE"
        described["ProvisionedThroughput"] = described_units(
            index.get("ProvisionedThroughput", NO_UNITS), now
        )
        described |= only(index, ("OnDemandThroughput",)) | _warm(index)
    return described
