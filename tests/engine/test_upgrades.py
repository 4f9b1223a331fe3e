"""Files of earlier versions are brought to the present one where they are opened, or left as they were."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.engine.storage import entries, sql
from dynamodb_toolbox.errors import EngineError
from tests.engine.support import Wire

DEFINITION: Wire = {
    "AttributeDefinitions": [
        {"AttributeName": name, "AttributeType": kind} for name, kind in (("id", "S"), ("g", "N"))
    ],
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
    "BillingMode": "PAY_PER_REQUEST",
    "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
    "DeletionProtectionEnabled": False,
    "TableId": "0",
    "CreationDateTime": 1_700_000_000.0,
    "GlobalSecondaryIndexes": [
        {
            "IndexName": "by-g",
            "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "KEYS_ONLY"},
        }
    ],
}

VERSION_1 = f"""
CREATE TABLE catalog_state (generation INTEGER NOT NULL);
INSERT INTO catalog_state VALUES (2);
CREATE TABLE catalog (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, definition BLOB NOT NULL
);
CREATE TABLE counts (
    id INTEGER PRIMARY KEY REFERENCES catalog (id) ON DELETE CASCADE,
    items INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0
);
INSERT INTO counts VALUES (1, 3, 20);
CREATE TABLE items_1 (
    pk BLOB NOT NULL, sk BLOB NOT NULL, item BLOB NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (pk, sk)
) WITHOUT ROWID;
PRAGMA application_id = {sql.APPLICATION_ID};
PRAGMA user_version = 1;
"""


def file_of_version_1(path: Path) -> None:
    items: list[Wire] = [
        {"id": {"S": "a"}, "g": {"N": "7"}, "x": {"S": "…"}},
        {"id": {"S": "b"}},
        {"id": {"S": "c"}, "g": {"N": "7"}},
    ]
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(VERSION_1)
        connection.execute("INSERT INTO catalog VALUES (1, 'old', ?)", (json.dumps(DEFINITION).encode(),))
        for item in items:
            row = (item["id"]["S"].encode(), b"", json.dumps(item).encode(), 6)
            connection.execute("INSERT INTO items_1 VALUES (?, ?, ?, ?)", row)
        connection.commit()


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(sql.PRAGMA_FILE_VERSION).fetchone()[0])


def test_indexes_of_version_1_are_filled(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    file_of_version_1(path)
    engine = Engine.open(path)
    [index] = engine.call("DescribeTable", {"TableName": "old"})["Table"]["GlobalSecondaryIndexes"]
    assert (index["ItemCount"], index["IndexSizeBytes"]) == (2, 2 * len("id_g__"))
    reply = engine.call(
        "Query",
        {
            "TableName": "old",
            "IndexName": "by-g",
            "KeyConditionExpression": "g = :g",
            "ExpressionAttributeValues": {":g": {"N": "7"}},
        },
    )
    assert reply["Items"] == [{"id": {"S": key}, "g": {"N": "7"}} for key in "ac"]
    engine.close()
    assert version_of(path) == sql.FILE_VERSION
    Engine.open(path).close()


def test_files_of_version_2_learn_to_remember_tokens(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    file_of_version_1(path)
    Engine.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "DROP TABLE tokens; DROP TABLE streams; DROP TABLE backups; PRAGMA user_version = 2"
        )
    engine = Engine.open(path)
    update: Wire = {
        "TableName": "old",
        "Key": {"id": {"S": "b"}},
        "UpdateExpression": "ADD n :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
    for _ in range(2):
        request = {"TransactItems": [{"Update": update}], "ClientRequestToken": "t"}
        engine.call("TransactWriteItems", request)
    keys = {"old": {"Keys": [{"id": {"S": name}} for name in "abc"]}}
    found = engine.call("BatchGetItem", {"RequestItems": keys})["Responses"]["old"]
    assert found == [
        {"id": {"S": "a"}, "g": {"N": "7"}, "x": {"S": "…"}},
        {"id": {"S": "b"}, "n": {"N": "1"}},
        {"id": {"S": "c"}, "g": {"N": "7"}},
    ]
    engine.close()
    assert version_of(path) == sql.FILE_VERSION


def test_files_of_version_3_have_room_for_streams_and_backups(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    file_of_version_1(path)
    Engine.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DROP TABLE streams; DROP TABLE backups; PRAGMA user_version = 3")
    engine = Engine.open(path)
    stream = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    engine.call("UpdateTable", {"TableName": "old", "StreamSpecification": stream})
    engine.call("DeleteItem", {"TableName": "old", "Key": {"id": {"S": "b"}}})
    arn = engine.call("ListStreams", {})["Streams"][0]["StreamArn"]
    shard = engine.call("DescribeStream", {"StreamArn": arn})["StreamDescription"]["Shards"][0]["ShardId"]
    request = {"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "TRIM_HORIZON"}
    iterator = engine.call("GetShardIterator", request)["ShardIterator"]
    [record] = engine.call("GetRecords", {"ShardIterator": iterator})["Records"]
    assert record["dynamodb"]["Keys"] == {"id": {"S": "b"}}
    assert engine.call("Scan", {"TableName": "old", "Select": "COUNT"})["Count"] == 2
    engine.close()
    assert version_of(path) == sql.FILE_VERSION


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    file_of_version_1(path)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(entries, "fill", fail)
        with pytest.raises(EngineError, match="disk I/O error"):
            Engine.open(path)
    assert version_of(path) == 1
    Engine.open(path).close()
    assert version_of(path) == sql.FILE_VERSION
