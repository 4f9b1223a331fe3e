"""`dynamodb-toolbox diff`."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dynamodb_toolbox
from tests.cli.models import Run, change

URL = "--url=sqlite:///app.db"


def test_all_is_as_declared(run: Run) -> None:
    assert run("tables", "create", "app_models", URL).exit_code == 0
    shown = run("diff", "app_models", URL)
    assert shown.exit_code == 0
    assert shown.output == (
        "Table 'scores' is deployed as declared.\n\nTable 'players' is deployed as declared.\n"
    )


def test_something_differs(run: Run) -> None:
    run("tables", "create", "app_models", URL)
    change('"name": "game", "type": "string"', '"name": "title", "type": "string"')
    shown = run("diff", "app_models:scores", URL)
    assert shown.exit_code == 1
    assert (
        "different   indexes.by_game.key: declared title (HASH, S); deployed game (HASH, S)" in shown.output
    )
    assert run("diff", "app_models:players", URL).exit_code == 0


def test_a_table_that_is_not_there(run: Run) -> None:
    shown = run("diff", "app_models:player", URL)
    assert shown.exit_code == 1
    assert "missing     table: players  [CreateTable]" in shown.output


def test_as_json(run: Run) -> None:
    found = json.loads(run("diff", "app_models:database", URL, "--json").output)
    assert [(table["table_name"], table["same"]) for table in found] == [
        ("players", False),
        ("scores", False),
    ]


@pytest.mark.parametrize(
    ("target", "url", "says"),
    [
        ("app_nowhere", URL, "There is no module 'app_nowhere' here."),
        ("app_models:nobody", URL, "Expected a Table or Entity or Registry or Database"),
        ("app_models:nothing", URL, "Expected a Table"),
        ("app_broken", URL, "Cannot import 'app_broken': ZeroDivisionError: division by zero"),
        ("app_models", "--url=mysql://x", "[client.invalidUrl]"),
        ("app_models", "--url=sqlite:///nowhere/app.db", "[engine.missingFolder]"),
        ("app_models", None, "[actions.missingDocumentClient]"),
    ],
)
def test_what_cannot_be_found_out(run: Run, target: str, url: str | None, says: str) -> None:
    shown = run("diff", target, *([url] if url else []))
    assert shown.exit_code == 2
    assert says in shown.output


def test_the_clients_of_tables_are_used(run: Run) -> None:
    change("nothing = 1", 'scores.client = players.client = connect("sqlite:///app.db")')
    assert run("tables", "ensure", "app_models").exit_code == 0
    assert run("diff", "app_models").exit_code == 0


def test_as_a_process(run: Run) -> None:
    command = [sys.executable, "-m", "dynamodb_toolbox", "diff", "app_models:scores", URL]
    environment = {**os.environ, "PYTHONPATH": str(Path(dynamodb_toolbox.__file__).parents[1])}
    shown = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (shown.returncode, shown.stderr) == (1, "")
    assert shown.stdout.startswith("Table 'scores' is not deployed as declared:\n")
