"""A table as DescribeTable, CreateTable and DeleteTable show it.

Shape: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.errors import ResourceNotFoundException

_ARN: Final = "arn:aws:dynamodb:local:000000000000:table/"


def find_table(context: Context, connection: sqlite3.Connection, name: str) -> Table:
    """Give a table, with the message that operations on tables give where there is none.

    Raises:
        ResourceNotFoundException: There is no such table.
    """
    table = context.catalog.find(connection, name)
    if table is None:
        raise ResourceNotFoundException(f"Requested resource not found: Table: {name} not found")
    return table


def described_as_it_is(connection: sqlite3.Connection, table: Table) -> dict[str, Any]:
    """Describe a table with its counts, which are exact, where AWS's may be hours old."""
    items, size = catalog.counts(connection, table)
    return describe(table, items, size, catalog.index_counts(connection, table))


def describe(
    table: Table, items: int, size: int, index_counts: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    """Describe a table, which is ready from the first moment."""
    # The definition is shared by all who ask; a reply is theirs alone.
    definition: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(table.definition))
    description: dict[str, Any] = {
        "AttributeDefinitions": definition["AttributeDefinitions"],
        "TableName": table.name,
        "KeySchema": definition["KeySchema"],
        "TableStatus": "ACTIVE",
        "CreationDateTime": definition["CreationDateTime"],
        "ProvisionedThroughput": _throughput(definition),
        "TableSizeBytes": size,
        "ItemCount": items,
        "TableArn": _ARN + table.name,
        "TableId": definition["TableId"],
        "DeletionProtectionEnabled": definition["DeletionProtectionEnabled"],
    }
    if definition["BillingMode"] == "PAY_PER_REQUEST":
        description["BillingModeSummary"] = {
            "BillingMode": "PAY_PER_REQUEST",
            "LastUpdateToPayPerRequestDateTime": definition["CreationDateTime"],
        }
    if "TableClass" in definition:
        description["TableClassSummary"] = {"TableClass": definition["TableClass"]}
    for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes"):
        if kind in definition:
            description[kind] = [_index(table, kind, index, index_counts) for index in definition[kind]]
    return description


def _throughput(described: dict[str, Any]) -> dict[str, Any]:
    none = {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0}
    return {"NumberOfDecreasesToday": 0, **described.get("ProvisionedThroughput", none)}


def _index(
    table: Table, kind: str, index: dict[str, Any], counts: Mapping[str, tuple[int, int]]
) -> dict[str, Any]:
    entries, size = counts.get(index["IndexName"], (0, 0))
    described: dict[str, Any] = {
        "IndexName": index["IndexName"],
        "KeySchema": index["KeySchema"],
        "Projection": index["Projection"],
        "IndexSizeBytes": size,
        "ItemCount": entries,
        "IndexArn": f"{_ARN}{table.name}/index/{index['IndexName']}",
    }
    if kind == "GlobalSecondaryIndexes":
        described |= {"IndexStatus": "ACTIVE", "ProvisionedThroughput": _throughput(index)}
    return described
