"""Backups as they are kept, and as CreateBackup, DescribeBackup and ListBackups show them.

Shape: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BackupDescription.html
"""

from __future__ import annotations

import secrets
import sqlite3
from typing import Any, Final

from dynamodb_toolbox.engine import arns
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import backups, catalog
from dynamodb_toolbox.engine.storage.backups import Backup
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.table_definition import INDEX_KINDS, only
from dynamodb_toolbox.engine.table_description import describe
from dynamodb_toolbox.engine.validation import Constraints, text_of
from dynamodb_toolbox.errors import BackupNotFoundException, TableNotFoundException, ValidationException

_LEAST_ARN: Final = 37
_MOST_ARN: Final = 1024
_OF_TABLE: Final = (
    "TableName",
    "TableId",
    "TableArn",
    "TableSizeBytes",
    "ItemCount",
    "KeySchema",
    "OnDemandThroughput",
)
_OF_INDEX: Final = ("IndexName", "KeySchema", "Projection", "ProvisionedThroughput", "OnDemandThroughput")


def new_backup(context: Context, connection: sqlite3.Connection, table: Table, name: str) -> dict[str, Any]:
    """Give what is to be kept of a table in a backup, besides its items."""
    now = context.clock()
    arn = arns.backup_arn(table.name, f"{int(now * 1000):014d}-{secrets.token_hex(4)}")
    details = {
        "BackupArn": arn,
        "BackupName": name,
        "BackupSizeBytes": catalog.counts(connection, table)[1],
        "BackupStatus": "AVAILABLE",
        "BackupType": "USER",
        "BackupCreationDateTime": now,
    }
    described = describe(context, connection, table)
    source = only(described, _OF_TABLE) | {
        "TableCreationDateTime": described["CreationDateTime"],
        "ProvisionedThroughput": only(
            described["ProvisionedThroughput"], ("ReadCapacityUnits", "WriteCapacityUnits")
        ),
        "BillingMode": table.definition["BillingMode"],
    }
    features: dict[str, Any] = {
        kind: [only(index, _OF_INDEX) for index in table.definition[kind]]
        for kind in INDEX_KINDS
        if kind in table.definition
    }
    if table.stream is not None:
        features["StreamDescription"] = described["StreamSpecification"]
    if table.expires_by is not None:
        features["TimeToLiveDescription"] = {
            "TimeToLiveStatus": "ENABLED",
            "AttributeName": table.expires_by,
        }
    return {
        "TableName": table.name,
        "Definition": table.definition,
        "Description": {
            "BackupDetails": details,
            "SourceTableDetails": source,
            "SourceTableFeatureDetails": features
            | only(described, ("SSEDescription",))
            | only(table.definition, ("VectorIndexes",)),
        },
    }


def summary_of(backup: Backup) -> dict[str, Any]:
    """Give a backup as lists show it."""
    description = backup.details["Description"]
    details: dict[str, Any] = description["BackupDetails"]
    return only(description["SourceTableDetails"], ("TableName", "TableId", "TableArn")) | details


def backup_arn_of(request: dict[str, Any]) -> str:
    """Give the BackupArn of a request.

    Raises:
        ValidationException: It is missing, too short or too long.
        SerializationException: It is no string.
    """
    constraints = Constraints()
    arn = text_of(request, "BackupArn")
    if constraints.require(arn, "backupArn"):
        constraints.length(arn or "", "backupArn", _LEAST_ARN, _MOST_ARN)
    constraints.check()
    return arn or ""


def find_backup(connection: sqlite3.Connection, arn: str) -> Backup:
    """Give a backup.

    Raises:
        BackupNotFoundException: There is none of that ARN.
        ValidationException: It is no ARN of a backup.
    """
    own = arns.own_backup_arn(arn)
    if own is None:
        raise ValidationException("Invalid Backup ARN")
    backup = backups.find(connection, own)
    if backup is None:
        raise BackupNotFoundException(f"Backup not found: {arn}")
    return backup


def find_source(context: Context, connection: sqlite3.Connection, name: str) -> Table:
    """Give the table to back up, or to restore from.

    Raises:
        TableNotFoundException: There is no such table.
    """
    table = context.catalog.find(connection, name)
    if table is None:
        raise TableNotFoundException(f"Table not found: {name}")
    return table
