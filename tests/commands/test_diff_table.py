"""`DiffTableCommand`: what is declared beside what is deployed."""

import asyncio
import json
from typing import Any

import pytest

from dynamodb_toolbox import Client, DiffTableCommand, EnsureTableCommand, TableDiff
from tests.commands.slow_tables import scores


@pytest.fixture
def deployed(client: Client) -> Client:
    """A client of a place where the table of scores is deployed."""
    scores(client).build(EnsureTableCommand).send()
    return client


def diff(client: Client, **more: Any) -> TableDiff:
    return scores(client, **more).build(DiffTableCommand).send()


def seen(found: TableDiff) -> list[tuple[str, str, str]]:
    return [(difference.path, difference.kind, difference.remedy) for difference in found.differences]


def test_nothing_differs(deployed: Client) -> None:
    found = diff(deployed)
    assert found.same
    assert str(found) == "Table 'scores' is deployed as declared."
    assert asyncio.run(scores(deployed).build(DiffTableCommand).send_async()) == found


def test_a_table_that_is_not_there(client: Client) -> None:
    found = diff(client)
    assert seen(found) == [("table", "missing", "CreateTable")]
    assert not found.needs_new_table
    assert "missing     table: scores  [CreateTable]" in str(found)


def test_another_name(deployed: Client) -> None:
    found = scores(deployed).build(DiffTableCommand).options(table_name="elsewhere").send()
    assert seen(found) == [("table", "missing", "CreateTable")]


@pytest.mark.parametrize(
    ("part", "value", "declared"),
    [
        ("partition_key", {"name": "player", "type": "binary"}, "player (HASH, B), points (RANGE, N)"),
        ("partition_key", {"name": "id", "type": "string"}, "id (HASH, S), points (RANGE, N)"),
        ("sort_key", {"name": "score", "type": "number"}, "player (HASH, S), score (RANGE, N)"),
        ("sort_key", None, "player (HASH, S)"),
    ],
)
def test_another_key_needs_another_table(deployed: Client, part: str, value: Any, declared: str) -> None:
    found = diff(deployed, **{part: value}, indexes={})
    key = found.differences[0]
    assert (key.path, key.declared, key.remedy) == ("key", declared, "new table")
    assert key.deployed == "player (HASH, S), points (RANGE, N)"
    assert found.needs_new_table


GAME = {"name": "game", "type": "string"}
POINTS = {"name": "points", "type": "number"}


def other(client: Client, **indexes: Any) -> TableDiff:
    """Compare a table with these indexes, and the others as they were."""
    given = {**scores(client).indexes, **indexes}
    return diff(client, indexes={name: index for name, index in given.items() if index is not None})


