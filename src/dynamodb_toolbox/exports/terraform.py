"""Tables as Terraform resources.

Shape: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/dynamodb_table
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dynamodb_toolbox.commands.table_definition import definition
from dynamodb_toolbox.exports.naming import named, pascal_case, snaked
from dynamodb_toolbox.table import Table


@dataclass
class _Block:
    """A block of HCL: `header { arguments, blocks }`."""

    header: str
    arguments: dict[str, Any] = field(default_factory=dict)
    blocks: list[_Block] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        given = {name: value for name, value in self.arguments.items() if value is not None}
        width = max(map(len, given), default=0)
        yield f"{self.header} {{"
        yield from (f"  {name:<{width}} = {_expression(value)}" for name, value in given.items())
        for number, block in enumerate(self.blocks):
            if given or number:
                yield ""
            yield from (f"  {line}" if line else line for line in block.lines())
        yield "}"


@dataclass(frozen=True)
class _Reference:
    """An expression, written as it is."""

    text: str


def to_terraform(*tables: Table) -> str:
    """Give Terraform resources (`aws_dynamodb_table`) for the tables, with all of their settings.

    Index keys of several attributes are `key_schema` blocks, which `hashicorp/aws` has since 2026.

    Raises:
        DynamoDBToolboxError: `table.missingTableName`, `table.invalidName` or `table.duplicateName`.
    """
    by_name = named(tables)
    blocks: list[_Block] = []
    for label, (name, table) in zip(pascal_case(list(by_name)), by_name.items(), strict=True):
        blocks += _table(snaked(label), name, table)
    return "\n\n".join("\n".join(block.lines()) for block in blocks) + "\n"


def _table(label: str, name: str, table: Table) -> Iterator[_Block]:
    made, settings = definition(table), table.settings
    resource = _Block(f'resource "aws_dynamodb_table" "{label}"')
    resource.arguments = {
        "name": name,
        "billing_mode": made["BillingMode"],
        **_capacity(made),
        **_keys(made["KeySchema"]),
        "table_class": settings.get("table_class"),
        "deletion_protection_enabled": settings.get("deletion_protection"),
        "stream_enabled": True if "stream_view_type" in settings else None,
        "stream_view_type": settings.get("stream_view_type"),
        "tags": settings.get("tags") or None,
    }
    resource.blocks = [
        *(
            _Block("attribute", {"name": attribute["AttributeName"], "type": attribute["AttributeType"]})
            for attribute in made["AttributeDefinitions"]
        ),
        *map(_local, made.get("LocalSecondaryIndexes", ())),
        *map(_global, made.get("GlobalSecondaryIndexes", ())),
        *_most(made),
    ]
    if "time_to_live" in settings:
        ttl = {"attribute_name": settings["time_to_live"], "enabled": True}
        resource.blocks.append(_Block("ttl", ttl))
    if "point_in_time_recovery" in settings:
        enabled = {"enabled": settings["point_in_time_recovery"]}
        resource.blocks.append(_Block("point_in_time_recovery", enabled))
    if "sse_specification" in settings:
        yield from _encryption(label, resource, dict(settings["sse_specification"]))
    yield resource


def _encryption(label: str, resource: _Block, specification: dict[str, Any]) -> Iterator[_Block]:
    """Encrypt the table; the provider wants a key's ARN, so that another name of it is looked up."""
    key: Any = specification.get("KMSMasterKeyId")
    if key is not None and not key.startswith("arn:"):
        yield _Block(f'data "aws_kms_key" "{label}"', {"key_id": key})
        key = _Reference(f"data.aws_kms_key.{label}.arn")
    arguments = {"enabled": specification["Enabled"], "kms_key_arn": key}
    resource.blocks.append(_Block("server_side_encryption", arguments))


def _local(index: dict[str, Any]) -> _Block:
    arguments = {"name": index["IndexName"], "range_key": index["KeySchema"][1]["AttributeName"]}
    return _Block("local_secondary_index", arguments | _projection(index))


def _global(index: dict[str, Any]) -> _Block:
    schema = index["KeySchema"]
    block = _Block("global_secondary_index", {"name": index["IndexName"]})
    if [key["KeyType"] for key in schema] in (["HASH"], ["HASH", "RANGE"]):
        block.arguments |= _keys(schema)
    else:
        block.blocks = [
            _Block("key_schema", {"attribute_name": key["AttributeName"], "key_type": key["KeyType"]})
            for key in schema
        ]
    block.arguments |= _projection(index) | _capacity(index)
    block.blocks += _most(index)
    return block


def _keys(schema: Sequence[dict[str, str]]) -> dict[str, Any]:
    names = {"HASH": "hash_key", "RANGE": "range_key"}
    return {names[key["KeyType"]]: key["AttributeName"] for key in schema}


def _projection(index: dict[str, Any]) -> dict[str, Any]:
    projection = index["Projection"]
    return {
        "projection_type": projection["ProjectionType"],
        "non_key_attributes": projection.get("NonKeyAttributes"),
    }


def _capacity(made: dict[str, Any]) -> dict[str, Any]:
    units = made.get("ProvisionedThroughput", {})
    return {
        "read_capacity": units.get("ReadCapacityUnits"),
        "write_capacity": units.get("WriteCapacityUnits"),
    }


def _most(made: dict[str, Any]) -> Iterator[_Block]:
    if "OnDemandThroughput" in made:
        units = made["OnDemandThroughput"]
        yield _Block(
            "on_demand_throughput",
            {
                "max_read_request_units": units.get("MaxReadRequestUnits"),
                "max_write_request_units": units.get("MaxWriteRequestUnits"),
            },
        )


def _expression(value: Any) -> str:
    if isinstance(value, _Reference):
        return value.text
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_text(key)} = {_text(text)}" for key, text in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_expression, value)) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(value: str) -> str:
    """Give a text as HCL has it: JSON's escapes but those of two controls, and `${` doubled."""
    quoted = json.dumps(value, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
    return re.sub(r"\\([bf])", lambda match: {"b": "\\u0008", "f": "\\u000c"}[match[1]], quoted)
