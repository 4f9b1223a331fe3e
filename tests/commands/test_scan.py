"""`ScanCommand`: its params, and scans on the engine (spec/actions.md §3.2)."""

import asyncio
import math
from typing import Any

import pytest

from dynamodb_toolbox import BatchPutRequest, BatchWriteCommand, ScanCommand, execute_batch_write
from tests.commands.league import League
from tests.commands.test_query import BARE, TABLE, A, B
from tests.refusals import refused

SCAN: ScanCommand[Any] = TABLE.build(ScanCommand)


def test_a_whole_table() -> None:
    assert SCAN.params() == {"TableName": "t"}


def test_all_options_that_are_sent() -> None:
    options: Any = {
        "capacity": "TOTAL",
        "consistent": False,
        "exclusive_start_key": {"pk": "a", "sk": "b"},
        "index": "gsi",
        "limit": 3,
        "select": "SPECIFIC_ATTRIBUTES",
        "segment": 1,
        "total_segments": 4,
        "attributes": ["age"],
        "table_name": "u",
    }
    assert SCAN.entities(A).options(options).params() == {
        "TableName": "u",
        "ReturnConsumedCapacity": "TOTAL",
        "ConsistentRead": False,
        "ExclusiveStartKey": {"pk": "a", "sk": "b"},
        "IndexName": "gsi",
        "Limit": 3,
        "Select": "SPECIFIC_ATTRIBUTES",
        "TotalSegments": 4,
        "Segment": 1,
        "ProjectionExpression": "#p_1, #_et",
        "FilterExpression": "#c_1 = :c_1",
        "ExpressionAttributeNames": {"#p_1": "age", "#_et": "_et", "#c_1": "_et"},
        "ExpressionAttributeValues": {":c_1": "A"},
    }


def test_a_filter_without_entities() -> None:
    params = SCAN.options(filter={"attr": "x", "begins_with": "y"}, attributes=["x"]).params()
    assert params["FilterExpression"] == "begins_with(#c_1, :c_1)"
    assert params["ProjectionExpression"] == "#p_1"


@pytest.mark.parametrize(
    ("segment", "total", "payload"),
    [
        (0, None, {}),
        (0, 0, {"totalSegments": 0}),
        (0, 1.5, {"totalSegments": 1.5}),
        (0, "2", {"totalSegments": "2"}),
        (-1, 2, {"segment": -1, "totalSegments": 2}),
        (2, 2, {"segment": 2, "totalSegments": 2}),
        (0.5, 2, {"segment": 0.5, "totalSegments": 2}),
        (True, 2, {"segment": True, "totalSegments": 2}),
    ],
)
def test_a_wrong_segment(segment: Any, total: Any, payload: dict[str, Any]) -> None:
    with refused("scanCommand.invalidSegmentOption", payload=payload):
        SCAN.options(segment=segment, total_segments=total).params()


def test_a_number_of_segments_alone_says_nothing() -> None:
    assert SCAN.options(total_segments=4).params() == SCAN.params()


@pytest.mark.parametrize("option", ["reverse", "tag_entities", "nope", "range"])
def test_an_unknown_option(option: str) -> None:
    options: Any = {option: True}
    with refused("options.unknownOption", payload={"option": option}):
        SCAN.options(options).params()


@pytest.mark.parametrize(
    ("options", "code", "payload"),
    [
        ({"index": "nope"}, "options.invalidIndexOption", {"index": "nope"}),
        ({"index": 1}, "options.invalidIndexOption", {"index": 1}),
        ({"index": "gsi", "consistent": True}, "options.invalidConsistentOption", {"consistent": True}),
        ({"limit": 0}, "options.invalidLimitOption", {"limit": 0}),
        ({"select": "ALL_PROJECTED_ATTRIBUTES"}, "options.invalidSelectOption", None),
        ({"attributes": ["price"]}, "scanCommand.invalidProjectionExpression", {"entity": "A"}),
        ({"attributes": ["age"], "select": "COUNT"}, "options.invalidSelectOption", {"select": "COUNT"}),
    ],
)
def test_a_wrong_option(options: Any, code: str, payload: dict[str, Any] | None) -> None:
    with refused(code, payload=payload):
        SCAN.entities(A).options(options).params()


