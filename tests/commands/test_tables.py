"""Tables as things: created, described, deleted."""

from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    CreateTableCommand,
    DeleteTableCommand,
    DescribeTableCommand,
    ResourceInUseException,
    ResourceNotFoundException,
    Table,
    TableTimeoutError,
)
from tests.commands.slow_tables import SlowEndpoint, slept
from tests.commands.slow_tables import scores as made
from tests.refusals import refused


@pytest.fixture
def scores(client: Client) -> Table:
    return made(client)


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


def test_waiting_is_asked_for(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    waits = slept(monkeypatch)
    scores = made(Client(SlowEndpoint(client.endpoint, replies=3)))
    assert scores.build(CreateTableCommand).send().status == "CREATING"
    assert waits == []
    assert scores.build(DescribeTableCommand).send().status == "CREATING"
    assert scores.build(DescribeTableCommand).options(wait=True).send().status == "ACTIVE"
    assert waits == [0.25, 0.5]
    assert scores.build(DeleteTableCommand).options(wait=True).send().status == "DELETING"
    assert waits[2:] == [0.25, 0.5, 1.0, 2.0]
    with pytest.raises(ResourceNotFoundException):
        scores.build(DescribeTableCommand).options(wait=True).send()


def test_creation_may_wait(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    waits = slept(monkeypatch)
    scores = made(Client(SlowEndpoint(client.endpoint, replies=3, unseen=2)))
    assert scores.build(CreateTableCommand).options(wait=True).send().status == "ACTIVE"
    assert waits == [0.25, 0.5, 1.0, 2.0, 4.0, 5.0]  # a new table may not be found for a moment


def test_waiting_ends(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    waits = slept(monkeypatch)
    scores = made(Client(SlowEndpoint(client.endpoint, replies=10_000)))
    with pytest.raises(TableTimeoutError, match="not active after 300 s: it is CREATING") as caught:
        scores.build(CreateTableCommand).options(wait=True).send()
    assert (caught.value.code, sum(waits)) == ("table.notActive", 300.0)
    assert caught.value.payload == {"statuses": {"scores": "CREATING"}}
    waits.clear()
    with pytest.raises(TableTimeoutError, match="still there after 2 s") as caught:
        scores.build(DeleteTableCommand).options(wait=True, timeout=2).send()
    assert (caught.value.code, waits) == ("table.notGone", [0.25, 0.5, 1.0, 0.25])


def test_waiting_without_time_is_one_look(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    waits = slept(monkeypatch)
    scores = made(Client(SlowEndpoint(client.endpoint, replies=1)))
    scores.build(CreateTableCommand).send()
    describe = scores.build(DescribeTableCommand).options(wait=True, timeout=0)
    with pytest.raises(TableTimeoutError):
        describe.send()
    assert describe.send().status == "ACTIVE"
    assert waits == []


def test_what_is_not_going_to_be_active_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    waits = slept(monkeypatch)
    endpoint = SlowEndpoint(client.endpoint, replies=10_000)
    scores = made(Client(endpoint))
    scores.build(CreateTableCommand).send()
    scores.build(DeleteTableCommand).send()
    with pytest.raises(TableTimeoutError, match="is not going to be: it is DELETING"):
        scores.build(DescribeTableCommand).options(wait=True).send()
    assert waits == []


def test_declared_indexes_are_waited_for(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    slept(monkeypatch)
    scores = made(client)
    scores.build(CreateTableCommand).send()
    endpoint = SlowEndpoint(client.endpoint, replies=0, index_replies=2)
    slow = Client(endpoint)
    assert made(slow).build(DescribeTableCommand).options(wait=True).send().status == "ACTIVE"
    assert endpoint.operations == ["DescribeTable"] * 3
    endpoint.index_replies = 10_000
    with pytest.raises(TableTimeoutError, match="its index 'by_game' is CREATING"):
        made(slow).build(DescribeTableCommand).options(wait=True, timeout=3).send()
    bare = Table(name="scores", partition_key={"name": "player", "type": "string"}, client=slow)
    assert bare.build(DescribeTableCommand).options(wait=True).send().status == "ACTIVE"


@pytest.mark.parametrize(("option", "value"), [("wait", "yes"), ("timeout", -1), ("timeout", True)])
def test_options_that_are_none(option: str, value: Any, client: Client) -> None:
    options: Any = {option: value}
    commands: list[Any] = [CreateTableCommand, DescribeTableCommand, DeleteTableCommand]
    for command in commands:
        with refused(f"options.invalid{option.title()}Option"):
            made(client).build(command).options(options).params()
