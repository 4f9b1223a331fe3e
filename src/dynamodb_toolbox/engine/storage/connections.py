"""Connections to one database: who holds one, and who may write.

A file has a pool: each thread takes a connection for one transaction and gives it back. Memory has one
connection, which threads take in turn. Writers of one process queue at a lock, which is fairer and cheaper
than SQLite's own waiting; writers of several processes queue at SQLite.

A connection must not be used, or even closed, in a process that did not open it: a child of `fork` puts
those of its parent aside and opens its own. See https://www.sqlite.org/howtocorrupt.html §2.6.
"""

from __future__ import annotations

import math
import os
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final, Protocol

from dynamodb_toolbox.engine.storage import faults

_SECONDS_BETWEEN_LOOKS: Final = 1.0
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
    """Connections to a file, opened as they are needed.

    Once the file is known, a pool lends no connection to another. What SQLite would do is worse: a file
    that is gone it makes anew, empty; and the log of one that was replaced it applies to the new one. It is
    looked for when a connection is opened, and once a second.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], path: str) -> None:
        self._connect = connect
        self._path = path
        self._file: tuple[int, int] | None = None
        self._next_look = math.inf
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False
        self._pid = os.getpid()
        self._write_lock = threading.Lock()

    def write_turn(self) -> threading.Lock:
        """Give the lock to hold while writing."""
        self._check_process()
        return self._write_lock

    def know_file(self) -> None:
        """Hold on to the file as it is now."""
        self._file = self._file_now()
        self._next_look = time.monotonic() + _SECONDS_BETWEEN_LOOKS

    def take(self) -> sqlite3.Connection:
        """Lend an idle connection, or open one.

        Raises:
            EngineError: The file is no longer where it was opened.
        """
        self._check_process()
        if time.monotonic() > self._next_look:
            self._check_file()
        try:
            return self._idle.pop()
        except IndexError:
            self._check_file()
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

    def _check_file(self) -> None:
        if self._file is None:
            return
        if self._file_now() != self._file:
            raise faults.moved(self._path)
        self._next_look = time.monotonic() + _SECONDS_BETWEEN_LOOKS

    def _file_now(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._path)  # noqa: PTH116  # cheaper than a Path, and this is on the way of writes
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _check_process(self) -> None:
        """Forget, in a forked child, what belongs to the parent; its locks may be held for ever here."""
        if self._pid == os.getpid():
            return
        self._pid = os.getpid()
        _PUT_ASIDE.extend(self._idle)
        self._idle = deque()
        self._write_lock = threading.Lock()
