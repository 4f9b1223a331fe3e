"""Settings of tables on the engine: deployed, compared, changed."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    CreateTableCommand,
    DescribeTimeToLiveCommand,
    DiffTableCommand,
    EnsureTableCommand,
    ServiceError,
    TableMismatchError,
    UpdateTimeToLiveCommand,
    ValidationException,
)
from dynamodb_toolbox.protocol.calls import Endpoint, Reply
from tests.commands.slow_tables import SlowEndpoint, scores, slept

SETTINGS: Any = {
    "stream_view_type": "NEW_IMAGE",
    "time_to_live": "expires_at",
    "point_in_time_recovery": True,
    "deletion_protection": True,
    "sse_specification": {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": "alias/app"},
    "table_class": "STANDARD_INFREQUENT_ACCESS",
    "tags": {"team": "games", "stage": "test"},
    "on_demand_throughput": {"MaxReadRequestUnits": 100},
}


def paths(client: Client, settings: Any) -> list[str]:
    found = scores(client, settings=settings).build(DiffTableCommand).send()
    return [difference.path for difference in found.differences]


def test_a_new_table_has_all_of_them(client: Client) -> None:
    table = scores(client, settings=SETTINGS)
    response = table.build(EnsureTableCommand).send()
    assert response.created
    assert table.build(DescribeTimeToLiveCommand).send().attribute == "expires_at"
    assert table.build(DiffTableCommand).send().same
    assert table.build(EnsureTableCommand).send().diff.same
    arn = response.description["TableArn"]
    tags = client.call("ListTagsOfResource", {"ResourceArn": arn})["Tags"]
    assert {tag["Key"]: tag["Value"] for tag in tags} == SETTINGS["tags"]
    assert response.description["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"


def test_each_of_them_is_compared(client: Client) -> None:
    scores(client, settings=SETTINGS).build(EnsureTableCommand).send()
    assert paths(client, {}) == []
    assert paths(client, {"stream_view_type": "OLD_IMAGE"}) == ["settings.stream_view_type"]
    assert paths(client, {"time_to_live": "other"}) == ["settings.time_to_live"]
    assert paths(client, {"tags": {"team": "games"}}) == []
    assert paths(client, {"tags": {"team": "b", "owner": "a"}}) == [
        "settings.tags.team",
        "settings.tags.owner",
    ]
    assert paths(client, {"on_demand_throughput": {"MaxReadRequestUnits": 5}}) == [
        "settings.on_demand_throughput"
    ]
    assert paths(client, {"table_class": "STANDARD", "deletion_protection": False}) == [
        "settings.table_class",
        "settings.deletion_protection",
    ]


def test_what_is_missing_is_told_by_its_remedy(client: Client) -> None:
    scores(client).build(EnsureTableCommand).send()
    found = scores(client, settings=SETTINGS).build(DiffTableCommand).send()
    assert {difference.path: difference.remedy for difference in found.differences} == {
        "settings.stream_view_type": "UpdateTable",
        "settings.time_to_live": "UpdateTimeToLive",
        "settings.point_in_time_recovery": "UpdateContinuousBackups",
        "settings.deletion_protection": "UpdateTable",
        "settings.sse_specification": "UpdateTable",
        "settings.table_class": "UpdateTable",
        "settings.tags.team": "TagResource",
        "settings.tags.stage": "TagResource",
        "settings.on_demand_throughput": "UpdateTable",
    }


def test_time_to_live_goes_on_and_off(client: Client) -> None:
    table = scores(client, settings={"time_to_live": "expires_at"})
    table.build(CreateTableCommand).send()
    off = table.build(DescribeTimeToLiveCommand).send()
    assert (off.status, off.attribute) == ("DISABLED", None)
    on = table.build(UpdateTimeToLiveCommand).send()
    assert (on.status, on.attribute) == ("ENABLING", "expires_at")
    assert table.build(DescribeTimeToLiveCommand).send().attribute == "expires_at"
    with pytest.raises(ValidationException):
        table.build(UpdateTimeToLiveCommand).send()
    stopped = asyncio.run(table.build(UpdateTimeToLiveCommand).options(enabled=False).send_async())
    assert (stopped.status, stopped.attribute) == ("DISABLING", None)
    assert table.build(DescribeTimeToLiveCommand).send().attribute is None


def test_a_table_whose_creator_is_not_done_is_set_up_by_both(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    slept(monkeypatch)
    table = scores(Client(SlowEndpoint(client.endpoint, replies=2)), settings={"time_to_live": "expires_at"})
    table.build(CreateTableCommand).send()
    response = table.build(EnsureTableCommand).send()
    assert (response.created, response.diff.same) == (False, True)
    assert table.build(DescribeTimeToLiveCommand).send().attribute == "expires_at"


def test_time_to_live_of_a_table_that_was_there_is_not_switched_on(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    waits = slept(monkeypatch)
    scores(client).build(EnsureTableCommand).send()
    table = scores(client, settings={"time_to_live": "expires_at"})
    with pytest.raises(TableMismatchError, match=r"settings.time_to_live: expires_at  \[UpdateTimeToLive\]"):
        table.build(EnsureTableCommand).send()
    assert sum(waits) < 2  # its creator had a moment to do so
    assert table.build(DescribeTimeToLiveCommand).send().attribute is None


class NotReady:
    """The engine, whose new tables are not ready for point-in-time recovery at once, as AWS's are not.

    https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
    """

    def __init__(self, engine: Endpoint, *, unavailable: int) -> None:
        self._engine = engine
        self._unavailable = unavailable

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        if operation == "UpdateContinuousBackups" and self._unavailable:
            self._unavailable -= 1
            name = "ContinuousBackupsUnavailableException"
            raise ServiceError("Backups are being enabled for the table. Please retry later", name=name)
        return self._engine.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None:
        self._engine.close()


def test_point_in_time_recovery_is_tried_until_a_new_table_is_ready(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    waits = slept(monkeypatch)
    settings: Any = {"point_in_time_recovery": True}
    table = scores(Client(NotReady(client.endpoint, unavailable=2)), settings=settings)
    assert table.build(EnsureTableCommand).send().created
    assert waits == [0.5, 1.0]
    assert table.build(EnsureTableCommand).send().diff.same
    assert paths(client, settings) == []
    assert paths(client, {"point_in_time_recovery": False}) == ["settings.point_in_time_recovery"]


def test_it_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    waits = slept(monkeypatch)
    endpoint = NotReady(client.endpoint, unavailable=100)
    table = scores(Client(endpoint), settings={"point_in_time_recovery": True})
    with pytest.raises(ServiceError, match="Backups are being enabled"):
        table.build(EnsureTableCommand).send()
    assert sum(waits) < 20
