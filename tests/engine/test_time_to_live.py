"""Time to live: its settings, and items that expire by the clock of the engine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.clocked import NOON, Clock, clocked_engine
from tests.engine.support import Wire, create_table, get, index, key, put, refusal, table_request, update

SOON = {"N": str(int(NOON) + 60)}
YEARS = 365 * 86_400


@pytest.fixture
def clocked() -> Iterator[tuple[Engine, Clock]]:
    with clocked_engine() as pair:
        create_table(pair[0], "plain", id="S")
        yield pair


def time_to_live(attribute: str = "ttl", *, enabled: bool = True, table: str = "plain") -> Wire:
    return {
        "TableName": table,
        "TimeToLiveSpecification": {"AttributeName": attribute, "Enabled": enabled},
    }


def enable(engine: Engine, **changes: Any) -> Wire:
    return engine.call("UpdateTimeToLive", time_to_live(**changes))


def described(engine: Engine) -> Wire:
    found: Wire = engine.call("DescribeTimeToLive", {"TableName": "plain"})["TimeToLiveDescription"]
    return found


def test_settings_are_kept(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    assert described(engine) == {"TimeToLiveStatus": "DISABLED"}
    assert enable(engine) == {"TimeToLiveSpecification": {"AttributeName": "ttl", "Enabled": True}}
    assert described(engine) == {"TimeToLiveStatus": "ENABLED", "AttributeName": "ttl"}
    enable(engine, enabled=False)
    assert described(engine) == {"TimeToLiveStatus": "DISABLED"}
    enable(engine, attribute="expires")
    assert described(engine)["AttributeName"] == "expires"


@pytest.mark.parametrize(
    ("first", "then", "message"),
    [
        ({}, time_to_live(), "TimeToLive is already enabled"),
        (
            {},
            time_to_live("other"),
            "TimeToLive is active on a different AttributeName: current AttributeName is ttl",
        ),
        (
            {},
            time_to_live("other", enabled=False),
            "TimeToLive is active on a different AttributeName: current AttributeName is ttl",
        ),
        ({"enabled": False}, time_to_live(enabled=False), "TimeToLive is already disabled"),
        (
            {},
            time_to_live(""),
            (
                "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to "
                "satisfy constraint: Member must have length greater than or equal to 1"
            ),
        ),
        (
            {},
            {"TableName": "plain", "TimeToLiveSpecification": {"AttributeName": "ttl"}},
            (
                "1 validation error detected: Value null at 'timeToLiveSpecification.enabled' failed to "
                "satisfy constraint: Member must not be null"
            ),
        ),
    ],
)
def test_a_faulty_setting_is_refused(
    clocked: tuple[Engine, Clock], first: Wire, then: Wire, message: str
) -> None:
    engine, _ = clocked
    enable(engine)
    if first:
        enable(engine, **first)
    assert refusal(engine, "UpdateTimeToLive", then) == f"ValidationException: {message}"


def test_a_table_must_be_there(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    told = "ResourceNotFoundException: Requested resource not found: Table: none not found"
    assert refusal(engine, "UpdateTimeToLive", time_to_live(table="none")) == told
    assert refusal(engine, "DescribeTimeToLive", {"TableName": "none"}) == told


def test_an_item_is_gone_once_its_time_is_over(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    put(engine, key("before") | {"ttl": SOON})
    enable(engine)
    put(engine, key("a") | {"ttl": SOON})
    put(engine, key("b"))
    clock.turn(seconds=59)
    assert get(engine) == key("a") | {"ttl": SOON}
    clock.turn(seconds=1)
    assert get(engine) is None
    assert engine.call("Scan", {"TableName": "plain"})["Items"] == [key("b")]
    table = engine.call("DescribeTable", {"TableName": "plain"})["Table"]
    assert (table["ItemCount"], table["TableSizeBytes"]) == (1, len("idb"))


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("GetItem", {"Key": key("a")}),
        ("DeleteItem", {"Key": key("a"), "ReturnValues": "ALL_OLD"}),
        ("PutItem", {"Item": key("a"), "ReturnValues": "ALL_OLD"}),
        ("UpdateItem", {"Key": key("a"), "ReturnValues": "ALL_OLD"}),
        (
            "Query",
            {"KeyConditionExpression": "id = :a", "ExpressionAttributeValues": {":a": {"S": "a"}}},
        ),
        ("Scan", {"Select": "COUNT"}),
    ],
)
def test_whatever_comes_first_finds_it_gone(
    clocked: tuple[Engine, Clock], operation: str, request_: Wire
) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | {"ttl": SOON})
    clock.turn(hours=1)
    reply = engine.call(operation, {"TableName": "plain", **request_})
    counts: Wire = {"Count": 0, "ScannedCount": 0}
    assert reply == {"Query": counts | {"Items": []}, "Scan": counts}.get(operation, {})


def test_batches_and_transactions_find_it_gone(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | {"ttl": SOON})
    clock.turn(hours=1)
    write = {
        "Put": {
            "TableName": "plain",
            "Item": key("a") | {"n": {"N": "1"}},
            "ConditionExpression": "attribute_not_exists(id)",
        }
    }
    engine.call("TransactWriteItems", {"TransactItems": [write], "ClientRequestToken": "t"})
    assert get(engine) == key("a") | {"n": {"N": "1"}}


@pytest.mark.parametrize(
    "value",
    [
        {"S": "0"},
        {"N": str(int(NOON) - 6 * YEARS)},
        {"N": "0"},
        {"N": "-1"},
        {"N": "1E+100"},
        {"M": {"ttl": {"N": "1"}}},
        None,
    ],
)
def test_what_is_no_time_of_the_last_five_years_is_left_alone(
    clocked: tuple[Engine, Clock], value: Wire | None
) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | ({"ttl": value} if value else {}))
    clock.turn(hours=24)
    assert get(engine) is not None


def test_the_time_that_counts_is_the_last_one_written(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | {"ttl": SOON})
    update(engine, "SET #t = #t + :hour", **names(), ExpressionAttributeValues={":hour": {"N": "3600"}})
    put(engine, key("b") | {"ttl": SOON})
    update(engine, "REMOVE #t", key="b", **names())
    clock.turn(seconds=61)
    assert get(engine) is not None
    clock.turn(hours=1)
    assert get(engine) is None
    assert get(engine, "b") == key("b")


def names() -> Wire:
    return {"ExpressionAttributeNames": {"#t": "ttl"}}


def test_fractions_of_seconds_are_cut_off(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | {"ttl": {"N": f"{int(NOON) + 10}.9"}})
    clock.turn(seconds=9)
    assert get(engine) is not None
    clock.turn(seconds=1)
    assert get(engine) is None


def test_expired_items_leave_indexes_and_are_recorded_as_removed_by_the_service() -> None:
    with clocked_engine() as (engine, clock):
        request = table_request("plain", id="S") | {
            "AttributeDefinitions": [{"AttributeName": n, "AttributeType": "S"} for n in ("id", "g")],
            "GlobalSecondaryIndexes": [index("by-g", ("g", "HASH"))],
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "OLD_IMAGE"},
        }
        arn = engine.call("CreateTable", request)["TableDescription"]["LatestStreamArn"]
        enable(engine)
        item = key("a") | {"g": {"S": "x"}, "ttl": SOON}
        put(engine, item)
        clock.turn(hours=1)
        assert engine.call("Scan", {"TableName": "plain", "IndexName": "by-g"})["Items"] == []
        shard = engine.call("DescribeStream", {"StreamArn": arn})["StreamDescription"]["Shards"][0]
        request = {"StreamArn": arn, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = engine.call("GetShardIterator", request)["ShardIterator"]
        put_record, removal = engine.call("GetRecords", {"ShardIterator": iterator})["Records"]
        assert "userIdentity" not in put_record
        assert removal["eventName"] == "REMOVE"
        assert removal["userIdentity"] == {"PrincipalId": "dynamodb.amazonaws.com", "Type": "Service"}
        assert removal["dynamodb"]["OldImage"] == item


def test_nothing_expires_once_it_is_disabled(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | {"ttl": SOON})
    enable(engine, enabled=False)
    clock.turn(hours=1)
    assert get(engine) is not None
    enable(engine)
    assert get(engine) is None


def test_many_items_expire_together(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    for start in range(0, 2100, 25):
        writes = [{"PutRequest": {"Item": key(str(start + i)) | {"ttl": SOON}}} for i in range(25)]
        engine.call("BatchWriteItem", {"RequestItems": {"plain": writes}})
    clock.turn(hours=1)
    assert engine.call("Scan", {"TableName": "plain", "Select": "COUNT"})["Count"] == 0


def test_a_table_may_be_deleted_and_made_again(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a") | {"ttl": SOON})
    engine.call("DeleteTable", {"TableName": "plain"})
    create_table(engine, "plain", id="S")
    put(engine, key("a") | {"ttl": SOON})
    clock.turn(hours=1)
    assert get(engine) is not None
    assert described(engine) == {"TimeToLiveStatus": "DISABLED"}


def test_what_one_process_enables_another_acts_on(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    with clocked_engine(path) as (first, _), clocked_engine(path) as (second, clock):
        create_table(first, "plain", id="S")
        put(second, key("a") | {"ttl": SOON})
        enable(first)
        clock.turn(hours=1)
        assert get(second) is None
        assert get(first) is None
