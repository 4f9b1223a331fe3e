"""`EnsureTableCommand`: created where missing, waited for, compared where it is there."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    CreateTableCommand,
    DeleteTableCommand,
    EnsureTableCommand,
    Table,
    TableMismatchError,
    TableTimeoutError,
    connect,
)
from tests.commands.slow_tables import SlowEndpoint, scores, slept
from tests.refusals import refused


def test_ensure_creates_once_and_then_finds(client: Client) -> None:
    table = scores(client)
    first = table.build(EnsureTableCommand).send()
    again = asyncio.run(table.build(EnsureTableCommand).send_async())
    assert (first.created, again.created) == (True, False)
    assert first.status == again.status == "ACTIVE"
    assert first.diff.same
    assert again.diff.same
    assert first.description["CreationDateTime"] == again.description["CreationDateTime"]


def test_ensure_takes_another_name(client: Client) -> None:
    scores(client).build(EnsureTableCommand).options(table_name="elsewhere").send()
    assert client.call("ListTables", {})["TableNames"] == ["elsewhere"]


def test_ensure_waits_until_the_table_is_active(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    waits = slept(monkeypatch)
    endpoint = SlowEndpoint(client.endpoint, replies=3)
    assert scores(Client(endpoint)).build(EnsureTableCommand).send().status == "ACTIVE"
    assert endpoint.operations == ["DescribeTable", "CreateTable", *["DescribeTable"] * 4]
    assert waits == [0.25, 0.5, 1.0, 2.0]


def test_ensure_gives_up_in_the_end(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    slept(monkeypatch)
    table = scores(Client(SlowEndpoint(client.endpoint, replies=10_000)))
    with pytest.raises(TableTimeoutError, match="is not active after 12 s: it is CREATING"):
        table.build(EnsureTableCommand).options(timeout=12).send()


def test_a_table_that_is_going_is_waited_for_and_created_anew(
    monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    slept(monkeypatch)
    table = scores(Client(SlowEndpoint(client.endpoint, replies=2)))
    first = table.build(EnsureTableCommand).send()
    table.build(DeleteTableCommand).send()
    second = table.build(EnsureTableCommand).send()
    assert second.created
    assert first.description["TableId"] != second.description["TableId"]


def test_another_process_may_be_faster(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    slept(monkeypatch)
    table = scores(Client(SlowEndpoint(client.endpoint, replies=2, unseen=1)))
    table.build(CreateTableCommand).send()  # and for a moment nobody sees it
    response = table.build(EnsureTableCommand).send()
    assert (response.created, response.status) == (False, "ACTIVE")


def test_many_may_ensure_one_table_at_once(tmp_path: Path) -> None:
    def ensure(_: int) -> bool:
        with connect(f"sqlite:///{tmp_path}/app.db") as own:
            response = scores(own, settings={"time_to_live": "expires_at"}).build(EnsureTableCommand).send()
            assert response.diff.same
            return response.created

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ensure, range(8))) == 1


def test_ensure_refuses_a_table_with_another_key(client: Client) -> None:
    scores(client).build(EnsureTableCommand).send()
    other = Table(name="scores", partition_key={"name": "player", "type": "number"}, client=client)
    with pytest.raises(TableMismatchError) as caught:
        other.build(EnsureTableCommand).send()
    assert caught.value.code == "table.keyMismatch"
    assert "declared player (HASH, N); deployed player (HASH, S), points (RANGE, N)" in caught.value.message
    assert caught.value.diff.needs_new_table


def test_ensure_refuses_a_table_without_a_declared_index(client: Client) -> None:
    scores(client, indexes={}).build(EnsureTableCommand).send()
    ensure = scores(client).build(EnsureTableCommand)
    with pytest.raises(TableMismatchError, match=r"missing +indexes.by_game: game \(HASH, S\)") as caught:
        ensure.send()
    assert caught.value.code == "table.mismatch"
    response = ensure.options(on_difference="RETURN").send()
    assert [difference.path for difference in response.diff.unmet] == [
        "indexes.by_date",
        "indexes.by_game",
        "indexes.by_place",
    ]


def test_an_index_that_nobody_declared_does_no_harm(client: Client) -> None:
    scores(client).build(EnsureTableCommand).send()
    response = scores(client, indexes={}).build(EnsureTableCommand).send()
    assert [difference.kind for difference in response.diff.differences] == ["undeclared"] * 3


def test_ensure_refuses_other_settings(client: Client) -> None:
    scores(client).build(EnsureTableCommand).send()
    settings: dict[str, Any] = {"deletion_protection": True}
    with pytest.raises(TableMismatchError, match=r"settings.deletion_protection: declared on; deployed off"):
        scores(client, settings=settings).build(EnsureTableCommand).send()
    with pytest.raises(TableMismatchError):
        scores(client).build(EnsureTableCommand).options(
            settings={"table_class": "STANDARD_INFREQUENT_ACCESS"}
        ).send()


def test_options_that_are_none(client: Client) -> None:
    with refused("options.invalidOnDifferenceOption"):
        scores(client).build(EnsureTableCommand).options(on_difference="IGNORE").send()
    with refused("table.invalidSettings", "settings.table_class"):
        bad: Any = {"table_class": "CHEAP"}
        scores(client).build(EnsureTableCommand).options(settings=bad).send()
    assert client.call("ListTables", {})["TableNames"] == []
