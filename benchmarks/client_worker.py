"""One way, measured in a process of its own: `python -m benchmarks.client_worker WAY OPERATION URL …`.

It prints what one call costs as JSON: CPU and wall in µs, calls a second, the memory at its most.
`--count N` makes exactly so many calls and measures nothing: for a profiler that counts instructions.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import time
from collections.abc import Awaitable, Callable
from typing import Any

from benchmarks.client_ways import WAYS

_WARM: float = 0.15  # seconds


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("operation", choices=["get", "put", "query"])
    parser.add_argument("url")
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--flights", type=int, default=1, help="how many calls are under way at once")
    parser.add_argument("--uvloop", action="store_true")
    options = parser.parse_args()
    way = WAYS[options.way]
    if not way.asynchronous:
        _synchronous(way.calls(options.url)[options.operation], options)
    elif options.uvloop:
        import uvloop  # noqa: PLC0415

        uvloop.run(_asynchronous(way.calls, options))
    else:
        asyncio.run(_asynchronous(way.calls, options))


def _synchronous(call: Callable[[], Any], options: argparse.Namespace) -> None:
    if options.count:
        for _ in range(options.count):
            call()
        return
    _repeat(call, _WARM)
    clock = Clock()
    clock.show(_repeat(call, options.seconds))


def _repeat(call: Callable[[], Any], seconds: float) -> int:
    end, done = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        call()
        done += 1
    return done


async def _asynchronous(calls: Callable[[str], Awaitable[Any]], options: argparse.Namespace) -> None:
    call = (await calls(options.url))[options.operation]
    if options.count:
        for _ in range(options.count):
            await call()
        return
    await _flights(call, _WARM, options.flights)
    clock = Clock()
    clock.show(await _flights(call, options.seconds, options.flights))


async def _flights(call: Callable[[], Awaitable[Any]], seconds: float, flights: int) -> int:
    end = time.perf_counter() + seconds

    async def repeat() -> int:
        done = 0
        while time.perf_counter() < end:
            await call()
            done += 1
        return done

    return sum(await asyncio.gather(*(repeat() for _ in range(flights))))


class Clock:
    """What this process has used since it was made, all threads together."""

    def __init__(self) -> None:
        self._cpu, self._wall = _cpu(), time.perf_counter()

    def show(self, calls: int) -> None:
        """Print the cost of one call."""
        cpu, wall = _cpu() - self._cpu, time.perf_counter() - self._wall
        cost = {"cpu": cpu / calls * 1e6, "wall": wall / calls * 1e6, "rate": calls / wall}
        print(json.dumps(cost), flush=True)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
