"""Signature Version 4, for DynamoDB's one kind of request: (operation, body, instant) → head.

What stays the same is computed once: the key for a day, the canonical head and the two states of HMAC for an
operation and a second. A request costs two copies of each hash and the digest of its body.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from time import gmtime, strftime
from typing import Any, Final

from dynamodb_toolbox.client.credentials.credentials import Credentials

TABLES: Final = "DynamoDB_20120810"
STREAMS: Final = "DynamoDBStreams_20120810"
CONTENT_TYPE: Final = "application/x-amz-json-1.0"

_INNER_PAD: Final = bytes(byte ^ 0x36 for byte in range(256))
_OUTER_PAD: Final = bytes(byte ^ 0x5C for byte in range(256))


class Signer:
    """Signs for one set of credentials, one region and one host; threads share it.

    `service` is the first part of the target: `TABLES` or `STREAMS`.
    """

    __slots__ = ("_day", "_host", "_moment", "_region", "_service", "_user_agent", "credentials")

    def __init__(
        self, credentials: Credentials, region: str, host: str, user_agent: str, service: str = TABLES
    ) -> None:
        self.credentials = credentials
        self._region = region
        self._host = host
        self._user_agent = user_agent
        self._service = service
        self._day = _Day("", b"", b"")
        self._moment = _Moment(-1, "", "", self._day)

    def head(self, operation: str, body: bytes, instant: float) -> bytes:
        """Give the signed head of a request.

        Args:
            operation: AWS's name, such as `GetItem`.
            body: The request's body.
            instant: Seconds since 1970, by the service's clock.
        """
        second = int(instant)
        moment = self._moment
        if moment.second != second:
            moment = self._moment = self._moment_of(second)
        prepared = moment.operations.get(operation)
        if prepared is None:
            prepared = moment.operations[operation] = self._prepared(operation, moment)
        head, canonical, inner, outer = prepared
        canonical = canonical.copy()
        canonical.update(sha256(body).hexdigest().encode())
        inner = inner.copy()
        inner.update(canonical.hexdigest().encode())
        outer = outer.copy()
        outer.update(inner.digest())
        return b"%b%b\r\nContent-Length: %d\r\n\r\n" % (head, outer.hexdigest().encode(), len(body))

    def _moment_of(self, second: int) -> _Moment:
        stamp = strftime("%Y%m%dT%H%M%SZ", gmtime(second))
        day = self._day
        if day.date != stamp[:8]:
            day = self._day = self._day_of(stamp[:8])
        return _Moment(second, stamp, f"{stamp[:8]}/{self._region}/dynamodb/aws4_request", day)

    def _day_of(self, date: str) -> _Day:
        """Derive the key of a day, as two HMAC paddings of it."""
        key = f"AWS4{self.credentials.secret_key}".encode()
        for part in (date, self._region, "dynamodb", "aws4_request"):
            key = hmac.digest(key, part.encode(), "sha256")
        block = key.ljust(64, b"\0")
        return _Day(date, block.translate(_INNER_PAD), block.translate(_OUTER_PAD))

    def _prepared(self, operation: str, moment: _Moment) -> tuple[bytes, Any, Any, Any]:
        """Compute all that does not depend on the body."""
        token = self.credentials.session_token
        headers = {"content-type": CONTENT_TYPE, "host": self._host, "x-amz-date": moment.stamp}
        if token is not None:
            headers["x-amz-security-token"] = token
        headers["x-amz-target"] = f"{self._service}.{operation}"
        signed = ";".join(headers)
        lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
        canonical = sha256(f"POST\n/\n\n{lines}\n{signed}\n".encode())
        inner = sha256(moment.day.inner)
        inner.update(f"AWS4-HMAC-SHA256\n{moment.stamp}\n{moment.scope}\n".encode())
        sent = "".join(f"{name.title()}: {value}\r\n" for name, value in headers.items())
        head = (
            f"POST / HTTP/1.1\r\n{sent}User-Agent: {self._user_agent}\r\nAccept-Encoding: identity\r\n"
            f"Authorization: AWS4-HMAC-SHA256 Credential={self.credentials.access_key}/{moment.scope}, "
            f"SignedHeaders={signed}, Signature="
        )
        return head.encode(), canonical, inner, sha256(moment.day.outer)

    def __repr__(self) -> str:
        return f"Signer({self.credentials!r}, {self._region!r}, {self._host!r})"


class _Day:
    """The signing key of a day, padded for the inner and the outer hash of HMAC."""

    __slots__ = ("date", "inner", "outer")

    def __init__(self, date: str, inner: bytes, outer: bytes) -> None:
        self.date = date
        self.inner = inner
        self.outer = outer


class _Moment:
    """What is known for one second: its stamp, scope and day, and what each operation has prepared."""

    __slots__ = ("day", "operations", "scope", "second", "stamp")

    def __init__(self, second: int, stamp: str, scope: str, day: _Day) -> None:
        self.day = day  # of its own: another thread may sign for the next day already
        self.second = second
        self.stamp = stamp
        self.scope = scope
        self.operations: dict[str, tuple[bytes, Any, Any, Any]] = {}


def signing_region(region: str) -> str:
    """Give the region to sign for: its own, but for `local` (DynamoDB Local)."""
    return "us-east-1" if region == "local" else region
