"""Tables as things: created, ensured, described, deleted."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    CreateTableCommand,
    DeleteTableCommand,
    DescribeTableCommand,
    DynamoDBToolboxError,
    EnsureTableCommand,
    ResourceInUseException,
    ResourceNotFoundException,
    Table,
)
from dynamodb_toolbox.protocol.calls import Reply


@pytest.fixture
def scores(client: Client) -> Table:
    return Table(
        name="scores",
        partition_key={"name": "player", "type": "string"},
        sort_key={"name": "points", "type": "number"},
        indexes={
            "by_game": {
                "type": "global",
                "partition_key": {"name": "game", "type": "string"},
                "sort_key": {"name": "points", "type": "number"},
            },
            "by_place": {
                "type": "global",
                "partition_keys": [{"name": "country", "type": "string"}, {"name": "city", "type": "string"}],
            },
            "by_date": {"type": "local", "sort_key": {"name": "date", "type": "string"}},
        },
        client=client,
    )


def test_create_table_says_keys_and_indexes(scores: Table) -> None:
    def key(name: str, kind: str) -> dict[str, str]:
        return {"AttributeName": name, "KeyType": kind}

    def index(name: str, *schema: dict[str, str]) -> dict[str, Any]:
        return {"IndexName": name, "KeySchema": list(schema), "Projection": {"ProjectionType": "ALL"}}

    types = {"player": "S", "points": "N", "game": "S", "country": "S", "city": "S", "date": "S"}
    assert scores.build(CreateTableCommand).params() == {
        "TableName": "scores",
        "AttributeDefinitions": [{"AttributeName": n, "AttributeType": c} for n, c in types.items()],
        "KeySchema": [key("player", "HASH"), key("points", "RANGE")],
        "BillingMode": "PAY_PER_REQUEST",
        "LocalSecondaryIndexes": [index("by_date", key("player", "HASH"), key("date", "RANGE"))],
        "GlobalSecondaryIndexes": [
            index("by_game", key("game", "HASH"), key("points", "RANGE")),
            index("by_place", key("country", "HASH"), key("city", "HASH")),
        ],
    }


def test_a_table_is_created_described_and_deleted(scores: Table) -> None:
    assert scores.build(CreateTableCommand).send().status == "ACTIVE"
    with pytest.raises(ResourceInUseException):
        scores.build(CreateTableCommand).send()
    description = scores.build(DescribeTableCommand).send().description
    assert {index["IndexName"] for index in description["GlobalSecondaryIndexes"]} == {"by_game", "by_place"}
    assert scores.build(DeleteTableCommand).send().description["TableName"] == "scores"
    with pytest.raises(ResourceNotFoundException):
        scores.build(DescribeTableCommand).send()


def test_ensure_creates_once_and_then_finds(scores: Table) -> None:
    first = scores.build(EnsureTableCommand).send()
    again = asyncio.run(scores.build(EnsureTableCommand).send_async())
    assert first.status == again.status == "ACTIVE"
    assert first.description["CreationDateTime"] == again.description["CreationDateTime"]


def test_ensure_takes_another_name(scores: Table, client: Client) -> None:
    scores.build(EnsureTableCommand).options(table_name="elsewhere").send()
    assert client.call("ListTables", {})["TableNames"] == ["elsewhere"]


def test_ensure_refuses_a_table_with_another_key(scores: Table, client: Client) -> None:
    scores.build(EnsureTableCommand).send()
    other = Table(name="scores", partition_key={"name": "player", "type": "number"}, client=client)
    with pytest.raises(
        DynamoDBToolboxError, match=r"expected player \(HASH, N\); got player \(HASH, S\), points"
    ):
        other.build(EnsureTableCommand).send()


class Slow:
    """An endpoint whose tables take their time, as AWS's do."""

    def __init__(self, patience: int) -> None:
        self.operations: list[str] = []
        self._left = patience

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        self.operations.append(operation)
        table = {"AttributeDefinitions": request.get("AttributeDefinitions"), "TableName": "slow"}
        if operation == "CreateTable":
            self._table = {**table, "KeySchema": request["KeySchema"]}
            return {"TableDescription": {**self._table, "TableStatus": "CREATING"}}
        if len(self.operations) == 1:
            raise ResourceNotFoundException("Requested resource not found: Table: slow not found")
        self._left -= 1
        return {"Table": {**self._table, "TableStatus": "ACTIVE" if self._left < 0 else "CREATING"}}

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None: ...


def test_ensure_waits_until_the_table_is_active(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    endpoint = Slow(patience=3)
    table = Table(name="slow", partition_key={"name": "pk", "type": "string"}, client=Client(endpoint))
    assert table.build(EnsureTableCommand).send().status == "ACTIVE"
    assert endpoint.operations == ["DescribeTable", "CreateTable", *["DescribeTable"] * 4]
    assert waits == [0.25, 0.5, 1.0, 2.0]


def test_ensure_gives_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    table = Table(
        name="slow", partition_key={"name": "pk", "type": "string"}, client=Client(Slow(patience=10_000))
    )
    with pytest.raises(DynamoDBToolboxError, match="is CREATING after 300 s") as caught:
        table.build(EnsureTableCommand).send()
    assert caught.value.code == "table.notActive"
