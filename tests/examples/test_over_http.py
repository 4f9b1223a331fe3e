"""The examples over HTTP: against our own server, and any other that `DYNAMODB_LOCAL_ENDPOINT` names.

Such as `DYNAMODB_LOCAL_ENDPOINT=http://127.0.0.1:8000`, where DynamoDB Local listens; tables of the
examples' names are made there, and used.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.support import served

EXAMPLES = Path(__file__).parents[2] / "examples"
OTHER = os.environ.get("DYNAMODB_LOCAL_ENDPOINT")
URL_OF_EXAMPLE = re.compile(r'^client = connect\("sqlite://[^"]*"\)$', re.MULTILINE)


@pytest.fixture(
    params=[
        "our server",
        pytest.param(
            "another",
            marks=pytest.mark.skipif(OTHER is None, reason="DYNAMODB_LOCAL_ENDPOINT names no other server"),
        ),
    ]
)
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "another":
        yield str(OTHER)
        return
    with served("--memory", "--quiet") as (url, _):
        yield url


def run(name: str, url: str, folder: Path, *arguments: str) -> str:
    """Run an example in which nothing but the URL of its client is another."""
    source, count = URL_OF_EXAMPLE.subn(f'client = connect("{url}")', (EXAMPLES / name).read_text("utf-8"))
    assert count == 1
    (folder / name).write_text(source, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(folder / name), *arguments],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_key_value_store(url: str, tmp_path: Path) -> None:
    output = run("kv_store.py", url, tmp_path, "--keep")
    assert output.count("'custom_name': 'Sparky'") == 3
    assert output.count("Deleted; now there is: None") == 3
    assert "Left behind by an earlier run: {'pokemon_id': 'pikachu-1'" in run("kv_store.py", url, tmp_path)


def test_the_single_table(url: str, tmp_path: Path) -> None:
    output = run("single_table.py", url, tmp_path)
    for line in ("118 items written", "118 items in 8 of 8 segments", "Points of all: 474140"):
        assert line in output.splitlines(), output
