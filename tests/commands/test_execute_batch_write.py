"""`execute_batch_write` on the engine, and on an endpoint that keeps requests back (spec/actions.md §6.2)."""

import asyncio
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchDeleteRequest,
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    ScanCommand,
    Table,
    UnprocessedError,
    connect,
    execute_batch_write,
    execute_batch_write_async,
    s,
)
from tests.commands.entities import PLAIN, TABLE
from tests.commands.league import League, make_league
from tests.commands.reluctant import Reluctant
from tests.refusals import refused


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits, each as long as it may be, none of them taken."""
    waited: list[float] = []

    async def rest(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(random, "random", lambda: 1.0)
    monkeypatch.setattr(time, "sleep", waited.append)
    monkeypatch.setattr(asyncio, "sleep", rest)
    return waited


def puts(league: League, count: int) -> Iterator[BatchPutRequest[Any, Any]]:
    for n in range(count):
        item = {"league": "kanto", "name": f"t{n:03}", "badges": n, "team": {"a", "b", str(n)}}
        yield league.trainers.build(BatchPutRequest).item(item)


def stored(table: Table, name: str | None = None) -> list[str]:
    options: Any = {"max_pages": float("inf"), "table_name": name}
    scan: ScanCommand[Any] = table.build(ScanCommand)
    return sorted(item["sk"] for item in scan.options(options).send().items)


def batch_of(league: League, count: int) -> BatchWriteCommand:
    return league.table.build(BatchWriteCommand).requests(*puts(league, count))


def names(count: int) -> list[str]:
    return [f"trainer#t{n:03}" for n in range(count)]


def test_puts_and_deletes_of_several_entities(league: League) -> None:
    league.fill()
    put = league.trainers.build(BatchPutRequest).item({"league": "kanto", "name": "brock", "badges": 1})
    delete = league.pokemons.build(BatchDeleteRequest).key({"league": "kanto", "name": "eevee"})
    response = execute_batch_write(league.table.build(BatchWriteCommand).requests(put, delete))
    assert stored(league.table) == ["pokemon#pikachu", "trainer#ash", "trainer#brock", "trainer#misty"]
    assert (response.consumed_capacity, response.item_collection_metrics) == (None, None)


@pytest.mark.parametrize(("count", "sizes"), [(25, [25]), (26, [25, 1]), (60, [25, 25, 10])])
def test_more_than_25_go_in_parts(league: League, client: Client, count: int, sizes: list[int]) -> None:
    client.endpoint = endpoint = Reluctant(client.endpoint, 25)
    execute_batch_write(batch_of(league, count))
    assert endpoint.sizes == sizes
    assert stored(league.table) == names(count)


def test_the_same_awaited(league: League) -> None:
    asyncio.run(execute_batch_write_async(batch_of(league, 60)))
    assert stored(league.table) == names(60)


def test_several_tables_and_another_name(league: League, client: Client) -> None:
    other = make_league(client, "other")
    elsewhere = make_league(client, "elsewhere")
    execute_batch_write(batch_of(league, 30).options(table_name="elsewhere"), batch_of(other, 2))
    assert stored(league.table) == []
    assert stored(elsewhere.table) == names(30)
    assert stored(other.table) == names(2)


def test_two_batches_of_one_table_are_refused(league: League) -> None:
    with refused("actions.invalidAction") as caught:
        execute_batch_write(batch_of(league, 1), batch_of(league, 1))
    assert "'league'" in caught.value.message
    with refused("actions.invalidAction"):
        execute_batch_write(batch_of(league, 1), batch_of(league, 1).options(table_name="league"))


def test_an_item_that_is_written_twice_is_refused(league: League) -> None:
    delete = league.trainers.build(BatchDeleteRequest).key({"league": "kanto", "name": "t001"})
    batch = league.table.build(BatchWriteCommand).requests(*puts(league, 30), delete)
    key = {"pk": "kanto", "sk": "trainer#t001"}
    with refused("actions.duplicateKey", payload={"key": key}):
        execute_batch_write(batch)
    assert stored(league.table) == []


def test_binary_and_number_keys(client: Client) -> None:
    table = Table(
        name="bin",
        partition_key={"name": "b", "type": "binary"},
        sort_key={"name": "n", "type": "number"},
        client=client,
    )
    table.build(EnsureTableCommand).send()
    schema = s.item({"b": s.binary().key(), "n": s.number().key(), "v": s.number()})
    entity = Entity(name="e", table=table, schema=schema)
    put = entity.build(BatchPutRequest)
    requests = [put.item({"b": bytes([n % 3]), "n": n / 2, "v": n}) for n in range(30)]
    execute_batch_write(table.build(BatchWriteCommand).requests(*requests))
    reads = [entity.build(GetItemCommand).key({"b": bytes([n % 3]), "n": n / 2}).send() for n in range(30)]
    assert [read.item and read.item["v"] for read in reads] == list(range(30))
    twice = [put.item({"b": b"\x00", "n": number, "v": 1}) for number in (10, 10.0)]
    with refused("actions.duplicateKey"):
        execute_batch_write(table.build(BatchWriteCommand).requests(*twice))


def test_what_is_kept_back_is_sent_again_after_growing_waits(
    league: League, client: Client, waits: list[float]
) -> None:
    client.endpoint = endpoint = Reluctant(client.endpoint, 5)
    execute_batch_write(batch_of(league, 30))
    assert endpoint.sizes == [25, 20, 15, 10, 5, 5]
    assert waits == [0.1, 0.2, 0.4, 0.8]
    assert stored(league.table) == names(30)


def test_the_same_awaited_again(league: League, client: Client, waits: list[float]) -> None:
    client.endpoint = Reluctant(client.endpoint, 5)
    asyncio.run(execute_batch_write_async(batch_of(league, 30)))
    assert waits == [0.1, 0.2, 0.4, 0.8]
    assert stored(league.table) == names(30)


def test_waits_are_bounded(league: League, client: Client, waits: list[float]) -> None:
    client.endpoint = Reluctant(client.endpoint, 0, times=12)
    execute_batch_write(batch_of(league, 1), max_attempts=13)
    assert waits == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0]


def test_giving_up_leaves_requests_to_go_on_with(league: League, client: Client, waits: list[float]) -> None:
    beneath = client.endpoint
    client.endpoint = Reluctant(beneath, 5)
    batch = batch_of(league, 60)
    with pytest.raises(UnprocessedError, match="50 of 60") as caught:
        execute_batch_write(batch, max_attempts=2, capacity="TOTAL")
    assert caught.value.code == "actions.unprocessedRequests"
    assert caught.value.requests == list(batch.items[10:])
    response, progress = caught.value.response, caught.value.progress
    assert response.consumed_capacity[0]["CapacityUnits"] == 30  # with the indexes
    assert response.metadata.attempts == 2
    assert progress is not None
    assert (progress.response, progress.requests, progress.unknown) == (response, caught.value.requests, [])
    assert stored(league.table) == names(10)
    client.endpoint = beneath
    execute_batch_write(batch.requests(*caught.value.requests))
    assert stored(league.table) == names(60)


def test_it_gives_up_after_ten_attempts(league: League, client: Client, waits: list[float]) -> None:
    client.endpoint = endpoint = Reluctant(client.endpoint, 0)
    with pytest.raises(UnprocessedError):
        execute_batch_write(batch_of(league, 1))
    assert len(endpoint.sizes) == 10
    assert len(waits) == 9


def test_one_attempt_never_waits(league: League, client: Client, waits: list[float]) -> None:
    client.endpoint = Reluctant(client.endpoint, 0)
    with pytest.raises(UnprocessedError) as caught:
        execute_batch_write(batch_of(league, 3), max_attempts=1)
    assert len(caught.value.requests) == 3
    assert waits == []


def test_capacity_is_added_up_over_all_calls(league: League, client: Client, waits: list[float]) -> None:
    whole = execute_batch_write(batch_of(league, 20), capacity="INDEXES", metrics="SIZE")
    client.endpoint = Reluctant(client.endpoint, 5)
    parts = execute_batch_write(batch_of(league, 20), capacity="INDEXES", metrics="SIZE")
    assert whole.consumed_capacity is not None
    assert [part["TableName"] for part in whole.consumed_capacity] == ["league"]
    total = execute_batch_write(batch_of(league, 20), capacity="INDEXES").consumed_capacity
    assert parts.consumed_capacity == total
    assert parts.item_collection_metrics is not None
    assert list(parts.item_collection_metrics) == ["league"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"capacity": "ALL"}, "options.invalidCapacityOption"),
        ({"metrics": 1}, "options.invalidMetricsOption"),
        ({"max_attempts": 0}, "options.invalidMaxAttemptsOption"),
        ({"max_attempts": True}, "options.invalidMaxAttemptsOption"),
        ({"max_attempts": float("inf")}, "options.invalidMaxAttemptsOption"),
    ],
)
def test_a_wrong_option(league: League, options: Any, code: str) -> None:
    with refused(code, payload=options):
        execute_batch_write(batch_of(league, 1), **options)
    assert stored(league.table) == []


def test_an_unknown_option_is_refused_and_none_is_not_given(league: League) -> None:
    options: Any = {"maxAttempts": 3}
    with refused("options.unknownOption", payload={"option": "maxAttempts"}):
        execute_batch_write(batch_of(league, 1), **options)
    nothing: Any = {"max_attempts": None, "capacity": None, "metrics": None, "client": None}
    execute_batch_write(batch_of(league, 1), **nothing)
    assert stored(league.table) == names(1)


def test_without_batches_or_requests_it_is_incomplete(league: League) -> None:
    with refused("actions.incompleteAction"):
        execute_batch_write()
    with refused("actions.incompleteAction"):
        execute_batch_write(league.table.build(BatchWriteCommand))


def test_what_is_wrong_is_told_before_anything_is_sent(league: League) -> None:
    put = league.trainers.build(BatchPutRequest)
    for last, code, path in (
        ({"league": "", "name": "x", "badges": 1}, "encoding.emptyKey", "pk"),
        ({"league": "kanto", "name": "x"}, "parsing.attributeRequired", "badges"),
    ):
        batch = league.table.build(BatchWriteCommand).requests(*puts(league, 30), put.item(last))
        with refused(code, path):
            execute_batch_write(batch)
    assert stored(league.table) == []


def test_without_a_client() -> None:
    put = PLAIN.build(BatchPutRequest).item({"pk": "a", "sk": "b"})
    with refused("actions.missingDocumentClient"):
        execute_batch_write(TABLE.build(BatchWriteCommand).requests(put))


def test_another_client_may_send_it(league: League) -> None:
    with connect("sqlite://") as client:
        elsewhere = make_league(client)
        execute_batch_write(batch_of(league, 3), client=client)
        assert stored(league.table) == []
        assert stored(elsewhere.table) == names(3)
