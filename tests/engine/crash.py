"""Kill writers at random moments, and look whether all that they were told is there.

`python -m tests.engine.crash --kills 500 [--workers 2] [--seed 1] [--folder DIR]`

In each round some processes write to one file, one is killed, the others go on for a moment and are killed
too. Then the file is opened: every acknowledged step of every lane must be there, the step that was cut
short wholly or not at all; the indexes, the counts and the stream must agree with the tables. The file
stays for some rounds, then comes a new one; `synchronous` is FULL for one file and NORMAL for the next.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.mixed_check import Follower, check, check_file
from tests.engine.mixed_load import Lane, make_shared, steps

ROUNDS_OF_A_FILE = 12
LONGEST_LIFE = 0.25  # seconds of work before a kill


class Tally(NamedTuple):
    """What a run came to."""

    kills: int = 0
    acknowledged: int = 0
    half_told: int = 0
    records: int = 0


class Worker:
    """A process that writes one lane, and tells after each step that it is acknowledged."""

    def __init__(self, path: Path, lane: Lane, seed: int, synchronous: str) -> None:
        self.lane = lane
        self._seed = seed
        command = [
            sys.executable,
            "-m",
            "tests.engine.crash",
            "--work",
            str(path),
            lane.name,
            str(seed),
            synchronous,
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE)

    def wait_until_it_writes(self) -> None:
        """Wait for its first line, which says that the file is open."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"open\n", "a worker could not open the file"

    def kill(self) -> int:
        """Kill it; give the number of steps that it was told are done."""
        assert self._process.poll() is None, "a worker ended by itself: see its error above"
        self._process.kill()
        assert self._process.stdout is not None
        with self._process.stdout as told:
            done = told.read().count(b"\n")
        self._process.wait()
        return done

    def candidates(self, done: int) -> list[Lane]:
        """Give the lane after the steps acknowledged, and after the one that was cut short."""
        *acknowledged, cut_short = islice(steps(self.lane.name, self._seed), done + 1)
        lane = self.lane.after(*acknowledged)
        return [lane, lane.after(cut_short)]


def work(path: str, lane: str, seed: int, synchronous: str) -> None:
    """Write until killed."""
    engine = Engine.open(path, synchronous=synchronous)
    told = sys.stdout.fileno()  # the pipe itself, which keeps nothing back
    os.write(told, b"open\n")
    for step in steps(lane, seed):
        step.perform(engine)
        os.write(told, b"\n")


def crash(folder: Path, kills: int, workers: int, choice: random.Random) -> Tally:
    """Kill so many writers.

    Raises:
        AssertionError: Something acknowledged is gone, or the database is not whole.
    """
    tally = Tally()
    number = 0
    while tally.kills < kills:
        synchronous = ("FULL", "NORMAL")[number % 2]
        path = folder / f"crash-{number}.db"
        tally = crash_one_file(
            path, min(kills - tally.kills, ROUNDS_OF_A_FILE * workers), workers, choice, synchronous, tally
        )
        number += 1
        for each in folder.glob(f"{path.name}*"):
            each.unlink()
    return tally


def crash_one_file(
    path: Path, kills: int, workers: int, choice: random.Random, synchronous: str, tally: Tally
) -> Tally:
    """Kill so many writers of one file."""
    engine = Engine.open(path)
    make_shared(engine)
    engine.close()
    lanes, follower = [Lane(str(number)) for number in range(workers)], Follower()
    end = tally.kills + kills
    while tally.kills < end:
        running = [Worker(path, lane, choice.getrandbits(32), synchronous) for lane in lanes]
        done = _killed(running, choice)
        candidates = [worker.candidates(steps_) for worker, steps_ in zip(running, done, strict=True)]
        engine = Engine.open(path)
        lanes = check(engine, follower, candidates)
        engine.close()
        check_file(path)
        cut_short = sum(
            pair[0] != pair[1] and lane == pair[1] for pair, lane in zip(candidates, lanes, strict=True)
        )
        tally = Tally(
            tally.kills + workers, tally.acknowledged + sum(done), tally.half_told + cut_short, tally.records
        )
    return tally._replace(records=tally.records + follower.records)


def _killed(workers: list[Worker], choice: random.Random) -> list[int]:
    """Let them work, and kill one after the other."""
    for worker in workers:
        worker.wait_until_it_writes()
    done: list[int] = []
    for worker in workers:
        time.sleep(choice.uniform(0, LONGEST_LIFE))
        done.append(worker.kill())
    return done


def main() -> None:
    """Crash as often as asked for, and say what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    parser.add_argument("--folder", type=Path, help="where the files are; a temporary folder by default")
    parser.add_argument("--work", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        path, lane, seed, synchronous = options.work
        work(path, lane, int(seed), synchronous)
        return
    sys.stderr.write(f"seed {options.seed}\n")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        tally = crash(Path(folder), options.kills, options.workers, random.Random(options.seed))
    sys.stdout.write(
        f"{tally.kills} kills, {tally.acknowledged:,} acknowledged steps, {tally.records:,} stream records; "
        f"{tally.half_told} steps were done and not yet acknowledged; nothing lost, nothing half done\n"
    )


if __name__ == "__main__":
    main()
