"""`Client`: drives commands over one endpoint, synchronously and asynchronously.

The two drivers stand side by side and do nothing clever: all that thinks is in the commands.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from dynamodb_toolbox.client.hooks import Ended, Hook, Outcome, tell, watched
from dynamodb_toolbox.client.wire_json import decoded, encoded
from dynamodb_toolbox.protocol.answers import Answer, Metadata, metered
from dynamodb_toolbox.protocol.calls import Call, Command, Endpoint, Reply

R = TypeVar("R")


class Client:
    """Sends commands to an endpoint: the engine, or a service; made by `connect(url)`.

    It serves threads and tasks at once. `with client:` or `async with client:` closes it.

    Attributes:
        endpoint: Who answers.
        hooks: Who is told of each call.
    """

    def __init__(self, endpoint: Endpoint, *, hooks: Sequence[Hook] = ()) -> None:
        self.endpoint = endpoint
        self.hooks = tuple(hooks)

    def send(self, command: Command[R]) -> R:
        """Drive a command to its result."""
        steps = command.steps()
        metadata: Metadata | None = None
        try:
            call = next(steps)
            while True:
                if call.after:
                    time.sleep(call.after)
                start = time.monotonic()
                try:
                    endings = watched(self.hooks, call)
                    reply, took = self._watched(call, endings) if endings else self._made(call)
                except Exception as error:  # noqa: BLE001  # the command raises it, and may say more
                    metadata = _sum(metadata, Outcome.of_error(error, time.monotonic() - start).metadata)
                    call = steps.throw(error)
                else:
                    metadata = _sum(metadata, took)
                    call = steps.send(reply)
        except StopIteration as stop:
            result: R = stop.value
            metered(result, metadata)
            return result
        except Exception as error:
            _measure(error, metadata)
            raise

    async def send_async(self, command: Command[R]) -> R:
        """Drive a command to its result, without blocking the event loop."""
        steps = command.steps()
        metadata: Metadata | None = None
        try:
            call = next(steps)
            while True:
                if call.after:
                    await _sleep(call.after)
                start = time.monotonic()
                try:
                    endings = watched(self.hooks, call)
                    made = self._watched_async(call, endings) if endings else self._made_async(call)
                    reply, took = await made
                except Exception as error:  # noqa: BLE001  # the command raises it, and may say more
                    metadata = _sum(metadata, Outcome.of_error(error, time.monotonic() - start).metadata)
                    call = steps.throw(error)
                else:
                    metadata = _sum(metadata, took)
                    call = steps.send(reply)
        except StopIteration as stop:
            result: R = stop.value
            metered(result, metadata)
            return result
        except Exception as error:
            _measure(error, metadata)
            raise

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Make one call as it is: AWS's operation name, its request and reply in wire form.

        Raises:
            ServiceError: Where the service refuses, under AWS's name.
            TransportError: Where no answer comes over the network, or none that can be read.
        """
        call = Call(operation, request)
        endings = watched(self.hooks, call)
        return (self._watched(call, endings) if endings else self._made(call))[0]

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`, without blocking the event loop."""
        call = Call(operation, request)
        endings = watched(self.hooks, call)
        return (await (self._watched_async(call, endings) if endings else self._made_async(call)))[0]

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
        await _sleep(0)  # lets the loop close what was open

    def _watched(self, call: Call, endings: list[Ended]) -> tuple[Reply, Metadata]:
        start = time.monotonic()
        try:
            reply, metadata = self._made(Call(call.operation, call.request))
        except BaseException as error:  # a cancelled call has ended, too
            tell(endings, Outcome.of_error(error, time.monotonic() - start))
            raise
        tell(endings, Outcome(metadata, reply=reply))
        return reply, metadata

    async def _watched_async(self, call: Call, endings: list[Ended]) -> tuple[Reply, Metadata]:
        start = time.monotonic()
        try:
            reply, metadata = await self._made_async(Call(call.operation, call.request))
        except BaseException as error:  # a cancelled call has ended, too
            tell(endings, Outcome.of_error(error, time.monotonic() - start))
            raise
        tell(endings, Outcome(metadata, reply=reply))
        return reply, metadata

    def _made(self, call: Call) -> tuple[Reply, Metadata]:
        endpoint = self.endpoint
        exchange: Any = getattr(endpoint, "exchange", None)  # of a `BytesEndpoint`
        if exchange is not None:
            answer: Answer = exchange(call.operation, encoded(call))
            return decoded(answer, call), answer.metadata
        measured: Any = getattr(endpoint, "call_measured", None)  # of a `MeasuredEndpoint`
        if measured is not None:
            made: tuple[Reply, Metadata] = measured(call.operation, call.request)
            return made
        start = time.monotonic()
        perform: Any = getattr(endpoint, "call_raw", None) if call.raw else None  # of a `RawEndpoint`
        reply = (perform or endpoint.call)(call.operation, call.request)
        return reply, Metadata(1, time.monotonic() - start)

    async def _made_async(self, call: Call) -> tuple[Reply, Metadata]:
        endpoint = self.endpoint
        exchange: Any = getattr(endpoint, "exchange_async", None)
        if exchange is not None:
            answer: Answer = await exchange(call.operation, encoded(call))
            return decoded(answer, call), answer.metadata
        measured: Any = getattr(endpoint, "call_measured_async", None)
        if measured is not None:
            made: tuple[Reply, Metadata] = await measured(call.operation, call.request)
            return made
        start = time.monotonic()
        perform: Any = getattr(endpoint, "call_raw_async", None) if call.raw else None
        reply = await (perform or endpoint.call_async)(call.operation, call.request)
        return reply, Metadata(1, time.monotonic() - start)


def _measure(error: Exception, metadata: Metadata | None) -> None:
    """Note what the calls of a command took that an error ended midway."""
    progress = getattr(error, "progress", None)
    if progress is not None:
        metered(progress.response, metadata)


def _sum(before: Metadata | None, took: Metadata) -> Metadata:
    return took if before is None else before + took


async def _sleep(seconds: float) -> None:
    import asyncio  # noqa: PLC0415  # synchronous users never pay for it

    await asyncio.sleep(seconds)
