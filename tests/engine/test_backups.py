"""Backups: copies of tables, listed, described, deleted, and made into tables again."""

from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.clocked import NOON, Clock, clocked_engine
from tests.engine.support import Wire, create_table, indexed_table, refusal, table_request

ITEMS: list[Wire] = [
    {"id": {"S": "a"}, "at": {"S": "1"}, "l": {"S": "x"}, "g": {"S": "y"}, "rest": {"N": "1"}},
    {"id": {"S": "a"}, "at": {"S": "2"}, "g": {"S": "y"}},
]
ABSENT = "arn:aws:dynamodb:local:000000000000:table/source/backup/0001-abcd"
UNITS = {"ReadCapacityUnits": 3, "WriteCapacityUnits": 4}
NO_INDEX = (
    "ValidationException: Invalid Request: Index {} does not match a secondary index that existed in the "
    "source table and cannot be created during the restore operation"
)


@pytest.fixture
def clocked() -> Iterator[tuple[Engine, Clock]]:
    with clocked_engine() as pair:
        pair[0].call("CreateTable", indexed_table("source"))
        for item in ITEMS:
            pair[0].call("PutItem", {"TableName": "source", "Item": item})
        yield pair


def backup(engine: Engine, table: str = "source", name: str = "daily") -> str:
    details = engine.call("CreateBackup", {"TableName": table, "BackupName": name})["BackupDetails"]
    return str(details["BackupArn"])


def restore(engine: Engine, arn: str, name: str = "target", **overrides: Any) -> Wire:
    request = {"TargetTableName": name, "BackupArn": arn, **overrides}
    description: Wire = engine.call("RestoreTableFromBackup", request)["TableDescription"]
    return description


def scan(engine: Engine, table: str = "target", **request: Any) -> list[Wire]:
    items: list[Wire] = engine.call("Scan", {"TableName": table, **request})["Items"]
    return items


