"""What an HTTP answer means: the body of a success, or the error that it tells."""

from __future__ import annotations

from binascii import crc32  # `zlib` has the same: `values` loads this one
from typing import Any, Final

from dynamodb_toolbox.client import json_objects
from dynamodb_toolbox.client.http.messages import HTTPResponse, Origin
from dynamodb_toolbox.errors import ServiceError, TransportError

# What a wrong clock is told as; the answer's Date then says the right time.
_SKEWED: Final = frozenset(
    {
        "AuthFailure",
        "InvalidSignatureException",
        "RequestExpired",
        "RequestInTheFuture",
        "RequestTimeTooSkewed",
        "SignatureDoesNotMatch",
    }
)
_SILENT: Final = frozenset({"TagResource", "UntagResource"})  # those that answer nothing at all
EXPIRED: Final = frozenset({"ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"})


def checked(response: HTTPResponse, origin: Origin, operation: str) -> bytes:
    """Give the body of a successful answer, once its checksum is found right.

    Raises:
        ServiceError: The service refuses, under AWS's name.
        TransportError: It is no answer of DynamoDB, or damaged.
    """
    body = response.body
    checksum = response.header(b"x-amz-crc32")
    if checksum is not None and not _matches(checksum, body):
        raise _damaged(origin)
    if response.status != 200:
        raise _refusal(response, origin)
    if checksum is None and not _is_whole(body, operation):
        raise _cut_off(origin) if body.startswith(b"{") else _no_answer_of_aws(response, origin)
    return body


def _matches(checksum: bytes, body: bytes) -> bool:
    try:
        return int(checksum) == crc32(body)
    except ValueError:
        return False


def _is_whole(body: bytes, operation: str) -> bool:
    """Tell whether a body without a checksum looks like an answer, from its first byte to its last."""
    if not body:
        return operation in _SILENT
    return body.startswith(b"{") and body.rstrip().endswith(b"}")


def _damaged(origin: Origin) -> TransportError:
    error = TransportError(
        "client.invalidChecksum", f"The answer of {origin.url} was damaged on the way: its CRC32 is another."
    )
    error.sent = True
    return error


def _cut_off(origin: Origin) -> TransportError:
    error = TransportError("client.connectionLost", f"The answer of {origin.url} was cut off on the way.")
    error.sent = True
    return error


def _refusal(response: HTTPResponse, origin: Origin) -> ServiceError | TransportError:
    fields = _fields(response.body)
    name = _name(response, fields)
    if name is None:
        return _no_answer_of_aws(response, origin)
    message = fields.get("message", fields.get("Message"))
    error = ServiceError.from_name(
        name,
        message if isinstance(message, str) else "",
        item=fields.get("Item"),
        reasons=fields.get("CancellationReasons"),
    )
    error.request_id = response.text(b"x-amzn-requestid")
    return error


def _fields(body: bytes) -> dict[str, Any]:
    try:
        return json_objects.decode(body)
    except ValueError:
        return {}


def _name(response: HTTPResponse, fields: dict[str, Any]) -> str | None:
    """Give AWS's name of an error: without the namespace before `#`, and the URL behind `:`."""
    raw = fields.get("__type") or fields.get("code") or response.text(b"x-amzn-errortype")
    if not isinstance(raw, str):
        return None
    return raw.rpartition("#")[2].partition(":")[0] or None


def _no_answer_of_aws(response: HTTPResponse, origin: Origin) -> TransportError:
    status = response.status
    if 300 <= status < 400:
        code, what = "client.redirected", f"a redirection to {response.text(b'location') or 'nowhere'}"
        hint = "A signed request does not follow it: connect to the right address."
    else:
        code, what = "client.unexpectedAnswer", f"{status} with {response.text(b'content-type') or 'no type'}"
        hint = "Is a proxy or another service in between?"
    error = TransportError(
        code, f"{origin.url} gave no answer of DynamoDB: {what}. {hint}", payload={"status": status}
    )
    error.sent = status >= 500
    return error


def skew_told(error: ServiceError, response: HTTPResponse, now: float) -> float | None:
    """Give how far the service's clock is ahead of ours, where that is why it refused.

    Source: the AWS SDKs' rule: a difference of four minutes and more is worth correcting.
    """
    if error.name not in _SKEWED:
        return None
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  # 30 ms, and clocks are mostly right

    date = response.text(b"date")
    if date is None:
        return None
    try:
        skew = parsedate_to_datetime(date).timestamp() - now
    except ValueError:
        return None
    return skew if abs(skew) >= 240 else None


def retry_after(response: HTTPResponse | None) -> float | None:
    """Give the seconds after which the service wants to be asked again, where it says so."""
    value = None if response is None else response.text(b"x-amz-retry-after")
    return int(value) / 1000 if value is not None and value.isdecimal() else None  # it is in milliseconds
