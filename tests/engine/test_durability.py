"""What is acknowledged is there, whenever the process is killed."""

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import create_table, get

WRITER = """
import sys
from dynamodb_toolbox.engine.engine import Engine

path, start, synchronous = sys.argv[1:]
engine = Engine.open(path, synchronous=synchronous)
for number in range(int(start), 10**9):
    item = {"id": {"S": str(number)}, "v": {"S": str(number) * 200}}
    engine.call("PutItem", {"TableName": "plain", "Item": item})
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def write_until_killed(path: Path, start: int, synchronous: str, seconds: float) -> list[int]:
    """Run a writer for a while, kill it, and give the numbers it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), str(start), synchronous]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    lines = [first, *process.stdout.read().splitlines(keepends=True)]
    process.stdout.close()
    process.wait()
    return [int(line) for line in lines if line.endswith("\n")]


@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL"])
def test_a_killed_writer_loses_nothing_acknowledged(tmp_path: Path, synchronous: str) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    engine.close()
    acknowledged: list[int] = []
    for round_ in range(5):
        seconds = random.uniform(0.01, 0.2)
        acknowledged += write_until_killed(path, round_ * 10**6, synchronous, seconds)
        engine = Engine.open(path)
        for number in acknowledged:
            assert get(engine, str(number)) == {"id": {"S": str(number)}, "v": {"S": str(number) * 200}}
        counted = engine.call("DescribeTable", {"TableName": "plain"})["Table"]["ItemCount"]
        assert len(acknowledged) <= counted <= len(acknowledged) + round_ + 1
        engine.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
