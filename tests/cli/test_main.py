import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dynamodb_toolbox.cli import run
from dynamodb_toolbox.cli.main import COMMANDS, cli


def test_every_command_tells_what_it_does() -> None:
    shown = CliRunner().invoke(cli, ["--help"])
    assert shown.exit_code == 0
    for name in COMMANDS:
        assert name in shown.output
        assert CliRunner().invoke(cli, [name, "--help"]).exit_code == 0


def test_an_unknown_command_is_refused() -> None:
    assert CliRunner().invoke(cli, ["nope"]).exit_code == 2


def test_the_command_is_installed() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "dynamodb_toolbox", "--version"], capture_output=True, text=True, check=True
    )
    assert shown.stdout.startswith("dynamodb-toolbox, version")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_an_output_that_takes_no_more_is_told() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        shown = subprocess.run(
            [sys.executable, "-m", "dynamodb_toolbox", "export", "tests.exports.definitions"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (shown.returncode, shown.stderr) == (2, "Error: [Errno 28] No space left on device\n")


def test_without_click_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "click", None)
    monkeypatch.delitem(sys.modules, "dynamodb_toolbox.cli.main")
    with pytest.raises(SystemExit, match=r"pip install 'dynamodb-toolbox\[cli\]'"):
        run()
