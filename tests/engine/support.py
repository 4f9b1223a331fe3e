"""Short forms for what the engine's tests say often."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ServiceError

Wire = dict[str, Any]


def table_request(name: str, /, **key: str) -> Wire:
    """A CreateTable request for the key attributes given, hash key first."""
    kinds = ("HASH", "RANGE")
    return {
        "TableName": name,
        "AttributeDefinitions": [{"AttributeName": k, "AttributeType": t} for k, t in key.items()],
        "KeySchema": [
            {"AttributeName": k, "KeyType": kind} for k, kind in zip(key, kinds[: len(key)], strict=True)
        ],
        "BillingMode": "PAY_PER_REQUEST",
    }


def create_table(engine: Engine, name: str, /, **key: str) -> None:
    engine.call("CreateTable", table_request(name, **key))


def put(engine: Engine, item: Wire, **parameters: Any) -> Wire:
    return engine.call("PutItem", {"TableName": "plain", "Item": item, **parameters})


def get(engine: Engine, key: str = "a", **parameters: Any) -> Wire | None:
    reply = engine.call("GetItem", {"TableName": "plain", "Key": {"id": {"S": key}}, **parameters})
    return reply.get("Item")


def update(engine: Engine, expression: str | None = None, /, *, key: str = "a", **parameters: Any) -> Wire:
    request: Wire = {"TableName": "plain", "Key": {"id": {"S": key}}, **parameters}
    if expression is not None:
        request["UpdateExpression"] = expression
    return engine.call("UpdateItem", request)


def values(**given: Wire) -> Wire:
    """`values(v={"S": "a"})` is `{"ExpressionAttributeValues": {":v": {"S": "a"}}}`."""
    return {"ExpressionAttributeValues": {f":{name}": value for name, value in given.items()}}


def refusal(engine: Engine, operation: str, request: Wire) -> str:
    """The name and message of the error that the engine answers."""
    with pytest.raises(ServiceError) as caught:
        engine.call(operation, request)
    return f"{caught.value.name}: {caught.value.message}"
