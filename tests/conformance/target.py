"""A target and the tables that a test makes on it."""

import uuid
from typing import Any

import pytest
from botocore.exceptions import ClientError

Wire = dict[str, Any]


class Target:
    """Whoever claims to be DynamoDB.

    Attributes:
        name: `engine`, `server` or `local`.
        dynamodb: A boto3 client.
        streams: A boto3 client of DynamoDB Streams.
    """

    def __init__(self, name: str, dynamodb: Any, streams: Any) -> None:
        self.name = name
        self.dynamodb = dynamodb
        self.streams = streams
        self._tables: list[str] = []

    def create(self, *, key: str = "id:S", attributes: str = "", **parameters: Any) -> str:
        """Make a table of a name of its own: `create(key="pk:S sk:N", attributes="g:S")`."""
        name = f"conformance-{uuid.uuid4()}"
        keys, others = _pairs(key), _pairs(attributes)
        kinds = ("HASH", "RANGE")
        self.dynamodb.create_table(
            TableName=name,
            KeySchema=[
                {"AttributeName": n, "KeyType": kind} for (n, _), kind in zip(keys, kinds, strict=False)
            ],
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in keys + others],
            **{"BillingMode": "PAY_PER_REQUEST", **parameters},
        )
        self._tables.append(name)
        self.dynamodb.get_waiter("table_exists").wait(TableName=name, WaiterConfig={"Delay": 1})
        return name

    def put(self, table: str, **attributes: Any) -> None:
        self.dynamodb.put_item(TableName=table, Item=wire(attributes))

    def get(self, table: str, **key: Any) -> Wire | None:
        reply = self.dynamodb.get_item(TableName=table, Key=wire(key), ConsistentRead=True)
        item: Wire | None = reply.get("Item")
        return item

    def clean(self) -> None:
        for table in self._tables:
            self.dynamodb.delete_table(TableName=table)
        self._tables.clear()


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(name, kind) for name, _, kind in (part.partition(":") for part in text.split())]


def wire(item: dict[str, Any]) -> Wire:
    """Python values as wire values; a dict is one already."""
    return {name: _value(value) for name, value in item.items()}


def _value(value: Any) -> Wire:
    if isinstance(value, dict):
        return value
    return {"N": str(value)} if isinstance(value, (int, float)) else {"S": value}


def index(name: str, *keys: str, projection: str = "ALL") -> Wire:
    kinds = ("HASH", "RANGE")
    return {
        "IndexName": name,
        "KeySchema": [{"AttributeName": k, "KeyType": t} for k, t in zip(keys, kinds, strict=False)],
        "Projection": {"ProjectionType": projection},
    }


def refusal(call: Any, **parameters: Any) -> Wire:
    """The error that a call gets: its `Code`, its `Message`, and what else comes with it."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    response: Any = caught.value.response
    return {
        **response["Error"],
        **{k: v for k, v in response.items() if k not in {"Error", "ResponseMetadata"}},
    }