def test_an_index_may_be_consistent_where_it_is_local() -> None:
    params = SCAN.options(index="lsi", consistent=True, select="ALL_PROJECTED_ATTRIBUTES").params()
    assert (params["IndexName"], params["ConsistentRead"]) == ("lsi", True)


def test_it_says_what_it_was_made_with() -> None:
    assert SCAN.entities(A, B).options(limit=1).sent_args() == [[A, B], {"limit": 1}]
    assert SCAN.options(limit=1).entities(BARE).sent_args() == [[BARE], {"limit": 1}]


def scan_of(league: League) -> ScanCommand[Any]:
    return league.table.build(ScanCommand)


def test_a_scan_finds_items_of_its_entities(league: League) -> None:
    league.fill()
    scan = scan_of(league)
    assert len(scan.send().items) == 4
    both = scan.entities(league.trainers, league.pokemons).send()
    assert sorted(item["name"] for item in both.items) == ["ash", "eevee", "misty", "pikachu"]
    one = scan.entities(league.pokemons).send()
    assert sorted(item["name"] for item in one.items) == ["eevee", "pikachu"]
    assert (one.count, one.scanned_count, one.last_evaluated_key) == (2, 4, None)


def test_the_same_awaited(league: League) -> None:
    league.fill()
    response = asyncio.run(scan_of(league).entities(league.pokemons).send_async())
    assert sorted(item["level"] for item in response.items) == [7, 42]


def test_a_filter_reads_what_it_leaves_out(league: League) -> None:
    league.fill()
    scan = scan_of(league).entities(league.trainers, league.pokemons)
    strong = scan.options(filters={"trainer": {"attr": "badges", "gt": 5}}).send()
    assert sorted(item["name"] for item in strong.items) == ["ash", "eevee", "pikachu"]
    raw = scan_of(league).options(filter={"attr": "_l", "exists": True}, attributes=["_l"]).send()
    assert sorted(item["_l"] for item in raw.items) == [7, 42]
    assert raw.items[0].keys() == {"_l"}


def test_an_index_has_only_items_with_its_key(league: League) -> None:
    league.fill()
    scan = scan_of(league).entities(league.trainers, league.pokemons)
    assert [item["level"] for item in scan.options(index="by_level").send().items] == [7, 42]


def test_pages_and_segments(league: League) -> None:
    put = league.trainers.build(BatchPutRequest)
    puts = [put.item({"league": f"l{n}", "name": "x", "badges": n}) for n in range(20)]
    execute_batch_write(league.table.build(BatchWriteCommand).requests(*puts))
    scan = scan_of(league).entities(league.trainers)
    first = scan.options(limit=8).send()
    assert len(first.items) == 8
    rest = scan.options(limit=8, max_pages=math.inf, exclusive_start_key=first.last_evaluated_key).send()
    badges = [item["badges"] for item in (*first.items, *rest.items)]
    assert sorted(badges) == list(range(20))
    assert rest.last_evaluated_key is None
    parts = [scan.options(segment=n, total_segments=3, max_pages=math.inf).send().items for n in range(3)]
    assert sorted(item["badges"] for part in parts for item in part) == list(range(20))


def test_an_item_of_no_entity(league: League) -> None:
    league.fill()
    scan = scan_of(league).entities(league.pokemons)
    with refused("scanCommand.noEntityMatched") as caught:
        scan.options(entity_attr_filter=False).send()
    assert caught.value.payload["item"]["_et"] == "trainer"
    response = scan.options(entity_attr_filter=False, no_entity_match_behavior="DISCARD").send()
    assert sorted(item["level"] for item in response.items) == [7, 42]
    assert response.count == 4
