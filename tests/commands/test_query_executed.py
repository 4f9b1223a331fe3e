"""Queries on the engine: entities side by side, pages, what bears its entity (spec/actions.md §3.1.5)."""

import asyncio
import math
from typing import Any

import pytest

from dynamodb_toolbox import Client, Entity, QueryCommand, ResourceNotFoundException, prefix, s
from tests.commands.league import League, make_league
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash", "badges": 8}
MISTY = {"league": "kanto", "name": "misty", "badges": 3}
EEVEE = {"league": "kanto", "name": "eevee", "level": 7}
PIKACHU = {"league": "kanto", "name": "pikachu", "level": 42}


def query_of(league: League, **query: Any) -> QueryCommand[Any]:
    given: Any = {"partition": "kanto", **query}
    return league.table.build(QueryCommand).entities(league.trainers, league.pokemons).query(given)


def test_items_of_several_entities_in_the_order_of_the_sort_key(league: League) -> None:
    league.fill()
    response = query_of(league).send()
    assert response.items == [EEVEE, PIKACHU, ASH, MISTY]
    assert (response.count, response.scanned_count, response.last_evaluated_key) == (4, 4, None)
    assert response.consumed_capacity is None
    assert query_of(league).options(reverse=True).send().items == [MISTY, ASH, PIKACHU, EEVEE]
    assert query_of(league).options(reverse=False).send().items == [EEVEE, PIKACHU, ASH, MISTY]


def test_the_same_awaited(league: League) -> None:
    league.fill()
    response = asyncio.run(query_of(league).options(limit=1, max_pages=math.inf).send_async())
    assert response.items == [EEVEE, PIKACHU, ASH, MISTY]


def test_one_entity_leaves_out_others(league: League) -> None:
    league.fill()
    response = query_of(league).entities(league.trainers).send()
    assert response.items == [ASH, MISTY]
    assert (response.count, response.scanned_count) == (2, 4)


def test_without_entities_items_are_as_they_are_stored(league: League) -> None:
    league.fill()
    every: QueryCommand[Any] = query_of(league, range="pokemon#eevee").entities()
    assert every.send().items == [{"pk": "kanto", "sk": "pokemon#eevee", "_et": "pokemon", "_l": 7}]
    levels: QueryCommand[Any] = query_of(league).entities().options(attributes=["_l"])
    assert levels.send().items[:2] == [{"_l": 7}, {"_l": 42}]


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("trainer#ash", ["ash"]),
        ({"gt": "trainer#ash"}, ["misty"]),
        ({"lte": "pokemon#pikachu"}, ["eevee", "pikachu"]),
        ({"between": ["pokemon#f", "trainer#b"]}, ["pikachu", "ash"]),
        ({"begins_with": "trainer#"}, ["ash", "misty"]),
    ],
)
def test_a_range(league: League, given: Any, names: list[str]) -> None:
    league.fill()
    assert [item["name"] for item in query_of(league, range=given).send().items] == names


def test_indexes(league: League) -> None:
    league.fill()
    assert query_of(league, index="by_level", range={"gt": 10}).send().items == [PIKACHU]
    assert query_of(league, index="by_badges").options(consistent=True).send().items == [MISTY, ASH]
    assert query_of(league, index="by_kind", partition="trainer").send().items == [ASH, MISTY]


def test_filters_are_by_entity(league: League) -> None:
    league.fill()
    response = query_of(league).options(filters={"trainer": {"attr": "badges", "gt": 5}}).send()
    assert response.items == [EEVEE, PIKACHU, ASH]
    tagged = query_of(league, index="by_kind", partition="trainer").entities(league.trainers)
    assert tagged.options(filters={"trainer": {"attr": "badges", "gt": 5}}).send().items == [ASH]


def test_pages(league: League) -> None:
    league.fill()
    query = query_of(league)
    first = query.options(limit=3).send()
    assert first.items == [EEVEE, PIKACHU, ASH]
    assert first.last_evaluated_key == {"pk": "kanto", "sk": "trainer#ash"}
    rest = query.options(limit=3, exclusive_start_key=first.last_evaluated_key).send()
    assert (rest.items, rest.last_evaluated_key) == ([MISTY], None)
    two = query.options(limit=1, max_pages=2).send()
    assert (two.items, two.count) == ([EEVEE, PIKACHU], 2)
    assert two.last_evaluated_key == {"pk": "kanto", "sk": "pokemon#pikachu"}
    nothing: Any = {"exclusive_start_key": None, "max_pages": None}
    assert len(query.options(nothing).send().items) == 4


