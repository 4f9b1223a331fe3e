"""boto3 without a server."""

from typing import Any

import boto3
import pytest
from boto3.dynamodb.conditions import Key

from dynamodb_toolbox.testing import TestClient, answer_boto3

KEYS: Any = {"region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "y"}
TABLE: Any = {
    "TableName": "items",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
    "BillingMode": "PAY_PER_REQUEST",
    "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
}


def test_a_client_is_answered(dynamodb: TestClient) -> None:
    client = boto3.client("dynamodb", **KEYS)
    answer_boto3(client, dynamodb.endpoint)
    client.create_table(**TABLE)
    client.put_item(TableName="items", Item={"id": {"S": "a"}, "b": {"B": b"\x00\xff"}})
    found = client.get_item(TableName="items", Key={"id": {"S": "a"}})
    assert found.get("Item") == {"id": {"S": "a"}, "b": {"B": b"\x00\xff"}}
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.describe_table(TableName="nope")
    dynamodb.calls.assert_made("PutItem", TableName="items")


def test_a_resource_is_answered_and_so_are_streams(dynamodb: TestClient) -> None:
    resource = boto3.resource("dynamodb", **KEYS)
    answer_boto3(resource, dynamodb.endpoint)
    table = resource.create_table(**TABLE)
    table.put_item(Item={"id": "a", "n": 1})
    assert table.query(KeyConditionExpression=Key("id").eq("a"))["Items"] == [{"id": "a", "n": 1}]
    streams = boto3.client("dynamodbstreams", **KEYS)
    answer_boto3(streams, dynamodb.endpoint)
    assert [stream.get("TableName") for stream in streams.list_streams()["Streams"]] == ["items"]


def test_boto3_tries_again_what_is_throttled(dynamodb: TestClient) -> None:
    client = boto3.client("dynamodb", **KEYS)
    answer_boto3(client, dynamodb.endpoint)
    dynamodb.faults.throttle(on="ListTables")
    answer = client.list_tables()
    assert answer["ResponseMetadata"]["RetryAttempts"] == 1
