"""`DeletePartitionCommand` on the engine (spec/actions.md §3.3; its faults are §13.1, 8-11, 44)."""

import asyncio
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox import (
    Client,
    DeletePartitionCommand,
    EnsureTableCommand,
    Entity,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    Table,
    TableSpy,
    UnprocessedError,
    connect,
    prefix,
    s,
)
from dynamodb_toolbox.commands.deletion_progress import DeletePartitionResponse
from tests.commands.entities import PLAIN, POKEMONS, TABLE
from tests.commands.league import League, make_league
from tests.commands.limited_pages import LimitedPages
from tests.commands.reluctant import Reluctant
from tests.refusals import refused

KANTO: Any = {"partition": "kanto"}


def stored(table: Table, name: str | None = None) -> list[str]:
    options: Any = {"max_pages": float("inf"), "table_name": name}
    scan: ScanCommand[Any] = table.build(ScanCommand)
    return sorted(item["sk"] for item in scan.options(options).send().items)


def put_raw(league: League, **item: Any) -> None:
    """Put an item as it is, of no entity."""
    raw = Entity(
        name="raw",
        table=league.table,
        schema=s.item({"pk": s.string().key(), "sk": s.string().key(), "_et": s.any().optional()}),
        entity_attribute=False,
        timestamps=False,
    )
    raw.build(PutItemCommand).item({"pk": "kanto", **item}).send()


def of_both(league: League) -> DeletePartitionCommand:
    command = league.table.build(DeletePartitionCommand)
    return command.entities(league.trainers, league.pokemons).query(KANTO)


def test_the_request_reads_keys_and_tag_alone() -> None:
    command = TABLE.build(DeletePartitionCommand).entities(POKEMONS).query({"partition": "a", "range": "b"})
    assert command.options(filters={"POKEMON": {"attr": "lvl", "gt": 1}}, consistent=True).params() == {
        "TableName": "t",
        "ConsistentRead": True,
        "ProjectionExpression": "#_pk, #_sk, #_et",
        "KeyConditionExpression": "(#c0_1 = :c0_1) AND (#c0_2 = :c0_2)",
        "FilterExpression": "(#c1_1 = :c1_1) AND (#c1_2 > :c1_2)",
        "ExpressionAttributeNames": {
            "#_pk": "pk",
            "#_sk": "sk",
            "#_et": "_et",
            "#c0_1": "pk",
            "#c0_2": "sk",
            "#c1_1": "_et",
            "#c1_2": "_l",
        },
        "ExpressionAttributeValues": {":c0_1": "a", ":c0_2": "b", ":c1_1": "POKEMON", ":c1_2": 1},
    }


def test_items_that_tell_no_entity_are_read_whole() -> None:
    command = TABLE.build(DeletePartitionCommand).entities(POKEMONS, PLAIN).query({"partition": "a"})
    query = TABLE.build(QueryCommand).entities(POKEMONS, PLAIN).query({"partition": "a"})
    assert command.params() == query.params() == command.query_command().params()


def test_it_deletes_what_is_of_the_entities(league: League) -> None:
    league.fill()
    league.put(league.trainers, name="gary", badges=10, league="johto")
    command = league.table.build(DeletePartitionCommand).entities(league.trainers).query(KANTO)
    assert command.send() == DeletePartitionResponse(count=2, scanned_count=4)
    assert stored(league.table) == ["pokemon#eevee", "pokemon#pikachu", "trainer#gary"]
    assert command.send() == DeletePartitionResponse(count=0, scanned_count=2)
    assert asyncio.run(of_both(league).send_async()).count == 2
    assert stored(league.table) == ["trainer#gary"]


def test_ranges_filters_and_indexes(league: League) -> None:
    league.fill()
    both = of_both(league)
    strong = both.query({"index": "by_level", "partition": "kanto", "range": {"gt": 10}})
    assert strong.send().count == 1
    assert stored(league.table) == ["pokemon#eevee", "trainer#ash", "trainer#misty"]
    filters: Any = {"trainer": {"attr": "badges", "lt": 5}, "pokemon": {"attr": "level", "gt": 100}}
    assert both.options(filters=filters).send().count == 1
    assert stored(league.table) == ["pokemon#eevee", "trainer#ash"]
    by_kind = both.query({"index": "by_kind", "partition": "pokemon"})
    assert by_kind.send().count == 1
    assert both.query({"partition": "kanto", "range": {"begins_with": "trainer#a"}}).send().count == 1
    assert stored(league.table) == []


def test_it_goes_on_to_the_end_and_adds_up(league: League, client: Client) -> None:
    for n in range(60):
        league.put(league.trainers, name=f"t{n:03}", badges=n)
    client.endpoint = pages = LimitedPages(client.endpoint, 2)
    response = of_both(league).options(capacity="INDEXES", metrics="SIZE").send()
    assert (response.count, response.scanned_count, response.last_evaluated_key) == (60, 60, None)
    assert len(pages.requests) == 31
    assert all("ExclusiveStartKey" in request for request in pages.requests[1:])
    assert stored(league.table) == []
    read, write = response.query_consumed_capacity, response.batch_write_consumed_capacity
    assert read is not None
    assert write is not None
    assert read["TableName"] == write["TableName"] == "league"
    assert read["CapacityUnits"] >= 30 * 0.5
    assert write["CapacityUnits"] >= 60
    assert response.item_collection_metrics is not None
    assert len(response.item_collection_metrics["league"]) == 30


