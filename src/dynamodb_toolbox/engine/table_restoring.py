"""Tables made from what another was: its keys, its indexes and its items.

Tags, streams, the time to live, deletion protection and point-in-time recovery are not restored.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CreateBackup.html
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, Final

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage import catalog, entries
from dynamodb_toolbox.engine.table_definition import INDEX_KINDS, definition_of, key_attributes, only, present
from dynamodb_toolbox.engine.table_description import describe
from dynamodb_toolbox.engine.validation import Constraints, list_of, map_of, text_of
from dynamodb_toolbox.errors import TableAlreadyExistsException, ValidationException
from dynamodb_toolbox.limits import MIN_TABLE_NAME
from dynamodb_toolbox.protocol.calls import Reply

_OVERRIDES: Final = dict(
    zip(INDEX_KINDS, ("LocalSecondaryIndexOverride", "GlobalSecondaryIndexOverride"), strict=True)
)


def check_target(request: dict[str, Any]) -> Constraints:
    """Note what the name of the table to be made breaks.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    constraints = Constraints()
    name = text_of(request, "TargetTableName")
    if name is None:
        constraints.require(name, "targetTableName")
    else:
        constraints.name(name, "targetTableName", MIN_TABLE_NAME)
    for kind in INDEX_KINDS:
        list_of(request, _OVERRIDES[kind])
    for member in ("ProvisionedThroughputOverride", "OnDemandThroughputOverride", "SSESpecificationOverride"):
        map_of(request, member)
    return constraints


def restored(
    context: Context,
    connection: sqlite3.Connection,
    request: dict[str, Any],
    source: dict[str, Any],
    summary: dict[str, Any],
    copy_into: Callable[[int], None],
) -> Reply:
    """Make a table from the definition of another and fill it; `copy_into` copies the items to its number.

    Raises:
        TableAlreadyExistsException: The name is taken.
        ValidationException: The overrides do not suit the source.
    """
    name: str = request["TargetTableName"]
    if context.catalog.find(connection, name) is not None:
        raise TableAlreadyExistsException(f"Table already exists: {name}")
    now = context.clock()
    definition = definition_of(_creation(request, source), now)
    definition["RestoreSummary"] = summary | {"RestoreDateTime": now, "RestoreInProgress": False}
    table = catalog.create(connection, name, definition)
    copy_into(table.id)
    for index in table.indexes:
        entries.fill(connection, table.id, index)
    return {"TableDescription": describe(context, connection, table)}


def _creation(request: dict[str, Any], source: dict[str, Any]) -> dict[str, Any]:
    """Give the request that would create the table."""
    billing = text_of(request, "BillingModeOverride") or source["BillingMode"]
    indexes = {kind: _indexes(request, source, kind, billing) for kind in INDEX_KINDS}
    throughput = request.get("ProvisionedThroughputOverride")
    if throughput is None and billing == source["BillingMode"] == "PROVISIONED":
        throughput = source["ProvisionedThroughput"]
    maxima = request.get("OnDemandThroughputOverride")
    if maxima is None and billing == "PAY_PER_REQUEST":
        maxima = source.get("OnDemandThroughput")
    indexes["VectorIndexes"] = _vector_indexes(request, source)
    used = key_attributes({"KeySchema": source["KeySchema"], **indexes})
    return {
        "TableName": request["TargetTableName"],
        "KeySchema": source["KeySchema"],
        "BillingMode": billing,
        "AttributeDefinitions": [
            attribute for attribute in source["AttributeDefinitions"] if attribute["AttributeName"] in used
        ],
        **present(
            ProvisionedThroughput=throughput,
            OnDemandThroughput=maxima,
            SSESpecification=request.get("SSESpecificationOverride") or _encryption(source),
            TableClass=source.get("TableClass"),
            **indexes,
        ),
    }


def _indexes(
    request: dict[str, Any], source: dict[str, Any], kind: str, billing: str
) -> list[dict[str, Any]]:
    """Give the indexes to be made: those of the source, or those of them that the request names."""
    known = source.get(kind, [])
    wanted = request.get(_OVERRIDES[kind])
    if wanted is None:
        kept = ["IndexName", "KeySchema", "Projection"]
        if billing == source["BillingMode"]:
            kept.append("ProvisionedThroughput" if billing == "PROVISIONED" else "OnDemandThroughput")
        return [only(index, kept) for index in known]
    for index in wanted:
        if not any(_is_same(index, other) for other in known):
            raise _no_such_index(index)
    return list(wanted)


def _vector_indexes(request: dict[str, Any], source: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the vector indexes to be made: those of the source, or those of them that the request names."""
    known: list[dict[str, Any]] = source.get("VectorIndexes", [])
    wanted = list_of(request, "VectorIndexOverride")
    if wanted is None:
        return known
    names = {index["IndexName"] for index in known}
    for index in wanted:
        if index.get("IndexName") not in names:
            raise _no_such_index(index)
    return list(wanted)


def _no_such_index(index: dict[str, Any]) -> ValidationException:
    return ValidationException(
        f"Invalid Request: Index {index.get('IndexName')} does not match a secondary index that existed in "
        "the source table and cannot be created during the restore operation"
    )


def _is_same(index: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(index.get(member) == other[member] for member in ("IndexName", "KeySchema", "Projection"))


def _encryption(source: dict[str, Any]) -> dict[str, Any] | None:
    known = source.get("SSEDescription")
    return (
        None
        if known is None
        else {
            "Enabled": True,
            "SSEType": "KMS",
            "KMSMasterKeyId": known["KMSMasterKeyArn"],
        }
    )
