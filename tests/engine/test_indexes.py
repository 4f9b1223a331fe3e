"""Secondary indexes follow their table: sparse, exact, in one transaction, whatever changes it."""

import sqlite3
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.engine.storage import entries
from dynamodb_toolbox.errors import ConditionalCheckFailedException, EngineError
from tests.engine.indexed import create_scores, put_scores, query, scan, score
from tests.engine.support import Wire, refusal

PLACE = {"country": "fr", "city": "a", "season": 1, "stage": 2, "tag": "AA=="}


@pytest.fixture(autouse=True)
def table(engine: Engine) -> None:
    create_scores(engine)


def turns(engine: Engine, index: str) -> list[int]:
    return [int(item["turn"]["N"]) for item in scan(engine, IndexName=index)["Items"]]


def update(engine: Engine, expression: str, **values: Wire) -> None:
    request: Wire = {"TableName": "scores", "Key": score("a", 1), "UpdateExpression": expression}
    if values:
        request["ExpressionAttributeValues"] = {f":{name}": value for name, value in values.items()}
    engine.call("UpdateItem", request)


def test_only_items_with_the_whole_key_are_in_an_index(engine: Engine) -> None:
    put_scores(engine, score("a", 1), score("a", 2, team="x"), score("a", 3, points=1))
    put_scores(engine, score("a", 4, team="x", points=1), score("a", 5, **PLACE))
    put_scores(engine, score("a", 6, **{name: value for name, value in PLACE.items() if name != "stage"}))
    assert turns(engine, "by-points") == [3, 4]
    assert turns(engine, "by-team") == [4]
    assert turns(engine, "by-place") == [5]


def test_an_item_moves_changes_and_leaves(engine: Engine) -> None:
    put_scores(engine, score("a", 1, team="x", points=1, note="old"))
    update(engine, "SET points = :p, note = :n", p={"N": "2"}, n={"S": "new"})
    [entry] = scan(engine, IndexName="by-points")["Items"]
    assert entry == score("a", 1, points=2, note="new")
    update(engine, "SET note = :n", n={"S": "newer"})
    [entry] = scan(engine, IndexName="by-points")["Items"]
    assert entry["note"] == {"S": "newer"}
    update(engine, "REMOVE team")
    assert (turns(engine, "by-team"), turns(engine, "by-points")) == ([], [1])
    engine.call("DeleteItem", {"TableName": "scores", "Key": score("a", 1)})
    engine.call("DeleteItem", {"TableName": "scores", "Key": score("a", 1)})
    assert turns(engine, "by-points") == []


def test_entries_are_counted(engine: Engine) -> None:
    put_scores(engine, score("a", 1, team="x", points=1), score("b", 1, team="x", points=1, note="12345"))
    put_scores(engine, score("b", 1, team="x", points=1, note="123"))
    table = engine.call("DescribeTable", {"TableName": "scores"})["Table"]
    [local] = table["LocalSecondaryIndexes"]
    by_team, by_place = table["GlobalSecondaryIndexes"]
    key_bytes = len("id") + 1 + len("turn") + 2 + len("points") + 2
    assert (local["ItemCount"], local["IndexSizeBytes"]) == (2, 2 * key_bytes + len("note123"))
    assert (by_team["ItemCount"], by_team["IndexSizeBytes"]) == (2, table["TableSizeBytes"])
    assert (by_place["ItemCount"], by_place["IndexSizeBytes"]) == (0, 0)


def test_a_write_that_fails_leaves_the_indexes_alone(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    put_scores(engine, score("a", 1, team="x", points=1))
    before = [scan(engine, IndexName=name) for name in ("by-points", "by-team", "by-place")]
    request: Wire = {"TableName": "scores", "ConditionExpression": "attribute_not_exists(id)"}
    with pytest.raises(ConditionalCheckFailedException):
        engine.call("PutItem", request | {"Item": score("a", 1, team="y", points=2)})
    put_entry = entries._put

    def fail_at_the_second(connection: sqlite3.Connection, index: Any, *rest: Any) -> None:
        if index.name == "by-team":
            raise sqlite3.OperationalError("disk I/O error")
        put_entry(connection, index, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(entries, "_put", fail_at_the_second)
        with pytest.raises(EngineError):
            put_scores(engine, score("a", 1, team="y", points=2, **PLACE))
    assert [scan(engine, IndexName=name) for name in ("by-points", "by-team", "by-place")] == before
    assert scan(engine)["Items"] == [score("a", 1, team="x", points=1)]


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        (
            {"team": "x" * 2049, "points": 1},
            "Size of hashkey has exceeded the maximum size limit of2048 bytes",
        ),
        (
            PLACE | {"country": "x" * 1024, "city": "y" * 1025},
            "Size of hashkey has exceeded the maximum size limit of2048 bytes",
        ),
        (
            PLACE | {"tag": "AAAA" * 341 + "AAA="},
            "Aggregated size of all range keys has exceeded the size limit of 1024 bytes",
        ),
    ],
)
def test_a_key_too_long_for_an_index_is_refused(engine: Engine, attributes: Wire, message: str) -> None:
    request: Wire = {"TableName": "scores", "Item": score("a", 1, **attributes)}
    fault = f"ValidationException: One or more parameter values were invalid: {message}"
    assert refusal(engine, "PutItem", request) == fault
    assert scan(engine)["Items"] == []


