"""Connections to one database: who holds one, and who may write.

A file has a pool: each thread takes a connection for one transaction and gives it back. Memory has one
connection, which threads take in turn. Writers of one process queue at a lock, which is fairer and cheaper
than SQLite's own waiting; writers of several processes queue at SQLite.

A connection must not be used, or even closed, in a process that did not open it: a child of `fork` puts
those of its parent aside and opens its own. See https://www.sqlite.org/howtocorrupt.html §2.6.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

_PUT_ASIDE: Final[list[sqlite3.Connection]] = []
"""Connections of parent processes: kept, so that they are never closed here."""


class Connections(Protocol):
    """Lends connections."""

    def write_turn(self) -> threading.Lock:
        """Give the lock to hold while writing."""
        ...

    def take(self) -> sqlite3.Connection:
        """Lend a connection, for one transaction."""
        ...

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Take a connection back."""
        ...

    def close(self) -> None:
        """Close what is not lent; what is, when it comes back."""
        ...


class SharedConnection:
    """The one connection to a database in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._write_lock = threading.Lock()
        self._turn = threading.Lock()
        self._connection = connection

    def write_turn(self) -> threading.Lock:
        """Give the lock to hold while writing."""
        return self._write_lock

    def take(self) -> sqlite3.Connection:
        """Wait for the connection."""
        self._turn.acquire()
        return self._connection

    def give_back(self, connection: sqlite3.Connection) -> None:  # noqa: ARG002  # there is only one
        """Let the next thread have it."""
        self._turn.release()

    def close(self) -> None:
        """Close the connection, once nobody uses it."""
        with self._turn:
            self._connection.close()


class ConnectionPool:
    """Connections to a file, opened as they are needed."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False
        self._pid = os.getpid()
        self._write_lock = threading.Lock()

    def write_turn(self) -> threading.Lock:
        """Give the lock to hold while writing."""
        self._check_process()
        return self._write_lock

    def take(self) -> sqlite3.Connection:
        """Lend an idle connection, or open one."""
        self._check_process()
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Keep the connection for the next."""
        if self._closed:
            connection.close()
        else:
            self._idle.append(connection)

    def close(self) -> None:
        """Close the idle connections."""
        self._closed = True
        self._check_process()
        while self._idle:
            self._idle.pop().close()

    def _check_process(self) -> None:
        """Forget, in a forked child, what belongs to the parent; its locks may be held for ever here."""
        if self._pid == os.getpid():
            return
        self._pid = os.getpid()
        _PUT_ASIDE.extend(self._idle)
        self._idle = deque()
        self._write_lock = threading.Lock()
