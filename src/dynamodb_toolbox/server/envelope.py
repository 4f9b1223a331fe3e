"""AWS's envelope: which operation a request is for, and what an answer looks like.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html and
Programming.Errors.html
"""

from __future__ import annotations

import os
from base64 import b32encode
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import msgspec

from dynamodb_toolbox.errors import (
    ConditionalCheckFailedException,
    SerializationException,
    ServiceError,
    TransactionCanceledException,
    UnknownOperationException,
)
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.server.http_request import HttpRequest

STREAMS_OPERATIONS: Final = frozenset({"DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"})

_JSON: Final = b"application/x-amz-json-1.0"
_CONTENT_TYPES: Final = ("application/x-amz-json-1.0", "application/json")
_DATABASE: Final = "DynamoDB_20120810"
_STREAMS: Final = "DynamoDBStreams_20120810"

_CORAL_SERVICE: Final = frozenset(
    {
        "AccessDeniedException",
        "IncompleteSignatureException",
        "InternalFailure",
        "InvalidSignatureException",
        "MissingAuthenticationTokenException",
        "RequestEntityTooLargeException",
        "RequestTimeoutException",
        "SerializationException",
        "UnknownOperationException",
        "UnrecognizedClientException",
    }
)
_CAPITAL_MESSAGE: Final = frozenset(
    {"IdempotentParameterMismatchException", "TransactionCanceledException", "TransactionInProgressException"}
)
"""Errors whose shape says `Message`, where all others say `message`."""

_decode = msgspec.json.Decoder().decode


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status, a body of some content type, and more headers."""

    status: int
    body: bytes
    content_type: bytes = _JSON
    headers: tuple[tuple[bytes, bytes], ...] = ()

    def head(self) -> list[tuple[bytes, bytes]]:
        """Give all headers; each answer has an id of its own."""
        return [
            (b"content-type", self.content_type),
            (b"content-length", str(len(self.body)).encode()),
            (b"x-amzn-requestid", request_id()),
            (b"x-amz-crc32", str(crc32(self.body)).encode()),
            *self.headers,
        ]


UNKNOWN_ROUTE: Final = Answer(404, b"<UnknownOperationException/>\n", b"text/xml")
HEALTHY: Final = Answer(200, b"healthy: dynamodb-toolbox", b"text/plain")


def request_id() -> bytes:
    """Give an id such as AWS's: 52 letters and digits, never twice the same."""
    return b32encode(os.urandom(33))[:52]


def is_call(request: HttpRequest) -> bool:
    """Tell whether a request is for an operation at all."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.method == "POST" and kind in _CONTENT_TYPES


def operation_of(request: HttpRequest) -> str:
    """Give the operation that `X-Amz-Target` names.

    Raises:
        UnknownOperationException: It names none of this API's.
    """
    service, _, operation = request.headers.get("x-amz-target", "").partition(".")
    expected = _STREAMS if operation in STREAMS_OPERATIONS else _DATABASE
    if service != expected or not operation:
        raise UnknownOperationException
    return operation


def parameters_of(request: HttpRequest) -> dict[str, Any]:
    """Give the parameters in the body.

    Raises:
        SerializationException: The body is no JSON object.
    """
    try:
        parameters = _decode(request.body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise SerializationException from None
    if not isinstance(parameters, dict):
        raise SerializationException
    return parameters


def answer_of(reply: Reply) -> Answer:
    """Put a reply into the envelope."""
    return Answer(200, msgspec.json.encode(reply))


def refusal_of(error: ServiceError) -> Answer:
    """Put an error into the envelope."""
    content: dict[str, Any] = {"__type": f"{_namespace(error.name)}#{error.name}"}
    if error.message:
        content["Message" if error.name in _CAPITAL_MESSAGE else "message"] = error.message
    if isinstance(error, ConditionalCheckFailedException) and error.item is not None:
        content["Item"] = error.item
    if isinstance(error, TransactionCanceledException):
        content["CancellationReasons"] = error.reasons
    return Answer(error.status, msgspec.json.encode(content))


def _namespace(name: str) -> str:
    if name in _CORAL_SERVICE:
        return "com.amazon.coral.service"
    if name == "ValidationException":
        return "com.amazon.coral.validate"
    return "com.amazonaws.dynamodb.v20120810"
