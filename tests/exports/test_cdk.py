"""Tables as functions for the CDK: the Python is read back with `ast`."""

import ast
from typing import Any

import pytest
from hypothesis import given, settings

from dynamodb_toolbox import CreateTableCommand, Table
from dynamodb_toolbox.exports.cdk import to_cdk
from tests.exports.definitions import BARE, EVERY, ON_DEMAND, PROVISIONED, tables

TYPES = {"STRING": "S", "NUMBER": "N", "BINARY": "B"}
UNITS = {
    "read_capacity": "ReadCapacityUnits",
    "write_capacity": "WriteCapacityUnits",
    "max_read_request_units": "MaxReadRequestUnits",
    "max_write_request_units": "MaxWriteRequestUnits",
}


def value(node: ast.expr) -> Any:
    """Give a constant, a list, the name of a member, or the keywords of a call."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.List):
        return [value(member) for member in node.elts]
    if isinstance(node, ast.Attribute):
        return node.attr
    assert isinstance(node, ast.Call), ast.dump(node)
    return keywords(node) or [value(argument) for argument in node.args[2:]]


def keywords(call: ast.Call) -> dict[str, Any]:
    return {str(keyword.arg): value(keyword.value) for keyword in call.keywords}


class Function:
    """A function of the module: the properties of its table and indexes, and its tags."""

    def __init__(self, function: ast.FunctionDef) -> None:
        made, *calls, given_back = function.body
        assert isinstance(made, ast.Assign)
        assert isinstance(made.value, ast.Call)
        assert isinstance(given_back, ast.Return)
        self.name = function.name
        self.construct = ast.literal_eval(made.value.args[1])
        self.table = keywords(made.value)
        self.indexes: dict[str, list[dict[str, Any]]] = {"local": [], "global": []}
        self.tags: dict[str, str] = {}
        for statement in calls:
            assert isinstance(statement, ast.Expr)
            assert isinstance(statement.value, ast.Call)
            assert isinstance(statement.value.func, ast.Attribute)
            if statement.value.func.attr == "add":
                key, text = map(ast.literal_eval, statement.value.args)
                self.tags[key] = text
            else:
                self.indexes[statement.value.func.attr.split("_")[1]].append(keywords(statement.value))


def read(text: str) -> list[Function]:
    return [Function(node) for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]


def created(made: Function) -> dict[str, Any]:
    """Give the CreateTable request that comes of a function."""
    table = made.table
    encryption = {"DEFAULT": {"Enabled": False}, "AWS_MANAGED": {"Enabled": True}, None: None}
    fields = {
        "TableName": table["table_name"],
        "KeySchema": keys(table),
        "BillingMode": table["billing_mode"],
        **throughput(table),
        "LocalSecondaryIndexes": [
            index({"partition_key": table["partition_key"]} | local) for local in made.indexes["local"]
        ],
        "GlobalSecondaryIndexes": [*map(index, made.indexes["global"])],
        "StreamSpecification": table.get("stream")
        and {"StreamEnabled": True, "StreamViewType": table["stream"]},
        "SSESpecification": {"Enabled": True, "KMSMasterKeyId": table["encryption_key"][0]}
        if "encryption_key" in table
        else encryption[table.get("encryption")],
        "TableClass": table.get("table_class"),
        "DeletionProtectionEnabled": table.get("deletion_protection"),
        "Tags": [{"Key": key, "Value": text} for key, text in made.tags.items()],
    }
    return {field: value for field, value in fields.items() if value not in (None, [])}


def attributes(block: dict[str, Any]) -> list[tuple[dict[str, str], str]]:
    found: list[tuple[dict[str, str], str]] = []
    for part, kind in (("partition_key", "HASH"), ("sort_key", "RANGE")):
        several = block.get(f"{part}s", [block[part]] if part in block else [])
        found += [(attribute, kind) for attribute in several]
    return found


def keys(block: dict[str, Any]) -> list[dict[str, str]]:
    return [{"AttributeName": attribute["name"], "KeyType": kind} for attribute, kind in attributes(block)]


def index(block: dict[str, Any]) -> dict[str, Any]:
    projection = {"ProjectionType": block["projection_type"]}
    if "non_key_attributes" in block:
        projection["NonKeyAttributes"] = block["non_key_attributes"]
    return {
        "IndexName": block["index_name"],
        "KeySchema": keys(block),
        "Projection": projection,
        **throughput(block),
    }


def throughput(block: dict[str, Any]) -> dict[str, Any]:
    units = {UNITS[name]: number for name, number in block.items() if name in UNITS}
    kinds = {"ProvisionedThroughput": "Units", "OnDemandThroughput": "RequestUnits"}
    most = {name: number for name, number in units.items() if name.startswith("Max")}
    fixed = {name: number for name, number in units.items() if name not in most}
    return {kind: found for kind, found in zip(kinds, (fixed, most), strict=True) if found}


def types(made: Function) -> dict[str, str]:
    blocks = [made.table, *made.indexes["local"], *made.indexes["global"]]
    return {
        attribute["name"]: TYPES[attribute["type"]] for block in blocks for attribute, _ in attributes(block)
    }


def check(made: Function, table: Table) -> None:
    """Check that the function makes what CreateTable does."""
    params = table.build(CreateTableCommand).params()
    definitions = {
        each["AttributeName"]: each["AttributeType"] for each in params.pop("AttributeDefinitions")
    }
    assert created(made) == params
    assert types(made) == definitions
    assert made.table["removal_policy"] == "RETAIN"


def test_it_creates_what_create_table_does() -> None:
    made = read(to_cdk(*EVERY))
    assert [each.name for each in made] == ["poke_scores_table", "events_table", "bare_table"]
    assert [each.construct for each in made] == ["PokeScoresTable", "EventsTable", "BareTable"]
    for each, table in zip(made, EVERY, strict=True):
        check(each, table)


def test_what_create_table_does_not_take() -> None:
    (made,) = read(to_cdk(PROVISIONED))
    assert made.table["time_to_live_attribute"] == "expires_at"
    recovery = made.table["point_in_time_recovery_specification"]
    assert recovery == {"point_in_time_recovery_enabled": True}
    (other,) = read(to_cdk(ON_DEMAND))
    assert other.table["point_in_time_recovery_specification"] == {"point_in_time_recovery_enabled": False}


@settings(max_examples=40)
@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    (made,) = read(to_cdk(table))
    check(made, table)


@pytest.mark.parametrize(
    ("key", "python", "typescript"),
    [
        (
            "arn:aws:kms:eu-west-1:111122223333:key/1",
            'kms.Key.from_key_arn(scope, "SecretsTableKey", "arn:aws:kms:eu-west-1:111122223333:key/1")',
            'kms.Key.fromKeyArn(scope, "SecretsTableKey", "arn:aws:kms:eu-west-1:111122223333:key/1")',
        ),
        (
            "alias/app",
            'kms.Alias.from_alias_name(scope, "SecretsTableKey", "alias/app")',
            'kms.Alias.fromAliasName(scope, "SecretsTableKey", "alias/app")',
        ),
        (
            "1234",
            'Stack.of(scope).format_arn(service="kms", resource="key", resource_name="1234")',
            'Stack.of(scope).formatArn({ service: "kms", resource: "key", resourceName: "1234" })',
        ),
    ],
    ids=["arn", "alias", "id"],
)
def test_a_key_of_ones_own(key: str, python: str, typescript: str) -> None:
    table = Table(
        name="secrets",
        partition_key={"name": "id", "type": "string"},
        settings={"sse_specification": {"Enabled": True, "KMSMasterKeyId": key}},
    )
    assert python in to_cdk(table)
    assert "from aws_cdk import aws_kms as kms" in to_cdk(table)
    assert typescript in to_cdk(table, language="typescript")
    assert ("import { RemovalPolicy, Stack }" in to_cdk(table, language="typescript")) == (key == "1234")


def test_the_python() -> None:
    assert (
        to_cdk(BARE)
        == """\
