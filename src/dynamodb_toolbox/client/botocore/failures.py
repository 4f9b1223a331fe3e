"""botocore's errors → ours: the service's under AWS's names, the others by what went wrong."""

from __future__ import annotations

from typing import Any, Final
from zlib import crc32

from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from dynamodb_toolbox.client.botocore.shapes import Shapes
from dynamodb_toolbox.errors import CredentialsError, ServiceError, TransportError, ValidationException

RAISED: Final = (BotoCoreError, ClientError, ResponseParserError)
"""What botocore raises."""

# By the names of botocore's classes, from the most special one up: our code, and whether the service may have
# received the request.
_TRANSPORT: Final = {
    "ConnectTimeoutError": ("client.connectTimeout", False),
    "ProxyConnectionError": ("client.proxyRefused", False),
    "SSLError": ("client.tlsFailed", False),
    "ConnectionError": ("client.connectFailed", False),
    "ReadTimeoutError": ("client.readTimeout", True),
    "ChecksumError": ("client.invalidChecksum", True),
    "IncompleteReadError": ("client.connectionLost", True),
    "HTTPClientError": ("client.connectionLost", True),
    "ResponseParserError": ("client.unexpectedAnswer", True),
    "BaseException": ("client.botocoreFailed", False),
}
_CREDENTIALS: Final = {
    "NoCredentialsError": "credentials.notFound",
    "PartialCredentialsError": "credentials.incomplete",
    "CredentialRetrievalError": "credentials.sourceFailed",
    "TokenRetrievalError": "credentials.sourceFailed",
    "SSOError": "credentials.sourceFailed",
    "LoginError": "credentials.sourceFailed",
    "MetadataRetrievalError": "credentials.sourceFailed",
    "RefreshWithMFAUnsupportedError": "credentials.sourceFailed",
}


def error_of(
    error: BaseException, shapes: Shapes, url: str
) -> ServiceError | TransportError | CredentialsError:
    """Give our error for one that botocore raised.

    Args:
        error: What was raised.
        shapes: Turn what it came with into wire form.
        url: The address that was called.
    """
    if isinstance(error, ClientError):
        return _refusal(error, shapes, url)
    names = [kind.__name__ for kind in type(error).__mro__]
    if "ParamValidationError" in names:  # botocore checks types before the service does
        return ValidationException(str(error))
    for name in names:
        if name in _CREDENTIALS:
            return _credentials_error(_CREDENTIALS[name], name)
    code, sent = next(_TRANSPORT[name] for name in names if name in _TRANSPORT)
    if code == "client.connectFailed" and _was_connected(error):
        code, sent = "client.connectionLost", True
    ours = TransportError(code, f"No answer of {url} through botocore: {names[0]}: {error}")
    ours.sent = sent
    return ours


def damage_of(answer: dict[str, Any], url: str) -> TransportError | None:
    """Tell what is wrong with the body of an answer with status 200; `None` where it is whole.

    botocore itself takes what is no JSON for an empty reply, and in its last attempt does not look at the
    checksum.
    """
    headers, body = answer["headers"], answer["body"]
    checksum = headers.get("x-amz-crc32")
    if checksum is None or "content-encoding" in headers:  # it is of the bytes that were sent
        whole, code, what = not body or body.startswith(b"{"), "client.unexpectedAnswer", "is no JSON"
        if whole and body and not body.rstrip().endswith(b"}") and "content-encoding" not in headers:
            whole, code, what = False, "client.connectionLost", "was cut off"
    else:
        whole, code, what = str(crc32(body)) == checksum, "client.invalidChecksum", "has another CRC32"
    length = headers.get("content-length")
    if length is not None and "content-encoding" not in headers and str(len(body)) != length:
        whole, code, what = False, "client.connectionLost", "was cut off"
    if whole:
        return None
    error = TransportError(code, f"The answer of {url}, got through botocore, {what}.")
    error.sent = True
    return error


def _was_connected(error: BaseException) -> bool:
    """Tell whether a connection was there before it failed: aiobotocore has one error for both."""
    reason = getattr(error, "kwargs", {}).get("error")
    names = {kind.__name__ for kind in type(reason).__mro__}
    return "ClientConnectionError" in names and "ClientConnectorError" not in names


def _credentials_error(code: str, name: str) -> CredentialsError:
    return CredentialsError(
        code,
        f"botocore has no credentials to sign with ({name}): its own words are the cause of this error. Give "
        "the client some, or set them up where the AWS SDKs look.",
    )  # its words may quote a source


def _refusal(error: ClientError, shapes: Shapes, url: str) -> ServiceError | TransportError:
    response: dict[str, Any] = dict(error.response)
    told: dict[str, Any] = response.get("ResponseMetadata", {})
    details: dict[str, Any] = response.get("Error", {})
    name = str(details.get("Code") or "")
    if not name or name.isdecimal():  # botocore's word for an answer that bears no name
        ours: ServiceError | TransportError = _no_answer_of_aws(told.get("HTTPStatusCode", 0), url)
    else:
        content = shapes.refused(name, response)
        ours = ServiceError.from_name(
            name,
            details.get("Message", ""),
            item=content.get("Item"),
            reasons=content.get("CancellationReasons"),
        )
        ours.request_id = told.get("RequestId") or None
    ours.attempts = told.get("RetryAttempts", 0) + 1
    return ours


def _no_answer_of_aws(status: int, url: str) -> TransportError:
    redirected = 300 <= status < 400
    error = TransportError(
        "client.redirected" if redirected else "client.unexpectedAnswer",
        f"{url} gave no answer of DynamoDB, but status {status}. Is a proxy or another service in between?",
        payload={"status": status},
    )
    error.sent = status >= 500
    return error
