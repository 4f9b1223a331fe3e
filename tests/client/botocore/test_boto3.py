"""A boto3 client, resource or table in `Table(client=…)`: the same responses and errors as from any other."""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from dynamodb_toolbox import (
    Client,
    DynamoDBToolboxError,
    EnsureTableCommand,
    GetItemCommand,
    PutItemCommand,
    Table,
    connect,
)
from dynamodb_toolbox.errors import SerializationException, ValidationException
from tests.client.botocore.conftest import boto3_client, boto3_resource
from tests.client.botocore.story import KEY, THING, entity_of, told

KINDS: dict[str, Callable[[str], Any]] = {
    "client": boto3_client,
    "resource": boto3_resource,
    "table": lambda url: boto3_resource(url).Table("any"),
    "client of a resource": lambda url: boto3_resource(url).meta.client,
}


async def send(command: Any) -> Any:
    return command.send()


async def send_async(command: Any) -> Any:
    return await command.send_async()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", [send, send_async])
def test_every_command(kind: str, way: Any, url: str) -> None:
    asyncio.run(told(KINDS[kind](url), f"{kind.replace(' ', '-')}-{way.__name__}", way))


def test_a_resource_goes_on_in_its_own_way(url: str) -> None:
    resource = boto3_resource(url)
    things = entity_of(resource, "shared")
    things.table.build(EnsureTableCommand).send()
    things.build(PutItemCommand).item(THING).send()
    [item] = resource.Table("shared").scan()["Items"]
    assert (item["pk"].value, item["B"]["B"], item["count"]) == (THING["pk"], "QUJD", 0)
    resource.Table("shared").put_item(Item={**KEY, "count": 7, "_et": "thing"})
    assert things.build(GetItemCommand).key(KEY).send().item == {**KEY, "count": 7}


def test_the_client_may_be_set_later_and_is_ours_when_read(url: str) -> None:
    table = Table(name="t", partition_key={"name": "pk", "type": "string"})
    assert table.client is None
    table.client = boto3_client(url)
    client = table.client
    assert isinstance(client, Client)
    table.client = client
    assert table.client is client
    assert url in repr(client.endpoint)


def test_the_table_may_be_all_that_is_imported(url: str) -> None:
    code = (
        "import sys\n"
        "from dynamodb_toolbox.table import Table\n"
        "import boto3\n"
        "client = boto3.client('dynamodb', endpoint_url=sys.argv[1], region_name='us-east-1', "
        "aws_access_key_id='key', aws_secret_access_key='secret')\n"
        "table = Table(name='t', partition_key={'name': 'pk', 'type': 'string'}, client=client)\n"
        "print(type(table.get_client()).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, url], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "Client"


def test_closing_ours_leaves_theirs_open(url: str) -> None:
    theirs = boto3_client(url)
    with connect(theirs) as client:
        assert "TableNames" in client.call("ListTables", {})
    assert "TableNames" in theirs.list_tables()


def test_handlers_and_stubs_of_the_client_count() -> None:
    theirs = boto3_client("http://127.0.0.1:9")
    things = entity_of(theirs, "stubbed")
    with Stubber(theirs) as stubber:
        stubber.add_response(
            "get_item",
            {"Item": {"pk": {"B": b"a"}, "sk": {"N": "1"}, "count": {"N": "2"}, "_et": {"S": "thing"}}},
            {"TableName": "stubbed", "Key": {"pk": {"B": b"a"}, "sk": {"N": "1"}}},
        )
        stubber.add_client_error("get_item", "ValidationException", "words")
        get = things.build(GetItemCommand).key({"pk": b"a", "sk": 1})
        assert get.send().item == {"pk": b"a", "sk": 1, "count": 2}
        with pytest.raises(ValidationException, match="words"):
            get.send()


def test_calls_in_wire_form_come_back_in_wire_form(url: str) -> None:
    client = connect(boto3_resource(url))
    with pytest.raises(SerializationException, match="no base64"):
        client.call("GetItem", {"TableName": "t", "Key": {"pk": {"B": "not base64!"}}})
    with pytest.raises(ValidationException, match="Missing required parameter"):
        client.call("GetItem", {"TableName": "t"})
    with pytest.raises(ValidationException, match="valid types"):
        client.call("GetItem", {"TableName": "t", "Key": {"pk": {"L": 5}}})
    with pytest.raises(DynamoDBToolboxError, match="no operation 'GetRecords'") as caught:
        client.call("GetRecords", {})
    assert caught.value.code == "client.unknownOperation"


@pytest.mark.parametrize(
    ("client", "hint"),
    [
        (boto3.client("dynamodbstreams", region_name="eu-west-1"), "a client of 'dynamodbstreams'"),
        (boto3.resource("s3", region_name="eu-west-1"), "a client of 's3'"),
        (boto3.Session(), r"session\.client\('dynamodb'\)"),
        ("sqlite", r"dynamodb://REGION"),
        (object(), r"got builtins\.object"),
    ],
    ids=["streams", "s3", "session", "text", "object"],
)
def test_what_is_no_client_of_dynamodb_is_refused(client: Any, hint: str) -> None:
    with pytest.raises(DynamoDBToolboxError, match=hint):
        Table(name="t", partition_key={"name": "pk", "type": "string"}, client=client)


def test_settings_are_those_of_the_client(url: str) -> None:
    with pytest.raises(DynamoDBToolboxError, match="takes no 'max_attempts' for a client"):
        connect(boto3_client(url), max_attempts=2)
