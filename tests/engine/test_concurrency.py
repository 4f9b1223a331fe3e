"""Threads and processes on one database: no update is lost, and each sees what the others made."""

import asyncio
import multiprocessing
import os
import threading
from pathlib import Path

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import create_table, get, put, refusal, update, values

WORKERS = 4
ROUNDS = 60


def count(engine: Engine, rounds: int) -> None:
    for _ in range(rounds):
        update(engine, "SET n = if_not_exists(n, :zero) + :one", **values(zero={"N": "0"}, one={"N": "1"}))


def count_in_process(path: Path) -> None:
    engine = Engine.open(path, synchronous="NORMAL")
    count(engine, ROUNDS)
    engine.close()


@pytest.mark.parametrize("in_file", [False, True])
def test_threads_lose_no_update(tmp_path: Path, in_file: bool) -> None:
    engine = Engine.open(tmp_path / "items.db" if in_file else None, synchronous="NORMAL")
    create_table(engine, "plain", id="S")
    threads = [threading.Thread(target=count, args=(engine, ROUNDS)) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert get(engine) == {"id": {"S": "a"}, "n": {"N": str(WORKERS * ROUNDS)}}
    engine.close()


def test_processes_lose_no_update(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=count_in_process, args=(path,)) for _ in range(2)]
    for process in processes:
        process.start()
    count(engine, ROUNDS)
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert get(engine) == {"id": {"S": "a"}, "n": {"N": str(3 * ROUNDS)}}
    engine.close()


def test_processes_may_make_the_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "items.db"
    barrier = threading.Barrier(WORKERS)
    failures: list[BaseException] = []

    def open_and_close() -> None:
        barrier.wait()
        try:
            Engine.open(path).close()
        except BaseException as error:  # noqa: BLE001  # whatever it is, the test must show it
            failures.append(error)

    threads = [threading.Thread(target=open_and_close) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_another_connection_sees_tables_come_and_go(tmp_path: Path) -> None:
    first, second = Engine.open(tmp_path / "items.db"), Engine.open(tmp_path / "items.db")
    create_table(first, "plain", id="S")
    put(second, {"id": {"S": "a"}})
    first.call("DeleteTable", {"TableName": "plain"})
    assert refusal(second, "GetItem", {"TableName": "plain", "Key": {"id": {"S": "a"}}}) == (
        "ResourceNotFoundException: Requested resource not found"
    )
    create_table(first, "plain", id="S", at="N")
    assert refusal(second, "GetItem", {"TableName": "plain", "Key": {"id": {"S": "a"}}}) == (
        "ValidationException: The provided key element does not match the schema"
    )
    first.close()
    second.close()


def test_a_forked_child_opens_connections_of_its_own(tmp_path: Path) -> None:
    engine = Engine.open(tmp_path / "items.db")
    create_table(engine, "plain", id="S")
    child = os.fork()
    if child == 0:
        try:
            count(engine, ROUNDS)
            engine.close()
            os._exit(0)
        finally:
            os._exit(1)
    count(engine, ROUNDS)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert get(engine) == {"id": {"S": "a"}, "n": {"N": str(2 * ROUNDS)}}
    engine.close()


@pytest.mark.parametrize("in_file", [False, True])
def test_calls_may_be_awaited(tmp_path: Path, in_file: bool) -> None:
    engine = Engine.open(tmp_path / "items.db" if in_file else None)
    create_table(engine, "plain", id="S")
    request = {
        "TableName": "plain",
        "Key": {"id": {"S": "a"}},
        "UpdateExpression": "ADD n :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }

    async def run() -> None:
        await asyncio.gather(*(engine.call_async("UpdateItem", request) for _ in range(10)))

    asyncio.run(run())
    assert get(engine) == {"id": {"S": "a"}, "n": {"N": "10"}}
    engine.close()
