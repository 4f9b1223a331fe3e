"""DynamoDB Streams."""

from typing import Any

import pytest

from tests.conformance.target import Target, wire


def records(target: Target, table: str) -> list[Any]:
    arn = target.dynamodb.describe_table(TableName=table)["Table"]["LatestStreamArn"]
    found: list[Any] = []
    for shard in target.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
        iterator = target.streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )
        found += target.streams.get_records(ShardIterator=iterator["ShardIterator"])["Records"]
    return found


@pytest.mark.parametrize(
    ("view", "images"),
    [
        ("NEW_AND_OLD_IMAGES", {"NewImage", "OldImage"}),
        ("NEW_IMAGE", {"NewImage"}),
        ("OLD_IMAGE", {"OldImage"}),
        ("KEYS_ONLY", set[str]()),
    ],
)
def test_changes_come_in_order_as_the_view_has_them(target: Target, view: str, images: set[str]) -> None:
    table = target.create(StreamSpecification={"StreamEnabled": True, "StreamViewType": view})
    target.put(table, id="a", v=1)
    target.put(table, id="a", v=2)
    target.put(table, id="a", v=2)  # nothing changes, so nothing is told
    target.dynamodb.delete_item(TableName=table, Key=wire({"id": "a"}))
    target.dynamodb.delete_item(TableName=table, Key=wire({"id": "a"}))
    found = records(target, table)
    assert [record["eventName"] for record in found] == ["INSERT", "MODIFY", "REMOVE"]
    modified = found[1]["dynamodb"]
    assert modified["Keys"] == wire({"id": "a"})
    assert {name for name in modified if name.endswith("Image")} == images
    if "OldImage" in images:
        assert modified["OldImage"] == wire({"id": "a", "v": 1})
    if "NewImage" in images:
        assert modified["NewImage"] == wire({"id": "a", "v": 2})
    numbers = [record["dynamodb"]["SequenceNumber"] for record in found]
    assert numbers == sorted(numbers, key=int)


def test_a_stream_is_listed_and_a_latest_iterator_sees_what_comes(target: Target) -> None:
    table = target.create(StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
    [stream] = target.streams.list_streams(TableName=table)["Streams"]
    target.put(table, id="before")
    [shard] = target.streams.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"]["Shards"]
    latest = target.streams.get_shard_iterator(
        StreamArn=stream["StreamArn"], ShardId=shard["ShardId"], ShardIteratorType="LATEST"
    )
    target.put(table, id="after")
    page = target.streams.get_records(ShardIterator=latest["ShardIterator"])
    assert [record["dynamodb"]["Keys"] for record in page["Records"]] == [wire({"id": "after"})]
    assert target.streams.get_records(ShardIterator=page["NextShardIterator"])["Records"] == []