@pytest.mark.parametrize(
    ("indexes", "expected"),
    [
        (
            {"by_game": {"type": "global", "partition_key": GAME}},
            [("indexes.by_game.key", "different", "new index")],
        ),
        (
            {"by_game": {"type": "global", "partition_keys": [GAME, POINTS]}},
            [("indexes.by_game.key", "different", "new index")],
        ),
        (
            {
                "by_game": {
                    "type": "global",
                    "partition_key": GAME,
                    "sort_key": POINTS,
                    "projection": ["title"],
                }
            },
            [("indexes.by_game.projection", "different", "new index")],
        ),
        (
            {"by_place": {"type": "global", "partition_key": {"name": "city", "type": "number"}}},
            [("indexes.by_place.key", "different", "new index")],
        ),
        ({"new": {"type": "global", "partition_key": GAME}}, [("indexes.new", "missing", "UpdateTable")]),
        ({"by_game": None}, [("indexes.by_game", "undeclared", "UpdateTable")]),
        ({"by_date": None}, [("indexes.by_date", "undeclared", "new table")]),
        ({"late": {"type": "local", "sort_key": GAME}}, [("indexes.late", "missing", "new table")]),
        (
            {"by_date": {"type": "local", "sort_key": GAME, "projection": "KEYS_ONLY"}},
            [
                ("indexes.by_date.key", "different", "new table"),
                ("indexes.by_date.projection", "different", "new table"),
            ],
        ),
        (
            {"by_date": {"type": "global", "partition_key": GAME}},
            [("indexes.by_date", "undeclared", "new table"), ("indexes.by_date", "missing", "UpdateTable")],
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_indexes(deployed: Client, indexes: Any, expected: list[tuple[str, str, str]]) -> None:
    assert seen(other(deployed, **indexes)) == expected


def test_the_order_of_what_is_projected_does_not_matter(client: Client) -> None:
    def index(*projection: str) -> dict[str, Any]:
        return {"index": {"type": "global", "partition_key": GAME, "projection": projection}}

    scores(client, indexes=index("b", "a")).build(EnsureTableCommand).send()
    assert diff(client, indexes=index("a", "b")).same
    assert [d.declared for d in diff(client, indexes=index("a")).differences] == ["INCLUDE, a"]


UNITS = {"ReadCapacityUnits": 5, "WriteCapacityUnits": 6}


def test_settings_are_compared_where_they_are_declared(deployed: Client) -> None:
    assert diff(deployed, settings={"billing_mode": "PAY_PER_REQUEST", "table_class": "STANDARD"}).same
    found = diff(
        deployed,
        settings={
            "provisioned_throughput": UNITS,
            "deletion_protection": True,
            "stream_view_type": "NEW_IMAGE",
            "sse_specification": {"Enabled": True},
        },
    )
    assert [(d.path, d.declared, d.deployed) for d in found.differences] == [
        ("settings.provisioned_throughput", UNITS, None),
        ("settings.deletion_protection", True, False),
        ("settings.stream_view_type", "NEW_IMAGE", None),
        ("settings.sse_specification", {"Enabled": True}, {"Enabled": False}),
        ("settings.billing_mode", "PROVISIONED", "PAY_PER_REQUEST"),
    ]
    assert "missing     settings.provisioned_throughput: ReadCapacityUnits 5, WriteCapacityUnits 6" in str(
        found
    )
    assert str(found).endswith("All can be changed in place, by the operations named.")


def test_throughputs(client: Client) -> None:
    settings = {"provisioned_throughput": UNITS}
    scores(client, settings=settings).build(EnsureTableCommand).send()
    assert diff(client, settings=settings).same
    more = {**scores(client).indexes["by_game"], "provisioned_throughput": {**UNITS, "ReadCapacityUnits": 9}}
    found = diff(client, settings=settings, indexes={**scores(client).indexes, "by_game": more})
    assert seen(found) == [("indexes.by_game.provisioned_throughput", "different", "UpdateTable")]


def test_settings_may_be_given(deployed: Client) -> None:
    command = scores(deployed).build(DiffTableCommand).options(settings={"deletion_protection": True})
    assert seen(command.send()) == [("settings.deletion_protection", "different", "UpdateTable")]


def test_the_report_says_what_it_takes(deployed: Client) -> None:
    game, points = "game (HASH, S)", "points (RANGE, N)"
    assert str(other(deployed, by_game={"type": "global", "partition_key": GAME})).splitlines() == [
        "Table 'scores' is not deployed as declared:",
        f"  different   indexes.by_game.key: declared {game}; deployed {game}, {points}  [new index]",
        "All can be changed in this table; an index marked so is deleted and created again.",
    ]
    assert str(other(deployed, by_date=None)).splitlines() == [
        "Table 'scores' is not deployed as declared:",
        "  undeclared  indexes.by_date: player (HASH, S), date (RANGE, S), projects ALL  [new table]",
        "A new table is needed: what is marked so cannot be changed.",
    ]


def test_the_difference_as_data(deployed: Client) -> None:
    found = other(deployed, by_date=None).to_dict()
    assert json.loads(json.dumps(found)) == {
        "table_name": "scores",
        "same": False,
        "differences": [
            {
                "path": "indexes.by_date",
                "kind": "undeclared",
                "declared": None,
                "deployed": "player (HASH, S), date (RANGE, S), projects ALL",
                "remedy": "new table",
            }
        ],
    }


def test_paths_of_odd_names(client: Client) -> None:
    found = diff(client, name="odd")
    assert found.differences[0].path == "table"
    scores(client, name="odd").build(EnsureTableCommand).send()
    odd = {"by.title": {"type": "global", "partition_key": {"name": "title", "type": "string"}}}
    found = diff(
        client, name="odd", indexes={**scores(client).indexes, **odd}, settings={"tags": {"a.b": "c"}}
    )
    assert [difference.path for difference in found.differences] == [
        "indexes['by.title']",
        "settings.tags['a.b']",
    ]
