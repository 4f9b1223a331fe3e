"""boto3 against a server process: what it sends, it gets back."""

import asyncio
import threading
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.exceptions import ClientError

from tests.server.support import client_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient


def test_items_of_all_types_come_back(dynamodb: "DynamoDBClient") -> None:
    item: Any = {
        "id": {"S": "all"},
        "binary": {"B": b"\x00\xff"},
        "set": {"BS": [b"\x00", b"\x01"]},
        "map": {"M": {"é": {"L": [{"N": "1.5"}, {"NULL": True}, {"BOOL": False}]}}},
    }
    dynamodb.put_item(TableName="items", Item=item)
    assert dynamodb.get_item(TableName="items", Key={"id": {"S": "all"}}).get("Item") == item


def test_the_resource_works(dynamodb: "DynamoDBClient", url: str) -> None:
    table = boto3.resource(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="x",
    ).Table("items")
    table.put_item(Item={"id": "resource", "price": Decimal("9.99"), "blob": b"x"})
    table.update_item(
        Key={"id": "resource"}, UpdateExpression="ADD price :n", ExpressionAttributeValues={":n": 1}
    )
    found = table.query(
        KeyConditionExpression=Key("id").eq("resource"), FilterExpression=Attr("price").gt(10)
    )
    assert found["Items"] == [{"id": "resource", "price": Decimal("10.99"), "blob": Binary(b"x")}]
    with table.batch_writer() as batch:
        for number in range(60):
            batch.put_item(Item={"id": f"batch-{number}"})
    assert table.scan(FilterExpression=Attr("id").begins_with("batch-"))["Count"] == 60


def test_errors_are_those_that_boto3_knows(dynamodb: "DynamoDBClient") -> None:
    with pytest.raises(dynamodb.exceptions.ResourceNotFoundException):
        dynamodb.describe_table(TableName="nope")
    dynamodb.put_item(TableName="items", Item={"id": {"S": "there"}, "v": {"B": b"\xff"}})
    taken: Any = {
        "TableName": "items",
        "Item": {"id": {"S": "there"}},
        "ConditionExpression": "attribute_not_exists(id)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    with pytest.raises(dynamodb.exceptions.ConditionalCheckFailedException) as failed:
        dynamodb.put_item(**taken)
    assert failed.value.response.get("Item") == {"id": {"S": "there"}, "v": {"B": b"\xff"}}
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException) as cancelled:
        dynamodb.transact_write_items(TransactItems=[{"Put": taken}])
    response: Any = cancelled.value.response
    [reason] = response["CancellationReasons"]
    assert (reason["Code"], reason["Item"]["v"]) == ("ConditionalCheckFailed", {"B": b"\xff"})
    with pytest.raises(ClientError, match="ValidationException"):
        dynamodb.get_item(TableName="items", Key={"x": {"S": "a"}})


def test_times_are_times(dynamodb: "DynamoDBClient") -> None:
    described: Any = dynamodb.describe_table(TableName="items")["Table"]
    created = described["CreationDateTime"]
    assert created.tzinfo is not None
    assert created.year >= 2026


def test_pages_follow_one_another(dynamodb: "DynamoDBClient") -> None:
    for number in range(5):
        dynamodb.put_item(TableName="items", Item={"id": {"S": f"page-{number}"}})
    pages = dynamodb.get_paginator("scan").paginate(
        TableName="items",
        FilterExpression="begins_with(id, :p)",
        ExpressionAttributeValues={":p": {"S": "page-"}},
        PaginationConfig={"PageSize": 2},
    )
    assert sum(page["Count"] for page in pages) == 5


def test_aiobotocore_works(dynamodb: "DynamoDBClient", url: str) -> None:
    session_module: Any = pytest.importorskip("aiobotocore.session")

    async def put_and_get() -> Any:
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        async with session_module.get_session().create_client("dynamodb", endpoint_url=url, **keys) as client:
            await client.put_item(TableName="items", Item={"id": {"S": "async"}})
            return await client.get_item(TableName="items", Key={"id": {"S": "async"}})

    assert asyncio.run(put_and_get())["Item"] == {"id": {"S": "async"}}


def test_many_at_once_lose_no_update(dynamodb: "DynamoDBClient", url: str) -> None:
    client = client_of(url)

    def count() -> None:
        for _ in range(20):
            client.update_item(
                TableName="items",
                Key={"id": {"S": "counter"}},
                UpdateExpression="ADD n :one",
                ExpressionAttributeValues={":one": {"N": "1"}},
            )

    threads = [threading.Thread(target=count) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = dynamodb.get_item(TableName="items", Key={"id": {"S": "counter"}})
    assert found.get("Item", {})["n"] == {"N": "320"}
