"""The client beside others, against a stub on the loopback: CPU, instructions, many at once, cold starts.

`python -m benchmarks.client`: all tables. `--only calls,flights,cold,instructions` and `--ways ours,boto3`
choose some; `--rounds`, `--seconds`. Others are measured where they are installed in the environment that
runs it (`pip install boto3 aiobotocore aiodynamo aiohttp pydynox dynamoxy uvloop`); those that are not are
named and left out. Every number is the median of rounds that take turns, each in a fresh process. With two
cores, client and stub share one for single calls (waking another core costs more than a call), and have one
each for 64 at once. Instructions need valgrind: they are those of user mode, whatever the clock does; the
hashing instructions that valgrind does not know make signing dearer.

A cold start compiles nothing, whoever's it is: all processes write their bytecode to a directory of this run
(PYTHONPYCACHEPREFIX; PYTHONDONTWRITEBYTECODE is taken away) in a first round that is not counted. So a source
tree starts as an installed package does. The bare interpreter's time, which is taken off, is that of a
process which loads the list of ways, and no more.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from shutil import which
from typing import Any, Final

from benchmarks.client_ways import WAYS, Way
from benchmarks.stub import stub
from benchmarks.timing import show

OPERATIONS: Final = ("get", "put", "query")
_FEW, _MANY = 100, 300  # calls of two runs: the difference leaves out the start, until all is compiled


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="calls,flights,cold,instructions")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5)
    options = parser.parse_args()
    missing = {module for way in WAYS.values() for module in way.missing}
    if missing:
        print(f"Not installed, and left out: {', '.join(sorted(missing))}.")
    tables = {"calls": calls, "flights": flights, "cold": cold, "instructions": instructions}
    for name in options.only.split(","):
        tables[name](options)


def calls(options: argparse.Namespace) -> None:
    """One call after the other."""
    cells = [(name, loop, operation) for name, loop in _ways(options) for operation in OPERATIONS]
    seconds = str(options.seconds)
    with stub(cpu=_core(1)) as url:
        costs = _medians(cells, options.rounds, lambda cell: _worker(*cell, url, "--seconds", seconds)["cpu"])
    _compare("One call after the other: CPU µs a call", costs, OPERATIONS)


def flights(options: argparse.Namespace) -> None:
    """Sixty-four calls at once."""
    ways = [(name, loop) for name, loop in _ways(options) if WAYS[name].asynchronous]
    cells = [(name, loop, operation) for name, loop in ways for operation in ("get", "query")]
    many = "--seconds", str(options.seconds), "--flights", "64"
    found: dict[Any, list[dict[str, float]]] = {cell: [] for cell in cells}
    with stub(cpu=_core(0)) as url:
        for _ in range(options.rounds):
            for cell in cells:
                found[cell].append(_worker(*cell, url, *many))
    rows = [
        [
            _title(name, loop),
            *(
                statistics.median(cost[what] for cost in found[name, loop, operation])
                for operation in ("get", "query")
                for what in ("rate", "cpu")
            ),
        ]
        for name, loop in ways
    ]
    head = ["", "gets a second", "CPU µs", "queries of 100 a second", "CPU µs"]
    show("Sixty-four at once, on one core", head, rows)


def cold(options: argparse.Namespace) -> None:
    """From nothing to the first answered get."""
    names = [name for name, loop in _ways(options) if not loop and name != "ours-raw"]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ("", *names)}
    with tempfile.TemporaryDirectory() as bytecode, stub(cpu=_core(1)) as url:
        for number in range(options.rounds + 1):
            for name, costs in found.items():
                cost = _started(name, url, bytecode)
                costs.extend([cost] if number else [])  # the first writes the bytecode
    medians = {
        name: [statistics.median(cost) for cost in zip(*costs, strict=True)] for name, costs in found.items()
    }
    bare = medians.pop("")
    over = {name: [cost - least for cost, least in zip(medians[name], bare, strict=True)] for name in medians}
    against = [name for name in ("dynamoxy", "boto3") if name in over]
    rows = [
        [WAYS[name].title, wall, cpu, *(cpu / over[other][1] for other in against)]
        for name, (wall, cpu) in over.items()
    ]
    head = ["", "ms", "CPU ms", *(f"CPU ÷ {name}" for name in against)]
    title = "Import to first answered get, fresh process, over the bare interpreter"
    show(f"{title} ({bare[0]:.0f} ms, CPU {bare[1]:.0f} ms)", head, rows)


def instructions(options: argparse.Namespace) -> None:
    """What the processor is told to do for one call."""
    if which("valgrind") is None:
        print("\nvalgrind is not installed: no instructions are counted.")
        return
    cells = [(name, loop, operation) for name, loop in _ways(options) for operation in OPERATIONS]
    with stub(cpu=_core(1)) as url:
        counts = {cell: _instructions(*cell, url) for cell in cells}
    _compare("Instructions in user mode: thousands a call", counts, OPERATIONS)


def _ways(options: argparse.Namespace) -> Iterable[tuple[str, bool]]:
    """Give the ways that are wanted and installed, each with whether it runs on uvloop."""
    uvloop = not Way("", ("uvloop",), str).missing
    for name in options.ways.split(","):
        way = WAYS[name]
        if not way.missing:
            yield name, False
            if way.asynchronous and uvloop and name in {"ours-async", "dynamoxy"}:
                yield name, True


def _title(name: str, loop: bool) -> str:
    return WAYS[name].title + (", uvloop" if loop else "")


def _compare(title: str, costs: dict[Any, float], operations: Iterable[str]) -> None:
    """Show costs, and beside them their ratio to dynamoxy's and boto3's."""
    against = [name for name in ("dynamoxy", "boto3") if (name, False, "get") in costs]
    rows: list[list[object]] = []
    for name, loop in dict.fromkeys((name, loop) for name, loop, _ in costs):
        row: list[object] = [_title(name, loop)]
        for operation in operations:
            cost = costs[name, loop, operation]
            row += [cost, *(cost / costs[other, False, operation] for other in against)]
        rows.append(row)
    head = [
        "",
        *(cell for operation in operations for cell in (operation, *(f"÷ {name}" for name in against))),
    ]
    show(title, head, rows)


def _medians(cells: list[Any], rounds: int, measure: Callable[[Any], float]) -> dict[Any, float]:
    """Measure each in turn, again and again, and give the medians."""
    found: dict[Any, list[float]] = {cell: [] for cell in cells}
    for _ in range(rounds):
        for cell in cells:
            found[cell].append(measure(cell))
    return {cell: statistics.median(values) for cell, values in found.items()}


def _worker(name: str, loop: bool, operation: str, url: str, *more: str) -> dict[str, float]:
    command = _command(name, loop, operation, url, *more)
    done = subprocess.run([*_pinned(), *command], check=True, capture_output=True, text=True)
    cost: dict[str, float] = json.loads(done.stdout)
    return cost


def _command(name: str, loop: bool, operation: str, url: str, *more: str) -> list[str]:
    uvloop = ["--uvloop"] if loop else []
    return [sys.executable, "-m", "benchmarks.client_worker", name, operation, url, *uvloop, *more]


def _pinned() -> list[str]:
    core = _core(1)
    return [] if core is None or which("taskset") is None else ["taskset", "-c", str(core)]


def _core(number: int) -> int | None:
    """Give a core to run on, where there is a choice."""
    return number if (os.cpu_count() or 1) > number and hasattr(os, "sched_setaffinity") else None


def _started(name: str, url: str, bytecode: str) -> tuple[float, float]:
    """Give the milliseconds, and those of CPU, of a process that gets one Pokémon, or (no name) does not."""
    code = (
        "from benchmarks.client_ways import WAYS; import sys; way = WAYS.get(sys.argv[1])\n"
        "if way is None: pass\n"
        "elif way.asynchronous:\n"
        "    import asyncio\n"
        "    async def once(): return await (await way.calls(sys.argv[2]))['get']()\n"
        "    asyncio.run(once())\n"
        "else: way.calls(sys.argv[2])['get']()\n"
        "import os; os._exit(0)"
    )
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = bytecode
    command = [*_pinned(), sys.executable, "-c", code, name, url]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall * 1000, cpu * 1000


def _instructions(name: str, loop: bool, operation: str, url: str) -> float:
    """Give the thousands of instructions of one call."""
    few, many = (
        _counted(_command(name, loop, operation, url, "--count", str(count))) for count in (_FEW, _MANY)
    )
    return (many - few) / (_MANY - _FEW) / 1000


def _counted(command: list[str]) -> int:
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    done = subprocess.run([*tool, *command], check=True, capture_output=True, text=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    if found is None:
        raise RuntimeError(done.stderr)
    return int(found[1].replace(",", ""))


if __name__ == "__main__":
    main()