def test_a_backup_is_described(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    stream = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    engine.call("UpdateTable", {"TableName": "source", "StreamSpecification": stream})
    arn = backup(engine)
    table = engine.call("DescribeTable", {"TableName": "source"})["Table"]
    description = engine.call("DescribeBackup", {"BackupArn": arn})["BackupDescription"]
    assert description["BackupDetails"] == {
        "BackupArn": arn,
        "BackupName": "daily",
        "BackupSizeBytes": table["TableSizeBytes"],
        "BackupStatus": "AVAILABLE",
        "BackupType": "USER",
        "BackupCreationDateTime": NOON,
    }
    assert description["SourceTableDetails"] == {
        "TableName": "source",
        "TableId": table["TableId"],
        "TableArn": table["TableArn"],
        "TableSizeBytes": table["TableSizeBytes"],
        "ItemCount": 2,
        "KeySchema": table["KeySchema"],
        "TableCreationDateTime": NOON,
        "ProvisionedThroughput": {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
        "BillingMode": "PAY_PER_REQUEST",
    }
    features = description["SourceTableFeatureDetails"]
    assert features["StreamDescription"] == stream
    assert [index["IndexName"] for index in features["GlobalSecondaryIndexes"]] == ["global"]
    assert [index["IndexName"] for index in features["LocalSecondaryIndexes"]] == ["local"]


def test_a_table_is_made_of_a_backup_with_its_indexes(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    arn = backup(engine)
    engine.call("DeleteTable", {"TableName": "source"})
    clock.turn(hours=1)
    table = restore(engine, arn)
    assert (table["TableStatus"], table["ItemCount"]) == ("ACTIVE", 2)
    assert table["RestoreSummary"] == {
        "SourceBackupArn": arn,
        "SourceTableArn": "arn:aws:dynamodb:local:000000000000:table/source",
        "RestoreDateTime": clock.now,
        "RestoreInProgress": False,
    }
    assert scan(engine) == ITEMS
    assert scan(engine, IndexName="local") == ITEMS[:1]
    assert scan(engine, IndexName="global") == ITEMS


def test_a_backup_stays_as_it_was(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    arn = backup(engine)
    first = {"TableName": "source", "Key": {name: ITEMS[0][name] for name in ("id", "at")}}
    engine.call("DeleteItem", first)
    restore(engine, arn)
    engine.call("DeleteItem", first | {"TableName": "target"})
    restore(engine, arn, "again")
    assert scan(engine, "source") == scan(engine) == ITEMS[1:]
    assert scan(engine, "again") == ITEMS


def test_what_is_not_of_the_data_is_not_restored(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    specification = {"AttributeName": "ttl", "Enabled": True}
    engine.call("UpdateTimeToLive", {"TableName": "source", "TimeToLiveSpecification": specification})
    stream = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    engine.call("UpdateTable", {"TableName": "source", "StreamSpecification": stream})
    protection = {"TableName": "source", "DeletionProtectionEnabled": True}
    arn = engine.call("UpdateTable", protection)["TableDescription"]["TableArn"]
    engine.call("TagResource", {"ResourceArn": arn, "Tags": [{"Key": "k", "Value": "v"}]})
    table = restore(engine, backup(engine))
    assert table["DeletionProtectionEnabled"] is False
    assert "StreamSpecification" not in table
    described = engine.call("DescribeTimeToLive", {"TableName": "target"})
    assert described["TimeToLiveDescription"]["TimeToLiveStatus"] == "DISABLED"
    assert engine.call("ListTagsOfResource", {"ResourceArn": table["TableArn"]}) == {"Tags": []}


def test_a_restored_table_may_differ(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    arn = backup(engine)
    plain = restore(engine, arn, LocalSecondaryIndexOverride=[], GlobalSecondaryIndexOverride=[])
    assert "GlobalSecondaryIndexes" not in plain
    assert [a["AttributeName"] for a in plain["AttributeDefinitions"]] == ["id", "at"]
    index = indexed_table("x")["GlobalSecondaryIndexes"][0]
    provisioned = restore(
        engine,
        arn,
        "provisioned",
        BillingModeOverride="PROVISIONED",
        ProvisionedThroughputOverride=UNITS,
        GlobalSecondaryIndexOverride=[index | {"ProvisionedThroughput": UNITS}],
    )
    assert provisioned["ProvisionedThroughput"] == UNITS | {"NumberOfDecreasesToday": 0}
    assert "BillingModeSummary" not in provisioned
    on_demand = restore(engine, backup(engine, "provisioned"), "back", BillingModeOverride="PAY_PER_REQUEST")
    assert on_demand["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    same = restore(engine, backup(engine, "provisioned"), "same")
    assert same["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"]["ReadCapacityUnits"] == 3
    other = index | {"Projection": {"ProjectionType": "KEYS_ONLY"}}
    request = {"TargetTableName": "other", "BackupArn": arn, "GlobalSecondaryIndexOverride": [other]}
    assert refusal(engine, "RestoreTableFromBackup", request) == (NO_INDEX.format("global"))


def test_vector_indexes_are_restored_too(engine: Engine) -> None:
    index: Wire = {
        "IndexName": "near",
        "VectorAttribute": {"AttributeName": "v"},
        "Dimensions": 1,
        "DistanceFunction": "EUCLIDEAN",
        "Projection": {"ProjectionType": "ALL"},
    }
    engine.call("CreateTable", table_request("source", id="S") | {"VectorIndexes": [index]})
    arn = backup(engine)
    features = engine.call("DescribeBackup", {"BackupArn": arn})["BackupDescription"]
    assert features["SourceTableFeatureDetails"]["VectorIndexes"] == [index]
    assert restore(engine, arn)["VectorIndexes"][0]["IndexName"] == "near"
    assert "VectorIndexes" not in restore(engine, arn, "without", VectorIndexOverride=[])
    request = {
        "TargetTableName": "other",
        "BackupArn": arn,
        "VectorIndexOverride": [index | {"IndexName": "far"}],
    }
    assert refusal(engine, "RestoreTableFromBackup", request) == (NO_INDEX.format("far"))


def test_backups_are_listed_by_pages_tables_and_times(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    create_table(engine, "other", id="S")
    arns = [backup(engine, "other")]
    clock.turn(hours=1)
    arns += [backup(engine)]
    clock.turn(hours=1)
    arns += [backup(engine)]

    def listed(**request: Any) -> list[str]:
        summaries = engine.call("ListBackups", request)["BackupSummaries"]
        return [summary["BackupArn"] for summary in summaries]

    assert listed() == listed(BackupType="ALL") == arns
    assert listed(TableName="source") == arns[1:]
    assert listed(TimeRangeLowerBound=NOON + 1, TimeRangeUpperBound=NOON + 3601) == [arns[1]]
    assert listed(BackupType="SYSTEM") == []
    page = engine.call("ListBackups", {"Limit": 2})
    assert page["LastEvaluatedBackupArn"] == arns[1]
    assert listed(ExclusiveStartBackupArn=arns[1]) == arns[2:]
    summary = page["BackupSummaries"][0]
    assert (summary["TableName"], summary["BackupStatus"]) == ("other", "AVAILABLE")


def test_a_deleted_backup_is_gone(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    arn = backup(engine)
    deleted = engine.call("DeleteBackup", {"BackupArn": arn})["BackupDescription"]
    assert deleted["BackupDetails"]["BackupStatus"] == "DELETED"
    told = f"BackupNotFoundException: Backup not found: {arn}"
    for operation in ("DeleteBackup", "DescribeBackup"):
        assert refusal(engine, operation, {"BackupArn": arn}) == told
    request = {"BackupArn": arn, "TargetTableName": "target"}
    assert refusal(engine, "RestoreTableFromBackup", request) == told
    assert engine.call("ListBackups", {}) == {"BackupSummaries": []}


@pytest.mark.parametrize(
    ("operation", "request_", "message"),
    [
        (
            "CreateBackup",
            {"TableName": "none", "BackupName": "daily"},
            "TableNotFoundException: Table not found: none",
        ),
        (
            "CreateBackup",
            {"TableName": "source", "BackupName": "x"},
            (
                "ValidationException: 1 validation error detected: Value 'x' at 'backupName' failed to "
                "satisfy constraint: Member must have length greater than or equal to 3"
            ),
        ),
        (
            "DescribeBackup",
            {},
            (
                "ValidationException: 1 validation error detected: Value null at 'backupArn' failed to "
                "satisfy constraint: Member must not be null"
            ),
        ),
        ("DescribeBackup", {"BackupArn": "x" * 40}, "ValidationException: Invalid Backup ARN"),
        (
            "DescribeBackup",
            {"BackupArn": ABSENT},
            f"BackupNotFoundException: Backup not found: {ABSENT}",
        ),
        (
            "RestoreTableFromBackup",
            {"BackupArn": "x" * 40},
            (
                "ValidationException: 1 validation error detected: Value null at 'targetTableName' failed to "
                "satisfy constraint: Member must not be null"
            ),
        ),
        (
            "ListBackups",
            {"TimeRangeLowerBound": 2, "TimeRangeUpperBound": 1},
            (
                "ValidationException: One or more parameter values were invalid: "
                "Time range lower bound must be less than or equal to upper bound"
            ),
        ),
        (
            "ListBackups",
            {"Limit": 101},
            (
                "ValidationException: 1 validation error detected: Value '101' at 'limit' failed to "
                "satisfy constraint: Member must have value less than or equal to 100"
            ),
        ),
    ],
)
def test_a_faulty_request_is_refused(
    clocked: tuple[Engine, Clock], operation: str, request_: Wire, message: str
) -> None:
    assert refusal(clocked[0], operation, request_) == message


def test_a_name_that_is_taken_is_not_restored_to(clocked: tuple[Engine, Clock]) -> None:
    engine, _ = clocked
    request = {"BackupArn": backup(engine), "TargetTableName": "source"}
    told = "TableAlreadyExistsException: Table already exists: source"
    assert refusal(engine, "RestoreTableFromBackup", request) == told


@pytest.mark.parametrize(
    "operation", ["ExportTableToPointInTime", "CreateGlobalTable", "PutResourcePolicy", "ImportTable"]
)
def test_what_has_no_meaning_here_is_unknown(engine: Engine, operation: str) -> None:
    request = table_request("any", id="S")
    assert refusal(engine, operation, request).startswith("UnknownOperationException")
