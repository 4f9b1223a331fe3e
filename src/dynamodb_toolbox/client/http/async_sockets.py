"""The transport over asyncio's protocols: for tasks. Each event loop has connections of its own.

They end with their loop: an asynchronous generator is all that a loop tells of its end (`shutdown_asyncgens`,
which `asyncio.run` and its like call), so one sleeps in each loop and closes them when it is woken.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import suppress

from dynamodb_toolbox.client import forking
from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.async_connecting import connected
from dynamodb_toolbox.client.http.async_connection import AsyncConnection
from dynamodb_toolbox.client.http.async_pool import AsyncPool
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse, Origin
from dynamodb_toolbox.client.http.routes import Route, route_to
from dynamodb_toolbox.client.http.timeouts import Timeouts, bounded
from dynamodb_toolbox.client.http.tls import Verify
from dynamodb_toolbox.errors import TransportError


class AsyncSocketTransport:
    """An `AsyncTransport`: kept connections, a pool for each loop and origin. A fork makes its own."""

    def __init__(
        self,
        *,
        timeouts: Timeouts | None = None,
        max_connections: int = 64,
        verify: Verify = None,
        proxies: bool = True,
    ) -> None:
        self._timeouts = timeouts or Timeouts()
        self._max_connections = max_connections
        self._verify = verify
        self._proxies = proxies
        self._closed = False
        self._homes: dict[asyncio.AbstractEventLoop, _Home] = {}
        self._lock = threading.Lock()  # loops of several threads settle and leave at once
        self._inherited: list[object] = []
        forking.watch(self)

    async def send(self, request: HTTPRequest) -> HTTPResponse:
        """Give the answer to a request, whatever its status.

        Raises:
            TransportError: There is none.
        """
        loop = asyncio.get_running_loop()
        home = self._homes.get(loop) or await self._settle(loop, request.origin)
        pool = home.pools.get(request.origin) or self._pool(home, request.origin)
        connection = pool.take_idle() or await pool.take(request.deadline)
        try:
            response = await connection.exchange(request)
        except BaseException:
            pool.drop(connection)
            raise
        pool.give_back(connection)
        return response

    def close(self) -> None:
        """Close all connections, in other threads' loops soon; closing twice does nothing."""
        self._closed = True
        here = asyncio._get_running_loop()  # noqa: SLF001  # the one that does not raise where there is none
        with self._lock:
            homes = list(self._homes.items())
        for loop, home in homes:
            if loop is here:
                home.close()
            else:
                with suppress(RuntimeError):  # it was closed, and its connections with it
                    loop.call_soon_threadsafe(home.close)

    def after_fork(self) -> None:
        """Leave the parent's connections alone: closing them here would disturb its loops."""
        self._inherited.append(self._homes)
        self._homes, self._lock = {}, threading.Lock()

    async def _settle(self, loop: asyncio.AbstractEventLoop, origin: Origin) -> _Home:
        if self._closed:
            raise faults.closed(origin)
        with self._lock:
            for known in [known for known in self._homes if known.is_closed()]:
                del self._homes[known]
            home = self._homes[loop] = _Home()
        home.watch = self._watch(loop, home)
        await anext(home.watch)
        return home

    async def _watch(self, loop: asyncio.AbstractEventLoop, home: _Home) -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            with self._lock:
                self._homes.pop(loop, None)
            home.close()
            await asyncio.sleep(0)  # lets the loop close the sockets before it ends

    def _pool(self, home: _Home, origin: Origin) -> AsyncPool:
        if self._closed:
            raise faults.closed(origin)
        route = route_to(origin) if self._proxies else Route(origin)
        pool = AsyncPool(
            origin,
            lambda deadline: self._connect(route, deadline),
            self._max_connections,
            self._timeouts.pool,
        )
        home.pools[origin] = pool
        return pool

    async def _connect(self, route: Route, deadline: float | None) -> AsyncConnection:
        seconds, is_last = bounded(self._timeouts.connect, deadline)
        if is_last and not seconds:
            raise faults.deadline_passed(route.origin, sent=False)
        try:
            return await connected(route, self._verify, seconds, self._timeouts.read)
        except TransportError as error:
            raise faults.in_call(error, route.origin, is_last=is_last) from error.__cause__


class _Home:
    """What belongs to one event loop."""

    __slots__ = ("pools", "watch")

    def __init__(self) -> None:
        self.pools: dict[Origin, AsyncPool] = {}
        self.watch: AsyncGenerator[None, None] | None = None

    def close(self) -> None:
        """Close its connections (on its own thread)."""
        for pool in self.pools.values():
            pool.close()
