"""The transport over sockets of the standard library: for callers that wait."""

from __future__ import annotations

import threading

from dynamodb_toolbox.client import forking
from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.connecting import connected
from dynamodb_toolbox.client.http.connection import Connection
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse, Origin
from dynamodb_toolbox.client.http.pool import Pool
from dynamodb_toolbox.client.http.routes import Route, route_to
from dynamodb_toolbox.client.http.timeouts import Timeouts, bounded
from dynamodb_toolbox.client.http.tls import Verify
from dynamodb_toolbox.errors import TransportError


class SocketTransport:
    """A `Transport`: kept connections, a pool for each origin. Threads share it; a fork makes its own."""

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
        self._lock = threading.Lock()
        self._pools: dict[Origin, Pool] = {}
        forking.watch(self)

    def send(self, request: HTTPRequest) -> HTTPResponse:
        """Give the answer to a request, whatever its status.

        Raises:
            TransportError: There is none.
        """
        pool = self._pools.get(request.origin) or self._pool(request.origin)
        connection = pool.take(request.deadline)
        try:
            response = connection.exchange(request)
        except BaseException:
            pool.drop(connection)
            raise
        pool.give_back(connection)
        return response

    def close(self) -> None:
        """Close all connections; closing twice does nothing."""
        with self._lock:
            self._closed = True
        for pool in self._pools.values():
            pool.close()

    def after_fork(self) -> None:
        """Let go of the parent's connections: two processes on one would mix answers up."""
        inherited, self._pools, self._lock = self._pools, {}, threading.Lock()
        for pool in inherited.values():
            pool.abandon()

    def _pool(self, origin: Origin) -> Pool:
        with self._lock:
            if self._closed:
                raise faults.closed(origin)
            pool = self._pools.get(origin)
            if pool is None:
                route = route_to(origin) if self._proxies else Route(origin)
                pool = _pool_of(route, self._verify, self._timeouts, self._max_connections)
                self._pools[origin] = pool
            return pool


def _pool_of(route: Route, verify: Verify, timeouts: Timeouts, limit: int) -> Pool:
    """Make a pool that does not know its transport: one that is dropped takes its connections along."""

    def connect(deadline: float | None) -> Connection:
        seconds, is_last = bounded(timeouts.connect, deadline)
        if is_last and not seconds:
            raise faults.deadline_passed(route.origin, sent=False)
        try:
            opened = connected(route, verify, seconds)
        except TransportError as error:
            raise faults.in_call(error, route.origin, is_last=is_last) from error.__cause__
        return Connection(route, opened, timeouts.read)

    return Pool(route.origin, connect, limit, timeouts.pool)
