"""One server process for the tests that need no own: in memory, with one table `items`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.server.support import client_of, served

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served("--memory", "--quiet") as (url, _):
        yield url


@pytest.fixture(scope="module")
def dynamodb(url: str) -> "DynamoDBClient":
    client = client_of(url)
    client.create_table(
        TableName="items",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    return client
