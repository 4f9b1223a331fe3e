"""`ParallelScanCommand`: a whole scan in segments, which are read at once.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html#Scan.ParallelScan
"""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from contextlib import aclosing, closing
from typing import Any, ClassVar, Final, Generic, TypeAlias, TypeVar

from dynamodb_toolbox.commands.batches import add_up
from dynamodb_toolbox.commands.interception import Interceptable, answered, answered_async, intercepted
from dynamodb_toolbox.commands.paging import Paged
from dynamodb_toolbox.commands.read_response import ReadResponse
from dynamodb_toolbox.commands.sendable import Sendable
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.limits import MAX_SEGMENTS
from dynamodb_toolbox.protocol.calls import Steps
from dynamodb_toolbox.records import Record
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # the items given back


DEFAULT_WORKERS: Final = 16

_WHOLE_SCAN: Final = {"segment", "total_segments", "exclusive_start_key", "cursor", "max_pages"}


class ScanProgress(Record):
    """How far a parallel scan is; given to its `progress` function with each page.

    Attributes:
        segment: The segment that the page is of, from 0.
        segment_done: Whether it is the segment's last page.
        segments: How many segments there are.
        segments_done: How many of them are read.
        items: How many items passed the filter so far, in all segments.
        scanned: How many items were read so far, in all segments.
        pages: How many pages were read so far, in all segments.
    """

    segment: int
    segment_done: bool
    segments: int
    segments_done: int
    items: int
    scanned: int
    pages: int


Progress: TypeAlias = Callable[[ScanProgress], object]
"""Is told of each page, in the thread or task that takes the pages; what it raises ends the scan."""


class _Tally(Generic[I]):
    """What has come so far."""

    def __init__(self, segments: int, progress: Progress | None) -> None:
        self.segments = segments
        self.progress = progress
        self.items: dict[int, list[I]] = {}
        self.capacities: list[dict[str, Any]] = []
        self.count = self.scanned = self.pages = self.done = 0

    def note(self, segment: int, page: ReadResponse[I]) -> None:
        """Count a page that has come, and tell of it."""
        segment_done = page.last_evaluated_key is None
        self.count += page.count
        self.scanned += page.scanned_count
        self.pages += 1
        self.done += segment_done
        if self.progress is not None:
            counts = (self.segments, self.done, self.count, self.scanned, self.pages)
            self.progress(ScanProgress(segment, segment_done, *counts))

    def add(self, segment: int, page: ReadResponse[I]) -> None:
        """Count a page that has come, and keep what it has."""
        self.items.setdefault(segment, []).extend(page.items)
        if page.consumed_capacity is not None:
            self.capacities.append(page.consumed_capacity)
        self.note(segment, page)

    def response(self) -> ReadResponse[I]:
        """Give what has come as one response; items are in the order of segments."""
        items = [item for segment in sorted(self.items) for item in self.items[segment]]
        capacity = add_up(self.capacities)
        return ReadResponse(items, None, self.count, self.scanned, capacity[0] if capacity else None)