from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct


def bare_table(scope: Construct) -> dynamodb.Table:
    table = dynamodb.Table(
        scope,
        "BareTable",
        table_name="bare",
        partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
        billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
        removal_policy=RemovalPolicy.RETAIN,
    )
    return table
"""
    )


def test_the_typescript() -> None:
    table = Table(
        name="scores",
        partition_key={"name": "player", "type": "string"},
        indexes={
            "by_place": {
                "type": "global",
                "partition_keys": [{"name": "country", "type": "string"}, {"name": "city", "type": "string"}],
                "projection": ["title"],
            }
        },
        settings={"point_in_time_recovery": True, "stream_view_type": "NEW_IMAGE", "tags": {"team": "a"}},
    )
    assert (
        to_cdk(table, language="typescript")
        == """\
import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

export function scoresTable(scope: Construct): dynamodb.Table {
  const table = new dynamodb.Table(scope, "ScoresTable", {
    tableName: "scores",
    partitionKey: { name: "player", type: dynamodb.AttributeType.STRING },
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    stream: dynamodb.StreamViewType.NEW_IMAGE,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: RemovalPolicy.RETAIN,
  });
  table.addGlobalSecondaryIndex({
    indexName: "by_place",
    partitionKeys: [
      { name: "country", type: dynamodb.AttributeType.STRING },
      { name: "city", type: dynamodb.AttributeType.STRING },
    ],
    projectionType: dynamodb.ProjectionType.INCLUDE,
    nonKeyAttributes: [
      "title",
    ],
  });
  Tags.of(table).add("team", "a");
  return table;
}
"""
    )
