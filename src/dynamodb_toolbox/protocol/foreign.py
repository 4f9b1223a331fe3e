"""Clients of other libraries in the place of ours: a boto3 client or resource, or an aiobotocore client."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

from dynamodb_toolbox import protocol
from dynamodb_toolbox.protocol.calls import Sender


class ForeignClient(Protocol):
    """A boto3 or aiobotocore client, or a boto3 resource or table: whatever botocore stands behind."""

    @property
    def meta(self) -> Any:
        """What botocore knows of it."""
        ...


AnyClient: TypeAlias = Sender | ForeignClient
"""What a table takes as its client: ours, or one of boto3's or aiobotocore's."""


def sender_of(client: AnyClient | None) -> Sender | None:
    """Give a client that sends commands: the same, or one around a client of another library.

    Raises:
        DynamoDBToolboxError: `client.invalidClient` where it is none that we know.
    """
    sender: Any = client
    if client is not None and not hasattr(client, "send_async"):
        sender = protocol.adopt(client)
    given: Sender | None = sender
    return given