class ParallelScanCommand(Sendable[ReadResponse[I]]):
    """Reads all items in segments, several at once: `table.build(ScanCommand).parallel(segments=8).send()`.

    `send()` reads in threads, `await send_async()` in tasks, at most `workers` pages at once. The first error
    ends it all. It can be iterated (`for`, `async for`): items come as they arrive, in no order.
    """

    action_name: ClassVar[str] = "parallelScan"

    def __init__(
        self, scan: Paged[I], parts: Sequence[Paged[I]], workers: int, progress: Progress | None = None
    ) -> None:
        self._scan = scan
        self._parts = parts
        self._workers = workers
        self._progress = progress

    @property
    def table(self) -> Table:
        """The table that is read."""
        return self._scan.table

    @property
    def concerned(self) -> Sequence[Interceptable]:
        """The table."""
        return self._scan.concerned

    def sent_args(self) -> list[Any]:
        """Give what the command was made with: `[entities, options, segments]`."""
        return [*self._scan.sent_args(), len(self._parts)]

    def params(self) -> list[dict[str, Any]]:
        """Give the first request of each segment.

        Raises:
            DynamoDBToolboxError: Where an option, a path or a filter is wrong.
        """
        return [part.params() for part in self._parts]

    def steps(self) -> Steps[ReadResponse[I]]:
        """Read one segment after the other: for a driver of one's own, which has one thread."""
        tally: _Tally[I] = _Tally(len(self._parts), self._progress)
        for segment, part in enumerate(self._parts):
            tally.add(segment, (yield from part.steps()))
        return tally.response()

    def send(self) -> ReadResponse[I]:
        """Read all segments in threads, and give what they have as one response.

        Raises:
            DynamoDBToolboxError: Where the input is wrong (nothing is sent), or what came back is.
            ServiceError: Where the service refuses, under AWS's name; the first such error.
        """
        answer = intercepted(self, self.concerned)
        if answer is not MISSING:
            response: ReadResponse[I] = answered(answer)
            return response
        tally: _Tally[I] = _Tally(len(self._parts), self._progress)
        with closing(self._in_threads()) as arrived:
            for segment, page in arrived:
                tally.add(segment, page)
        return tally.response()

    async def send_async(self) -> ReadResponse[I]:
        """Do as `send`, in tasks."""
        answer = await answered_async(intercepted(self, self.concerned))
        if answer is not MISSING:
            response: ReadResponse[I] = answer
            return response
        tally: _Tally[I] = _Tally(len(self._parts), self._progress)
        async with aclosing(self._in_tasks()) as arrived:
            async for segment, page in arrived:
                tally.add(segment, page)
        return tally.response()

    def __iter__(self) -> Generator[I]:
        """Give item after item as they arrive; who stops early ends the scan (`close()` of the iterator)."""
        answer = intercepted(self, self.concerned)
        if answer is not MISSING:
            yield from answered(answer).items
            return
        tally: _Tally[I] = _Tally(len(self._parts), self._progress)
        with closing(self._in_threads()) as arrived:
            for segment, page in arrived:
                tally.note(segment, page)
                yield from page.items

    async def __aiter__(self) -> AsyncGenerator[I]:
        """Do as `__iter__`, in tasks."""
        answer = await answered_async(intercepted(self, self.concerned))
        if answer is not MISSING:
            for item in answer.items:
                yield item
            return
        tally: _Tally[I] = _Tally(len(self._parts), self._progress)
        async with aclosing(self._in_tasks()) as arrived:
            async for segment, page in arrived:
                tally.note(segment, page)
                for item in page.items:
                    yield item

    def count(self) -> int:
        """Count what passes the filter, in all segments at once; items are read, but not transferred."""
        return self._counting().send().count

    async def count_async(self) -> int:
        """Do as `count`, in tasks."""
        return (await self._counting().send_async()).count

    def _counting(self) -> ParallelScanCommand[I]:
        parts = [part.counting() for part in self._parts]
        return ParallelScanCommand(self._scan.counting(), parts, self._workers, self._progress)

    def _in_threads(self) -> Generator[tuple[int, ReadResponse[I]]]:
        self._parts[0].params()  # an error in the input is told before a thread starts
        from dynamodb_toolbox.commands.segments_in_threads import SegmentsInThreads  # noqa: PLC0415  # for few

        return SegmentsInThreads(self._parts, self._workers).arrivals()

    def _in_tasks(self) -> AsyncGenerator[tuple[int, ReadResponse[I]]]:
        self._parts[0].params()
        from dynamodb_toolbox.commands.segments_in_tasks import SegmentsInTasks  # noqa: PLC0415  # for few

        return SegmentsInTasks(self._parts, self._workers).arrivals()


def check_parallel(options: Mapping[str, Any], segments: Any, workers: Any) -> None:
    """Check what a parallel scan is asked for.

    Raises:
        DynamoDBToolboxError: `scanCommand.invalidSegmentOption`.
    """
    if not is_whole(segments) or not 1 <= segments <= MAX_SEGMENTS:
        expected = f"segments to be a whole number from 1 to {MAX_SEGMENTS}"
        raise invalid_segment(expected, {"segments": segments})
    if workers is not None and (not is_whole(workers) or workers < 1):
        raise invalid_segment("workers to be a whole number from 1 up", {"workers": workers})
    given = {name: options[name] for name in sorted(_WHOLE_SCAN) if options.get(name) is not None}
    if given.get("max_pages") == math.inf:
        del given["max_pages"]
    if given:
        raise invalid_segment("nothing that bounds a parallel scan, which reads all", given)


def is_whole(value: Any) -> bool:
    """Tell whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def invalid_segment(expected: str, payload: dict[str, Any]) -> DynamoDBToolboxError:
    """Build the error for wrong segments."""
    got = f"; got {payload}" if payload else ""
    message = f"Invalid segment of a scan: expected {expected}{got}."
    return DynamoDBToolboxError("scanCommand.invalidSegmentOption", message, payload=payload)
