"""Tables as functions for the AWS CDK, in Python or TypeScript.

It is the construct `Table`, not `TableV2`: the latter cannot say a fixed write capacity. Page:
https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_dynamodb.Table.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from dynamodb_toolbox.commands.table_definition import definition
from dynamodb_toolbox.exports.cdk_code import PYTHON, TYPESCRIPT, Construct, Language, Member, Struct
from dynamodb_toolbox.exports.naming import named, pascal_case
from dynamodb_toolbox.table import Table

_TYPES: Final = {"S": "STRING", "N": "NUMBER", "B": "BINARY"}


def to_cdk(*tables: Table, language: Literal["python", "typescript"] = "python") -> str:
    """Give a module with a function for each table: `scores_table(scope)` adds it to a stack and returns it.

    Index keys of several attributes need a CDK of 2026.

    Raises:
        DynamoDBToolboxError: `table.missingTableName`, `table.invalidName` or `table.duplicateName`.
    """
    by_name = named(tables)
    made = [_construct(name, table) for name, table in by_name.items()]
    labels = pascal_case(list(by_name))
    code: Language = PYTHON if language == "python" else TYPESCRIPT
    functions = [code.function(label, construct) for label, construct in zip(labels, made, strict=True)]
    return code.module(functions, made)


def _construct(name: str, table: Table) -> Construct:
    made = definition(table)
    types = {each["AttributeName"]: each["AttributeType"] for each in made["AttributeDefinitions"]}
    return Construct(
        key=_key(table.settings.get("sse_specification")),
        properties=dict(_properties(name, table, made, types)),
        local_indexes=[_index(index, types, local=True) for index in made.get("LocalSecondaryIndexes", ())],
        global_indexes=[
            _index(index, types, local=False) for index in made.get("GlobalSecondaryIndexes", ())
        ],
        tags=dict(table.settings.get("tags", {})),
    )


def _properties(
    name: str, table: Table, made: dict[str, Any], types: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    settings: dict[str, Any] = dict(table.settings)
    yield "table_name", name
    for part, key in zip(("partition_key", "sort_key"), table.key_attributes(), strict=False):
        yield part, _attribute(key["name"], types)
    yield "billing_mode", Member("BillingMode", made["BillingMode"])
    yield from _units(made)
    for setting, property_, enum in (
        ("stream_view_type", "stream", "StreamViewType"),
        ("table_class", "table_class", "TableClass"),
    ):
        if setting in settings:
            yield property_, Member(enum, settings[setting])
    if "time_to_live" in settings:
        yield "time_to_live_attribute", settings["time_to_live"]
    if "point_in_time_recovery" in settings:
        enabled = {"point_in_time_recovery_enabled": settings["point_in_time_recovery"]}
        yield "point_in_time_recovery_specification", Struct("PointInTimeRecoverySpecification", enabled)
    if "deletion_protection" in settings:
        yield "deletion_protection", settings["deletion_protection"]
    if "sse_specification" in settings:
        yield "encryption", Member("TableEncryption", _encryption(settings["sse_specification"]))


def _index(index: dict[str, Any], types: Mapping[str, str], *, local: bool) -> dict[str, Any]:
    schema = index["KeySchema"]
    projection = index["Projection"]
    keys: dict[str, Any] = {}
    for kind, part in (("HASH", "partition_key"), ("RANGE", "sort_key")):
        attributes = [_attribute(k["AttributeName"], types) for k in schema if k["KeyType"] == kind]
        if len(attributes) == 1:
            keys[part] = attributes[0]
        elif attributes:
            keys[f"{part}s"] = attributes
    if local:
        del keys["partition_key"]
    properties = {"index_name": index["IndexName"], **keys}
    properties["projection_type"] = Member("ProjectionType", projection["ProjectionType"])
    if "NonKeyAttributes" in projection:
        properties["non_key_attributes"] = projection["NonKeyAttributes"]
    return {**properties, **dict(_units(index))}


def _attribute(name: str, types: Mapping[str, str]) -> Struct:
    return Struct("Attribute", {"name": name, "type": Member("AttributeType", _TYPES[types[name]])})


def _units(made: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for field, properties in (
        (
            "ProvisionedThroughput",
            {"ReadCapacityUnits": "read_capacity", "WriteCapacityUnits": "write_capacity"},
        ),
        (
            "OnDemandThroughput",
            {
                "MaxReadRequestUnits": "max_read_request_units",
                "MaxWriteRequestUnits": "max_write_request_units",
            },
        ),
    ):
        yield from ((properties[name], units) for name, units in made.get(field, {}).items())


def _key(specification: Mapping[str, Any] | None) -> str | None:
    return specification.get("KMSMasterKeyId") if specification and specification["Enabled"] else None


def _encryption(specification: dict[str, Any]) -> str:
    if not specification["Enabled"]:
        return "DEFAULT"
    return "CUSTOMER_MANAGED" if "KMSMasterKeyId" in specification else "AWS_MANAGED"
