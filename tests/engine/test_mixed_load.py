"""Threads and processes that do all that changes a database at once: no update lost, nothing seen half."""

import multiprocessing
import random
import sqlite3
import threading
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Protocol

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.mixed_check import Follower, check, check_file
from tests.engine.mixed_load import ACCOUNTS, BALANCE, SHARED, Lane, make_shared, steps

STEPS = 120
SECONDS_TO_WAIT = 60


class Worker(Protocol):
    def start(self) -> None: ...
    def join(self, timeout: float) -> None: ...
    def is_alive(self) -> bool: ...


def perform(engine: Engine, lane: str) -> None:
    for step in islice(steps(lane, int(lane)), STEPS):
        step.perform(engine)


def perform_in_process(path: Path, lane: str) -> None:
    engine = Engine.open(path, synchronous="NORMAL")
    perform(engine, lane)
    engine.close()


def watch(engine: Engine, is_over: threading.Event, sums: list[int]) -> None:
    """Read the accounts in each way that shows one state, until the load is over."""
    keys = [{"id": {"S": "account"}, "at": {"S": str(number)}} for number in range(ACCOUNTS)]
    gets = [{"Get": {"TableName": SHARED, "Key": key}} for key in keys]
    query = {
        "TableName": SHARED,
        "KeyConditionExpression": "id = :id",
        "ExpressionAttributeValues": {":id": {"S": "account"}},
        "ConsistentRead": True,
    }
    while not is_over.is_set():
        responses = engine.call("TransactGetItems", {"TransactItems": gets})["Responses"]
        sums.append(sum(int(response["Item"]["n"]["N"]) for response in responses))
        sums.append(sum(int(item["n"]["N"]) for item in engine.call("Query", query)["Items"]))


def expected(lanes: list[str]) -> list[list[Lane]]:
    return [[Lane(lane).after(*islice(steps(lane, int(lane)), STEPS))] for lane in lanes]


@pytest.mark.parametrize("in_file", [False, True])
def test_threads_and_processes_under_a_mixed_load(tmp_path: Path, in_file: bool) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path if in_file else None, synchronous="NORMAL")
    make_shared(engine)
    in_threads, in_processes = ["0", "1", "2"], ["3", "4"] if in_file else []
    is_over, sums = threading.Event(), [0][:0]
    watcher = threading.Thread(target=watch, args=(engine, is_over, sums))
    watcher.start()
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=perform_in_process, args=(path, lane)) for lane in in_processes]
    threads = [threading.Thread(target=perform, args=(engine, lane)) for lane in in_threads]
    workers: list[Worker] = [*processes, *threads]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(SECONDS_TO_WAIT)
        assert not worker.is_alive(), "they wait for each other"
    is_over.set()
    watcher.join(SECONDS_TO_WAIT)
    assert [process.exitcode for process in processes] == [0] * len(processes)
    assert set(sums) == {ACCOUNTS * BALANCE}
    check(engine, Follower(), expected(in_threads + in_processes))
    engine.close()
    if in_file:
        check_file(path)


FAULTS = {
    "an item gone": "DELETE FROM items_1 WHERE {place}",
    "an item changed": "UPDATE items_1 SET item = (SELECT max(item) FROM items_1) WHERE {place}",
    "an entry gone": "DELETE FROM index_2 WHERE (pk, sk) IN (SELECT pk, sk FROM index_2 LIMIT 1)",
    "a count": "UPDATE counts SET items = items + 1 WHERE id = 1",
    "a record gone": "DELETE FROM stream_1 WHERE number = 20",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_check_notices_what_is_wrong(tmp_path: Path, fault: str) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path, synchronous="OFF")
    make_shared(engine)
    perform(engine, "0")
    [lane] = check(engine, Follower(), expected(["0"]))
    engine.close()
    place = random.Random(0).choice(sorted(lane.items))
    where = f"CAST(pk AS TEXT) = '{place[0]}' AND CAST(sk AS TEXT) = '{place[1]}'"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(FAULTS[fault].replace("{place}", where)).rowcount > 0
        connection.commit()
    engine = Engine.open(path)
    with pytest.raises(AssertionError):
        check(engine, Follower(), [[lane]])
    engine.close()
