"""`--output`: a file that cannot be written, or read, is told."""

from pathlib import Path

import pytest

from tests.cli.models import Run


@pytest.mark.parametrize("command", ["export", "types"])
def test_a_file_that_cannot_be_written(run: Run, command: str) -> None:
    shown = run(command, "app_models", "-o", "nowhere/file")
    assert shown.exit_code == 2
    assert shown.output == f"Error: Cannot write '{Path('nowhere/file')}': No such file or directory.\n"


def test_a_file_that_cannot_be_compared(run: Run) -> None:
    Path("types.py").write_bytes(b"\xff")
    shown = run("types", "app_models", "-o", "types.py", "--check")
    assert shown.exit_code == 2
    assert shown.output.startswith("Error: Cannot read 'types.py': 'utf-8' codec")
