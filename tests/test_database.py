"""`Database`: tables, entities and access patterns by name (spec/actions.md §10.1)."""

import asyncio
import json
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    Database,
    EntityAccessPattern,
    EntityRepository,
    Registry,
    TableRepository,
    from_database_dto,
    s,
)
from tests.commands.league import League, make_league
from tests.refusals import refused


@pytest.fixture
def leagues(client: Client) -> tuple[League, League]:
    return make_league(client, "first"), make_league(client, "second")


@pytest.fixture
def database(leagues: tuple[League, League]) -> Database:
    first, second = leagues
    strong = (
        first.pokemons.build(EntityAccessPattern)
        .schema(s.map({"least": s.number()}))
        .pattern(lambda given: {"index": "by_level", "partition": "kanto", "range": {"gte": given["least"]}})
    )
    everyone = second.trainers.build(EntityAccessPattern).pattern(lambda _: {"partition": "kanto"})
    of_first = first.table.build(Registry).register_entities(first.trainers, first.pokemons)
    of_second = second.table.build(Registry).register_entities(second.trainers)
    return Database(
        {
            "one": of_first.register_access_patterns(strong=strong, everyone=strong),
            "two": of_second.register_access_patterns(everyone=everyone),
        },
        meta={"title": "Leagues"},
    )


def test_tables_entities_and_patterns_by_name(database: Database, leagues: tuple[League, League]) -> None:
    first, second = leagues
    assert database.table("one").table is first.table
    assert database.tables["two"].entity("trainer") is second.trainers
    assert database.entity("pokemon") is first.pokemons
    assert database.entity("trainer", table="two") is second.trainers
    assert database.access_pattern("strong").targets == (first.pokemons,)
    assert database.meta == {"title": "Leagues"}


def test_it_is_queried_as_easily_as_one_table(database: Database, leagues: tuple[League, League]) -> None:
    for league in leagues:
        league.fill()
    assert [item["level"] for item in database.query("strong", {"least": 10}).send().items] == [42]
    everyone = database.query("everyone", table="two")
    assert len(asyncio.run(everyone.send_async()).items) == 2
    ash = {"league": "kanto", "name": "ash"}
    assert database.entity("trainer", table="one").build(EntityRepository).get(ash).item == {
        **ash,
        "badges": 8,
    }
    assert database.table("one").build(TableRepository).scan().count == 4


def test_a_table_alone_has_an_empty_registry(leagues: tuple[League, League]) -> None:
    first, _ = leagues
    database = Database({"one": first.table})
    assert isinstance(database.tables["one"], Registry)
    assert database.tables["one"].table is first.table
    assert (dict(database.tables["one"].entities), database.meta) == ({}, {})


def test_a_name_of_several_tables_needs_the_table(database: Database) -> None:
    with refused("database.ambiguousName", payload={"name": "trainer", "tables": ["one", "two"]}) as caught:
        database.entity("trainer")
    assert "table='one'" in caught.value.message
    with refused("database.ambiguousName"):
        database.query("everyone")


def test_unknown_names(database: Database) -> None:
    with refused("database.unknownTable", payload={"received": "three", "expected": ["one", "two"]}):
        database.table("three")
    with refused("database.unknownEntity"):
        database.entity("mew")
    with refused("database.unknownEntity", payload={"received": "pokemon", "expected": ["trainer"]}):
        database.entity("pokemon", table="two")
    with refused("database.unknownAccessPattern"):
        database.query("mew")
    with refused("database.unknownTable"):
        database.entity("trainer", table="three")
    with refused("parsing.attributeRequired", "least"):
        database.query("strong", {})


def test_actions_of_your_own(database: Database) -> None:
    def count(given: Database) -> int:
        return sum(len(registry.entities) for registry in given.tables.values())

    assert database.build(count) == 3


def test_it_comes_back_whole_from_json(
    database: Database, leagues: tuple[League, League], client: Client
) -> None:
    for league in leagues:
        league.fill()
    functions = {
        f"{table}.{name}": pattern.pattern_function
        for table, registry in database.tables.items()
        for name, pattern in registry.access_patterns.items()
    }
    dto = json.loads(json.dumps(database.to_dto(functions)))
    assert (dto["version"], dto["meta"], list(dto["tables"])) == (1, {"title": "Leagues"}, ["one", "two"])
    again = from_database_dto(dto, functions, client=client)
    assert again.to_dto(functions) == database.to_dto(functions)
    assert again.meta == database.meta
    assert [item["level"] for item in again.query("strong", {"least": 10}).send().items] == [42]
    assert len(again.query("everyone", table="two").send().items) == 2


@pytest.mark.parametrize(
    "dto", [None, [], {}, {"version": 1}, {"version": 2, "tables": {}}, {"version": 1, "tables": []}]
)
def test_a_faulty_dto_is_refused(dto: Any) -> None:
    with refused("dto.invalidDatabase"):
        from_database_dto(dto)


def test_what_is_no_table_is_refused() -> None:
    wrong: Any = {"one": "table"}
    with refused("database.invalidTable", "one"):
        Database(wrong)
