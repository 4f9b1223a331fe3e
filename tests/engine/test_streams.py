"""Streams: what is recorded, how it is read, when it is gone."""

from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.limits import MAX_PAGE_BYTES
from tests.engine.clocked import NOON, Clock, clocked_engine
from tests.engine.support import Wire, key, put, refusal, table_request, update

ONE, TWO, THREE = ("100000000000000000001", "100000000000000000002", "100000000000000000003")
TRIMMED = "TrimmedDataAccessException"


@pytest.fixture
def clocked() -> Iterator[tuple[Engine, Clock]]:
    with clocked_engine() as pair:
        create(pair[0])
        yield pair


def create(engine: Engine, view: str = "NEW_AND_OLD_IMAGES", name: str = "plain") -> str:
    request = table_request(name, id="S")
    request["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": view}
    return str(engine.call("CreateTable", request)["TableDescription"]["LatestStreamArn"])


def arn_of(engine: Engine) -> str:
    return str(engine.call("DescribeTable", {"TableName": "plain"})["Table"]["LatestStreamArn"])


def describe(engine: Engine, arn: str | None = None) -> Wire:
    reply = engine.call("DescribeStream", {"StreamArn": arn or arn_of(engine)})
    description: Wire = reply["StreamDescription"]
    return description


def iterator_request(engine: Engine, kind: str, arn: str | None = None, **parameters: Any) -> Wire:
    stream = describe(engine, arn)
    return {
        "StreamArn": stream["StreamArn"],
        "ShardId": stream["Shards"][0]["ShardId"],
        "ShardIteratorType": kind,
        **parameters,
    }


def iterator(engine: Engine, kind: str = "TRIM_HORIZON", arn: str | None = None, **parameters: Any) -> str:
    request = iterator_request(engine, kind, arn, **parameters)
    return str(engine.call("GetShardIterator", request)["ShardIterator"])


def records(engine: Engine, kind: str = "TRIM_HORIZON", **parameters: Any) -> list[Wire]:
    reply = engine.call("GetRecords", {"ShardIterator": iterator(engine, kind, **parameters)})
    found: list[Wire] = reply["Records"]
    return found


def sequences(found: list[Wire]) -> list[str]:
    return [record["dynamodb"]["SequenceNumber"] for record in found]


