"""`HTTPEndpoint`: calls answered by a service behind HTTP; the two drivers of an exchange side by side."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.client.credentials.keeper import Keeper
from dynamodb_toolbox.client.exchange import Exchanges, Pause, Step
from dynamodb_toolbox.client.http.messages import HTTPRequest
from dynamodb_toolbox.client.wire_json import decoded, encoded
from dynamodb_toolbox.errors import CredentialsError, TransportError
from dynamodb_toolbox.protocol.answers import Answer
from dynamodb_toolbox.protocol.calls import Call, Reply

if TYPE_CHECKING:
    from dynamodb_toolbox.client.http.transports import AsyncTransport, Transport

_OF_STREAMS: Final = frozenset({"DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"})


class HTTPEndpoint:
    """An `Endpoint` over HTTP. Threads and tasks share it.

    Args:
        exchanges: The conversations about tables.
        streams: The conversations about streams, which have an address of their own.
        keeper: The credentials that they use.
        transport: Carries requests for those who wait.
        async_transport: Makes what carries requests for tasks, when the first one comes.
    """

    def __init__(
        self,
        exchanges: Exchanges,
        streams: Exchanges,
        keeper: Keeper,
        transport: Transport,
        async_transport: Callable[[], AsyncTransport],
    ) -> None:
        self._exchanges = exchanges
        self._streams = streams
        self._keeper = keeper
        self._transport = transport
        self._make_async_transport = async_transport
        self._async_transport: AsyncTransport | None = None

    @property
    def url(self) -> str:
        """The address of the service."""
        return self._exchanges.origin.url

    @property
    def region(self) -> str:
        """The region that calls are signed for."""
        return self._exchanges.region

    def exchange(self, operation: str, body: bytes) -> Answer:
        """Send a request as bytes and give its answer as bytes.

        Args:
            operation: AWS's name, such as `GetItem`.
            body: The request as AWS's API states it, as JSON.

        Raises:
            ServiceError: The service refuses, under AWS's name.
            TransportError: No answer came, or none that can be read.
            CredentialsError: There are no credentials.
        """
        exchanges = self._streams if operation in _OF_STREAMS else self._exchanges
        steps = exchanges.steps(operation, body)
        send = self._transport.send
        try:
            step = next(steps)
            while True:
                try:
                    result = send(step) if type(step) is HTTPRequest else self._perform(step)
                except (TransportError, CredentialsError) as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            answer: Answer = stop.value
            return answer

    async def exchange_async(self, operation: str, body: bytes) -> Answer:
        """Do as `exchange`, without blocking the event loop."""
        exchanges = self._streams if operation in _OF_STREAMS else self._exchanges
        steps = exchanges.steps(operation, body)
        send = (self._async_transport or self._asynchronous()).send
        try:
            step = next(steps)
            while True:
                try:
                    result = (
                        await send(step) if type(step) is HTTPRequest else await self._perform_async(step)
                    )
                except (TransportError, CredentialsError) as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            answer: Answer = stop.value
            return answer

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call in wire form.

        Raises:
            ServiceError: The service refuses, under AWS's name.
            TransportError: No answer came, or none that can be read.
            CredentialsError: There are no credentials.
        """
        call = Call(operation, request)
        return decoded(self.exchange(operation, encoded(call)), call)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`, without blocking the event loop."""
        call = Call(operation, request)
        return decoded(await self.exchange_async(operation, encoded(call)), call)

    def close(self) -> None:
        """Give back the connections; closing twice does nothing."""
        self._transport.close()
        if self._async_transport is not None:
            self._async_transport.close()

    def _perform(self, step: Step) -> Any:
        if isinstance(step, Pause):
            time.sleep(step.seconds)
            return None
        return self._keeper.renew()

    async def _perform_async(self, step: Step) -> Any:
        import asyncio  # noqa: PLC0415  # loaded long before, by whoever awaits this

        if isinstance(step, Pause):
            return await asyncio.sleep(step.seconds)
        return await self._keeper.renew_async()

    def _asynchronous(self) -> AsyncTransport:
        self._async_transport = self._make_async_transport()
        return self._async_transport