def test_a_page_of_more_than_25_goes_in_parts(league: League, client: Client) -> None:
    for n in range(60):
        league.put(league.trainers, name=f"t{n:03}", badges=n)
    client.endpoint = endpoint = Reluctant(client.endpoint, 25)
    assert of_both(league).send().count == 60
    assert endpoint.sizes == [25, 25, 10]


def test_another_table_by_name_is_read_and_written(league: League, client: Client) -> None:
    other = make_league(client, "other")
    league.fill()
    other.fill()
    assert of_both(league).options(table_name="other").send().count == 4
    assert len(stored(league.table)) == 4
    assert stored(other.table) == []


def test_items_need_not_be_as_the_schema_has_them(league: League) -> None:
    put_raw(league, sk="trainer#broken", _et="trainer")
    hidden = Entity(
        name="hidden",
        table=league.table,
        schema=s.item({"pk": s.string().key().hidden(), "sk": s.string().key().hidden()}),
    )
    hidden.build(PutItemCommand).item({"pk": "kanto", "sk": "h"}).send()
    assert of_both(league).entities(league.trainers, hidden).send().count == 2
    assert stored(league.table) == []


def test_an_item_of_another_entity_stops_it_before_its_page_is_touched(league: League) -> None:
    league.fill()
    command = league.table.build(DeletePartitionCommand).entities(league.trainers).query(KANTO)
    unfiltered = command.options(entity_attr_filter=False)
    item = {"pk": "kanto", "sk": "pokemon#eevee", "_et": "pokemon"}
    with refused("queryCommand.noEntityMatched") as caught:
        unfiltered.send()
    assert caught.value.payload["item"] == item
    assert caught.value.payload["response"].count == 0
    assert len(stored(league.table)) == 4
    leaving = unfiltered.options(entity_attr_filter=False, no_entity_match_behavior="DISCARD")
    assert leaving.send().count == 2
    assert stored(league.table) == ["pokemon#eevee", "pokemon#pikachu"]


def test_an_item_that_names_no_entity_is_told_by_its_key(league: League) -> None:
    put_raw(league, sk="trainer#old")
    put_raw(league, sk="other#old")
    command = league.table.build(DeletePartitionCommand).entities(league.trainers).query(KANTO)
    assert command.send().count == 0
    options: Any = {"entity_attr_filter": False, "no_entity_match_behavior": "DISCARD"}
    assert command.options(options).send().count == 1
    assert stored(league.table) == ["other#old"]


def test_entities_without_a_tag_are_told_as_in_a_query(league: League) -> None:
    def untagged(name: str, **attributes: Any) -> Entity[Any, Any]:
        schema = s.item({"pk": s.string().key(), "sk": s.string().key(), **attributes})
        return Entity(name=name, table=league.table, schema=schema, entity_attribute=False, timestamps=False)

    visits, notes = untagged("visit", at=s.number()), untagged("note", text=s.string())
    visits.build(PutItemCommand).item({"pk": "kanto", "sk": "1", "at": 5}).send()
    notes.build(PutItemCommand).item({"pk": "kanto", "sk": "2", "text": "x"}).send()
    command = league.table.build(DeletePartitionCommand).entities(visits).query(KANTO)
    with refused("queryCommand.noEntityMatched"):
        command.send()
    assert command.options(no_entity_match_behavior="DISCARD").send().count == 1
    assert stored(league.table) == ["2"]


def test_where_the_tag_is_a_key_it_is_asked_for_once(client: Client) -> None:
    table = Table(
        name="kinds",
        partition_key={"name": "id", "type": "string"},
        sort_key={"name": "_et", "type": "string"},
        client=client,
    )
    table.build(EnsureTableCommand).send()
    schema = s.item({"id": s.string().key()})
    entity = Entity(
        name="e", table=table, schema=schema, compute_key=lambda item: {"id": item["id"], "_et": "e"}
    )
    entity.build(PutItemCommand).item({"id": "a"}).send()
    command = table.build(DeletePartitionCommand).entities(entity).query({"partition": "a"})
    assert command.params()["ProjectionExpression"] == "#_pk, #_sk"
    assert command.send().count == 1


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"limit": 1}, "options.unknownOption"),
        ({"attributes": ["a"]}, "options.unknownOption"),
        ({"capacity": "SOME"}, "options.invalidCapacityOption"),
        ({"metrics": "SOME"}, "options.invalidMetricsOption"),
        ({"consistent": 1}, "options.invalidConsistentOption"),
        ({"max_attempts": 0}, "options.invalidMaxAttemptsOption"),
        ({"table_name": 1}, "options.invalidTableNameOption"),
        ({"no_entity_match_behavior": "KEEP"}, "options.invalidNoEntityMatchBehaviorOption"),
        ({"entity_attr_filter": "yes"}, "options.invalidEntityAttrFilterOption"),
    ],
)
def test_wrong_options_are_refused(league: League, options: Any, code: str) -> None:
    league.fill()
    with refused(code):
        of_both(league).options(options).send()
    assert len(stored(league.table)) == 4


