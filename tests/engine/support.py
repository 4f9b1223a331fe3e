"""Short forms for what the engine's tests say often."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ServiceError, TransactionCanceledException

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


def cancellation(engine: Engine, operation: str, request: Wire) -> list[Wire]:
    """The reasons for which the engine cancels a transaction; its message lists their codes."""
    with pytest.raises(TransactionCanceledException) as caught:
        engine.call(operation, request)
    codes = ", ".join(reason["Code"] for reason in caught.value.reasons)
    assert caught.value.message == (
        f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]"
    )
    return caught.value.reasons


def key(text: str) -> Wire:
    return {"id": {"S": text}}


def index(name: str, *key_schema: tuple[str, str]) -> Wire:
    """An index with all attributes projected: `index("g", ("a", "HASH"))`."""
    return {
        "IndexName": name,
        "KeySchema": [{"AttributeName": attribute, "KeyType": kind} for attribute, kind in key_schema],
        "Projection": {"ProjectionType": "ALL"},
    }


def indexed_table(name: str) -> Wire:
    """A CreateTable request: key `id` and `at`, a local index on `l` and a global one on `g`, all strings."""
    return table_request(name, id="S", at="S") | {
        "AttributeDefinitions": [{"AttributeName": a, "AttributeType": "S"} for a in ("id", "at", "l", "g")],
        "LocalSecondaryIndexes": [index("local", ("id", "HASH"), ("l", "RANGE"))],
        "GlobalSecondaryIndexes": [index("global", ("g", "HASH"))],
    }


def transact_put(text: str, /, **attributes: Wire) -> Wire:
    """A Put of a transaction on the table `plain`."""
    return {"Put": {"TableName": "plain", "Item": {**key(text), **attributes}}}


def transact_update(text: str, expression: str, /, **parameters: Any) -> Wire:
    """An Update of a transaction on the table `plain`."""
    update: Wire = {"TableName": "plain", "Key": key(text), "UpdateExpression": expression, **parameters}
    return {"Update": update}
