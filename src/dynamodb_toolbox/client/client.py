"""`Client`: drives commands over one endpoint, synchronously and asynchronously.

The two drivers stand side by side and do nothing clever: all that thinks is in the commands.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self, TypeVar

from dynamodb_toolbox.errors import ServiceError
from dynamodb_toolbox.protocol.calls import Command, Endpoint, Reply

R = TypeVar("R")


class Client:
    """Sends commands to an endpoint: the engine, or a service; made by `connect(url)`.

    It serves threads and tasks at once. `with client:` or `async with client:` closes it.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def send(self, command: Command[R]) -> R:
        """Drive a command to its result."""
        steps = command.steps()
        try:
            call = next(steps)
            while True:
                if call.after:
                    time.sleep(call.after)
                try:
                    reply = self.endpoint.call(call.operation, call.request)
                except ServiceError as error:
                    call = steps.throw(error)
                else:
                    call = steps.send(reply)
        except StopIteration as stop:
            result: R = stop.value
            return result

    async def send_async(self, command: Command[R]) -> R:
        """Drive a command to its result, without blocking the event loop."""
        steps = command.steps()
        try:
            call = next(steps)
            while True:
                if call.after:
                    await _sleep(call.after)
                try:
                    reply = await self.endpoint.call_async(call.operation, call.request)
                except ServiceError as error:
                    call = steps.throw(error)
                else:
                    call = steps.send(reply)
        except StopIteration as stop:
            result: R = stop.value
            return result

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Make one call as it is: AWS's operation name, its request and reply in wire form.

        Raises:
            ServiceError: Where the service refuses, under AWS's name.
        """
        return self.endpoint.call(operation, request)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`, without blocking the event loop."""
        return await self.endpoint.call_async(operation, request)

    def close(self) -> None:
        """Give back files and connections; closing twice does nothing."""
        self.endpoint.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


async def _sleep(seconds: float) -> None:
    import asyncio  # noqa: PLC0415  # synchronous users never pay for it

    await asyncio.sleep(seconds)
