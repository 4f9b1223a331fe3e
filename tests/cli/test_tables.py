"""`dynamodb-toolbox tables`."""

import json

from dynamodb_toolbox import connect
from tests.cli.models import Run, change
from tests.server.support import served

URL = "--url=sqlite:///app.db"


def names() -> list[str]:
    with connect("sqlite:///app.db") as client:
        found: list[str] = client.call("ListTables", {})["TableNames"]
        return found


def test_tables_come_and_go(run: Run) -> None:
    shown = run("tables", "create", "app_models", URL)
    assert shown.output == "Table 'scores' is created, and ACTIVE.\nTable 'players' is created, and ACTIVE.\n"
    assert names() == ["players", "scores"]
    described = json.loads(run("tables", "describe", "app_models:players", URL).output)
    assert [table["TableStatus"] for table in described] == ["ACTIVE"]
    assert (
        run("tables", "delete", "app_models:players", URL, "--yes").output == "Table 'players' is deleted.\n"
    )
    assert names() == ["scores"]


def test_a_failure_has_another_exit_code(run: Run) -> None:
    run("tables", "create", "app_models:scores", URL)
    shown = run("tables", "create", "app_models:scores", URL)
    assert (shown.exit_code, shown.output) == (
        2,
        "Error: ResourceInUseException: Table already exists: scores\n",
    )
    shown = run("tables", "describe", "app_models:players", URL)
    assert shown.exit_code == 2
    assert "ResourceNotFoundException" in shown.output


def test_ensure_creates_what_is_missing_and_compares_the_rest(run: Run) -> None:
    run("tables", "create", "app_models:scores", URL)
    shown = run("tables", "ensure", "app_models", URL)
    assert shown.exit_code == 0
    assert shown.output == "Table 'scores' is deployed as declared.\nTable 'players' is created.\n"
    change('"name": "points", "type": "number"}', '"name": "points", "type": "string"}')
    change("s.number().key()", "s.string().key()")
    shown = run("tables", "ensure", "app_models", URL)
    assert shown.exit_code == 1
    assert (
        "key: declared player (HASH, S), points (RANGE, S); deployed player (HASH, S), points (RANGE, N)"
        in (shown.output)
    )
    assert shown.output.endswith("Table 'players' is deployed as declared.\n")


def test_entities_are_checked(run: Run) -> None:
    change('"game": s.string()', '"game": s.number()')
    for command in ("create", "ensure"):
        shown = run("tables", command, "app_models", URL)
        assert shown.exit_code == 2
        assert "[table.entityMismatch] Entity 'score', attribute 'game'" in shown.output
    assert names() == []


def test_deletion_is_confirmed(run: Run) -> None:
    run("tables", "create", "app_models", URL)
    shown = run("tables", "delete", "app_models", URL)  # nobody answers
    assert shown.exit_code == 1
    assert "Delete with all their items: scores, players?" in shown.output
    assert names() == ["players", "scores"]


def test_over_http(run: Run) -> None:
    with served() as (url, _):
        over_http = f"--url={url}"
        assert run("tables", "ensure", "app_models", over_http).exit_code == 0
        assert run("diff", "app_models", over_http).exit_code == 0
        change('"name": "game", "type": "string"', '"name": "title", "type": "string"')
        shown = run("diff", "app_models:scores", over_http)
    assert shown.exit_code == 1
    assert shown.output.endswith("an index marked so is deleted and created again.\n")
