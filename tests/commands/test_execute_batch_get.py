"""`execute_batch_get` on the engine, and on an endpoint that keeps keys back (spec/actions.md §6.1)."""

import asyncio
import random
import time
from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    EnsureTableCommand,
    Entity,
    Table,
    UnprocessedError,
    connect,
    execute_batch_get,
    execute_batch_get_async,
    execute_batch_write,
    s,
)
from tests.commands.entities import PLAIN, TABLE
from tests.commands.league import Kind, League, make_league
from tests.commands.reluctant import Reluctant
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash"}
MISTY = {"league": "kanto", "name": "misty"}
PIKACHU = {"league": "kanto", "name": "pikachu"}


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits, each as long as it may be, none of them taken."""
    waited: list[float] = []
    monkeypatch.setattr(random, "random", lambda: 1.0)
    monkeypatch.setattr(time, "sleep", waited.append)
    return waited


def member(n: int) -> dict[str, Any]:
    return {"league": "kanto", "name": f"t{n:03}"}


def fill(league: League, count: int) -> None:
    put = league.trainers.build(BatchPutRequest)
    requests = [put.item({**member(n), "badges": n}) for n in range(count)]
    execute_batch_write(league.table.build(BatchWriteCommand).requests(*requests))


def gets(entity: Kind, *keys: dict[str, Any]) -> BatchGetCommand[Any]:
    get = entity.build(BatchGetRequest)
    return entity.table.build(BatchGetCommand).requests(*(get.key(key) for key in keys))


def members(league: League, count: int) -> BatchGetCommand[Any]:
    return gets(league.trainers, *map(member, reversed(range(count))))


def found(count: int, stored: int | None = None) -> list[Any]:
    here = count if stored is None else stored
    return [{**member(n), "badges": n} if n < here else None for n in reversed(range(count))]


def test_items_come_in_the_order_of_the_requests_each_formatted_by_its_entity(league: League) -> None:
    league.fill()
    get, look = league.trainers.build(BatchGetRequest), league.pokemons.build(BatchGetRequest)
    requests = get.key(MISTY), look.key(PIKACHU), get.key({**ASH, "name": "nobody"}), get.key(ASH)
    response = execute_batch_get(league.table.build(BatchGetCommand).requests(*requests))
    assert response.items == [
        [{**MISTY, "badges": 3}, {**PIKACHU, "level": 42}, None, {**ASH, "badges": 8}],
    ]
    assert response.consumed_capacity is None


@pytest.mark.parametrize(("count", "sizes"), [(100, [100]), (101, [100, 1]), (250, [100, 100, 50])])
def test_more_than_100_go_in_parts(league: League, client: Client, count: int, sizes: list[int]) -> None:
    fill(league, 120)
    client.endpoint = endpoint = Reluctant(client.endpoint, 100)
    assert execute_batch_get(members(league, count)).items == [found(count, 120)]
    assert endpoint.sizes == sizes


def test_the_same_awaited(league: League) -> None:
    fill(league, 120)
    assert asyncio.run(execute_batch_get_async(members(league, 150))).items == [found(150, 120)]


def test_a_key_that_is_asked_for_twice_is_read_once_and_given_twice(league: League, client: Client) -> None:
    league.fill()
    client.endpoint = endpoint = Reluctant(client.endpoint, 100)
    first, *_, last = execute_batch_get(gets(league.trainers, ASH, MISTY, ASH)).items[0]
    assert first == last == {**ASH, "badges": 8}
    assert first is not last
    assert endpoint.sizes == [2]


def test_several_tables_and_another_name(league: League, client: Client) -> None:
    fill(league, 60)
    other, elsewhere = make_league(client, "other"), make_league(client, "elsewhere")
    fill(other, 60)
    elsewhere.put(elsewhere.trainers, name="ash", badges=1)
    batches = members(league, 60), members(other, 60)
    assert execute_batch_get(*batches).items == [found(60), found(60)]
    assert execute_batch_get(gets(league.trainers, ASH).options(table_name="elsewhere")).items == [
        [{**ASH, "badges": 1}]
    ]


def test_two_batches_of_one_table_are_refused(league: League) -> None:
    with refused("actions.invalidAction"):
        execute_batch_get(gets(league.trainers, ASH), gets(league.pokemons, PIKACHU))


def test_attributes_project_what_is_read(league: League) -> None:
    league.fill()
    get, look = league.trainers.build(BatchGetRequest), league.pokemons.build(BatchGetRequest)
    batch = league.table.build(BatchGetCommand).requests(get.key(ASH), look.key(PIKACHU))
    items = execute_batch_get(batch.options(attributes=["badges", "level"], consistent=True)).items
    assert items == [[{"badges": 8}, {"level": 42}]]
    assert execute_batch_get(batch.options(attributes=[])).items == execute_batch_get(batch).items


def test_binary_and_number_keys_are_compared_by_value(client: Client) -> None:
    table = Table(
        name="bin",
        partition_key={"name": "b", "type": "binary"},
        sort_key={"name": "n", "type": "number"},
        client=client,
    )
    table.build(EnsureTableCommand).send()
    schema = s.item({"b": s.binary().key(), "n": s.number().big().key(), "v": s.number()})
    entity: Kind = Entity(name="e", table=table, schema=schema)
    put = entity.build(BatchPutRequest)
    numbers = [1, 2.5, -0.001, 10**20]
    requests = [put.item({"b": b"\x00\xff", "n": n, "v": i}) for i, n in enumerate(numbers)]
    execute_batch_write(table.build(BatchWriteCommand).requests(*requests))
    keys = [Decimal("1.00"), Decimal("2.50"), Decimal("-1E-3"), Decimal("1E20"), 3]
    items = execute_batch_get(gets(entity, *({"b": bytearray(b"\x00\xff"), "n": key} for key in keys))).items
    assert [item and item["v"] for item in items[0]] == [0, 1, 2, 3, None]


def test_what_is_kept_back_is_asked_for_again_after_growing_waits(
    league: League, client: Client, waits: list[float]
) -> None:
    fill(league, 130)
    client.endpoint = endpoint = Reluctant(client.endpoint, 40)
    items = execute_batch_get(members(league, 130).options(attributes=["badges"])).items
    assert items == [[{"badges": n} for n in reversed(range(130))]]
    assert endpoint.sizes == [100, 60, 20, 30]
    assert waits == [0.1, 0.2]


def test_a_call_that_does_nothing_at_all(league: League, client: Client, waits: list[float]) -> None:
    fill(league, 3)
    client.endpoint = Reluctant(client.endpoint, 0, times=3)
    assert execute_batch_get(members(league, 3)).items == [found(3)]
    assert waits == [0.1, 0.2, 0.4]


def test_giving_up_leaves_requests_to_go_on_with(league: League, client: Client, waits: list[float]) -> None:
    fill(league, 130)
    beneath = client.endpoint
    client.endpoint = Reluctant(beneath, 40)
    batch = members(league, 130)
    with pytest.raises(UnprocessedError, match="50 of 130") as caught:
        execute_batch_get(batch, max_attempts=2)
    assert caught.value.code == "actions.unprocessedRequests"
    assert caught.value.requests == list(batch.items[80:])
    assert caught.value.response.items == [[*found(130)[:80], *[None] * 50]]
    client.endpoint = beneath
    assert execute_batch_get(batch.requests(*caught.value.requests)).items == [found(130)[80:]]


def test_capacity_is_added_up_over_all_calls(league: League, client: Client, waits: list[float]) -> None:
    fill(league, 20)
    client.endpoint = Reluctant(client.endpoint, 5)
    response = execute_batch_get(members(league, 20), capacity="TOTAL")
    assert response.consumed_capacity == [{"TableName": "league", "CapacityUnits": 10.0}]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"capacity": "ALL"}, "options.invalidCapacityOption"),
        ({"max_attempts": 1.5}, "options.invalidMaxAttemptsOption"),
        ({"max_attempts": -1}, "options.invalidMaxAttemptsOption"),
    ],
)
def test_a_wrong_option(league: League, options: Any, code: str) -> None:
    with refused(code, payload=options):
        execute_batch_get(gets(league.trainers, ASH), **options)


def test_an_unknown_option_is_refused_and_none_is_not_given(league: League) -> None:
    options: Any = {"metrics": "SIZE"}
    with refused("options.unknownOption", payload={"option": "metrics"}):
        execute_batch_get(gets(league.trainers, ASH), **options)
    nothing: Any = {"max_attempts": None, "capacity": None, "client": None}
    assert execute_batch_get(gets(league.trainers, ASH), **nothing).items == [[None]]


def test_without_batches_or_requests_it_is_incomplete(league: League) -> None:
    with refused("actions.incompleteAction"):
        execute_batch_get()
    with refused("actions.incompleteAction"):
        execute_batch_get(league.table.build(BatchGetCommand))


def test_what_is_wrong_is_told_before_anything_is_sent(league: League, client: Client) -> None:
    client.endpoint = endpoint = Reluctant(client.endpoint, 100)
    keys = [*map(member, range(120)), {"league": "kanto"}]
    with refused("parsing.attributeRequired", "name"):
        execute_batch_get(gets(league.trainers, *keys))
    with refused("batchGetCommand.invalidProjectionExpression", payload={"entity": "trainer"}):
        execute_batch_get(gets(league.trainers, ASH).options(attributes=["level"]))
    with refused("encoding.emptyKey", "pk"):
        execute_batch_get(gets(league.trainers, *keys[:120], {"league": "", "name": "x"}))
    assert endpoint.sizes == []


def test_without_a_client() -> None:
    with refused("actions.missingDocumentClient"):
        execute_batch_get(gets(PLAIN, {"pk": "a", "sk": "b"}))
    with refused("parsing.attributeRequired", "sk"):
        execute_batch_get(gets(PLAIN, {"pk": "a"}))
    assert TABLE.client is None


def test_another_client_may_send_it(league: League) -> None:
    with connect("sqlite://") as elsewhere:
        make_league(elsewhere).fill()
        batch = gets(league.trainers, ASH)
        assert execute_batch_get(batch, client=elsewhere).items == [[{**ASH, "badges": 8}]]
        assert execute_batch_get(batch).items == [[None]]