def test_each_change_has_a_record_in_order(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    put(engine, key("a") | {"n": {"N": "1"}})
    clock.turn(seconds=10)
    update(engine, "SET n = n + :one", ExpressionAttributeValues={":one": {"N": "1"}})
    engine.call("DeleteItem", {"TableName": "plain", "Key": key("a")})
    found = records(engine)
    assert len({record.pop("eventID") for record in found}) == 3
    common = {"eventVersion": "1.1", "eventSource": "aws:dynamodb", "awsRegion": "local"}
    first, second = ({**key("a"), "n": {"N": n}} for n in "12")
    base = {"Keys": key("a"), "StreamViewType": "NEW_AND_OLD_IMAGES"}
    assert found == [
        common
        | {
            "eventName": "INSERT",
            "dynamodb": base
            | {
                "ApproximateCreationDateTime": int(NOON),
                "NewImage": first,
                "SequenceNumber": ONE,
                "SizeBytes": len("ida") * 2 + len("n") + 2,
            },
        },
        common
        | {
            "eventName": "MODIFY",
            "dynamodb": base
            | {
                "ApproximateCreationDateTime": int(NOON) + 10,
                "NewImage": second,
                "OldImage": first,
                "SequenceNumber": TWO,
                "SizeBytes": len("ida") * 3 + (len("n") + 2) * 2,
            },
        },
        common
        | {
            "eventName": "REMOVE",
            "dynamodb": base
            | {
                "ApproximateCreationDateTime": int(NOON) + 10,
                "OldImage": second,
                "SequenceNumber": THREE,
                "SizeBytes": len("ida") * 2 + len("n") + 2,
            },
        },
    ]


@pytest.mark.parametrize(
    ("view", "images"),
    [
        ("KEYS_ONLY", set()),
        ("NEW_IMAGE", {"NewImage"}),
        ("OLD_IMAGE", {"OldImage"}),
        ("NEW_AND_OLD_IMAGES", {"NewImage", "OldImage"}),
    ],
)
def test_a_view_tells_what_records_show(view: str, images: set[str]) -> None:
    with clocked_engine() as (engine, _):
        create(engine, view)
        put(engine, key("a"))
        put(engine, key("a") | {"n": {"N": "1"}})
        shown = records(engine)[-1]["dynamodb"]
        assert {name for name in shown if name.endswith("Image")} == images
        assert shown["StreamViewType"] == describe(engine)["StreamViewType"] == view


def test_what_changes_nothing_has_no_record(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    put(engine, key("a") | {"s": {"SS": ["x", "y"]}})
    put(engine, key("a") | {"s": {"SS": ["y", "x"]}})
    update(engine, "REMOVE nothing")
    engine.call("DeleteItem", {"TableName": "plain", "Key": key("b")})
    refused = {
        "TableName": "plain",
        "Item": key("a"),
        "ConditionExpression": "attribute_not_exists(id)",
    }
    refusal(engine, "PutItem", refused)
    assert [record["eventName"] for record in records(engine)] == ["INSERT"]


def test_batches_and_transactions_are_recorded_and_refused_ones_are_not(
    clocked: tuple[Engine, Clock],
) -> None:
    engine, _ = clocked
    writes = [{"PutRequest": {"Item": key(name)}} for name in "ab"]
    engine.call("BatchWriteItem", {"RequestItems": {"plain": writes}})
    delete = {"Delete": {"TableName": "plain", "Key": key("a")}}
    check = {"ConditionCheck": {"TableName": "plain", "Key": key("b")}}
    conditions = ("attribute_exists(id)", "attribute_not_exists(id)")
    for condition in conditions:
        check["ConditionCheck"] |= {"ConditionExpression": condition}
        request = {"TransactItems": [delete, check]}
        if condition == conditions[0]:
            engine.call("TransactWriteItems", request)
        else:
            refusal(engine, "TransactWriteItems", request)
    events = [(record["eventName"], record["dynamodb"]["Keys"]["id"]["S"]) for record in records(engine)]
    assert events == [("INSERT", "a"), ("INSERT", "b"), ("REMOVE", "a")]


def test_iterators_start_where_they_say(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    latest = iterator(engine, "LATEST")
    for name in "abc":
        put(engine, key(name))
        clock.turn(seconds=10)
    assert sequences(records(engine, "AT_SEQUENCE_NUMBER", SequenceNumber=TWO)) == [TWO, THREE]
    assert sequences(records(engine, "AFTER_SEQUENCE_NUMBER", SequenceNumber=TWO)) == [THREE]
    assert sequences(records(engine, "AFTER_SEQUENCE_NUMBER", SequenceNumber=THREE)) == []
    assert sequences(records(engine, "AT_TIMESTAMP", Timestamp=NOON + 5)) == [TWO, THREE]
    assert sequences(records(engine, "AT_TIMESTAMP", Timestamp=NOON + 20)) == [THREE]
    assert records(engine, "AT_TIMESTAMP", Timestamp=clock.now) == []
    assert records(engine, "LATEST") == []
    assert sequences(engine.call("GetRecords", {"ShardIterator": latest})["Records"]) == [ONE, TWO, THREE]


def test_records_come_by_pages(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    for name in "abc":
        put(engine, key(name))
    page = engine.call("GetRecords", {"ShardIterator": iterator(engine), "Limit": 2})
    assert sequences(page["Records"]) == [ONE, TWO]
    page = engine.call("GetRecords", {"ShardIterator": page["NextShardIterator"]})
    assert sequences(page["Records"]) == [THREE]
    page = engine.call("GetRecords", {"ShardIterator": page["NextShardIterator"]})
    assert page["Records"] == []
    put(engine, key("d"))
    page = engine.call("GetRecords", {"ShardIterator": page["NextShardIterator"]})
    assert len(page["Records"]) == 1


def test_a_page_ends_with_the_record_that_reaches_one_megabyte(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    for name in "abcd":
        put(engine, key(name) | {"x": {"S": "x" * (MAX_PAGE_BYTES // 3)}})
    assert len(records(engine)) == 3


def test_records_are_kept_for_24_hours(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    put(engine, key("a"))
    clock.turn(hours=23)
    put(engine, key("b"))
    assert sequences(records(engine)) == [ONE, TWO]
    old = iterator_request(engine, "AT_SEQUENCE_NUMBER", SequenceNumber=ONE)
    clock.turn(hours=1)
    assert sequences(records(engine)) == [TWO]
    assert sequences(records(engine, "AT_TIMESTAMP", Timestamp=NOON)) == [TWO]
    assert sequences(records(engine, "AFTER_SEQUENCE_NUMBER", SequenceNumber=ONE)) == [TWO]
    assert refusal(engine, "GetShardIterator", old).startswith(TRIMMED)
    clock.turn(hours=24)
    assert records(engine) == []
    after = iterator_request(engine, "AFTER_SEQUENCE_NUMBER", SequenceNumber=ONE)
    assert refusal(engine, "GetShardIterator", after).startswith(TRIMMED)
    assert records(engine, "AFTER_SEQUENCE_NUMBER", SequenceNumber=TWO) == []


def test_an_iterator_does_not_pass_over_records_that_are_gone(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    put(engine, key("a"))
    put(engine, key("b"))
    clock.turn(hours=23, seconds=3599)
    second = iterator(engine, "AT_SEQUENCE_NUMBER", SequenceNumber=TWO)
    horizon = iterator(engine)
    clock.turn(seconds=2)
    put(engine, key("c"))
    assert refusal(engine, "GetRecords", {"ShardIterator": second}).startswith(TRIMMED)
    assert sequences(engine.call("GetRecords", {"ShardIterator": horizon})["Records"]) == [THREE]


def test_old_records_leave_the_file(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    for number in range(300):
        put(engine, key(str(number)))
    clock.turn(hours=25)
    for number in range(300, 600):
        put(engine, key(str(number)))
    with engine._context.database.reading() as connection:
        [(kept,)] = connection.execute("SELECT count(*) FROM stream_1")
    assert kept == 300
    assert records(engine)[0]["dynamodb"]["SequenceNumber"] == "100000000000000000301"


def test_an_iterator_lasts_15_minutes(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    found = iterator(engine)
    clock.turn(seconds=899)
    following = engine.call("GetRecords", {"ShardIterator": found})["NextShardIterator"]
    clock.turn(seconds=1)
    assert refusal(engine, "GetRecords", {"ShardIterator": found}).startswith("ExpiredIteratorException")
    assert engine.call("GetRecords", {"ShardIterator": following})["Records"] == []


def test_a_stream_that_ended_is_read_to_its_end_for_24_hours(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    arn = arn_of(engine)
    put(engine, key("a"))
    put(engine, key("b"))
    ended = {"TableName": "plain", "StreamSpecification": {"StreamEnabled": False}}
    engine.call("UpdateTable", ended)
    put(engine, key("c"))
    stream = describe(engine, arn)
    assert stream["StreamStatus"] == "DISABLED"
    bounds = {"StartingSequenceNumber": ONE, "EndingSequenceNumber": TWO}
    assert stream["Shards"][0]["SequenceNumberRange"] == bounds
    page = engine.call("GetRecords", {"ShardIterator": iterator(engine, arn=arn), "Limit": 1})
    page = engine.call("GetRecords", {"ShardIterator": page["NextShardIterator"]})
    assert sequences(page["Records"]) == [TWO]
    assert "NextShardIterator" not in page
    clock.turn(hours=24)
    assert refusal(engine, "DescribeStream", {"StreamArn": arn}) == (
        f"ResourceNotFoundException: Requested resource not found: Stream: {arn} not found"
    )
    assert engine.call("ListStreams", {}) == {"Streams": []}


def test_a_stream_outlives_its_table(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    arn = arn_of(engine)
    put(engine, key("a"))
    engine.call("DeleteTable", {"TableName": "plain"})
    again = create(engine)
    assert again != arn
    put(engine, key("b"))
    page = engine.call("GetRecords", {"ShardIterator": iterator(engine, arn=arn)})
    assert [record["dynamodb"]["Keys"] for record in page["Records"]] == [key("a")]
    assert "NextShardIterator" not in page
    assert [record["dynamodb"]["Keys"] for record in records(engine)] == [key("b")]


def test_what_is_left_of_past_streams_leaves_the_file(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    engine.call("DeleteTable", {"TableName": "plain"})
    clock.turn(hours=25)
    create(engine)
    with engine._context.database.reading() as connection:
        query = "SELECT name FROM sqlite_master WHERE name LIKE 'stream_%' AND name <> 'streams'"
        names = [name for (name,) in connection.execute(query)]
    assert names == ["stream_2"]


def test_streams_are_listed_by_pages(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    plain, other = arn_of(engine), create(engine, name="other")
    assert engine.call("ListStreams", {})["Streams"] == [
        {"StreamArn": other, "TableName": "other", "StreamLabel": other.split("/stream/")[1]},
        {"StreamArn": plain, "TableName": "plain", "StreamLabel": plain.split("/stream/")[1]},
    ]
    page = engine.call("ListStreams", {"Limit": 1})
    assert page["LastEvaluatedStreamArn"] == other
    page = engine.call("ListStreams", {"Limit": 1, "ExclusiveStartStreamArn": other})
    assert ([stream["StreamArn"] for stream in page["Streams"]], len(page)) == ([plain], 1)
    assert len(engine.call("ListStreams", {"TableName": "other"})["Streams"]) == 1
    assert engine.call("ListStreams", {"TableName": "none"}) == {"Streams": []}


def test_a_stream_has_one_shard(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    stream = describe(engine)
    [shard] = stream["Shards"]
    assert shard["SequenceNumberRange"] == {"StartingSequenceNumber": ONE}
    assert stream["KeySchema"] == [{"AttributeName": "id", "KeyType": "HASH"}]
    assert (stream["CreationRequestDateTime"], stream["TableName"]) == (NOON, "plain")
    for later in (
        {"ExclusiveStartShardId": shard["ShardId"]},
        {"ShardFilter": {"Type": "CHILD_SHARDS", "ShardId": shard["ShardId"]}},
    ):
        request = {"StreamArn": stream["StreamArn"], **later}
        assert engine.call("DescribeStream", request)["StreamDescription"]["Shards"] == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"StreamArn": None}, "ValidationException: 1 validation error detected: Value null at 'streamArn'"),
        ({"StreamArn": "x" * 40}, "ResourceNotFoundException: Requested resource not found: Stream: xxx"),
        ({"ShardId": "shardId-00000000000000000000-0000"}, "ResourceNotFoundException"),
        ({"ShardIteratorType": "FIRST"}, "ValidationException: 1 validation error detected: Value 'FIRST'"),
        ({"ShardIteratorType": "AT_SEQUENCE_NUMBER"}, "ValidationException: SequenceNumber is required"),
        ({"SequenceNumber": ONE}, "ValidationException: SequenceNumber cannot be used"),
        (
            {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": THREE},
            "ValidationException: Invalid SequenceNumber",
        ),
        (
            {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "SequenceNumber": "7"},
            "ValidationException: Invalid SequenceNumber: 7",
        ),
        (
            {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": NOON + 1},
            "ValidationException: Timestamp is in the future",
        ),
        ({"Timestamp": "now"}, "SerializationException"),
    ],
)
def test_a_faulty_request_for_an_iterator_is_refused(
    clocked: tuple[Engine, Clock], change: Wire, message: str
) -> None:
    engine, _ = clocked
    request = iterator_request(engine, "TRIM_HORIZON") | change
    assert refusal(engine, "GetShardIterator", request).startswith(message)


@pytest.mark.parametrize("text", ["", "x", "e30=", "é"])
def test_what_is_no_iterator_is_refused(clocked: tuple[Engine, Clock], text: str) -> None:
    told = refusal(clocked[0], "GetRecords", {"ShardIterator": text})
    assert told == "ValidationException: Invalid ShardIterator"


def test_limits_are_checked(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    request = {"ShardIterator": iterator(engine), "Limit": 1001}
    assert refusal(engine, "GetRecords", request).endswith("value less than or equal to 1000")
    assert refusal(engine, "ListStreams", {"Limit": 0}).endswith("value greater than or equal to 1")
