"""`CreateTableCommand.params()` and its kin."""

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
def test_the_others_name_the_table(
    command: type[DescribeTableCommand | DeleteTableCommand | EnsureTableCommand],
) -> None:
    table = Table(name="t", partition_key={"name": "pk", "type": "string"})
    assert table.build(command).params() == {"TableName": "t"}
    assert table.build(command).options(table_name="u").params() == {"TableName": "u"}


def test_a_table_without_name_needs_the_option() -> None:
    table = Table(partition_key={"name": "pk", "type": "string"})
    with refused("table.missingTableName"):
        table.build(CreateTableCommand).params()
    assert table.build(CreateTableCommand).options(table_name="u").params()["TableName"] == "u"
