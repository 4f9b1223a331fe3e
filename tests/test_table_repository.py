"""The repositories of a table: its actions as methods (spec/actions.md §9.4)."""

import asyncio
import inspect
import math
from typing import Any

import pytest

from dynamodb_toolbox import (
    AsyncTableRepository,
    BatchDeleteRequest,
    BatchGetRequest,
    BatchPutRequest,
    Client,
    Registry,
    TableRepository,
    s,
)
from tests.commands.league import League, make_league
from tests.refusals import refused

KANTO: Any = {"partition": "kanto"}
ASH = {"league": "kanto", "name": "ash"}


@pytest.fixture
def league(client: Client) -> League:
    league = make_league(client)
    league.fill()
    return league


def repository_of(league: League) -> TableRepository[Any]:
    return league.table.build(TableRepository).entities(league.trainers, league.pokemons)


def test_it_reads_and_deletes_at_once(league: League) -> None:
    repository = repository_of(league)
    names = [item["name"] for item in repository.query(KANTO, reverse=True).items]
    assert names == ["misty", "ash", "pikachu", "eevee"]
    strong: Any = {"pokemon": {"attr": "level", "gt": 10}}
    assert repository.scan(filters=strong, max_pages=math.inf).count == 3
    assert repository.delete_partition({"partition": "kanto", "range": {"begins_with": "t"}}).count == 2
    assert repository.delete_partition(KANTO, capacity="TOTAL").query_consumed_capacity is not None
    assert repository.scan().items == []


def test_without_entities_it_gives_what_is_stored(league: League) -> None:
    repository: TableRepository[Any] = league.table.build(TableRepository)
    assert repository.query(KANTO, limit=1).items[0]["sk"] == "pokemon#eevee"
    with refused("actions.incompleteAction"):
        repository.delete_partition(KANTO)


def test_batches(league: League, client: Client) -> None:
    repository = repository_of(league)
    other = make_league(client, "other")
    put = league.trainers.build(BatchPutRequest).item({"league": "kanto", "name": "brock", "badges": 1})
    delete = league.pokemons.build(BatchDeleteRequest).key({"league": "kanto", "name": "eevee"})
    repository.execute_batch_write(repository.batch_write(put, delete))
    assert repository.scan().count == 4
    repository.execute_batch_write(repository.batch_write(put, table_name="other"))
    get = league.trainers.build(BatchGetRequest).key(ASH)
    command = repository.batch_get(get, attributes=["badges"], consistent=True)
    assert repository.execute_batch_get(command).items == [[{"badges": 8}]]
    assert other.table.build(TableRepository).scan().count == 1
    for build in (repository.batch_get, repository.batch_write):
        with refused("actions.incompleteAction"):
            build()


def test_keys_and_access_patterns(league: League) -> None:
    repository = repository_of(league)
    assert repository.parse_primary_key({"pk": "a", "sk": "b", "c": 1}) == {"pk": "a", "sk": "b"}
    pattern = repository.access_pattern(
        s.map({"league": s.string()}), lambda given: {"partition": given["league"]}, limit=1
    )
    assert pattern.query({"league": "kanto"}).send().items == [
        {"league": "kanto", "name": "eevee", "level": 7}
    ]


def test_the_same_awaited(league: League) -> None:
    async def use() -> None:
        repository = league.table.build(AsyncTableRepository).entities(league.trainers, league.pokemons)
        assert (await repository.query(KANTO)).count == 4
        get = repository.batch_get(league.trainers.build(BatchGetRequest).key(ASH))
        assert (await repository.execute_batch_get(get)).items == [[{**ASH, "badges": 8}]]
        delete = repository.batch_write(league.trainers.build(BatchDeleteRequest).key(ASH))
        await repository.execute_batch_write(delete)
        assert (await repository.delete_partition(KANTO)).count == 3
        assert (await repository.scan()).items == []

    asyncio.run(use())


def test_a_registry_builds_them_with_its_entities(league: League) -> None:
    registry = league.table.build(Registry).register_entities(league.trainers, league.pokemons)
    assert registry.build(TableRepository).delete_partition(KANTO).count == 4


def test_the_two_have_the_same_methods_with_the_same_options() -> None:
    def methods(kind: type[Any]) -> dict[str, Any]:
        found = inspect.getmembers(kind, inspect.isfunction)
        return {name: inspect.signature(method).parameters for name, method in found if name[0] != "_"}

    assert methods(TableRepository) == methods(AsyncTableRepository)
    assert len(methods(TableRepository)) == 10
