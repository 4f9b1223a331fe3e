"""The segments of a parallel scan, read in tasks; `segments_in_threads` is its twin."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from typing import Generic, TypeAlias, TypeVar

from dynamodb_toolbox.commands.paging import Paged
from dynamodb_toolbox.commands.read_response import ReadResponse

I = TypeVar("I")  # noqa: E741  # the items given back

Arrival: TypeAlias = tuple[int, ReadResponse[I]]
"""A segment's number, and a page of it; its last one has no `last_evaluated_key`."""


class SegmentsInTasks(Generic[I]):
    """Reads the pages of scans, the segments, in tasks.

    There is room for as many pages as there are workers: whoever takes them slowly makes the tasks wait.
    """

    def __init__(self, parts: Sequence[Paged[I]], workers: int) -> None:
        self._parts = parts
        self._workers = workers
        self._todo = iter(enumerate(parts))
        self._room = asyncio.Semaphore(workers)
        self._arrived: asyncio.Queue[Arrival[I] | BaseException] = asyncio.Queue()

    async def arrivals(self) -> AsyncGenerator[Arrival[I]]:
        """Give the pages of all segments as they arrive.

        The first error cancels the others, and is raised; `aclose()` of this generator cancels them alike.
        """
        tasks = [asyncio.create_task(self._work()) for _ in range(self._workers)]
        try:
            left = len(self._parts)
            while left:
                arrival = await self._arrived.get()
                if isinstance(arrival, BaseException):
                    raise arrival
                left -= arrival[1].last_evaluated_key is None
                yield arrival
                self._room.release()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self) -> None:
        try:
            for segment, part in self._todo:
                await self._read(segment, part)
        except Exception as error:  # noqa: BLE001  # it is raised where pages are taken
            self._arrived.put_nowait(error)

    async def _read(self, segment: int, part: Paged[I]) -> None:
        pages = part.pages()
        while await self._room.acquire():
            page = await anext(pages)
            self._arrived.put_nowait((segment, page))
            if page.last_evaluated_key is None:
                return
