"""`dynamodb-toolbox mcp`: what it refuses; what it serves is tested in tests/mcp."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dynamodb_toolbox.cli.main import cli

MODELS = """
from dynamodb_toolbox import Database

first = Database({})
second = Database({})
number = 1
"""


@pytest.fixture(autouse=True)
def _models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "two_databases", raising=False)
    (tmp_path / "two_databases.py").write_text(MODELS, "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["mcp", *arguments])


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("two_databases", "first, second"),
        ("two_databases:number", "Expected a Database"),
        ("two_databases:nope", "Expected a Database"),
        ("no_such_module:database", "no module 'no_such_module'"),
    ],
)
def test_what_is_no_database_is_refused(target: str, message: str) -> None:
    result = run(target)
    assert result.exit_code == 2
    assert message in result.output


def test_without_the_sdk_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "dynamodb_toolbox.mcp.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    result = run("two_databases:first")
    assert result.exit_code == 1
    assert "pip install 'dynamodb-toolbox[mcp]'" in result.output
