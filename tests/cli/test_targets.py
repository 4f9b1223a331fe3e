"""`MODULE:NAME` on the command line: whatever the user's module does, each command says it in one line."""

from pathlib import Path

import pytest

from tests.cli.models import Run

COMMANDS = (["diff"], ["export"], ["mcp"], ["scan"], ["tables", "describe"], ["types"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("1 / 0", "Cannot import 'app_raising': ZeroDivisionError: division by zero"),
        ("import no_such_module", "ModuleNotFoundError: No module named 'no_such_module'"),
        ("x =", "SyntaxError: invalid syntax"),
        ("import sys; sys.exit('usage: …')", "Cannot import 'app_raising': SystemExit: usage: …"),
    ],
)
def test_a_module_that_cannot_be_imported(run: Run, command: list[str], source: str, says: str) -> None:
    Path("app_raising.py").write_text(source, encoding="utf-8")
    shown = run(*command, "app_raising")
    assert shown.exit_code == 2
    assert shown.output.startswith("Error: ")
    assert says in shown.output
    assert len(shown.output.splitlines()) == 1


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("target", ["app_models.py", "./app_models", "", ":scores", ".", ".app_models", "-"])
def test_what_is_no_name_of_a_module(run: Run, command: list[str], target: str) -> None:
    shown = run(*command, "--", target)
    assert shown.exit_code == 2
    assert f"such as app.models:table; got '{target}'." in shown.output
