"""Transactions of many threads and processes at once, and processes killed in the middle of one."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import TransactionCanceledException
from tests.engine.support import Wire, create_table, key, put, transact_update, values

ACCOUNTS = 5
START = 100
ROUNDS = 60


def open_accounts(engine: Engine) -> None:
    create_table(engine, "plain", id="S")
    for number in range(ACCOUNTS):
        put(engine, key(str(number)) | {"n": {"N": str(START)}})


def transfer(source: str, target: str, amount: int) -> Wire:
    given = values(amount={"N": str(amount)})
    enough = {"ConditionExpression": "n >= :amount"}
    return {
        "TransactItems": [
            transact_update(source, "SET n = n - :amount", **enough, **given),
            transact_update(target, "SET n = n + :amount", **given),
        ]
    }


def balances(engine: Engine) -> list[int]:
    gets = [{"Get": {"TableName": "plain", "Key": key(str(number))}} for number in range(ACCOUNTS)]
    responses = engine.call("TransactGetItems", {"TransactItems": gets})["Responses"]
    return [int(response["Item"]["n"]["N"]) for response in responses]


def move_money(engine: Engine, seed: int, refused: list[list[Wire]]) -> None:
    choice = random.Random(seed)
    for _ in range(ROUNDS):
        source, target = choice.sample([str(number) for number in range(ACCOUNTS)], 2)
        try:
            engine.call("TransactWriteItems", transfer(source, target, choice.randint(1, 90)))
        except TransactionCanceledException as error:
            refused.append(error.reasons)


@pytest.mark.parametrize("in_file", [False, True])
def test_threads_move_money_and_none_is_lost(tmp_path: Path, in_file: bool) -> None:
    engine = Engine.open(tmp_path / "items.db" if in_file else None, synchronous="NORMAL")
    open_accounts(engine)
    refused: list[list[Wire]] = []
    threads = [threading.Thread(target=move_money, args=(engine, seed, refused)) for seed in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        seen = balances(engine)
        assert sum(seen) == ACCOUNTS * START
        assert min(seen) >= 0
    assert balances(engine) != [START] * ACCOUNTS
    assert 0 < len(refused) < 4 * ROUNDS
    for reasons in refused:
        assert [reason["Code"] for reason in reasons] == ["ConditionalCheckFailed", "None"]
    engine.close()


@pytest.mark.parametrize("in_file", [False, True])
def test_one_token_is_done_once_by_many_threads(tmp_path: Path, in_file: bool) -> None:
    engine = Engine.open(tmp_path / "items.db" if in_file else None, synchronous="NORMAL")
    open_accounts(engine)
    request = transfer("0", "1", 1) | {"ClientRequestToken": "once"}
    threads = [threading.Thread(target=engine.call, args=("TransactWriteItems", request)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert balances(engine)[:2] == [START - 1, START + 1]
    engine.close()


MOVER = """
import sys
from dynamodb_toolbox.engine.engine import Engine
from tests.engine.test_transactions_at_once import move_money

engine = Engine.open(sys.argv[1], synchronous=sys.argv[3])
for seed in range(10**9):
    move_money(engine, seed * int(sys.argv[2]), [])
    print("moved", flush=True)
"""


@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL"])
def test_killed_processes_leave_no_half_of_a_transaction(tmp_path: Path, synchronous: str) -> None:
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    open_accounts(engine)
    engine.close()
    seen = []
    for round_ in range(4):
        movers = [
            subprocess.Popen(
                [sys.executable, "-c", MOVER, str(path), str(2 * round_ + number + 1), synchronous],
                stdout=subprocess.PIPE,
            )
            for number in range(2)
        ]
        for mover in movers:
            assert mover.stdout is not None
            mover.stdout.readline()
        time.sleep(random.uniform(0.02, 0.2))
        for mover in movers:
            mover.kill()
            mover.wait()
            assert mover.stdout is not None
            mover.stdout.close()
        engine = Engine.open(path)
        seen.append(balances(engine))
        assert sum(seen[-1]) == ACCOUNTS * START
        engine.close()
    assert seen[0] != [START] * ACCOUNTS
