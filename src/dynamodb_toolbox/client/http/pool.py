"""The kept connections to one origin, synchronously: the last used goes first, and there is a bound.

The usual case (a free connection, given back later) takes no lock: appending to and popping from a list are
whole by themselves. Whoever finds none counts under the lock.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.connection import Connection
from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.client.http.timeouts import bounded

MAX_IDLE: Final = 55.0  # seconds; load balancers forget a silent connection after a minute


class Pool:
    """Connections to one origin; threads share it."""

    def __init__(
        self, origin: Origin, connect: Callable[[float | None], Connection], limit: int, seconds: float | None
    ) -> None:
        self._origin = origin
        self._connect = connect
        self._limit = limit
        self._seconds = seconds
        self._idle: list[Connection] = []
        self._changed = threading.Condition()
        self._open = 0
        self._waiting = 0
        self._closed = False

    def take(self, deadline: float | None) -> Connection:
        """Give a connection that works as far as can be told.

        Raises:
            TransportError: None can be made, or all are busy for too long.
        """
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                fresh = self._another(deadline)
                if fresh is not None:
                    return fresh
                continue  # one came back meanwhile
            if connection.idle_since + MAX_IDLE > time.monotonic() and not connection.stale():
                return connection
            self.drop(connection)

    def give_back(self, connection: Connection) -> None:
        """Keep a connection for the next request, where it is fit for one."""
        if not connection.reusable:
            self.drop(connection)
            return
        connection.idle_since = time.monotonic()
        self._idle.append(connection)
        if self._waiting:
            with self._changed:
                self._changed.notify()
        if self._closed:
            self._drain()

    def drop(self, connection: Connection) -> None:
        """Close a connection; another may take its place."""
        connection.close()
        self._release()

    def close(self) -> None:
        """Close the idle ones now, and those in use when they come back."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._drain()

    def abandon(self) -> None:
        """Close the idle ones without a word, and whatever state the lock is in (in a forked child)."""
        for connection in self._idle:
            connection.close()

    def _drain(self) -> None:
        while self._idle:
            try:
                connection = self._idle.pop()
            except IndexError:  # another thread was faster
                return
            self.drop(connection)

    def _release(self) -> None:
        with self._changed:
            self._open -= 1
            self._changed.notify()

    def _another(self, deadline: float | None) -> Connection | None:
        """Make a connection, or wait until one is free, which is `None`."""
        with self._changed:
            if self._closed:
                raise faults.closed(self._origin)
            if self._open >= self._limit:
                self._wait(deadline)
            if self._idle or self._closed:
                return None
            self._open += 1
        try:
            return self._connect(deadline)
        except BaseException:
            self._release()
            raise

    def _wait(self, deadline: float | None) -> None:
        seconds, is_last = bounded(self._seconds, deadline)
        self._waiting += 1
        try:
            if self._changed.wait_for(self._available, seconds):
                return
        finally:
            self._waiting -= 1
        late = faults.pool_timed_out(self._origin, self._limit, seconds)
        raise faults.in_call(late, self._origin, is_last=is_last)

    def _available(self) -> bool:
        return bool(self._idle) or self._open < self._limit or self._closed
