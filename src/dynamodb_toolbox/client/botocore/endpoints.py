"""`Boto3Endpoint` and `AiobotocoreEndpoint`: calls answered through a client of botocore's kind.

The client stays its owner's: its credentials, settings, retries and handlers count, and it is not closed.
"""

from __future__ import annotations

from typing import Any, NoReturn

from dynamodb_toolbox.client.botocore.call import CURRENT, BotocoreCall, note_attempts
from dynamodb_toolbox.client.botocore.failures import RAISED
from dynamodb_toolbox.client.botocore.shapes import Shapes
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.answers import Metadata
from dynamodb_toolbox.protocol.calls import Reply


class BotocoreEndpoint:
    """What both have in common.

    Args:
        client: Whom to call.
        events: What tells of its attempts: the client's own, where it is a twin of another.

    Attributes:
        url: The address that the client calls.
        region: The region of the client.
    """

    def __init__(self, client: Any, events: Any) -> None:
        self._client = client
        self._shapes = Shapes(client.meta.service_model)
        self._methods = {operation: name for name, operation in client.meta.method_to_api_mapping.items()}
        self.url: str = client.meta.endpoint_url
        self.region: str | None = client.meta.region_name
        note_attempts(events)

    def close(self) -> None:
        """Do nothing: who made the client closes it."""

    def _begun(self, operation: str, request: dict[str, Any]) -> tuple[Any, BotocoreCall]:
        name = self._methods.get(operation)
        if name is None:
            raise DynamoDBToolboxError(
                "client.unknownOperation",
                f"The installed botocore has no operation '{operation}' of DynamoDB. A newer one may; "
                "those of streams are not within reach of a boto3 client of 'dynamodb'.",
                payload={"received": operation},
            )
        return getattr(self._client, name), BotocoreCall(operation, request, self._shapes, self.url)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"


class Boto3Endpoint(BotocoreEndpoint):
    """A boto3 client; asynchronously, each call takes a thread."""

    def call_measured(self, operation: str, request: dict[str, Any]) -> tuple[Reply, Metadata]:
        """Answer one call in wire form, and say what it took.

        Raises:
            ServiceError: The service refuses, under AWS's name.
            TransportError: No answer came, or none that can be read.
            CredentialsError: botocore has no credentials.
        """
        method, call = self._begun(operation, request)
        token = CURRENT.set(call)
        try:
            return call.answered(method(**call.arguments))
        except RAISED as error:
            raise call.failed(error) from error
        finally:
            CURRENT.reset(token)

    async def call_measured_async(self, operation: str, request: dict[str, Any]) -> tuple[Reply, Metadata]:
        """Do as `call_measured`, in a thread; where it is cancelled, the call goes on unseen."""
        import asyncio  # noqa: PLC0415  # loaded long before, by whoever awaits this

        return await asyncio.to_thread(self.call_measured, operation, request)

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call in wire form."""
        return self.call_measured(operation, request)[0]

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Do as `call`, in a thread."""
        return (await self.call_measured_async(operation, request))[0]


class AiobotocoreEndpoint(BotocoreEndpoint):
    """An aiobotocore client, which can be awaited only."""

    async def call_measured_async(self, operation: str, request: dict[str, Any]) -> tuple[Reply, Metadata]:
        """Answer one call in wire form, and say what it took.

        Raises:
            ServiceError: The service refuses, under AWS's name.
            TransportError: No answer came, or none that can be read.
            CredentialsError: aiobotocore has no credentials.
        """
        method, call = self._begun(operation, request)
        token = CURRENT.set(call)
        try:
            return call.answered(await method(**call.arguments))
        except RAISED as error:
            raise call.failed(error) from error
        finally:
            CURRENT.reset(token)

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        """Answer one call in wire form."""
        return (await self.call_measured_async(operation, request))[0]

    def call_measured(self, operation: str, request: dict[str, Any]) -> NoReturn:  # noqa: ARG002  # the protocol's
        """Refuse: it can be awaited only.

        Raises:
            DynamoDBToolboxError: `client.asyncOnly`.
        """
        raise DynamoDBToolboxError(
            "client.asyncOnly",
            f"{operation} cannot be sent so: an aiobotocore client can only be awaited. Use `await "
            "command.send_async()` and `await client.call_async(…)`, or a client that serves both.",
        )

    call = call_measured
