"""boto3 in this process: its requests answered by an engine, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from dynamodb_toolbox.errors import ServiceError
from dynamodb_toolbox.protocol.calls import Endpoint
from dynamodb_toolbox.server.envelope import answer_of, operation_of, parameters_of, refusal_of
from dynamodb_toolbox.server.http_request import HttpRequest


def answer_boto3(client: Any, endpoint: Endpoint) -> None:
    """Let an endpoint answer all that a boto3 client or resource sends from now on.

    boto3 does all it does otherwise: it checks, signs (with any keys), retries, and reads the answer.

    Args:
        client: `boto3.client("dynamodb", …)`, `boto3.client("dynamodbstreams", …)`, a resource or its table.
        endpoint: Who answers: an `Engine`, or `client.endpoint` of a `TestClient`.
    """
    meta = client.meta
    events = getattr(meta, "events", None) or meta.client.meta.events

    def answered(request: Any, **_: Any) -> Any:
        from botocore.awsrequest import AWSResponse  # noqa: PLC0415  # only the extra brings botocore

        answer = _answer(endpoint, request)
        headers: Any = {name.decode(): value.decode() for name, value in answer.head()}
        return AWSResponse(request.url, answer.status, headers, _Raw(answer.body))

    events.register_first("before-send", answered)


def _answer(endpoint: Endpoint, request: Any) -> Any:
    headers = {name.lower(): _text(value) for name, value in request.headers.items()}
    body = request.body.encode() if isinstance(request.body, str) else request.body or b""
    given = HttpRequest(request.method, "/", "", headers, body)
    try:
        return answer_of(endpoint.call(operation_of(given), parameters_of(given)))
    except ServiceError as error:
        return refusal_of(error)


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


class _Raw(BytesIO):
    """A body as botocore reads it."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        """Give all of it."""
        yield self.read()
