"""`EntityAccessPattern`, `TableAccessPattern`: queries with an input of their own (spec/actions.md §9.1)."""

from typing import Any

import pytest

from dynamodb_toolbox import MISSING, EntityAccessPattern, EntityRepository, TableAccessPattern, prefix, s
from tests.commands.entities import POKEMONS, TABLE
from tests.commands.league import League
from tests.refusals import refused

INPUT = s.map({"id": s.string().saved_as("i").transform(prefix("ID")), "kind": s.string().default("cat")})
BY_ID = POKEMONS.build(EntityAccessPattern).schema(INPUT)


def test_the_pattern_sees_the_input_as_it_would_be_stored() -> None:
    seen: list[Any] = []

    def pattern(given: Any) -> Any:
        seen.append(given)
        return {"partition": given["i"], "range": {"begins_with": given["kind"]}}

    command = BY_ID.pattern(pattern).query({"id": "p1", "unknown": 1})
    assert seen == [{"i": "ID#p1", "kind": "cat"}]
    params = command.params()
    assert params["KeyConditionExpression"] == "(#c0_1 = :c0_1) AND (begins_with(#c0_2, :c0_2))"
    assert params["FilterExpression"] == "#c1_1 = :c1_1"
    assert params["ExpressionAttributeValues"] == {":c0_1": "ID#p1", ":c0_2": "cat", ":c1_1": "POKEMON"}
    assert command.table is TABLE


def test_without_a_schema_the_pattern_is_given_nothing() -> None:
    seen: list[Any] = []

    def pattern(given: Any) -> Any:
        seen.append(given)
        return {"partition": "all"}

    everything = POKEMONS.build(EntityAccessPattern).pattern(pattern)
    assert everything.query().params()["ExpressionAttributeValues"][":c0_1"] == "all"
    everything.query({"id": "p1"})
    assert seen == [MISSING, MISSING]


def test_options_of_the_query_go_before_those_of_the_pattern() -> None:
    pattern = BY_ID.pattern(lambda given: {"partition": given["i"], "options": {"limit": 5}})
    command = pattern.options(limit=1, reverse=True).query({"id": "p1"})
    assert command.sent_args()[1:] == [{"partition": "ID#p1"}, {"limit": 5, "reverse": True}]
    assert command.options(limit=2).sent_args()[2] == {"limit": 2}
    merged = pattern.options(limit=1).options(lambda last: {**last, "consistent": True})
    assert merged.query({"id": "p1"}).sent_args()[2] == {"limit": 5, "consistent": True}


def test_a_wrong_input() -> None:
    pattern = BY_ID.pattern(lambda given: {"partition": given["i"]})
    with refused("parsing.attributeRequired", "id"):
        pattern.query({})
    with refused("parsing.invalidAttributeInput", "id"):
        pattern.query({"id": 1})


def test_without_a_pattern_it_is_incomplete() -> None:
    with refused("actions.incompleteAction"):
        BY_ID.query({"id": "p1"})
    with refused("parsing.attributeRequired", "id"):
        BY_ID.query({})


def test_a_pattern_that_gives_no_query() -> None:
    with refused("actions.incompleteAction"):
        BY_ID.pattern(lambda _: None).query({"id": "p1"}).params()


def test_builders_keep_what_was_said_before_and_change_nothing() -> None:
    first = BY_ID.meta(title="By id", description="All of one")
    second = first.options(limit=1).pattern(lambda given: {"partition": given["i"]}).schema(INPUT)
    assert second.notes == {"title": "By id", "description": "All of one"}
    assert second.query({"id": "p1"}).sent_args()[2] == {"limit": 1}
    assert BY_ID.notes == {}
    with refused("actions.incompleteAction"):
        first.query({"id": "p1"})
    assert second.entity is POKEMONS


@pytest.mark.parametrize("reverse", [True, False])
def test_it_is_sent(league: League, reverse: bool) -> None:
    league.fill()
    strong = league.pokemons.build(EntityRepository).access_pattern(
        s.map({"league": s.string(), "least": s.number().default(10)}),
        lambda given: {
            "index": "by_level",
            "partition": given["league"],
            "range": {"gte": given["least"]},
        },
        reverse=reverse,
    )
    assert [item["level"] for item in strong.query({"league": "kanto"}).send().items] == [42]
    levels = [item["level"] for item in strong.query({"league": "kanto", "least": 1}).send().items]
    assert levels == ([42, 7] if reverse else [7, 42])


def test_of_a_table_it_gives_items_of_several_entities(league: League) -> None:
    league.fill()
    team = (
        league.table.build(TableAccessPattern)
        .entities(league.trainers, league.pokemons)
        .schema(s.map({"league": s.string()}))
        .pattern(lambda given: {"partition": given["league"], "options": {"reverse": True}})
        .options(show_entity_attr=True)
    )
    items: list[Any] = team.query({"league": "kanto"}).send().items
    assert [(item["entity"], item["name"]) for item in items] == [
        ("trainer", "misty"),
        ("trainer", "ash"),
        ("pokemon", "pikachu"),
        ("pokemon", "eevee"),
    ]
    with refused("parsing.attributeRequired", "league"):
        team.query({})
    assert (team.table, team.targets) == (league.table, (league.trainers, league.pokemons))


def test_of_a_table_without_entities_it_gives_what_is_stored(league: League) -> None:
    league.fill()
    everything: TableAccessPattern[Any] = league.table.build(TableAccessPattern)
    first = everything.pattern(lambda _: {"partition": "kanto"}).options(limit=1)
    assert first.query().send().items == [{"pk": "kanto", "sk": "pokemon#eevee", "_l": 7, "_et": "pokemon"}]


def test_of_a_table_builders_keep_what_was_said_before() -> None:
    first: TableAccessPattern[Any] = TABLE.build(TableAccessPattern).meta({"title": "All"}, icon="x")
    second = first.entities(POKEMONS).schema(INPUT).options(limit=1).pattern(lambda _: {"partition": "a"})
    assert second.notes == {"title": "All", "icon": "x"}
    assert second.query({"id": "p"}).sent_args() == [[POKEMONS], {"partition": "a"}, {"limit": 1}]
    assert (first.targets, first.input_schema, first.default_options) == ((), None, {})
    with refused("actions.incompleteAction"):
        first.query()
