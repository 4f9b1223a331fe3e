"""Point-in-time recovery: settings, and tables restored as they were."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.clocked import NOON, Clock, clocked_engine
from tests.engine.support import Wire, create_table, index, key, put, refusal, table_request

DAY = 86_400


@pytest.fixture
def clocked() -> Iterator[tuple[Engine, Clock]]:
    with clocked_engine() as pair:
        create_table(pair[0], "plain", id="S")
        yield pair


def enable(engine: Engine, *, enabled: bool = True, **specification: Any) -> Wire:
    given = {"PointInTimeRecoveryEnabled": enabled, **specification}
    request = {"TableName": "plain", "PointInTimeRecoverySpecification": given}
    reply = engine.call("UpdateContinuousBackups", request)["ContinuousBackupsDescription"]
    assert engine.call("DescribeContinuousBackups", {"TableName": "plain"}) == {
        "ContinuousBackupsDescription": reply
    }
    description: Wire = reply["PointInTimeRecoveryDescription"]
    return description


def restored(engine: Engine, moment: float | None = None, name: str = "target") -> list[Wire]:
    when: Wire = {"UseLatestRestorableTime": True} if moment is None else {"RestoreDateTime": moment}
    request = {"SourceTableName": "plain", "TargetTableName": name, **when}
    table = engine.call("RestoreTableToPointInTime", request)["TableDescription"]
    items: list[Wire] = engine.call("Scan", {"TableName": name})["Items"]
    assert table["ItemCount"] == len(items)
    engine.call("DeleteTable", {"TableName": name})
    return items


def test_settings_are_kept(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    assert enable(engine, enabled=False) == {"PointInTimeRecoveryStatus": "DISABLED"}
    assert enable(engine) == {
        "PointInTimeRecoveryStatus": "ENABLED",
        "RecoveryPeriodInDays": 35,
        "EarliestRestorableDateTime": NOON,
        "LatestRestorableDateTime": NOON,
    }
    clock.turn(hours=24 * 10)
    assert enable(engine, RecoveryPeriodInDays=7) == {
        "PointInTimeRecoveryStatus": "ENABLED",
        "RecoveryPeriodInDays": 7,
        "EarliestRestorableDateTime": NOON + 3 * DAY,
        "LatestRestorableDateTime": NOON + 10 * DAY,
    }
    assert enable(engine, RecoveryPeriodInDays=20)["EarliestRestorableDateTime"] == NOON + 3 * DAY
    assert enable(engine, enabled=False) == {"PointInTimeRecoveryStatus": "DISABLED"}


def test_a_period_is_for_what_is_enabled(clocked: tuple[Engine, Clock]) -> None:
    given = {"PointInTimeRecoveryEnabled": False, "RecoveryPeriodInDays": 3}
    request = {"TableName": "plain", "PointInTimeRecoverySpecification": given}
    assert refusal(clocked[0], "UpdateContinuousBackups", request) == (
        "ValidationException: Invalid Request: "
        "Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery."
    )


def test_a_table_is_restored_as_it_was(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    put(engine, key("before"))
    enable(engine)
    changes: list[tuple[str, Wire]] = [
        ("PutItem", {"Item": key("a") | {"n": {"N": "1"}}}),
        ("PutItem", {"Item": key("a") | {"n": {"N": "2"}}}),
        ("DeleteItem", {"Key": key("before")}),
        ("PutItem", {"Item": key("b")}),
    ]
    states: list[tuple[float, list[Wire]]] = []
    for operation, request in changes:
        clock.turn(seconds=10)
        engine.call(operation, {"TableName": "plain", **request})
        states.append((clock.now, engine.call("Scan", {"TableName": "plain"})["Items"]))
    clock.turn(seconds=10)
    assert restored(engine, NOON) == [key("before")]
    for moment, items in states:
        assert restored(engine, moment) == restored(engine, moment + 9) == items
    assert restored(engine) == states[-1][1]


def test_indexes_are_restored_too() -> None:
    with clocked_engine() as (engine, clock):
        request = table_request("plain", id="S") | {
            "AttributeDefinitions": [{"AttributeName": n, "AttributeType": "S"} for n in ("id", "g")],
            "GlobalSecondaryIndexes": [index("by-g", ("g", "HASH"))],
        }
        engine.call("CreateTable", request)
        enable(engine)
        put(engine, key("a") | {"g": {"S": "x"}})
        clock.turn(seconds=10)
        put(engine, key("a") | {"g": {"S": "y"}})
        restore = {
            "SourceTableArn": "arn:aws:dynamodb:local:000000000000:table/plain",
            "TargetTableName": "target",
            "RestoreDateTime": NOON,
        }
        table = engine.call("RestoreTableToPointInTime", restore)["TableDescription"]
        assert table["RestoreSummary"] == {
            "SourceTableArn": "arn:aws:dynamodb:local:000000000000:table/plain",
            "RestoreDateTime": clock.now,
            "RestoreInProgress": False,
        }
        entries = engine.call("Scan", {"TableName": "target", "IndexName": "by-g"})["Items"]
        assert entries == [key("a") | {"g": {"S": "x"}}]


def test_what_is_older_than_the_period_leaves_the_file(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine, RecoveryPeriodInDays=1)
    for number in range(300):
        put(engine, key("a") | {"n": {"N": str(number)}})
    clock.turn(hours=25)
    for number in range(300, 600):
        put(engine, key("a") | {"n": {"N": str(number)}})
    with engine._context.database.reading() as connection:
        [(kept,)] = connection.execute("SELECT count(*) FROM history_1")
    assert kept == 300
    assert restored(engine, clock.now - 1) == [key("a") | {"n": {"N": "299"}}]


def test_disabling_forgets(clocked: tuple[Engine, Clock]) -> None:
    engine, clock = clocked
    enable(engine)
    put(engine, key("a"))
    enable(engine, enabled=False)
    clock.turn(hours=1)
    assert enable(engine)["EarliestRestorableDateTime"] == clock.now
    engine.call("DeleteTable", {"TableName": "plain"})
    create_table(engine, "plain", id="S")
    enable(engine)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"SourceTableName": "none"}, "TableNotFoundException: Table not found: none"),
        ({"SourceTableName": None}, "ValidationException: Must provide exactly one of: sourceTableArn"),
        (
            {"SourceTableName": None, "SourceTableArn": "x"},
            "ValidationException: sourceTableArn is not a valid ARN",
        ),
        ({"RestoreDateTime": NOON}, "ValidationException: Invalid Request: Either one of RestoreDateTime or"),
        (
            {"UseLatestRestorableTime": None, "RestoreDateTime": NOON - 1},
            f"InvalidRestoreTimeException: RestoreDateTime must be from {NOON} to {NOON}, not {NOON - 1}",
        ),
        ({"TargetTableName": "plain"}, "TableAlreadyExistsException: Table already exists: plain"),
    ],
)
def test_a_faulty_restore_is_refused(clocked: tuple[Engine, Clock], change: Wire, message: str) -> None:
    engine, _ = clocked
    enable(engine)
    request: Wire = {
        "SourceTableName": "plain",
        "TargetTableName": "target",
        "UseLatestRestorableTime": True,
    }
    assert refusal(engine, "RestoreTableToPointInTime", request | change).startswith(message)
    assert engine.call("ListTables", {}) == {"TableNames": ["plain"]}


def test_it_must_be_enabled(clocked: tuple[Engine, Clock]) -> None:
    request = {"SourceTableName": "plain", "TargetTableName": "target", "UseLatestRestorableTime": True}
    assert refusal(clocked[0], "RestoreTableToPointInTime", request) == (
        "PointInTimeRecoveryUnavailableException: Point in time recovery is not enabled for table 'plain'"
    )
    assert refusal(clocked[0], "DescribeContinuousBackups", {"TableName": "none"}) == (
        "TableNotFoundException: Table not found: none"
    )


writes = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.booleans()), max_size=20)


@settings(max_examples=40, deadline=None)
@given(before=writes, done=writes, data=st.data())
def test_every_moment_can_be_restored(
    before: list[tuple[str, int, bool]], done: list[tuple[str, int, bool]], data: st.DataObject
) -> None:
    with clocked_engine() as (engine, clock):
        create_table(engine, "plain", id="S")

        def write(name: str, number: int, deletes: bool) -> None:
            if deletes:
                engine.call("DeleteItem", {"TableName": "plain", "Key": key(name)})
            else:
                put(engine, key(name) | {"n": {"N": str(number)}})

        for each in before:
            write(*each)
        enable(engine)
        states = {clock.now: engine.call("Scan", {"TableName": "plain"})["Items"]}
        for each in done:
            if data.draw(st.booleans()):
                clock.turn(seconds=1)
            write(*each)
            states[clock.now] = engine.call("Scan", {"TableName": "plain"})["Items"]
        moment = data.draw(st.sampled_from(sorted(states)))
        assert restored(engine, moment) == states[moment]
