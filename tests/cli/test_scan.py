"""`dynamodb-toolbox scan`: items as JSON lines on the output, how far it is on the standard error."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

MODELS = """
import sys
from dynamodb_toolbox import BatchPutRequest, BatchWriteCommand, EnsureTableCommand, Entity, Table
from dynamodb_toolbox import connect, execute_batch_write, s

table = Table(
    name="league",
    partition_key={"name": "pk", "type": "string"},
    indexes={"by_level": {"type": "global", "partition_key": {"name": "level", "type": "number"}}},
)
other = Table(name="other", partition_key={"name": "pk", "type": "string"})
trainers = Entity(
    name="trainer",
    table=table,
    schema=s.item(
        {"name": s.string().key().saved_as("pk"), "team": s.set(s.string()), "n": s.number().big()}
    ),
    timestamps=False,
)
pokemons = Entity(
    name="pokemon",
    table=table,
    schema=s.item({"name": s.string().key().saved_as("pk"), "level": s.number(), "raw": s.binary()}),
    timestamps=False,
)
others = Entity(name="other", table=other, schema=s.item({"pk": s.string().key()}))

if __name__ == "__main__":
    table.client = connect("sqlite:///league.db")
    table.build(EnsureTableCommand).send()
    puts = [trainers.build(BatchPutRequest).item({"name": "é", "team": {"b", "a"}, "n": 10**37 + 1})]
    put = pokemons.build(BatchPutRequest)
    puts += [put.item({"name": f"p{n}", "level": n / 2, "raw": b"\\x00\\xff"}) for n in range(4)]
    execute_batch_write(table.build(BatchWriteCommand).requests(*puts))
"""
URL = ("--url", "sqlite:///league.db")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("app")
    (folder / "models.py").write_text(MODELS, "utf-8")
    subprocess.run([sys.executable, "models.py"], cwd=folder, check=True)
    return folder


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "dynamodb_toolbox", "scan", *arguments]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_items_are_printed_as_they_are_stored(folder: Path) -> None:
    shown = run(folder, "models:table", *URL)
    assert shown.stderr == "5 items of 5 read\n"
    items = sorted(map(json.loads, shown.stdout.splitlines()), key=lambda item: item["pk"])
    assert items[0] == {"pk": "p0", "level": 0, "raw": "AP8=", "_et": "pokemon"}
    assert items[1]["level"] == 0.5
    assert items[4] == {"pk": "é", "team": ["a", "b"], "n": 10**37 + 1, "_et": "trainer"}


@pytest.mark.parametrize("name", ["trainer", "trainers"])
def test_items_of_an_entity_in_parallel(folder: Path, name: str) -> None:
    shown = run(folder, "models:table", *URL, "--entity", name, "--segments", "8", "--workers", "3")
    assert [json.loads(line) for line in shown.stdout.splitlines()] == [
        {"name": "é", "team": ["a", "b"], "n": 10**37 + 1}
    ]
    assert shown.stderr == "1 items of 5 read\n"


def test_a_count_of_an_index(folder: Path) -> None:
    shown = run(folder, "models:table", *URL, "--index", "by_level", "--count", "--limit", "2")
    assert (shown.stdout, shown.stderr) == ("4\n", "4 items of 4 read\n")


def test_a_terminal_sees_a_bar(folder: Path) -> None:
    ours, theirs = pty.openpty()
    shown = subprocess.run(
        command("models:table", *URL, "--segments", "4"),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    bar = b""
    while chunk := _read(ours):
        bar += chunk
    os.close(ours)
    assert len(shown.stdout.splitlines()) == 5
    assert re.search(rb"Segments  \[#+\]  4/4 .* 5 items of 5 read", bar)


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how Linux tells the end of a terminal
        return b""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["models:table"], "missingDocumentClient"),
        (["models:nope", *URL], "Expected a Table at 'models:nope'"),
        (["models:table", *URL, "--entity", "nope"], "it has: pokemon, pokemons, trainer, trainers"),
        (["models:table", *URL, "--entity", "others"], "no entity 'others' of that table"),
        (["models:table", *URL, "--index", "nope"], "the table has no index 'nope'"),
        (["models:other", *URL], "ResourceNotFoundException"),
        (["models", *URL], "as in models:other"),
        (["models:table", "--url", "nope://"], "client.invalidUrl"),
        (["nope:table"], "There is no module 'nope'"),
    ],
)
def test_what_goes_wrong_is_told(folder: Path, arguments: list[str], told: str) -> None:
    shown = run(folder, *arguments)
    assert shown.returncode == 2
    assert shown.stdout == ""
    assert told in shown.stderr.replace("\n", " ")
    assert "Traceback" not in shown.stderr
