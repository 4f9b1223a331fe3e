"""What must be true of a database after a mixed load, whoever made it and however it ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ResourceNotFoundException
from tests.engine.mixed_load import (
    ACCOUNTS,
    BALANCE,
    FIRST_LANE,
    SHARED,
    Items,
    Key,
    Lane,
    Own,
    key_of,
    own_name,
)
from tests.engine.support import Wire


class Follower:
    """Reads the stream of the shared table, and makes the table again of what it says."""

    def __init__(self) -> None:
        self.items: Items = {}
        self.records = 0
        self._last: str | None = None

    def follow(self, engine: Engine) -> Items:
        """Read on; each record must start from what the ones before it left."""
        for record in self._records(engine):
            change = record["dynamodb"]
            key = key_of(change["Keys"])
            expect(f"the old image of {key} in the stream", change.get("OldImage"), self.items.pop(key, None))
            if "NewImage" in change:
                self.items[key] = change["NewImage"]
            self._last = change["SequenceNumber"]
            self.records += 1
        return self.items

    def _records(self, engine: Engine) -> Iterator[Wire]:
        [stream] = engine.call("ListStreams", {"TableName": SHARED})["Streams"]
        arn = stream["StreamArn"]
        shard = engine.call("DescribeStream", {"StreamArn": arn})["StreamDescription"]["Shards"][0]["ShardId"]
        where: Wire = {"ShardIteratorType": "TRIM_HORIZON"}
        if self._last is not None:
            where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self._last}
        request = {"StreamArn": arn, "ShardId": shard, **where}
        iterator = engine.call("GetShardIterator", request)["ShardIterator"]
        while records := (reply := engine.call("GetRecords", {"ShardIterator": iterator}))["Records"]:
            yield from records
            iterator = reply["NextShardIterator"]


def check(engine: Engine, follower: Follower, candidates: list[list[Lane]]) -> list[Lane]:
    """Check the whole database; of each lane's candidates (the step that was cut short done, or not), give
    the one that is there.

    Raises:
        AssertionError: Something is not as it must be; it says what.
    """
    shared = scanned(engine, SHARED)
    expect("the table and its stream", follower.follow(engine), shared)
    found = [_present(engine, shared, lanes) for lanes in candidates]
    accounts = [item for key, item in shared.items() if key[0] == "account"]
    expect("the accounts", (len(accounts), _sum(accounts)), (ACCOUNTS, ACCOUNTS * BALANCE))
    expect("all items", len(shared), ACCOUNTS + sum(len(lane.items) for lane in found))
    late = any(lane.has_late_index for lane in found)
    _check_table(engine, SHARED, shared, {"local": "l", "global": "g"} | ({"late": "mark"} if late else {}))
    for lane in found:
        if lane.own is not None:
            indexes = {"own": "mark"} if lane.own.has_index else {}
            _check_table(engine, own_name(lane.name), lane.own.items, indexes)
    return found


def check_file(path: Path) -> None:
    """Let SQLite check its file."""
    with closing(sqlite3.connect(path)) as connection:
        expect("integrity_check", connection.execute("PRAGMA integrity_check").fetchall(), [("ok",)])


def scanned(engine: Engine, table: str, index: str | None = None) -> Items:
    """All items of a table, or what an index has of them, by their keys."""
    request: Wire = {"TableName": table} | ({"IndexName": index} if index else {})
    items: Items = {}
    while True:
        reply = engine.call("Scan", request)
        for item in reply["Items"]:
            assert key_of(item) not in items, f"{key_of(item)} is there twice"
            items[key_of(item)] = item
        if "LastEvaluatedKey" not in reply:
            return items
        request["ExclusiveStartKey"] = reply["LastEvaluatedKey"]


def expect(what: str, found: Any, expected: Any) -> None:
    """Compare, and say what was compared."""
    if found != expected:
        raise AssertionError(f"{what}: {_differences(found, expected)}")


def _differences(found: Any, expected: Any) -> str:
    if not isinstance(found, dict) or not isinstance(expected, dict):
        return f"found {found!r}, expected {expected!r}"
    keys: list[Key] = [key for key in {**found, **expected} if found.get(key) != expected.get(key)]
    return "; ".join(f"{key}: found {found.get(key)!r}, expected {expected.get(key)!r}" for key in keys[:3])


def _present(engine: Engine, shared: Items, candidates: list[Lane]) -> Lane:
    name = candidates[0].name
    found = Lane(
        name,
        {key: item for key, item in shared.items() if key[0].startswith(f"{name}/")},
        _own(engine, name),
        name == FIRST_LANE and "late" in _indexes(_described(engine, SHARED)),
    )
    if found not in candidates:
        expect(f"the items of lane {name}", found.items, candidates[0].items)
        expect(f"lane {name}", found, candidates[0])
    return found


def _own(engine: Engine, lane: str) -> Own | None:
    try:
        table = _described(engine, own_name(lane))
    except ResourceNotFoundException:
        return None
    return Own(scanned(engine, own_name(lane)), "own" in _indexes(table))


def _check_table(engine: Engine, name: str, items: Items, attributes: dict[str, str]) -> None:
    """Check the counts of a table, and that each index (by the attribute it needs) has what it must."""
    table = _described(engine, name)
    expect(f"the count of {name}", table["ItemCount"], len(items))
    indexes = _indexes(table)
    expect(f"the indexes of {name}", sorted(indexes), sorted(attributes))
    for index, attribute in attributes.items():
        expected = {key: item for key, item in items.items() if attribute in item}
        expect(f"the index {index} of {name}", scanned(engine, name, index), expected)
        expect(f"the count of {index} of {name}", indexes[index]["ItemCount"], len(expected))


def _described(engine: Engine, name: str) -> Wire:
    table: Wire = engine.call("DescribeTable", {"TableName": name})["Table"]
    return table


def _indexes(table: Wire) -> dict[str, Wire]:
    kinds = ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")
    return {index["IndexName"]: index for kind in kinds for index in table.get(kind, ())}


def _sum(accounts: list[Wire]) -> int:
    return sum(int(account["n"]["N"]) for account in accounts)
