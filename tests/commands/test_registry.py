"""`Registry`: a table with its entities and access patterns, by name (spec/actions.md §9.2)."""

from collections.abc import Sequence
from typing import Any

from dynamodb_toolbox import (
    BatchGetCommand,
    DeletePartitionCommand,
    DescribeTableCommand,
    Entity,
    EntityAccessPattern,
    QueryCommand,
    Registry,
    ScanCommand,
    Table,
    TableAccessPattern,
    TableDTO,
    s,
)
from tests.commands.entities import PLAIN, POKEMONS, TABLE
from tests.commands.league import League
from tests.refusals import refused

KANTO: Any = {"partition": "kanto"}


def whole(league: League) -> Registry:
    by_level = (
        league.pokemons.build(EntityAccessPattern)
        .schema(s.map({"least": s.number().default(0)}))
        .pattern(lambda given: {"index": "by_level", "partition": "kanto", "range": {"gte": given["least"]}})
    )
    team: TableAccessPattern[Any] = league.table.build(TableAccessPattern)
    team = team.entities(league.trainers, league.pokemons).pattern(lambda _: KANTO)
    registry = league.table.build(Registry).register_entities(league.trainers, league.pokemons)
    return registry.register_access_patterns({"by_level": by_level}, team=team)


def test_entities_and_access_patterns_go_by_name(league: League) -> None:
    registry = whole(league)
    assert list(registry.entities) == ["trainer", "pokemon"]
    assert list(registry.access_patterns) == ["by_level", "team"]
    assert registry.entity("trainer") is league.trainers
    assert registry.access_pattern("team").targets == (league.trainers, league.pokemons)
    assert registry.table is league.table


def test_it_is_queried_by_access_pattern(league: League) -> None:
    league.fill()
    registry = whole(league)
    assert [item["name"] for item in registry.query("by_level", {"least": 10}).send().items] == ["pikachu"]
    assert [item["name"] for item in registry.query("team").send().items] == [
        "eevee",
        "pikachu",
        "ash",
        "misty",
    ]
    with refused("parsing.invalidAttributeInput", "least"):
        registry.query("by_level", {"least": "x"})


def test_actions_are_given_the_entities_where_they_take_some(league: League) -> None:
    league.fill()
    registry = whole(league)
    assert registry.build(QueryCommand).query(KANTO).send().count == 4
    assert len(registry.build(ScanCommand).send().items) == 4
    assert registry.build(TableAccessPattern).targets == (league.trainers, league.pokemons)
    assert registry.build(DescribeTableCommand).send().status == "ACTIVE"
    assert registry.build(TableDTO).to_json() == league.table.build(TableDTO).to_json()
    batch: BatchGetCommand[Any] = registry.build(BatchGetCommand)
    assert batch.items == ()

    def names(table: Table, entities: Sequence[Entity[Any, Any]]) -> list[str]:
        assert table is league.table
        return [entity.name for entity in entities]

    assert registry.build(names) == ["trainer", "pokemon"]
    assert registry.build(DeletePartitionCommand).query(KANTO).send().count == 4


def test_registering_adds_and_changes_nothing() -> None:
    empty = TABLE.build(Registry)
    one = empty.register_entities(POKEMONS)
    two = one.register_entities(PLAIN, POKEMONS)
    assert [list(registry.entities) for registry in (empty, one, two)] == [
        [],
        ["POKEMON"],
        ["POKEMON", "PLAIN"],
    ]
    pattern = POKEMONS.build(EntityAccessPattern)
    first = two.register_access_patterns(a=pattern)
    second = first.register_access_patterns({"b": pattern}, a=pattern)
    assert [list(registry.access_patterns) for registry in (two, first, second)] == [[], ["a"], ["a", "b"]]
    assert list(second.entities) == ["POKEMON", "PLAIN"]


def test_a_name_is_given_once() -> None:
    other: Entity[Any, Any] = Entity(
        name="PLAIN", table=TABLE, schema=s.item({"pk": s.string().key(), "sk": s.string().key()})
    )
    with refused("registry.duplicateName", payload={"name": "PLAIN"}):
        TABLE.build(Registry).register_entities(PLAIN, other)
    registry = TABLE.build(Registry).register_access_patterns(a=POKEMONS.build(EntityAccessPattern))
    with refused("registry.duplicateName", payload={"name": "a"}):
        registry.register_access_patterns(a=POKEMONS.build(EntityAccessPattern))


def test_what_is_of_another_table_is_refused(league: League) -> None:
    with refused("registry.otherTable") as caught:
        TABLE.build(Registry).register_entities(league.trainers)
    assert "'league'" in caught.value.message
    with refused("registry.otherTable"):
        TABLE.build(Registry).register_access_patterns(a=league.trainers.build(EntityAccessPattern))
    again = Table(name="t", partition_key=TABLE.partition_key, sort_key=TABLE.sort_key)
    assert list(again.build(Registry).register_entities(PLAIN).entities) == ["PLAIN"]


def test_unknown_names(league: League) -> None:
    registry = whole(league)
    payload = {"received": "mew", "expected": ["trainer", "pokemon"]}
    with refused("registry.unknownEntity", payload=payload) as caught:
        registry.entity("mew")
    assert "trainer, pokemon" in caught.value.message
    for ask in (registry.access_pattern, registry.query):
        with refused("registry.unknownAccessPattern"):
            ask("mew")
    with refused("registry.unknownEntity") as caught:
        TABLE.build(Registry).entity("mew")
    assert "none" in caught.value.message