def test_pages_are_added_up(league: League) -> None:
    league.fill()
    response = query_of(league).options(limit=1, max_pages=math.inf, capacity="TOTAL").send()
    assert (response.count, response.scanned_count) == (4, 4)
    assert response.consumed_capacity is not None
    assert response.consumed_capacity["TableName"] == "league"
    one = query_of(league).options(limit=1, capacity="TOTAL").send().consumed_capacity
    assert one is not None
    assert response.consumed_capacity["CapacityUnits"] >= 4 * one["CapacityUnits"]


def test_a_count_has_no_items(league: League) -> None:
    league.fill()
    response = query_of(league).options(select="COUNT").send()
    assert (response.items, response.count) == ([], 4)


def test_attributes_project_what_is_read(league: League) -> None:
    league.fill()
    response = query_of(league).options(attributes=["level", "badges"]).send()
    assert response.items == [{"level": 7}, {"level": 42}, {"badges": 8}, {"badges": 3}]
    assert query_of(league).options(attributes=[]).send().items == [EEVEE, PIKACHU, ASH, MISTY]


def test_items_may_bear_their_entity(league: League) -> None:
    league.fill()
    items = query_of(league, range={"between": ["pokemon#p", "trainer#b"]})
    shown = items.options(show_entity_attr=True, attributes=["level", "badges"]).send().items
    assert shown == [{"level": 42, "entity": "pokemon"}, {"badges": 8, "entity": "trainer"}]
    tagged = items.options(tag_entities=True).send().items
    assert tagged == [{**PIKACHU, "$entity": "pokemon"}, {**ASH, "$entity": "trainer"}]


def test_an_item_of_no_entity_is_an_error_or_discarded(league: League) -> None:
    league.fill()
    query = query_of(league).entities(league.trainers)
    with refused("queryCommand.noEntityMatched") as caught:
        query.options(entity_attr_filter=False).send()
    assert caught.value.payload["item"] == {"pk": "kanto", "sk": "pokemon#eevee", "_et": "pokemon", "_l": 7}
    discarded = query.options(entity_attr_filter=False, no_entity_match_behavior="DISCARD").send()
    assert discarded.items == [ASH, MISTY]
    assert discarded.count == 4


def test_an_item_of_its_entity_that_cannot_be_formatted_is_always_an_error(
    league: League, client: Client
) -> None:
    stored = {"pk": {"S": "kanto"}, "sk": {"S": "trainer#x"}, "_et": {"S": "trainer"}}
    client.call("PutItem", {"TableName": "league", "Item": stored})
    with refused("formatter.missingAttribute", "badges"):
        query_of(league).options(no_entity_match_behavior="DISCARD").send()


def test_an_item_that_tells_no_entity_is_taken_by_the_first_that_accepts_it(
    league: League, client: Client
) -> None:
    def put(name: str, **more: Any) -> None:
        item = {"pk": {"S": "kanto"}, "sk": {"S": name}, **more}
        client.call("PutItem", {"TableName": "league", "Item": item})

    put("pokemon#mew", _l={"N": "9"})
    put("trainer#gary", badges={"N": "1"}, _et={"S": "rival"})
    query = query_of(league).options(entity_attr_filter=False, no_entity_match_behavior="DISCARD")
    assert query.send().items == [{"league": "kanto", "name": "mew", "level": 9}]
    key = {
        "pk": s.string().key(),
        "name": s.string().key().saved_as("sk").transform(prefix("trainer")),
    }
    untagged: Entity[Any, Any] = Entity(
        name="anyone", table=league.table, schema=s.item(key), timestamps=False, entity_attribute=False
    )
    shown = query.entities(league.pokemons, untagged).options(
        entity_attr_filter=False, no_entity_match_behavior="DISCARD", show_entity_attr=True
    )
    assert shown.send().items == [
        {"league": "kanto", "name": "mew", "level": 9, "entity": "pokemon"},
        {"pk": "kanto", "name": "gary"},
    ]


def test_another_table_of_the_same_shape(league: League, client: Client) -> None:
    make_league(client, "other").fill()
    assert query_of(league).send().items == []
    assert len(query_of(league).options(table_name="other").send().items) == 4
    with pytest.raises(ResourceNotFoundException):
        query_of(league).options(table_name="nope").send()
