"""Tables as Terraform resources, read back with python-hcl2."""

import json
import re
from typing import Any

import hcl2
import pytest
from hypothesis import assume, given, settings

from dynamodb_toolbox import CreateTableCommand, Table
from dynamodb_toolbox.exports.terraform import to_terraform
from tests.exports.definitions import BARE, EVERY, ON_DEMAND, PROVISIONED, tables

UNREADABLE = re.compile(r"(\$\$|%%)\{[^}\"]*\"")
"""What Terraform reads and python-hcl2 does not: an escaped `${` or `%{` that no brace closes."""


def plain(value: Any) -> Any:
    """Give what a parsed value means: the parser leaves texts as they are written."""
    if isinstance(value, dict):
        return {plain(key): plain(member) for key, member in value.items() if key != "__is_block__"}
    if isinstance(value, list):
        return [plain(member) for member in value]
    if isinstance(value, str) and value.startswith('"'):
        return json.loads(value.replace("$${", "${").replace("%%{", "%{"))
    return value


def parsed(text: str) -> dict[str, Any]:
    """Give the tables of a file by their labels."""
    return {
        label: resource
        for block in plain(hcl2.loads(text))["resource"]
        for label, resource in block["aws_dynamodb_table"].items()
    }


def created(resource: dict[str, Any]) -> dict[str, Any]:
    """Give the CreateTable request that the provider makes of a resource."""
    locals_ = [
        index | {"hash_key": resource["hash_key"]} for index in resource.get("local_secondary_index", [])
    ]
    (encryption,) = resource.get("server_side_encryption", [None])
    fields = {
        "TableName": resource["name"],
        "AttributeDefinitions": [
            {"AttributeName": attribute["name"], "AttributeType": attribute["type"]}
            for attribute in resource["attribute"]
        ],
        "KeySchema": keys(resource),
        "BillingMode": resource["billing_mode"],
        **throughput(resource),
        "LocalSecondaryIndexes": [*map(index, locals_)],
        "GlobalSecondaryIndexes": [*map(index, resource.get("global_secondary_index", []))],
        "StreamSpecification": resource.get("stream_enabled")
        and {"StreamEnabled": True, "StreamViewType": resource["stream_view_type"]},
        "SSESpecification": encryption
        and {
            "Enabled": encryption["enabled"],
            **({"KMSMasterKeyId": encryption["kms_key_arn"]} if "kms_key_arn" in encryption else {}),
        },
        "TableClass": resource.get("table_class"),
        "DeletionProtectionEnabled": resource.get("deletion_protection_enabled"),
        "Tags": [{"Key": key, "Value": value} for key, value in resource.get("tags", {}).items()],
    }
    return {field: value for field, value in fields.items() if value not in (None, [])}


def keys(block: dict[str, Any]) -> list[dict[str, str]]:
    several = [(key["attribute_name"], key["key_type"]) for key in block.get("key_schema", [])]
    single = [(block.get("hash_key"), "HASH"), (block.get("range_key"), "RANGE")]
    return [{"AttributeName": name, "KeyType": kind} for name, kind in several or single if name is not None]


def index(block: dict[str, Any]) -> dict[str, Any]:
    projection = {"ProjectionType": block["projection_type"]}
    if "non_key_attributes" in block:
        projection["NonKeyAttributes"] = block["non_key_attributes"]
    return {
        "IndexName": block["name"],
        "KeySchema": keys(block),
        "Projection": projection,
        **throughput(block),
    }


def throughput(block: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "read_capacity" in block:
        units = {"ReadCapacityUnits": block["read_capacity"], "WriteCapacityUnits": block["write_capacity"]}
        found["ProvisionedThroughput"] = units
    for most in block.get("on_demand_throughput", []):
        names = {
            "max_read_request_units": "MaxReadRequestUnits",
            "max_write_request_units": "MaxWriteRequestUnits",
        }
        found["OnDemandThroughput"] = {names[name]: units for name, units in most.items()}
    return found


def test_it_creates_what_create_table_does() -> None:
    found = parsed(to_terraform(*EVERY))
    assert list(found) == ["poke_scores_table", "events_table", "bare_table"]
    for resource, table in zip(found.values(), EVERY, strict=True):
        assert created(resource) == table.build(CreateTableCommand).params()


def test_what_create_table_does_not_take() -> None:
    resource = parsed(to_terraform(PROVISIONED))["poke_scores_table"]
    assert resource["ttl"] == [{"attribute_name": "expires_at", "enabled": True}]
    assert resource["point_in_time_recovery"] == [{"enabled": True}]
    assert parsed(to_terraform(ON_DEMAND))["events_table"]["point_in_time_recovery"] == [{"enabled": False}]


@settings(max_examples=20)
@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    text = to_terraform(table)
    assume(not UNREADABLE.search(text))
    (resource,) = parsed(text).values()
    assert created(resource) == table.build(CreateTableCommand).params()


@pytest.mark.parametrize("key", ["alias/app", "1234-abcd"])
def test_the_arn_of_a_key_is_looked_up(key: str) -> None:
    table = Table(
        name="secrets",
        partition_key={"name": "id", "type": "string"},
        settings={"sse_specification": {"Enabled": True, "KMSMasterKeyId": key}},
    )
    found = plain(hcl2.loads(to_terraform(table)))
    assert found["data"] == [{"aws_kms_key": {"secrets_table": {"key_id": key}}}]
    (encryption,) = parsed(to_terraform(table))["secrets_table"]["server_side_encryption"]
    assert encryption == {"enabled": True, "kms_key_arn": "${data.aws_kms_key.secrets_table.arn}"}


def test_the_text() -> None:
    assert (
        to_terraform(BARE)
        == """\
resource "aws_dynamodb_table" "bare_table" {
  name         = "bare"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }
}
"""
    )
