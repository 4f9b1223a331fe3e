"""Parallel scans: all segments, several at once, in threads and in tasks; the first error ends them."""

import asyncio
import math
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    ParallelScanCommand,
    ScanCommand,
    ScanProgress,
    TableSpy,
    execute_batch_write,
)
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.errors import ThrottlingException
from tests.commands.league import League, make_league
from tests.refusals import refused

TOTAL = 100


class Watched:
    """An endpoint that shows each call to a function before it is answered, and counts those under way."""

    def __init__(self, endpoint: Any, watch: Callable[[dict[str, Any]], Any]) -> None:
        self.endpoint = endpoint
        self.watch = watch
        self.lock = threading.Lock()
        self.calls = self.at_once = self.most_at_once = 0

    def _enter(self, step: int) -> None:
        with self.lock:
            self.at_once += step
            self.calls += step > 0
            self.most_at_once = max(self.most_at_once, self.at_once)

    def call(self, operation: str, request: dict[str, Any]) -> Any:
        self._enter(1)
        try:
            self.watch(request)
            return self.endpoint.call(operation, request)
        finally:
            self._enter(-1)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Any:
        self._enter(1)
        try:
            await self.watch(request)
            return await self.endpoint.call_async(operation, request)
        finally:
            self._enter(-1)

    def close(self) -> None:
        self.endpoint.close()


@pytest.fixture
def hundred(client: Client) -> League:
    """A hundred trainers in as many partitions, and a Pokémon."""
    league = make_league(client)
    put = league.trainers.build(BatchPutRequest)
    puts: list[Any] = [put.item({"league": f"l{n}", "name": "x", "badges": n}) for n in range(TOTAL)]
    execute_batch_write(league.table.build(BatchWriteCommand).requests(*puts))
    league.put(league.pokemons, name="eevee", level=7)
    return league


def scan_of(league: League) -> ScanCommand[Any]:
    return league.table.build(ScanCommand).entities(league.trainers)


def watched(league: League, watch: Callable[[dict[str, Any]], Any]) -> Watched:
    client: Any = league.table.client
    client.endpoint = Watched(client.endpoint, watch)
    endpoint: Watched = client.endpoint
    return endpoint


def sent(scan: ParallelScanCommand[Any], how: str) -> ReadResponse[Any]:
    if how == "threads":
        return scan.send()
    return asyncio.run(scan.send_async())


def badges(items: Any) -> list[int]:
    return sorted(item["badges"] for item in items)


@pytest.mark.parametrize("how", ["threads", "tasks"])
@pytest.mark.parametrize(("segments", "workers"), [(1, None), (8, None), (8, 3), (40, None), (3, 50)])
def test_all_segments_are_read(hundred: League, how: str, segments: int, workers: int | None) -> None:
    scan = scan_of(hundred).options(limit=7, capacity="TOTAL").parallel(segments, workers=workers)
    response = sent(scan, how)
    assert badges(response.items) == list(range(TOTAL))
    assert (response.count, response.scanned_count) == (TOTAL, TOTAL + 1)
    assert (response.last_evaluated_key, response.cursor()) == (None, None)
    assert response.consumed_capacity is not None
    assert response.consumed_capacity["TableName"] == "league"
    parts = [scan_of(hundred).options(segment=n, total_segments=segments, limit=7) for n in range(segments)]
    assert response.items == [item for part in parts for item in part], "in the order of segments"


def test_its_requests_are_those_of_the_segments(hundred: League) -> None:
    requests = scan_of(hundred).options(limit=7).parallel(segments=2).params()
    shared = scan_of(hundred).options(limit=7).params()
    assert requests == [{**shared, "TotalSegments": 2, "Segment": segment} for segment in (0, 1)]


def test_a_driver_of_ones_own_reads_one_after_the_other(hundred: League) -> None:
    client: Any = hundred.table.client
    scan = scan_of(hundred).options(limit=7).parallel(segments=4)
    assert client.send(scan) == scan.send()


def test_items_as_they_arrive(hundred: League) -> None:
    scan = scan_of(hundred).options(limit=7).parallel(segments=4)
    assert badges(scan) == list(range(TOTAL))

    async def read() -> list[Any]:
        return [item async for item in scan]

    assert badges(asyncio.run(read())) == list(range(TOTAL))


