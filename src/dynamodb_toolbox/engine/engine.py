"""The engine: calls in, replies out, answered on SQLite in this process.

    engine = Engine.open("items.db")
    engine.call("GetItem", {"TableName": "items", "Key": {"id": {"S": "1"}}})

Requests and replies are in wire form and can be JSON: a binary value is base64 text. A request is never
changed, and a reply shares nothing with what is stored.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from msgspec import DecodeError

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.expired_items import answered
from dynamodb_toolbox.engine.operations import OPERATIONS
from dynamodb_toolbox.engine.raw_items import opened
from dynamodb_toolbox.engine.storage import faults
from dynamodb_toolbox.engine.storage.database import Database
from dynamodb_toolbox.errors import (
    SerializationException,
    UnknownOperationException,
)
from dynamodb_toolbox.protocol.calls import Reply


class Engine:
    """DynamoDB on one database; an `Endpoint`. Threads may share it, and processes its file."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._context = Context(database, clock)

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str] | None,
        *,
        synchronous: str = "FULL",
        clock: Callable[[], float] = time.time,
    ) -> Engine:
        """Open the engine on a file, which is made where it does not exist, or in memory.

        Args:
            path: The file; `None` for memory, which is gone with the engine.
            synchronous: What an acknowledged write has survived. `FULL`: a loss of power. `NORMAL`: a crash
                of the process, and all but the last writes a loss of power. `OFF`: a crash of the process.
                See https://www.sqlite.org/pragma.html#pragma_synchronous
            clock: Gives the seconds since 1970.

        Raises:
            EngineError: No database of ours can be at `path`; whatever is there was left as it was.
        """
        if path is None:
            return cls(Database.in_memory(clock), clock)
        return cls(Database.in_file(os.fspath(path), synchronous, clock), clock)

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call.

        Args:
            operation: AWS's name, such as `GetItem`.
            request: As AWS's API states it, in wire form.

        Raises:
            ServiceError: What DynamoDB would answer, under AWS's name.
            EngineError: The database is closed or cannot be used.
        """
        answer = OPERATIONS.get(operation)
        if answer is None:
            raise _unknown(operation)
        try:
            return opened(answered(answer, self._context, request))
        except (DecodeError, UnicodeError) as error:
            raise self._explained(error) from error

    def call_raw(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`, and leave items as JSON (`msgspec.Raw`) where they are given as they are stored."""
        answer = OPERATIONS.get(operation)
        if answer is None:
            raise _unknown(operation)
        try:
            return answered(answer, self._context, request)
        except (DecodeError, UnicodeError) as error:
            raise self._explained(error) from error

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call: from memory at once, from a file in a thread, because a disk may keep one waiting.

        Raises:
            ServiceError: What DynamoDB would answer, under AWS's name.
            EngineError: The database is closed or cannot be used.
        """
        return await self._async(self.call, operation, request)

    async def call_raw_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call_raw`, where `call_async` does it."""
        return await self._async(self.call_raw, operation, request)

    async def _async(
        self, call: Callable[[str, dict[str, Any]], Reply], operation: str, request: dict[str, Any]
    ) -> Reply:
        if not self._context.database.is_file:
            return call(operation, request)
        import asyncio  # noqa: PLC0415  # those who never wait need not load it

        return await asyncio.to_thread(call, operation, request)

    def close(self) -> None:
        """Give back the file; closing twice does nothing, and later calls raise `EngineError`."""
        self._context.database.close()

    def _explained(self, error: Exception) -> Exception:
        """Give the error for text that cannot be encoded (of the request) or decoded (of what is stored)."""
        if isinstance(error, UnicodeEncodeError):
            return SerializationException("Strings must be well-formed Unicode")
        return faults.unreadable(self._context.database.name, error)


def _unknown(operation: str) -> UnknownOperationException:
    return UnknownOperationException(f"The engine knows no operation '{operation}'")
