"""A client on an engine of its own, which fails when it is told to and remembers what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.client.hooks import Hook
from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.protocol.calls import Endpoint, Reply
from dynamodb_toolbox.testing.calls import Calls, RecordedCall
from dynamodb_toolbox.testing.clock import Clock
from dynamodb_toolbox.testing.faults import Fault, Faults


class TestClient(Client):
    """A `Client` for tests: give it to a `Table`, or call it.

    Attributes:
        clock: The engine's clock; it stands still until you move it.
        faults: What is to go wrong.
        calls: What was asked.
    """

    __test__: ClassVar[bool] = False  # no class of tests, whatever pytest makes of the name

    def __init__(self, *, clock: Clock | None = None, hooks: Sequence[Hook] = ()) -> None:
        self.clock = clock or Clock()
        self.faults = Faults()
        self.calls = Calls()
        super().__init__(
            FaultyEndpoint(Engine.open(None, clock=self.clock), self.faults, self.calls), hooks=hooks
        )


class FaultyEndpoint:
    """An `Endpoint` before another: it notes the calls and lets some of them fail."""

    def __init__(self, endpoint: Endpoint, faults: Faults, calls: Calls) -> None:
        self._endpoint = endpoint
        self._faults = faults
        self._calls = calls

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer a call, or fail it."""
        fault, noted = self._faults.met(operation), self._calls.note(operation, request)
        try:
            if fault is None or fault.done:
                noted.reply = self._endpoint.call(operation, request)
            return self._ended(fault, noted)
        except BaseException as error:
            noted.reply, noted.error = None, error
            raise

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`, without blocking the event loop."""
        fault, noted = self._faults.met(operation), self._calls.note(operation, request)
        try:
            if fault is None or fault.done:
                noted.reply = await self._endpoint.call_async(operation, request)
            return self._ended(fault, noted)
        except BaseException as error:
            noted.reply, noted.error = None, error
            raise

    def close(self) -> None:
        """Close what is behind."""
        self._endpoint.close()

    def _ended(self, fault: Fault | None, noted: RecordedCall) -> Reply:
        if fault is not None:
            noted.reply = fault.effect(noted.request)
        return noted.reply or {}