def test_counts(hundred: League) -> None:
    strong = scan_of(hundred).options(attributes=["name"], filters={"trainer": {"attr": "badges", "gt": 89}})
    scan = strong.parallel(segments=4)
    assert scan.count() == 10
    assert asyncio.run(scan.count_async()) == 10


def test_several_are_under_way_at_once_but_no_more_than_workers(hundred: League) -> None:
    together = threading.Barrier(3, timeout=30)
    endpoint = watched(hundred, lambda _: together.wait())
    scan_of(hundred).parallel(segments=6, workers=3).send()
    assert endpoint.most_at_once == 3
    assert endpoint.calls == 6


def test_several_tasks_are_under_way_at_once_but_no_more_than_workers(hundred: League) -> None:
    async def scan() -> Watched:
        together = asyncio.Barrier(3)
        endpoint = watched(hundred, lambda _: together.wait())
        async with asyncio.timeout(30):
            await scan_of(hundred).parallel(segments=6, workers=3).send_async()
        return endpoint

    endpoint = asyncio.run(scan())
    assert endpoint.most_at_once == 3
    assert endpoint.calls == 6


def refuse(request: dict[str, Any]) -> None:
    if request["Segment"] == 1:
        raise ThrottlingException("slow down")


async def refuse_async(request: dict[str, Any]) -> None:
    refuse(request)
    await asyncio.sleep(3600)


def test_the_first_error_ends_it(hundred: League) -> None:
    told = threading.Event()

    def refuse_one(request: dict[str, Any]) -> None:
        if request["Segment"] == 1:
            told.set()
        elif told.wait(60):  # neither reads on before the other has begun
            time.sleep(0.05)  # the thread that goes on would read for seconds; the error is there at once
        refuse(request)

    endpoint = watched(hundred, refuse_one)
    with pytest.raises(ThrottlingException, match="slow down"):
        scan_of(hundred).options(limit=1).parallel(segments=30, workers=2).send()
    assert endpoint.calls < 40, "the rest is not read"
    assert endpoint.at_once == 0


def test_the_first_error_cancels_the_tasks(hundred: League) -> None:
    endpoint = watched(hundred, refuse_async)

    async def scan() -> set[Any]:
        async with asyncio.timeout(30):
            with pytest.raises(ThrottlingException, match="slow down"):
                await scan_of(hundred).parallel(segments=30, workers=4).send_async()
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(scan()) == set()
    assert endpoint.calls <= 4
    assert endpoint.at_once == 0


def test_a_cancelled_task_cancels_its_segments(hundred: League) -> None:
    endpoint = watched(hundred, lambda _: asyncio.sleep(3600))

    async def scan() -> set[Any]:
        sending = asyncio.create_task(scan_of(hundred).parallel(segments=4).send_async())
        async with asyncio.timeout(30):
            while endpoint.at_once < 4:
                await asyncio.sleep(0)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(scan()) == set()
    assert endpoint.at_once == 0


def test_who_stops_early_reads_no_more(hundred: League) -> None:
    endpoint = watched(hundred, lambda _: None)
    threads = threading.active_count()
    for _ in scan_of(hundred).options(limit=1).parallel(segments=4, workers=2):
        break
    assert endpoint.calls <= 8, "a page or two for each worker"
    assert threading.active_count() == threads


def test_who_stops_early_reads_no_more_in_tasks(hundred: League) -> None:
    async def watch(_: Any) -> None:
        await asyncio.sleep(0)

    endpoint = watched(hundred, watch)

    async def read() -> set[Any]:
        items = aiter(scan_of(hundred).options(limit=1).parallel(segments=4, workers=2))
        await anext(items)
        await items.aclose()
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(read()) == set()
    assert endpoint.calls <= 8


def test_who_takes_slowly_makes_the_threads_wait(hundred: League) -> None:
    endpoint = watched(hundred, lambda _: None)
    items = iter(scan_of(hundred).options(limit=1).parallel(segments=4, workers=2))
    taken = 0
    for _ in items:
        taken += 1
        assert endpoint.calls <= taken + 8, "a page for each item, some without any, and one for each worker"
    assert taken == TOTAL


