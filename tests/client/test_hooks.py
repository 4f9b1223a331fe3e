"""What a call costs is visible: on its response, to hooks, in the log."""

import asyncio
import logging
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    ConditionalCheckFailedException,
    DynamoDBToolboxError,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    QueryCommand,
    Table,
    connect,
    execute_transact_write,
    s,
)
from dynamodb_toolbox.client.hooks import LOGGER, Ended, Outcome
from dynamodb_toolbox.commands.put_transaction import PutTransaction
from dynamodb_toolbox.protocol.calls import Call as CallOf
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, answer, error
from tests.conftest import Pokemons

SECRET = "a value of an item"
CAPACITY = {"TableName": "pokemons", "CapacityUnits": 1.0}


class Recorder:
    """A hook that remembers what it was told."""

    def __init__(self) -> None:
        self.calls: list[CallOf] = []
        self.outcomes: list[Outcome] = []

    def __call__(self, call: CallOf) -> Ended:
        self.calls.append(call)
        return self.outcomes.append


def entity_of(client: Client) -> Pokemons:
    table = Table(name="pokemons", partition_key={"name": "pk", "type": "string"}, client=client)
    return Entity(
        name="pokemon",
        table=table,
        schema=s.item({"id": s.string().key().saved_as("pk"), "level": s.number().optional()}),
        timestamps=False,
    )


def test_a_response_says_what_its_call_took() -> None:
    script = error("ThrottlingException"), answer({"Item": {"pk": {"S": "a"}}, "ConsumedCapacity": CAPACITY})
    with FaultyServer(*script) as server, connect(server.url) as client:
        command = entity_of(client).build(GetItemCommand).key({"id": "a"}).options(capacity="TOTAL")
        response = command.send()
    assert response.item == {"id": "a"}
    assert response.consumed_capacity == CAPACITY
    metadata = response.metadata
    assert metadata is not None
    assert (metadata.attempts, metadata.lost, metadata.request_id) == (2, 0, "REQUEST1")
    assert 0 < metadata.latency < 5
    assert metadata.headers["x-amzn-requestid"] == "REQUEST1"
    assert repr(metadata).startswith("Metadata(attempts=2, latency=")


def test_the_engine_s_responses_say_it_too(pokemons: Pokemons) -> None:
    put = pokemons.build(PutItemCommand).item({"id": "a", "level": 1}).send()
    got = asyncio.run(pokemons.build(GetItemCommand).key({"id": "a"}).send_async())
    transaction = execute_transact_write(pokemons.build(PutTransaction).item({"id": "b", "level": 1}))
    for response in (put, got, transaction):
        assert response.metadata is not None
        assert (response.metadata.attempts, response.metadata.request_id) == (1, None)
        assert response.metadata.latency > 0


def test_calls_that_were_refused_count_too(client: Client) -> None:
    table = Table(name="new", partition_key={"name": "pk", "type": "string"}, client=client)
    metadata = table.build(EnsureTableCommand).send().metadata
    assert metadata is not None
    assert metadata.attempts == 2  # it asked for the table, which was not there, and made it


def test_several_calls_are_added_up() -> None:
    pages: Any = [
        answer({"Items": [], "LastEvaluatedKey": {"pk": {"S": "a"}}, "Count": 0, "ScannedCount": 1}),
        answer({"Items": [], "Count": 0, "ScannedCount": 0}),
    ]
    with FaultyServer(*pages) as server, connect(server.url) as client:
        entity = entity_of(client)
        query = entity.table.build(QueryCommand).entities(entity).query({"partition": "a"})
        metadata = query.options(max_pages=9, entity_attr_filter=False).send().metadata
    assert metadata is not None
    assert metadata.attempts == 2


def test_a_hook_sees_each_call_before_and_after(call: Call) -> None:
    hook = Recorder()
    reply = {"Item": {"pk": {"S": "a"}}, "ConsumedCapacity": CAPACITY}
    with FaultyServer(answer(reply)) as server, connect(server.url, hooks=[hook]) as client:
        assert call(client, "GetItem", {"TableName": "pokemons"}) == reply
    assert [(seen.operation, seen.request) for seen in hook.calls] == [("GetItem", {"TableName": "pokemons"})]
    [outcome] = hook.outcomes
    assert (outcome.error, outcome.reply, outcome.consumed_capacity) == (None, reply, CAPACITY)
    assert outcome.metadata.attempts == 1


def test_a_hook_is_told_of_errors(call: Call) -> None:
    hook = Recorder()
    with (
        FaultyServer(error("ConditionalCheckFailedException")) as server,
        connect(server.url, hooks=[hook]) as client,
        pytest.raises(ConditionalCheckFailedException) as caught,
    ):
        call(client, "PutItem", {"TableName": "pokemons"})
    [outcome] = hook.outcomes
    assert outcome.error is caught.value
    assert (outcome.reply, outcome.consumed_capacity, outcome.metadata.attempts) == (None, None, 1)


def test_hooks_nest() -> None:
    told: list[str] = []

    def first(call: CallOf) -> Ended:
        told.append("first")
        return lambda outcome: told.append("first ended")

    def second(call: CallOf) -> Ended:
        told.append("second")
        return lambda outcome: told.append("second ended")

    with connect("sqlite://", hooks=[first, second, lambda call: None]) as client:
        client.call("ListTables", {})
    assert told == ["first", "second", "second ended", "first ended"]


def test_a_hook_that_fails_does_not_keep_the_others_from_being_told(call: Call) -> None:
    told: list[str] = []

    def failing(name: str) -> Any:
        def ended(outcome: Outcome) -> None:
            told.append(name)
            raise RuntimeError(name)

        return lambda seen: ended

    with (
        FaultyServer() as server,
        connect(server.url, hooks=[failing("first"), failing("second")]) as client,
        pytest.raises(RuntimeError, match="second"),
    ):
        call(client, "GetItem", {})
    assert told == ["second", "first"]


def test_a_hook_may_refuse_a_call(call: Call) -> None:
    def refuse(seen: CallOf) -> None:
        raise DynamoDBToolboxError("mine.readOnly", f"No {seen.operation} here.")

    with (
        FaultyServer() as server,
        connect(server.url, hooks=[refuse]) as client,
        pytest.raises(DynamoDBToolboxError, match="No PutItem here"),
    ):
        call(client, "PutItem", {})
    assert server.requests == []


def test_calls_are_logged_without_values(call: Call, caplog: pytest.LogCaptureFixture) -> None:
    item = {"pk": {"S": SECRET}}
    failed = error("ConditionalCheckFailedException", message=f"failed on {SECRET}", Item=item)
    script = error("ThrottlingException"), answer({"Attributes": item}), failed
    request = {"TableName": "pokemons", "Item": item}
    with FaultyServer(*script) as server, connect(server.url) as client, caplog.at_level("DEBUG", LOGGER):
        call(client, "PutItem", request)
        with pytest.raises(ConditionalCheckFailedException):
            call(client, "PutItem", request)
    retried, done, refused = [record for record in caplog.records if record.name == LOGGER]
    assert retried.levelno == logging.INFO
    assert retried.getMessage().startswith("PutItem: attempt 1 ended with ThrottlingException; again in ")
    assert done.getMessage().startswith("PutItem pokemons: ok in ")
    assert done.getMessage().endswith(" ms, attempts 2, request REQUEST1")
    assert "PutItem pokemons: ConditionalCheckFailedException in " in refused.getMessage()
    for record in caplog.records:
        assert SECRET not in record.getMessage()
