"""Signature Version 4, verified: the same sums as the signer's, over the request as it arrived.

Page: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Final
from urllib.parse import quote, unquote_plus

from dynamodb_toolbox.server.authorization import ALGORITHM, Authorization, Scope
from dynamodb_toolbox.server.http_request import HttpRequest
from dynamodb_toolbox.server.refusals import InvalidSignatureException, UnrecognizedClientException

SECONDS_OF_GRACE: Final = 300  # how far the clocks of the two sides may be apart
_SERVICE: Final = "dynamodb"
_TERMINATOR: Final = "aws4_request"
_TIME: Final = "%Y%m%dT%H%M%SZ"
_MISMATCH: Final = (
    "The request signature we calculated does not match the signature you provided. "
    "Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
)
_MUST_BE_SIGNED: Final = ("host", "x-amz-date", "x-amz-target", "x-amz-security-token")


def verify(request: HttpRequest, given: Authorization, secrets: Mapping[str, str], now: float) -> None:
    """Check that the holder of a secret signed this request, lately.

    Args:
        request: As it arrived.
        given: Its `Authorization` header.
        secrets: The secret keys by access key.
        now: Seconds since 1970.

    Raises:
        UnrecognizedClientException: The access key is unknown.
        InvalidSignatureException: The signature is another's, another request's, or of another time.
    """
    secret = secrets.get(given.scope.access_key)
    if secret is None:
        raise UnrecognizedClientException("The security token included in the request is invalid.")
    signed_at = _signed_at(request.headers)
    _check_scope(given, signed_at)
    _check_signed_headers(request.headers, given)
    _check_time(signed_at, now)
    text = f"{ALGORITHM}\n{signed_at}\n{given.scope.text}\n{_hash(canonical_request(request, given))}"
    expected = hmac.new(_signing_key(secret, given.scope), text.encode(), sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), given.signature.encode("latin-1", "replace")):
        raise InvalidSignatureException(_MISMATCH)


def canonical_request(request: HttpRequest, given: Authorization) -> str:
    """Give the request as both sides write it before they sign it."""
    headers = [f"{name}:{_squeezed(request.headers.get(name, ''))}\n" for name in given.signed_headers]
    return "\n".join(
        (
            request.method,
            quote(_normal_path(request.path), safe="/-_.~"),
            _canonical_query(request.query),
            "".join(headers),
            ";".join(given.signed_headers),
            sha256(request.body).hexdigest(),
        )
    )


def _normal_path(path: str) -> str:
    """Resolve `.`, `..` and repeated slashes, as signers do (RFC 3986, 5.2.4)."""
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part not in {"", "."}:
            kept.append(part)
    end = "/" if kept and parts[-1] == "" else ""
    return f"/{'/'.join(kept)}{end}"


def _canonical_query(query: str) -> str:
    pairs = [pair.partition("=")[::2] for pair in query.split("&") if pair]
    encoded = sorted((_recoded(name), _recoded(value)) for name, value in pairs)
    return "&".join(f"{name}={value}" for name, value in encoded)


def _recoded(text: str) -> str:
    return quote(unquote_plus(text), safe="-_.~")


def _squeezed(value: str) -> str:
    return re.sub(r"\s+", " ", value.strip())


def _hash(text: str) -> str:
    return sha256(text.encode("latin-1", "replace")).hexdigest()


def _signing_key(secret: str, scope: Scope) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (scope.date, scope.region, scope.service, scope.terminator):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


def _signed_at(headers: Mapping[str, str]) -> str:
    """Give the time of the signature as it is signed: `20261231T235959Z`."""
    stamp = headers.get("x-amz-date") or headers.get("date", "")
    if re.fullmatch(r"\d{8}T\d{6}Z", stamp):
        return stamp
    try:
        given = parsedate_to_datetime(stamp)
    except ValueError:
        raise InvalidSignatureException(
            "Date must be in ISO-8601 'basic format' (YYYYMMDD'T'HHMMSS'Z') in 'X-Amz-Date', "
            f"or in the format of HTTP in 'Date'. Got '{stamp}'."
        ) from None
    return (given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)).strftime(_TIME)


def _check_scope(given: Authorization, signed_at: str) -> None:
    scope = given.scope
    if given.algorithm != ALGORITHM:
        raise InvalidSignatureException(f"Only {ALGORITHM} is verified here; got '{given.algorithm}'.")
    if scope.terminator != _TERMINATOR:
        raise InvalidSignatureException(
            f"Credential should be scoped with a valid terminator: '{_TERMINATOR}', not '{scope.terminator}'."
        )
    if scope.service != _SERVICE:
        raise InvalidSignatureException(f"Credential should be scoped to correct service: '{_SERVICE}'.")
    if scope.date != signed_at[:8]:
        raise InvalidSignatureException(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
            f"'{scope.date}' != '{signed_at[:8]}', from '{signed_at}'."
        )


def _check_signed_headers(headers: Mapping[str, str], given: Authorization) -> None:
    for name in _MUST_BE_SIGNED:
        if name in headers and name not in given.signed_headers:
            raise InvalidSignatureException(f"'{name}' must be a 'SignedHeader' in the AWS Authorization.")


def _check_time(signed_at: str, now: float) -> None:
    try:
        signed = datetime.strptime(signed_at, _TIME).replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise InvalidSignatureException(f"'{signed_at}' is no time.") from None
    here, minutes = _stamp(now), SECONDS_OF_GRACE // 60
    if signed < now - SECONDS_OF_GRACE:
        earliest = _stamp(now - SECONDS_OF_GRACE)
        raise InvalidSignatureException(
            f"Signature expired: {signed_at} is now earlier than {earliest} ({here} - {minutes} min.)"
        )
    if signed > now + SECONDS_OF_GRACE:
        latest = _stamp(now + SECONDS_OF_GRACE)
        raise InvalidSignatureException(
            f"Signature not yet current: {signed_at} is still later than {latest} ({here} + {minutes} min.)"
        )


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime(_TIME)
