"""Tables as lines for the AWS CLI, split as a shell does and read as the CLI does: by botocore's names."""

import json
import shlex
from typing import Any

import pytest
from botocore import xform_name
from botocore.session import get_session
from botocore.validate import ParamValidator
from hypothesis import given, settings

from dynamodb_toolbox import Client, CreateTableCommand, DescribeTableCommand, Table
from dynamodb_toolbox.exports.aws_cli import to_aws_cli
from tests.exports.definitions import BARE, EVERY, ON_DEMAND, PROVISIONED, tables

SERVICE = get_session().get_service_model("dynamodb")
OPERATIONS = {xform_name(name, "-"): SERVICE.operation_model(name) for name in SERVICE.operation_names}


def read(line: str) -> tuple[str, dict[str, Any]]:
    """Give the operation and the request of a line."""
    program, service, command, *words = shlex.split(line)
    assert (program, service) == ("aws", "dynamodb")
    operation = OPERATIONS[command]
    shape: Any = operation.input_shape
    fields = {xform_name(name, "-"): (name, member.type_name) for name, member in shape.members.items()}
    request: dict[str, Any] = {}
    while words:
        option, equals, value = words.pop(0).removeprefix("--").partition("=")
        name, kind = fields[option.removeprefix("no-")]
        if kind == "boolean":
            request[name] = not option.startswith("no-")
            continue
        text = value if equals else words.pop(0)
        request[name] = text if kind == "string" else json.loads(text)
    report = ParamValidator().validate(request, shape)
    assert not report.has_errors(), report.generate_report()
    return operation.name, request


def test_it_creates_what_create_table_does() -> None:
    for table in EVERY:
        assert read(to_aws_cli(table).splitlines()[0]) == (
            "CreateTable",
            table.build(CreateTableCommand).params(),
        )


def test_what_create_table_does_not_take_comes_after() -> None:
    create, wait, *later = to_aws_cli(PROVISIONED).splitlines()
    assert create.startswith("aws dynamodb create-table --table-name poke-scores ")
    assert wait == "aws dynamodb wait table-exists --table-name poke-scores"
    assert list(map(read, later)) == [
        (
            "UpdateTimeToLive",
            {
                "TableName": "poke-scores",
                "TimeToLiveSpecification": {"Enabled": True, "AttributeName": "expires_at"},
            },
        ),
        (
            "UpdateContinuousBackups",
            {
                "TableName": "poke-scores",
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            },
        ),
    ]
    assert len(to_aws_cli(ON_DEMAND).splitlines()) == 1


@settings(max_examples=40)
@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    first = to_aws_cli(table).split("\naws ")[0]
    assert read(first)[1] == table.build(CreateTableCommand).params()


def test_a_name_that_looks_like_an_option() -> None:
    table = Table(
        name="--x", partition_key={"name": "id", "type": "string"}, settings={"time_to_live": "ttl"}
    )
    assert "--table-name=--x" in to_aws_cli(table)
    assert read(to_aws_cli(table).splitlines()[0])[1]["TableName"] == "--x"


def test_the_line_executed(client: Client) -> None:
    indexes: Any = PROVISIONED.indexes
    table = Table(
        name="scores",
        partition_key=PROVISIONED.partition_key,
        sort_key=PROVISIONED.sort_key,
        indexes=indexes,
        settings={"provisioned_throughput": {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6}},
        client=client,
    )
    operation, request = read(to_aws_cli(table))
    client.call(operation, request)
    described = table.build(DescribeTableCommand).send().description
    assert described["KeySchema"] == table.build(CreateTableCommand).params()["KeySchema"]
    assert len(described["GlobalSecondaryIndexes"]) == 2


@pytest.mark.parametrize("table", EVERY, ids=lambda table: table.name)
def test_one_line_for_each_command(table: Table) -> None:
    assert all(line.startswith("aws dynamodb ") for line in to_aws_cli(table).splitlines())


def test_the_text() -> None:
    assert to_aws_cli(BARE) == (
        "aws dynamodb create-table --table-name bare"
        """ --attribute-definitions '[{"AttributeName":"id","AttributeType":"S"}]'"""
        """ --key-schema '[{"AttributeName":"id","KeyType":"HASH"}]'"""
        " --billing-mode PAY_PER_REQUEST\n"
    )
