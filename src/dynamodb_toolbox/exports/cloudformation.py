"""Tables as a CloudFormation template.

Shape: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
"""

from __future__ import annotations

import json
from typing import Any, Literal

from dynamodb_toolbox.commands.table_definition import definition
from dynamodb_toolbox.exports.naming import named, pascal_case
from dynamodb_toolbox.exports.yaml import to_yaml
from dynamodb_toolbox.table import Table


def to_cloudformation(*tables: Table, format: Literal["yaml", "json"] = "yaml") -> str:  # noqa: A002
    """Give a CloudFormation template that creates the tables, with all of their settings.

    A table is retained where its resource is deleted or replaced: no edit of the template loses items.

    Raises:
        DynamoDBToolboxError: `table.missingTableName`, `table.invalidName` or `table.duplicateName`.
    """
    by_name = named(tables)
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
            logical: _resource(name, table)
            for logical, (name, table) in zip(pascal_case(list(by_name)), by_name.items(), strict=True)
        },
    }
    return to_yaml(template) if format == "yaml" else json.dumps(template, indent=2) + "\n"


def _resource(name: str, table: Table) -> dict[str, Any]:
    return {
        "Type": "AWS::DynamoDB::Table",
        "DeletionPolicy": "Retain",
        "UpdateReplacePolicy": "Retain",
        "Properties": {"TableName": name, **_properties(table)},
    }


def _properties(table: Table) -> dict[str, Any]:
    """Give the fields of CreateTable, those that go by other names here, and those that it does not have."""
    settings = table.settings
    properties = definition(table)
    stream, encryption = properties.pop("StreamSpecification", None), properties.pop("SSESpecification", None)
    if stream is not None:
        properties["StreamSpecification"] = {"StreamViewType": stream["StreamViewType"]}
    if encryption is not None:
        enabled = {"SSEEnabled": encryption.pop("Enabled")}
        kind = {"SSEType": "KMS"} if "KMSMasterKeyId" in encryption else {}  # a key is refused without it
        properties["SSESpecification"] = enabled | kind | encryption
    if "time_to_live" in settings:
        properties["TimeToLiveSpecification"] = {"AttributeName": settings["time_to_live"], "Enabled": True}
    if "point_in_time_recovery" in settings:
        enabled = {"PointInTimeRecoveryEnabled": settings["point_in_time_recovery"]}
        properties["PointInTimeRecoverySpecification"] = enabled
    return properties
