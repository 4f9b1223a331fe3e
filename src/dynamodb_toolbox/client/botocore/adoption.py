"""A client of boto3 or aiobotocore → an endpoint; recognised without loading either.

A boto3 resource has its client turn attribute values into Python's and back (`boto3.dynamodb.transform`). Our
calls are in DynamoDB's own form already: they go through a twin of the client, which shares all with it but
those turns.
"""

from __future__ import annotations

import copy
import sys
from typing import TYPE_CHECKING, Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError

if TYPE_CHECKING:
    from dynamodb_toolbox.client.botocore.endpoints import AiobotocoreEndpoint, Boto3Endpoint

_TURNS: Final = {
    "dynamodb-create-params-copy": "provide-client-params.dynamodb",
    "dynamodb-condition-expression": "before-parameter-build.dynamodb",
    "dynamodb-attr-value-input": "before-parameter-build.dynamodb",
    "dynamodb-attr-value-output": "after-call.dynamodb",
}
"""What a resource registers on its client, by the id under which it does."""


def adopted(client: object) -> Boto3Endpoint | AiobotocoreEndpoint:
    """Give the endpoint that answers through a boto3 client, resource or table, or an aiobotocore client.

    Raises:
        DynamoDBToolboxError: `client.invalidClient` where it is none of these, or one of another service.
    """
    found: Any = getattr(getattr(client, "meta", None), "client", client)  # a resource has a client
    if not _is_a(found, "botocore.client", "BaseClient"):
        raise _invalid(client, _hint(client))
    service = found.meta.service_model.service_name
    if service != "dynamodb":
        raise _invalid(client, f" It is a client of '{service}': make one of 'dynamodb'.")
    from dynamodb_toolbox.client.botocore import endpoints  # noqa: PLC0415  # it loads botocore: it is there

    asynchronous = _is_a(found, "aiobotocore.client", "AioBaseClient")
    kind = endpoints.AiobotocoreEndpoint if asynchronous else endpoints.Boto3Endpoint
    return kind(_without_turns(found), found.meta.events)


def _is_a(value: object, module: str, name: str) -> bool:
    kind = getattr(sys.modules.get(module), name, None)  # who has an instance has loaded it
    return kind is not None and isinstance(value, kind)


def _without_turns(client: Any) -> Any:
    """Give the client, or where a resource has registered its turns, a twin of it without them."""
    emitter = getattr(client.meta.events, "_emitter", None)  # `Stubber` and the like want the client itself
    registered = getattr(emitter, "_unique_id_handlers", _TURNS)
    if not any(turn in registered for turn in _TURNS):
        return client
    events = copy.copy(client.meta.events)
    for turn, event in _TURNS.items():
        events.unregister(event, unique_id=turn)
    twin = object.__new__(type(client))
    twin.__dict__.update(client.__dict__)
    twin.meta = copy.copy(client.meta)
    twin.meta.events = events
    return twin


def _hint(client: object) -> str:
    if _is_a(client, "aiobotocore.session", "ClientCreatorContext"):
        return " Enter it first: `async with session.create_client('dynamodb') as client`."
    if _is_a(client, "boto3.session", "Session"):
        return " Take a client of the session: `session.client('dynamodb')`."
    return ""


def _invalid(client: object, hint: str) -> DynamoDBToolboxError:
    kind = type(client)
    return DynamoDBToolboxError(
        "client.invalidClient",
        "A client should be what connect(url) gives, a boto3 client, resource or table of 'dynamodb', or an "
        f"aiobotocore client; got {kind.__module__}.{kind.__qualname__}.{hint}",
        path="client",
    )
