"""Scan: everything, by pages and by segments, and what it refuses."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.engine.storage.reading import segment_of
from tests.engine.indexed import all_pages, create_scores, put_scores, scan, score
from tests.engine.support import Wire, refusal

PLAYERS = "abcdefgh"
START_FAULT = "ValidationException: The provided starting key is invalid"


@pytest.fixture(autouse=True)
def table(engine: Engine) -> None:
    create_scores(engine)
    put_scores(
        engine, *(score(player, turn, points=turn, more="m") for player in PLAYERS for turn in range(3))
    )
    put_scores(engine, score("a", 9, team="x", points=3))


def test_a_scan_gives_everything_in_the_order_of_keys(engine: Engine) -> None:
    reply = scan(engine, ReturnConsumedCapacity="TOTAL", ConsistentRead=True)
    assert reply["Count"] == reply["ScannedCount"] == 25
    assert [item["id"]["S"] for item in reply["Items"][:5]] == ["a", "a", "a", "a", "b"]
    assert reply["ConsumedCapacity"] == {"TableName": "scores", "CapacityUnits": 1.0}
    assert "LastEvaluatedKey" not in reply


@pytest.mark.parametrize("index", [None, "by-points", "by-team"])
@pytest.mark.parametrize("limit", [1, 7, 25, 30])
def test_pages_are_the_whole(engine: Engine, index: str | None, limit: int) -> None:
    request: Wire = {"TableName": "scores", "IndexName": index}
    whole = engine.call("Scan", request)["Items"]
    assert len(whole) == (1 if index == "by-team" else 25)
    assert all_pages(engine, "Scan", request | {"Limit": limit}) == whole


@pytest.mark.parametrize("index", [None, "by-points"])
@pytest.mark.parametrize("total", [1, 3, 1_000_000])
def test_segments_share_the_items(engine: Engine, index: str | None, total: int) -> None:
    request: Wire = {"TableName": "scores", "IndexName": index, "TotalSegments": total, "Limit": 2}
    whole = scan(engine, IndexName=index)["Items"]
    owners = {segment_of(item["id"]["S"].encode(), total) for item in whole}
    numbers = range(total) if total < 10 else owners
    parts = [all_pages(engine, "Scan", request | {"Segment": number}) for number in numbers]
    together = [item for part in parts for item in part]
    assert sorted(map(str, together)) == sorted(map(str, whole))
    assert sum(map(bool, parts)) == len(owners)
    players = [{item["id"]["S"] for item in part} for part in parts]
    assert sum(map(len, players)) == len(PLAYERS)


def test_a_filter_may_look_at_keys(engine: Engine) -> None:
    reply = scan(
        engine,
        FilterExpression="id = :i AND points > :p",
        ExpressionAttributeValues={":i": {"S": "a"}, ":p": {"N": "1"}},
        ProjectionExpression="turn",
    )
    assert reply == {"Items": [{"turn": {"N": "2"}}, {"turn": {"N": "9"}}], "Count": 2, "ScannedCount": 25}


def test_count_gives_no_items(engine: Engine) -> None:
    assert scan(engine, Select="COUNT", IndexName="by-team") == {"Count": 1, "ScannedCount": 1}


def test_a_scan_of_a_local_index_fetches(engine: Engine) -> None:
    items = scan(engine, IndexName="by-points", Select="ALL_ATTRIBUTES")["Items"]
    assert [item["more"]["S"] for item in items if "more" in item] == ["m"] * 24
    assert all("more" not in item for item in scan(engine, IndexName="by-points")["Items"])


def test_a_page_ends_at_1_mb(engine: Engine) -> None:
    put_scores(engine, *(score("z", turn, text="x" * 390_000) for turn in range(4)))
    sizes = [len(page) for page in pages(engine)]
    assert sum(sizes) == 29
    assert len(sizes) == 2


def pages(engine: Engine) -> list[list[Wire]]:
    found: list[list[Wire]] = []
    start: Wire = {}
    while True:
        reply = scan(engine, **start)
        found.append(reply["Items"])
        if "LastEvaluatedKey" not in reply:
            return found
        start = {"ExclusiveStartKey": reply["LastEvaluatedKey"]}


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            {"Segment": 0},
            (
                "The TotalSegments parameter is required but was not present in the request "
                "when Segment parameter is present"
            ),
        ),
        (
            {"TotalSegments": 4},
            (
                "The Segment parameter is required but was not present in the request "
                "when parameter TotalSegments is present"
            ),
        ),
        (
            {"Segment": 5, "TotalSegments": 5},
            (
                "The Segment parameter is zero-based and must be less than parameter TotalSegments: "
                "Segment: 5 is not less than TotalSegments: 5"
            ),
        ),
        (
            {"Segment": 0, "TotalSegments": 1_000_001},
            (
                "1 validation error detected: Value '1000001' at 'totalSegments' failed to satisfy "
                "constraint: Member must have value less than or equal to 1000000"
            ),
        ),
        (
            {"Limit": 0},
            (
                "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: "
                "Member must have value greater than or equal to 1"
            ),
        ),
        (
            {"Select": "COUNT", "ProjectionExpression": "id"},
            "Cannot specify the ProjectionExpression when choosing to get only the Count",
        ),
        (
            {"Select": "ALL_PROJECTED_ATTRIBUTES"},
            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
        ),
        (
            {"IndexName": "by-team", "ConsistentRead": True},
            "Consistent reads are not supported on global secondary indexes",
        ),
        ({"IndexName": "nope"}, "The table does not have the specified index: nope"),
        (
            {"IndexName": "by-place", "ProjectionExpression": "more"},
            (
                "One or more parameter values were invalid: Global secondary index by-place does not project "
                "[more]"
            ),
        ),
        (
            {"FilterExpression": "attribute_exists(points.x)"},
            (
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "
                "IndexKey: points"
            ),
        ),
        (
            {"ConditionalOperator": "OR"},
            "ConditionalOperator cannot be used without Filter or Expected",
        ),
    ],
)
def test_a_faulty_request_is_refused(engine: Engine, parameters: Wire, message: str) -> None:
    assert refusal(engine, "Scan", {"TableName": "scores"} | parameters) == f"ValidationException: {message}"


def test_a_table_that_is_not_there(engine: Engine) -> None:
    message = "ResourceNotFoundException: Requested resource not found"
    assert refusal(engine, "Scan", {"TableName": "none", "ExclusiveStartKey": {}}) == message


@pytest.mark.parametrize(
    ("index", "key", "message"),
    [
        (None, {}, ": The provided key element does not match the schema"),
        (None, {"id": {"S": "a"}}, ": The provided key element does not match the schema"),
        (
            None,
            {"id": {"S": "a"}, "turn": {"S": "1"}},
            ": The provided key element does not match the schema",
        ),
        (
            None,
            {"id": {"S": "a"}, "turn": {}},
            ": Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        ),
        ("by-team", {"id": {"S": "a"}, "turn": {"N": "1"}}, ""),
        ("by-team", {"id": {"S": "a"}, "turn": {"N": "1"}, "team": {"S": "x"}, "x": {"N": "1"}}, ""),
        (
            "by-team",
            {"id": {"N": "1"}, "turn": {"N": "1"}, "team": {"S": "x"}, "points": {"N": "1"}},
            ": The provided key element does not match the schema",
        ),
    ],
)
def test_a_faulty_start_key_is_refused(engine: Engine, index: str | None, key: Wire, message: str) -> None:
    request: Wire = {"TableName": "scores", "ExclusiveStartKey": key, "IndexName": index}
    assert refusal(engine, "Scan", request) == START_FAULT + message


def test_a_start_key_of_another_segment_is_refused(engine: Engine) -> None:
    request: Wire = {"TableName": "scores", "TotalSegments": 2}
    [item, *_] = engine.call("Scan", request | {"Segment": 1})["Items"]
    request["ExclusiveStartKey"] = {"id": item["id"], "turn": item["turn"]}
    assert refusal(engine, "Scan", request | {"Segment": 0}) == (
        f"{START_FAULT}: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. "
        "TotalSegments: 2 Segment: 0"
    )
