"""The kept connections of one event loop to one origin: the last used goes first, and there is a bound.

All happens on the loop's own thread, so that nothing is locked. A task that is cancelled gives back its
place, and its connection is closed, as an answer may still be on its way there.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.async_connection import AsyncConnection
from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.client.http.timeouts import bounded

MAX_IDLE: Final = 55.0  # seconds, as of the other pool


class AsyncPool:
    """Connections to one origin; the tasks of one loop share it."""

    def __init__(
        self,
        origin: Origin,
        connect: Callable[[float | None], Awaitable[AsyncConnection]],
        limit: int,
        seconds: float | None,
    ) -> None:
        self._origin = origin
        self._connect = connect
        self._limit = limit
        self._seconds = seconds
        self._idle: list[AsyncConnection] = []
        self._all: set[AsyncConnection] = set()
        self._places = limit  # how many more connections there may be
        self._waiting: deque[asyncio.Future[AsyncConnection | None]] = deque()
        self._closed = False

    def take_idle(self) -> AsyncConnection | None:
        """Give a free connection that works as far as can be told, if there is one."""
        idle = self._idle
        while idle:
            connection = idle.pop()
            if connection.open and connection.idle_since + MAX_IDLE > time.monotonic():
                return connection
            self.drop(connection)
        return None

    async def take(self, deadline: float | None) -> AsyncConnection:
        """Give a connection: a free one, a new one, or one that comes back.

        Raises:
            TransportError: None can be made, or all are busy for too long.
        """
        if self._closed:
            raise faults.closed(self._origin)
        connection = self.take_idle() or await self._place(deadline)
        if connection is None:
            try:
                connection = await self._connect(deadline)
            except BaseException:
                self._vacate()
                raise
            self._all.add(connection)
        return connection

    def give_back(self, connection: AsyncConnection) -> None:
        """Keep a connection for the next request, where it is fit for one."""
        if not connection.reusable or self._closed:
            self.drop(connection)
            return
        waiter = self._next_waiter() if self._waiting else None
        if waiter is not None:
            waiter.set_result(connection)
            return
        connection.idle_since = time.monotonic()
        self._idle.append(connection)

    def drop(self, connection: AsyncConnection) -> None:
        """Close a connection; another may take its place."""
        self._all.discard(connection)
        connection.close()
        self._vacate()

    def close(self) -> None:
        """Close all connections; requests under way fail."""
        self._closed = True
        for connection in self._all:
            connection.close()
        self._idle.clear()
        while (waiter := self._next_waiter()) is not None:
            waiter.set_exception(faults.closed(self._origin))

    def _vacate(self) -> None:
        waiter = self._next_waiter()
        if waiter is None:
            self._places += 1
        else:
            waiter.set_result(None)  # the right to make a connection goes on to whoever waits

    def _next_waiter(self) -> asyncio.Future[AsyncConnection | None] | None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                return waiter
        return None

    async def _place(self, deadline: float | None) -> AsyncConnection | None:
        """Wait for a connection, or for the right to make one, which is `None`."""
        if self._places:
            self._places -= 1
            return None
        waiter: asyncio.Future[AsyncConnection | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        seconds, is_last = bounded(self._seconds, deadline)
        try:
            async with asyncio.timeout(seconds):
                return await waiter
        except BaseException as error:
            self._return_unused(waiter)
            if isinstance(error, TimeoutError):
                late = faults.pool_timed_out(self._origin, self._limit, seconds)
                raise faults.in_call(late, self._origin, is_last=is_last) from None
            raise

    def _return_unused(self, waiter: asyncio.Future[AsyncConnection | None]) -> None:
        """Pass on what was handed to a waiter that no longer wants it."""
        if not waiter.done():
            waiter.cancel()
        elif not waiter.cancelled() and waiter.exception() is None:
            connection = waiter.result()
            if connection is None:
                self._vacate()
            else:
                self.give_back(connection)
