"""Clocks and tables for the benchmarks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence

Work = Callable[[int], object]
"""Does the measured thing once; is given how often it was done before."""


def microseconds(
    work: Work, *, seconds: float = 0.4, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Give what one call costs, in µs, after a warm-up of a fifth of the time."""
    done = _repeat(work, 0, seconds / 5)
    start_at, start = done, clock()
    done = _repeat(work, done, seconds)
    return (clock() - start) / (done - start_at) * 1e6


def _repeat(work: Work, done: int, seconds: float) -> int:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        work(done)
        done += 1
    return done


def interleaved(works: Mapping[str, Work], *, rounds: int = 3, seconds: float = 0.4) -> dict[str, float]:
    """Give the median cost of each, in µs, over rounds that take turns: a noisy moment hits all alike."""
    costs: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            costs[name].append(microseconds(work, seconds=seconds))
    return {name: statistics.median(values) for name, values in costs.items()}


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"\n### {title}\n")
    print(f"| {' | '.join(head)} |")
    print(f"|{'|'.join('---' if not column else '---:' for column in range(len(head)))}|")
    for row in rows:
        print(f"| {' | '.join(_cell(value) for value in row)} |")


def _cell(value: object) -> str:
    return (
        f"{value:,.2f}"
        if isinstance(value, float) and value < 100
        else (f"{value:,.0f}" if isinstance(value, float) else str(value))
    )