def test_keys_as_long_as_they_may_be(engine: Engine) -> None:
    longest = PLACE | {"country": "\x00" * 1024, "city": "y" * 1024, "tag": "////" * 339}
    put_scores(engine, score("a", 1, **longest), score("a", 2, **PLACE))
    values: Wire = {":c": {"S": longest["country"]}, ":d": {"S": longest["city"]}, ":n": {"N": "0"}}
    condition = "country = :c AND city = :d AND season > :n"
    assert query(engine, condition, values, IndexName="by-place")["Count"] == 1


def test_a_deleted_table_takes_its_indexes_along(engine: Engine) -> None:
    put_scores(engine, score("a", 1, team="x", points=1))
    engine.call("DeleteTable", {"TableName": "scores"})
    create_scores(engine)
    assert scan(engine, IndexName="by-team")["Items"] == []


def test_an_index_key_of_several_attributes(engine: Engine) -> None:
    places = [(1, 1, "AA=="), (1, 1, "AAA="), (1, 2, "AA=="), (2, -1, "/w=="), (10, 0, "AQ==")]
    rows = [PLACE | dict(zip(("season", "stage", "tag"), place, strict=True)) for place in places]
    put_scores(engine, *(score("a", turn, **rows[turn]) for turn in (3, 1, 4, 0, 2)))
    put_scores(engine, score("a", 9, **(PLACE | {"country": "f", "city": "ra"})))
    values: Wire = {":c": {"S": "fr"}, ":d": {"S": "a"}, ":n": {"N": "1"}, ":t": {"B": "AA=="}}

    def found(condition: str) -> list[int]:
        used = {name: value for name, value in values.items() if name in f"{condition} :c :d"}
        reply = query(engine, f"country = :c AND city = :d{condition}", used, IndexName="by-place")
        return [int(item["turn"]["N"]) for item in reply["Items"]]

    assert found("") == [0, 1, 2, 3, 4]
    assert found(" AND season = :n") == [0, 1, 2]
    assert found(" AND season > :n") == [3, 4]
    assert found(" AND season BETWEEN :n AND :n") == [0, 1, 2]
    assert found(" AND stage <= :n AND season = :n") == [0, 1]
    assert found(" AND season = :n AND stage = :n AND tag = :t") == [0]
    assert found(" AND season = :n AND stage = :n AND begins_with(tag, :t)") == [0, 1]
    assert found(" AND season = :n AND stage = :n AND tag > :t") == [1]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("country = :s", "Query condition missed key schema element: city"),
        ("country = :s AND city > :s", "Query key condition not supported"),
        (
            "country = :s AND city = :s AND stage = :n",
            (
                "RANGE key attributes season must have equality conditions specified in the query "
                "because a condition is present on key attribute stage"
            ),
        ),
        (
            "country = :s AND city = :s AND season = :n AND stage > :n AND tag = :s",
            (
                "RANGE key attributes stage must have equality conditions specified in the query "
                "because a condition is present on key attribute tag"
            ),
        ),
        ("country = :s AND city = :s AND points = :n", "Query condition missed key schema element: season"),
    ],
)
def test_conditions_on_several_attributes_go_from_left_to_right(
    engine: Engine, condition: str, message: str
) -> None:
    values: Wire = {":s": {"S": "a"}, ":n": {"N": "1"}}
    request: Wire = {
        "TableName": "scores",
        "IndexName": "by-place",
        "KeyConditionExpression": condition,
        "ExpressionAttributeValues": {name: value for name, value in values.items() if name in condition},
    }
    assert refusal(engine, "Query", request) == f"ValidationException: {message}"
