"""What an item costs beyond the network: checked and encoded, decoded and checked.

`python -m benchmarks.codec`: µs an item, and ratios to boto3's serialiser and deserialiser in the same run.
`--instructions`: thousand user instructions an item (valgrind's cachegrind over two numbers of calls, the
difference divided), which repeat where times do not.
`--check`: the same, and fails where a ratio is over its bound.
`--cold-start`: what a fresh process takes to import, define an entity and build a request.

Peers that are not installed are named and left out: `pip install boto3 orjson pydantic pydynox`.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks import codec_works
from benchmarks.timing import interleaved, show

PUT: Final = "put: checked and encoded to bytes"
GET: Final = "get: bytes decoded and checked"
# At most so much of boto3's part alone (json included), which checks nothing.
BOUNDS: Final = {PUT: 0.15, GET: 0.25}
_CALLS: Final = (200, 1200)
# Hashes and addresses, hence the counts, hang on the environment: it is the same for all, whoever calls.
_ENVIRONMENT: Final = {
    "PYTHONHASHSEED": "0",
    **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
}


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--cold-start", action="store_true")
    parser.add_argument("--run", nargs=2, metavar=("NAME", "CALLS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        return _run(options.run[0], int(options.run[1]))
    for name in codec_works.missing():
        print(f"left out: {name} is not installed")
    if options.cold_start:
        cold_start(options.rounds)
        return 0
    if options.instructions or options.check:
        return _report("thousand instructions an item", instructions(), check=options.check)
    _report("µs an item (wall; the median of interleaved rounds)", times(options.rounds), check=False)
    return 0


def times(rounds: int) -> dict[str, float]:
    """Give µs a call of each work, over rounds that take turns."""
    works = {name: _repeated(make()) for name, make in codec_works.WORKS.items()}
    return interleaved(works, rounds=rounds)


def _repeated(work: Callable[[], object]) -> Callable[[int], object]:
    return lambda _: work()


def instructions() -> dict[str, float]:
    """Give thousand user instructions a call of each work."""
    for name in codec_works.WORKS:  # whatever has no bytecode yet gets it, not while it is counted
        command = [sys.executable, "-m", "benchmarks.codec", "--run", name, "1"]
        subprocess.run(command, check=True, env=_ENVIRONMENT)
    return {name: _counted(name) for name in codec_works.WORKS}


def _counted(name: str) -> float:
    few, many = (_cachegrind(name, calls) for calls in _CALLS)
    return (many - few) / (_CALLS[1] - _CALLS[0]) / 1000


def _cachegrind(name: str, calls: int) -> int:
    command = [
        *("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"),
        *(sys.executable, "-m", "benchmarks.codec", "--run", name, str(calls)),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=_ENVIRONMENT)
    [counted] = re.findall(r"I\s+refs:\s+([\d,]+)", done.stderr)
    return int(counted.replace(",", ""))


def _run(name: str, calls: int) -> int:
    work = codec_works.WORKS[name]()
    work()
    gc.collect()
    gc.freeze()  # a full collection of what was imported would fall into one run and not into the other
    for _ in range(calls):
        work()
    return 0


def _report(title: str, costs: dict[str, float], *, check: bool) -> int:
    failed = 0
    for part, base in ((PUT, codec_works.BOTO3_PUT), (GET, codec_works.BOTO3_GET)):
        names = [name for name in costs if codec_works.PARTS[name] == part.partition(":")[0]]
        against = costs.get(base)
        rows = [[name, costs[name], "-" if against is None else costs[name] / against] for name in names]
        show(f"{part}, {title}", ["", "cost", "÷ boto3"], rows)
        if check and against is not None:
            ours = [name for name in names if name.startswith("toolbox")]
            failed += sum(_is_over(name, costs[name] / against, BOUNDS[part]) for name in ours)
    return 1 if failed else 0


def _is_over(name: str, ratio: float, bound: float) -> bool:
    if ratio > bound:
        print(f"over its bound of {bound}: {name} takes {ratio:.3f} of boto3's")
    return ratio > bound


def cold_start(rounds: int) -> None:
    """Show what a fresh process takes, in ms of CPU; modules are compiled to bytecode before."""
    example = str(Path(__file__).with_name("cold_start.py"))
    starts = {"bare interpreter": ["-c", "pass"], "toolbox: import, entity, params()": [example]}
    for peer in ("pydynox", "boto3"):
        if importlib.util.find_spec(peer):
            starts[f"import {peer}"] = ["-c", f"import {peer}"]
    taken: dict[str, list[float]] = {name: [] for name in starts}
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {key: v for key, v in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = bytecode
        environment["PYTHONPATH"] = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        for number in range(rounds + 1):
            for name, arguments in starts.items():
                cost = _process([sys.executable, *arguments], environment)
                taken[name] += [cost] if number else []  # the first round compiles
    medians = {name: statistics.median(costs) for name, costs in taken.items()}
    rows = [[name, cost, cost / medians.get("import pydynox", cost)] for name, cost in medians.items()]
    show("a fresh process, ms of CPU (median)", ["", "ms", "÷ import pydynox"], rows)


def _process(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


if __name__ == "__main__":
    sys.exit(main())
