"""The segments of a parallel scan, read in threads; `segments_in_tasks` is its twin."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from queue import SimpleQueue
from threading import Event, Lock, Semaphore
from typing import Generic, TypeAlias, TypeVar

from dynamodb_toolbox.commands.paging import Paged
from dynamodb_toolbox.commands.read_response import ReadResponse

I = TypeVar("I")  # noqa: E741  # the items given back

Arrival: TypeAlias = tuple[int, ReadResponse[I]]
"""A segment's number, and a page of it; its last one has no `last_evaluated_key`."""


class SegmentsInThreads(Generic[I]):
    """Reads the pages of scans, the segments, in threads.

    There is room for as many pages as there are workers: whoever takes them slowly makes the threads wait.
    """

    def __init__(self, parts: Sequence[Paged[I]], workers: int) -> None:
        self._parts = parts
        self._workers = workers
        self._todo, self._turn = iter(enumerate(parts)), Lock()
        self._room, self._stopping = Semaphore(workers), Event()
        self._arrived: SimpleQueue[Arrival[I] | BaseException] = SimpleQueue()

    def arrivals(self) -> Generator[Arrival[I]]:
        """Give the pages of all segments as they arrive.

        The first error stops the others, and is raised when their requests under way have ended; `close()`
        of this generator stops them alike.
        """
        with ThreadPoolExecutor(self._workers, thread_name_prefix="dynamodb-toolbox-scan") as pool:
            try:
                for _ in range(self._workers):
                    pool.submit(copy_context().run, self._work)
                left = len(self._parts)
                while left:
                    arrival = self._arrived.get()
                    if isinstance(arrival, BaseException):
                        raise arrival
                    left -= arrival[1].last_evaluated_key is None
                    yield arrival
                    self._room.release()
            finally:
                self._stopping.set()
                self._room.release(self._workers)  # who waits for room must see that it ends

    def _work(self) -> None:
        try:
            while (following := self._following()) is not None:
                self._read(*following)
        except BaseException as error:  # noqa: BLE001  # it is raised where pages are taken
            self._arrived.put(error)

    def _following(self) -> tuple[int, Paged[I]] | None:
        with self._turn:
            return None if self._stopping.is_set() else next(self._todo, None)

    def _read(self, segment: int, part: Paged[I]) -> None:
        pages = part.pages()
        while self._room.acquire() and not self._stopping.is_set():
            page = next(pages)
            self._arrived.put((segment, page))
            if page.last_evaluated_key is None:
                return