@pytest.mark.parametrize("how", ["threads", "tasks"])
def test_progress_is_told_with_each_page(hundred: League, how: str) -> None:
    told: list[ScanProgress] = []
    here: set[int] = set()

    def progress(now: ScanProgress) -> None:
        told.append(now)
        here.add(threading.get_ident())

    sent(scan_of(hundred).options(limit=7).parallel(segments=5, progress=progress), how)
    assert here == {threading.get_ident()}, "in the thread that takes the pages"
    assert [now.pages for now in told] == list(range(1, len(told) + 1))
    assert sum(now.segment_done for now in told) == 5
    assert {now.segment for now in told if now.segment_done} == set(range(5))
    last = told[-1]
    assert (last.segments, last.segments_done, last.items, last.scanned) == (5, 5, TOTAL, TOTAL + 1)


def test_progress_is_told_to_those_who_iterate(hundred: League) -> None:
    told: list[ScanProgress] = []
    list(scan_of(hundred).parallel(segments=3, progress=told.append))
    assert told[-1].segments_done == 3


def test_what_progress_raises_ends_the_scan(hundred: League) -> None:
    endpoint = watched(hundred, lambda _: None)

    def stop(_: ScanProgress) -> None:
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough"):
        scan_of(hundred).options(limit=1).parallel(segments=4, workers=2, progress=stop).send()
    assert endpoint.calls < 10


def test_threads_see_the_context_of_who_sends(hundred: League) -> None:
    request_id: ContextVar[str] = ContextVar("request_id")
    seen: set[str] = set()
    watched(hundred, lambda _: seen.add(request_id.get()))
    request_id.set("r-1")
    scan_of(hundred).parallel(segments=4).send()
    assert seen == {"r-1"}


def test_spies_see_and_answer_it(hundred: League) -> None:
    scan = scan_of(hundred).parallel(segments=4)
    with hundred.table.build(TableSpy) as spy:
        scan.send()
        assert spy.sent(ParallelScanCommand).all_args() == [[[hundred.trainers], {}, 4]]
        segments = [args[1]["segment"] for args in spy.sent(ScanCommand).all_args()]
        assert sorted(segments) == [0, 1, 2, 3]
        spy.on(ParallelScanCommand).resolve(ReadResponse([{"badges": 1}], None, 1, 1))
        assert scan.send().items == list(scan) == [{"badges": 1}]

        async def read() -> list[Any]:
            return [(await scan.send_async()).items, [item async for item in scan]]

        assert asyncio.run(read()) == [[{"badges": 1}], [{"badges": 1}]]
        assert scan.count() == 1


@pytest.mark.parametrize(
    ("options", "arguments", "payload"),
    [
        ({}, {"segments": 0}, {"segments": 0}),
        ({}, {"segments": 1_000_001}, {"segments": 1_000_001}),
        ({}, {"segments": True}, {"segments": True}),
        ({}, {"segments": "8"}, {"segments": "8"}),
        ({}, {"segments": 2, "workers": 0}, {"workers": 0}),
        ({"segment": 0, "total_segments": 2}, {"segments": 2}, {"segment": 0, "total_segments": 2}),
        ({"max_pages": 2}, {"segments": 2}, {"max_pages": 2}),
        ({"cursor": "AQ"}, {"segments": 2}, {"cursor": "AQ"}),
        ({"exclusive_start_key": {"pk": "a"}}, {"segments": 2}, {"exclusive_start_key": {"pk": "a"}}),
    ],
)
def test_what_is_no_whole_scan(hundred: League, options: Any, arguments: Any, payload: Any) -> None:
    with refused("scanCommand.invalidSegmentOption", payload=payload):
        scan_of(hundred).options(options).parallel(**arguments)
    assert scan_of(hundred).options(max_pages=math.inf).parallel(segments=2).count() == TOTAL


def test_a_wrong_input_is_told_before_anything_is_read(hundred: League) -> None:
    endpoint = watched(hundred, lambda _: None)
    scan = scan_of(hundred).options(limit=0).parallel(segments=2)
    for ask in (scan.send, scan.count, lambda: list(scan), lambda: asyncio.run(scan.send_async())):
        with refused("options.invalidLimitOption"):
            ask()
    assert endpoint.calls == 0
