"""`CreateTableCommand.params()` and its kin."""

from typing import Any

import pytest

from dynamodb_toolbox.commands.create_table import CreateTableCommand
from dynamodb_toolbox.commands.delete_table import DeleteTableCommand
from dynamodb_toolbox.commands.describe_table import DescribeTableCommand
from dynamodb_toolbox.commands.ensure_table import EnsureTableCommand
from dynamodb_toolbox.table import Table
from tests.refusals import refused


def test_a_table_with_a_partition_key() -> None:
    table = Table(name="t", partition_key={"name": "pk", "type": "binary"})
    assert table.build(CreateTableCommand).params() == {
        "TableName": "t",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "B"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    }


def test_a_table_with_indexes() -> None:
    table = Table(
        name="t",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "number"},
        indexes={
            "local": {"type": "local", "sort_key": {"name": "x", "type": "number"}},
            "global": {
                "type": "global",
                "partition_key": {"name": "sk", "type": "number"},
                "sort_key": {"name": "y", "type": "string"},
            },
            "bare": {"type": "global", "partition_key": {"name": "x", "type": "number"}},
            "several": {
                "type": "global",
                "partition_keys": [{"name": "a", "type": "string"}, {"name": "b", "type": "binary"}],
                "sort_keys": [{"name": "y", "type": "string"}],
            },
        },
    )
    every = {"ProjectionType": "ALL"}
    assert table.build(CreateTableCommand).params() == {
        "TableName": "t",
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": code}
            for name, code in (("pk", "S"), ("sk", "N"), ("x", "N"), ("y", "S"), ("a", "S"), ("b", "B"))
        ],
        "KeySchema": keys("pk", "sk"),
        "BillingMode": "PAY_PER_REQUEST",
        "LocalSecondaryIndexes": [{"IndexName": "local", "KeySchema": keys("pk", "x"), "Projection": every}],
        "GlobalSecondaryIndexes": [
            {"IndexName": "global", "KeySchema": keys("sk", "y"), "Projection": every},
            {"IndexName": "bare", "KeySchema": keys("x"), "Projection": every},
            {
                "IndexName": "several",
                "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, *keys("b", "y")],
                "Projection": every,
            },
        ],
    }


def keys(partition: str, *sort: str) -> list[dict[str, str]]:
    ranges = ({"AttributeName": name, "KeyType": "RANGE"} for name in sort)
    return [{"AttributeName": partition, "KeyType": "HASH"}, *ranges]


@pytest.mark.parametrize("command", [DescribeTableCommand, DeleteTableCommand, EnsureTableCommand])
def test_the_others_name_the_table(command: Any) -> None:
    table = Table(name="t", partition_key={"name": "pk", "type": "string"})
    assert table.build(command).params() == {"TableName": "t"}
    assert table.build(command).options(table_name="u").params() == {"TableName": "u"}


def test_a_table_without_name_needs_the_option() -> None:
    table = Table(partition_key={"name": "pk", "type": "string"})
    with refused("table.missingTableName"):
        table.build(CreateTableCommand).params()
    assert table.build(CreateTableCommand).options(table_name="u").params()["TableName"] == "u"


WHOLE: Any = {
    "provisioned_throughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
    "stream_view_type": "NEW_AND_OLD_IMAGES",
    "time_to_live": "expires_at",
    "point_in_time_recovery": True,
    "deletion_protection": True,
    "table_class": "STANDARD_INFREQUENT_ACCESS",
    "sse_specification": {"Enabled": True, "KMSMasterKeyId": "alias/app"},
    "tags": {"team": "games"},
}


def with_settings(settings: Any, **index: Any) -> Table:
    return Table(
        name="t",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "string"},
        indexes={
            "there": {"type": "global", "partition_key": {"name": "a", "type": "string"}, **index},
            "here": {"type": "local", "sort_key": {"name": "a", "type": "string"}, "projection": "KEYS_ONLY"},
        },
        settings=settings,
    )


def test_settings_are_fields_of_the_request() -> None:
    params = with_settings(WHOLE, projection=["x", "y"]).build(CreateTableCommand).params()
    assert {
        name: value for name, value in params.items() if name not in ("AttributeDefinitions", "KeySchema")
    } == {
        "TableName": "t",
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
        "LocalSecondaryIndexes": [
            {"IndexName": "here", "KeySchema": keys("pk", "a"), "Projection": {"ProjectionType": "KEYS_ONLY"}}
        ],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": "there",
                "KeySchema": keys("a"),
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x", "y"]},
                "ProvisionedThroughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6},
            }
        ],
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        "SSESpecification": {"Enabled": True, "KMSMasterKeyId": "alias/app"},
        "TableClass": "STANDARD_INFREQUENT_ACCESS",
        "DeletionProtectionEnabled": True,
        "Tags": [{"Key": "team", "Value": "games"}],
    }


def test_settings_of_the_command_are_laid_over_the_tables() -> None:
    create = with_settings(WHOLE).build(CreateTableCommand)
    params = create.options(
        settings={"billing_mode": "PAY_PER_REQUEST", "deletion_protection": False}
    ).params()
    assert params["BillingMode"] == "PAY_PER_REQUEST"
    assert "ProvisionedThroughput" not in params
    assert "ProvisionedThroughput" not in params["GlobalSecondaryIndexes"][0]
    assert params["DeletionProtectionEnabled"] is False
    assert params["TableClass"] == "STANDARD_INFREQUENT_ACCESS"
    with refused("table.invalidSettings", "settings.provisioned_throughput"):
        both: Any = {
            "billing_mode": "PAY_PER_REQUEST",
            "provisioned_throughput": WHOLE["provisioned_throughput"],
        }
        create.options(settings=both).params()


def test_throughputs_of_indexes() -> None:
    own = {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}
    params = with_settings(WHOLE, provisioned_throughput=own).build(CreateTableCommand).params()
    assert params["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"] == own
    most = {"MaxReadRequestUnits": 7}
    table = with_settings({"on_demand_throughput": most}, on_demand_throughput={"MaxWriteRequestUnits": 8})
    params = table.build(CreateTableCommand).params()
    assert params["OnDemandThroughput"] == most
    assert params["GlobalSecondaryIndexes"][0]["OnDemandThroughput"] == {"MaxWriteRequestUnits": 8}


def test_what_is_shown_is_the_callers_own() -> None:
    table = with_settings(WHOLE)
    table.build(CreateTableCommand).params()["ProvisionedThroughput"]["ReadCapacityUnits"] = 99
    table.build(CreateTableCommand).params()["SSESpecification"].clear()
    assert table.settings == WHOLE
