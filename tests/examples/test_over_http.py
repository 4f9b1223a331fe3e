"""The examples over HTTP: against our own server, and any other that `DYNAMODB_LOCAL_ENDPOINT` names.

Such as `DYNAMODB_LOCAL_ENDPOINT=http://127.0.0.1:8000`, where DynamoDB Local listens; tables of the
examples' names are made there, and used.
"""

import os
import re
import subprocess
import sys
from asyncio import run as run_async
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from mcp import Client as MCPClient
from mcp import StdioServerParameters

import dynamodb_toolbox
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


def test_the_typed_key_value_store(url: str, tmp_path: Path) -> None:
    lines = run("kv_store_typed.py", url, tmp_path).splitlines()
    assert "At a glance: Card(species='raichu', level=43, custom_name='Sparky')" in lines
    assert lines.count("Deleted; now there is: None") == 2


def test_the_web_service(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastapi.testclient import TestClient

    app: Any = import_module("examples.fastapi_app").app
    monkeypatch.setenv("POKEMONS_URL", url)
    with TestClient(app) as http:
        at = "/trainers/over-http/pokemons"
        http.delete(f"{at}/sparky")  # of an earlier run
        assert http.post(at, json={"name": "sparky", "species": "pikachu", "level": 5}).status_code == 201
        assert http.patch(f"{at}/sparky", json={"levels": 3}).json()["level"] == 8
        assert http.get(at).json()["cards"] == [{"name": "sparky", "level": 8}]
        assert http.delete(f"{at}/sparky").status_code == 204


def test_the_tools_for_a_model(url: str, tmp_path: Path) -> None:
    source = str(Path(dynamodb_toolbox.__file__).parents[1])
    server = StdioServerParameters(
        command=sys.executable,
        args=[str(EXAMPLES / "mcp_server.py"), url, "--allow-writes"],
        cwd=tmp_path,
        env={"PYTHONPATH": source},
    )
    item = {"league": "kanto", "name": "ash", "badges": ["boulder"]}

    async def story() -> None:
        async with MCPClient(server) as client:
            await client.call_tool("ddb-tb_put-trainer-item-in-league-table", {"item": item})
            key = {"key": {"league": "kanto", "name": "ash"}}
            found = await client.call_tool("ddb-tb_get-trainer-item-from-league-table", key)
            assert item.items() <= found.structured_content["item"].items()

    run_async(story())
