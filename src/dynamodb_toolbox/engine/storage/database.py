"""One SQLite database: opened with care, then transactions.

In a file the journal is a write-ahead log: readers and the one writer do not wait for each other. With
`synchronous=FULL` a transaction is on the disk before it is acknowledged.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import closing
from functools import lru_cache
from types import TracebackType
from typing import Final

from dynamodb_toolbox.engine.storage import faults, sql, upgrades
from dynamodb_toolbox.engine.storage.connections import ConnectionPool, Connections, SharedConnection
from dynamodb_toolbox.engine.storage.reading import segment_of
from dynamodb_toolbox.engine.storage.sql_clock import NOW
from dynamodb_toolbox.errors import EngineError

_MEMORY: Final = ":memory:"
_SECONDS_TO_WAIT: Final = 60.0
_STATEMENTS_TO_KEEP: Final = 512
_SYNCHRONOUS: Final = ("OFF", "NORMAL", "FULL", "EXTRA")


class Database:
    """A database, in a file or in memory; for many threads, and a file for many processes."""

    def __init__(self, name: str, connections: Connections) -> None:
        self.name = name
        self._connections = connections
        self._closed = False
        self._finalizer = weakref.finalize(self, connections.close)

    @staticmethod
    def in_memory(clock: Callable[[], float] = time.time) -> Database:
        """Make an empty database in memory; `clock` gives the seconds since 1970."""
        connection = _connect(_MEMORY, "OFF", clock)
        _fill(connection)
        return Database(_MEMORY, SharedConnection(connection))

    @staticmethod
    def in_file(path: str, synchronous: str, clock: Callable[[], float] = time.time) -> Database:
        """Open the database in a file, or make one where no file is; `clock` gives the seconds since 1970.

        Raises:
            EngineError: No database of ours can be there; the file is left as it was.
        """
        if synchronous not in _SYNCHRONOUS:
            raise EngineError(
                "engine.invalidOption",
                f"synchronous is one of {', '.join(_SYNCHRONOUS)}, not {synchronous!r}.",
            )
        absolute = os.path.abspath(path)  # noqa: PTH100  # the path as given, but sure under chdir
        faults.check_path(absolute)
        pool = ConnectionPool(lambda: _connect(absolute, synchronous, clock), absolute)
        try:
            connection = pool.take()
            try:
                _recognise(absolute, connection)
                pool.know_file()
            finally:
                pool.give_back(connection)
        except BaseException as error:
            pool.close()
            if isinstance(error, sqlite3.Error):
                raise faults.explained(absolute, error) from error
            raise
        return Database(absolute, pool)

    @property
    def is_file(self) -> bool:
        """Whether the database outlives the process, and waits for a disk."""
        return self.name != _MEMORY

    def close(self) -> None:
        """Give back every connection; closing twice does nothing."""
        self._closed = True
        self._finalizer()

    def reading(self) -> Transaction:
        """Lend a connection in a transaction that sees one state of the database.

        Raises:
            EngineError: The database is closed, or SQLite fails.
        """
        return Transaction(self, sql.BEGIN_READ)

    def lending(self) -> Transaction:
        """Lend a connection for one statement that reads, which by itself sees one state of the database.

        Raises:
            EngineError: The database is closed, or SQLite fails.
        """
        return Transaction(self, None)

    def writing(self) -> Transaction:
        """Lend a connection in a transaction that alone may write; it is rolled back on any error.

        Raises:
            EngineError: The database is closed, or SQLite fails.
        """
        return Transaction(self, sql.BEGIN_WRITE, self._connections.write_turn())

    def take(self) -> sqlite3.Connection:
        """Lend a connection, for a transaction.

        Raises:
            EngineError: The database is closed.
        """
        if self._closed:
            raise faults.closed(self.name)
        return self._connections.take()

    def give_back(self, connection: sqlite3.Connection) -> None:
        """Take a connection back, out of its transaction."""
        self._connections.give_back(connection)


class Transaction:
    """Lends a connection between BEGIN and COMMIT, or ROLLBACK on any error.

    A class rather than a generator: every request passes through one, and a generator costs several times
    as much.
    """

    __slots__ = ("_begin", "_connection", "_database", "_turn")
    _connection: sqlite3.Connection

    def __init__(self, database: Database, begin: str | None, turn: threading.Lock | None = None) -> None:
        self._database = database
        self._begin = begin
        self._turn = turn

    def __enter__(self) -> sqlite3.Connection:
        if self._turn is not None:
            self._turn.acquire()
        try:
            self._connection = connection = self._database.take()
            if self._begin is not None:
                self._execute_first(connection, self._begin)
        except BaseException as error:
            self._release_turn()
            if isinstance(error, sqlite3.Error):
                raise faults.explained(self._database.name, error) from error
            raise
        return connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connection = self._connection
        try:
            try:
                if kind is None and self._begin is not None:
                    connection.execute(sql.COMMIT)
            finally:
                if connection.in_transaction:
                    connection.execute(sql.ROLLBACK)
        except sqlite3.Error as failed:
            raise faults.explained(self._database.name, failed) from failed
        finally:
            self._database.give_back(connection)
            self._release_turn()
        if isinstance(error, sqlite3.Error):
            raise faults.explained(self._database.name, error) from error

    def _execute_first(self, connection: sqlite3.Connection, begin: str) -> None:
        try:
            connection.execute(begin)
        except BaseException:
            self._database.give_back(connection)
            raise

    def _release_turn(self) -> None:
        if self._turn is not None:
            self._turn.release()


def _connect(path: str, synchronous: str, clock: Callable[[], float]) -> sqlite3.Connection:
    """Open one connection, which any thread may use but only one at a time."""
    connection = sqlite3.connect(
        path,
        timeout=_SECONDS_TO_WAIT,
        isolation_level=None,  # transactions are ours to begin and end
        check_same_thread=False,
        cached_statements=_STATEMENTS_TO_KEEP,
    )
    try:
        for pragma in sql.connection_pragmas(synchronous):
            connection.execute(pragma)
        connection.create_function(sql.SEGMENT_OF, 2, segment_of, deterministic=True)
        connection.create_function(NOW, 0, clock)
    except BaseException:
        connection.close()
        raise
    return connection


def _recognise(path: str, connection: sqlite3.Connection) -> None:
    """Check that the file is ours, or make it so where it is empty."""
    if _is_empty(connection):
        _switch_to_wal(connection)
    connection.execute(sql.BEGIN_WRITE)  # fails where the file cannot be written
    try:
        if _is_empty(connection):
            _create(connection)
        elif _number(connection, sql.PRAGMA_APPLICATION_ID) != sql.APPLICATION_ID:
            raise faults.foreign(path)
        version = _number(connection, sql.PRAGMA_FILE_VERSION)
        if version > sql.FILE_VERSION:
            raise faults.newer(path, version, sql.FILE_VERSION)
        if version < sql.FILE_VERSION:
            upgrades.upgrade(connection, version)
        connection.execute(sql.COMMIT)
    finally:
        if connection.in_transaction:
            connection.execute(sql.ROLLBACK)
    if connection.execute(sql.PRAGMA_JOURNAL).fetchone()[0] != "wal":  # a copy made by VACUUM INTO
        _switch_to_wal(connection)


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Keep a log; SQLite does not wait where two processes switch the same file at once, so we do."""
    end = time.monotonic() + _SECONDS_TO_WAIT
    while True:
        try:
            connection.execute(sql.PRAGMA_WAL)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.005)
        else:
            return


def _is_empty(connection: sqlite3.Connection) -> bool:
    marks = (sql.PRAGMA_APPLICATION_ID, sql.PRAGMA_FILE_VERSION, sql.COUNT_OBJECTS)
    return not any(_number(connection, mark) for mark in marks)


def _fill(connection: sqlite3.Connection) -> None:
    """Make an empty database in memory: a copy of the first one, which takes a fifth of the time."""
    if not hasattr(connection, "deserialize"):  # a build of SQLite may lack it
        _create(connection)
        return
    with closing(sqlite3.connect(_MEMORY)) as template:
        template.deserialize(_empty())
        template.backup(connection)


@lru_cache(maxsize=1)
def _empty() -> bytes:
    with closing(sqlite3.connect(_MEMORY, isolation_level=None)) as connection:
        _create(connection)
        return connection.serialize()


def _create(connection: sqlite3.Connection) -> None:
    for statement in sql.CREATE_CATALOG:
        connection.execute(statement)


def _number(connection: sqlite3.Connection, statement: str) -> int:
    return int(connection.execute(statement).fetchone()[0])