def test_it_needs_entities_and_a_query(league: League) -> None:
    league.fill()
    command = league.table.build(DeletePartitionCommand)
    with refused("actions.incompleteAction") as caught:
        command.query(KANTO).send()
    assert "entities" in caught.value.message
    with refused("actions.incompleteAction"):
        command.entities(league.trainers).params()
    assert len(stored(league.table)) == 4


def test_what_is_kept_back_is_sent_again_and_then_given_up(
    league: League, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(random, "random", lambda: 1.0)
    monkeypatch.setattr(time, "sleep", waits.append)
    for n in range(30):
        league.put(league.trainers, name=f"t{n:03}", badges=n)
    beneath = client.endpoint
    client.endpoint = Reluctant(beneath, 5)
    with pytest.raises(UnprocessedError, match="20 of 30") as caught:
        of_both(league).options(max_attempts=2).send()
    assert caught.value.requests[0] == {"pk": "kanto", "sk": "trainer#t010"}
    assert caught.value.payload["response"].count == 10
    assert waits == [0.1]
    assert len(stored(league.table)) == 20
    client.endpoint = Reluctant(beneath, 5)
    assert of_both(league).send().count == 20
    assert waits == [0.1, 0.1, 0.2, 0.4]


def test_a_start_key(league: League) -> None:
    league.fill()
    after: Any = {"pk": "kanto", "sk": "pokemon#pikachu"}
    assert of_both(league).options(exclusive_start_key=after).send().count == 2
    assert stored(league.table) == ["pokemon#eevee", "pokemon#pikachu"]


def test_spies_see_it(league: League) -> None:
    with league.table.build(TableSpy) as spy:
        spy.on(DeletePartitionCommand).resolve("gone")
        answer: Any = of_both(league).options(capacity="TOTAL").send()
        assert answer == "gone"
        entities = [league.trainers, league.pokemons]
        assert spy.sent(DeletePartitionCommand).args(0) == [entities, KANTO, {"capacity": "TOTAL"}]


@pytest.mark.parametrize("projection", ["KEYS_ONLY", ["badges"], ["badges", "_et"], "ALL"])
def test_an_index_need_not_have_the_tag(client: Client, projection: Any) -> None:
    league = make_league(client)
    table = Table(
        name="sparse",
        partition_key=league.table.partition_key,
        sort_key=league.table.sort_key,
        indexes={
            "by_town": {
                "type": "global",
                "partition_key": {"name": "town", "type": "string"},
                "projection": projection,
            }
        },
        client=client,
    )
    table.build(EnsureTableCommand).send()

    def member(name: str) -> Entity[Any, Any]:
        key = {"pk": s.string().key(), "sk": s.string().key().transform(prefix(name))}
        return Entity(name=name, table=table, schema=s.item({**key, "town": s.string().optional()}))

    trainers, pokemons = member("trainer"), member("pokemon")
    for entity, name, town in ((trainers, "ash", "a"), (trainers, "misty", "b"), (pokemons, "mew", "a")):
        entity.build(PutItemCommand).item({"pk": "kanto", "sk": name, "town": town}).send()
    command = table.build(DeletePartitionCommand).query({"index": "by_town", "partition": "a"})
    leaving = command.entities(trainers).options(no_entity_match_behavior="DISCARD")
    assert leaving.send().count == 1
    assert stored(table) == ["pokemon#mew", "trainer#misty"]
    if projection in ("KEYS_ONLY", ["badges"]):
        with refused("queryCommand.noEntityMatched"):
            command.entities(trainers).send()
    assert command.entities(trainers, pokemons).send().count == 1


KINDS = ("trainer", "pokemon", "other", None)
ITEMS = st.dictionaries(
    st.tuples(st.sampled_from(["kanto", "johto"]), st.integers(0, 40)), st.sampled_from(KINDS), max_size=40
)


@settings(max_examples=30)
@given(
    items=ITEMS, wanted=st.sets(st.sampled_from(["trainer", "pokemon"]), min_size=1), page=st.integers(1, 7)
)
def test_it_deletes_what_a_plain_model_says(items: Any, wanted: set[str], page: int) -> None:
    with connect("sqlite://") as client:
        league = make_league(client)
        for (partition, n), kind in items.items():
            put_raw(league, pk=partition, sk=f"{n:03}", **({} if kind is None else {"_et": kind}))
        client.endpoint = LimitedPages(client.endpoint, page)
        entities = [e for e in (league.trainers, league.pokemons) if e.name in wanted]
        command = league.table.build(DeletePartitionCommand).entities(*entities).query(KANTO)
        gone = {key for key, kind in items.items() if key[0] == "kanto" and kind in wanted}
        assert command.send().count == len(gone)
        assert stored(league.table) == sorted(f"{n:03}" for _, n in items.keys() - gone)
