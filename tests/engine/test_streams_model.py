"""A stream replayed is its table: each record leads from the item before to the item after."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, key, table_request

names = st.sampled_from("abc")
contents = st.dictionaries(st.sampled_from(["n", "s", "l"]), st.sampled_from([1, 2]), max_size=3)
FORMS: dict[str, Any] = {
    "n": lambda v: {"N": str(v)},
    "s": lambda v: {"SS": ["x", "y"][:v]},
    "l": lambda v: {"L": [{"BOOL": True}] * v},
}
puts = st.tuples(st.just("put"), names, contents)
updates = st.tuples(st.just("update"), names, contents)
deletes = st.tuples(st.just("delete"), names, st.none())
batches = st.tuples(st.just("batch"), names, contents)
writes = st.lists(st.one_of(puts, updates, deletes, batches), max_size=30)


def wire(content: dict[str, int]) -> Wire:
    return {name: FORMS[name](value) for name, value in content.items()}


def write(engine: Engine, kind: str, name: str, content: dict[str, int] | None) -> None:
    item = wire(content or {})
    if kind == "put":
        engine.call("PutItem", {"TableName": "plain", "Item": key(name) | item})
    elif kind == "delete":
        engine.call("DeleteItem", {"TableName": "plain", "Key": key(name)})
    elif kind == "update":
        request: Wire = {"TableName": "plain", "Key": key(name), "UpdateExpression": "REMOVE gone"}
        if item:
            request["UpdateExpression"] = "SET " + ", ".join(f"{n} = :{n}" for n in item)
            request["ExpressionAttributeValues"] = {f":{n}": value for n, value in item.items()}
        engine.call("UpdateItem", request)
    else:
        puts_and_deletes = [
            {"PutRequest": {"Item": key(name) | item}},
            {"DeleteRequest": {"Key": key("z")}},
        ]
        engine.call("BatchWriteItem", {"RequestItems": {"plain": puts_and_deletes}})


def all_records(engine: Engine) -> list[Wire]:
    arn = engine.call("ListStreams", {})["Streams"][0]["StreamArn"]
    shard = engine.call("DescribeStream", {"StreamArn": arn})["StreamDescription"]["Shards"][0]["ShardId"]
    request = {"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "TRIM_HORIZON"}
    iterator = engine.call("GetShardIterator", request)["ShardIterator"]
    found: list[Wire] = []
    while True:
        page = engine.call("GetRecords", {"ShardIterator": iterator, "Limit": 4})
        if not page["Records"]:
            return found
        found += page["Records"]
        iterator = page["NextShardIterator"]


def replayed(records: list[Wire]) -> dict[str, Wire]:
    table: dict[str, Wire] = {}
    for record in records:
        change = record["dynamodb"]
        name = change["Keys"]["id"]["S"]
        assert table.get(name) == change.get("OldImage")
        assert record["eventName"] == (
            "INSERT" if name not in table else "MODIFY" if "NewImage" in change else "REMOVE"
        )
        if "NewImage" in change:
            assert change["NewImage"] != table.get(name)
            table[name] = change["NewImage"]
        else:
            del table[name]
    return table


@settings(max_examples=60, deadline=None)
@given(done=writes)
def test_a_stream_replayed_is_its_table(done: list[tuple[str, str, dict[str, int] | None]]) -> None:
    engine = Engine.open(None)
    request = table_request("plain", id="S")
    request["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}
    engine.call("CreateTable", request)
    for kind, name, content in done:
        write(engine, kind, name, content)
    items = engine.call("Scan", {"TableName": "plain"})["Items"]
    assert replayed(all_records(engine)) == {item["id"]["S"]: item for item in items}
    engine.close()
