"""Cursors: where a query or scan goes on, as short text that a web client hands back.

    head (1 byte: version; highest bit: signed) · scope (8 bytes) · the key (msgpack) · signature (16 bytes)

in base64 for URLs, without padding. The scope is a digest of what the cursor is bound to. The signature is
HMAC-SHA256, cut to 128 bits (RFC 2104 §5). A cursor is not encrypted: its reader can see the key in it.
"""

from __future__ import annotations

import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

import msgspec

from dynamodb_toolbox.commands.cursor_scope import CursorScope, Secret
from dynamodb_toolbox.errors import DynamoDBToolboxError, InvalidCursorError
from dynamodb_toolbox.values import encode, is_number, read_number

_VERSION: Final = 1
_SIGNED: Final = 0x80
_SCOPE_BYTES: Final = 8
_SIGNATURE_BYTES: Final = 16
_DOMAIN: Final = b"dynamodb-toolbox cursor "
"""What is signed begins so: a signature for something else, under the same secret, is none for a cursor."""

_TEXT: Final = re.compile(r"[A-Za-z0-9_-]{14,}")
_INTEGERS: Final = range(-(2**63), 2**64)


def make_cursor(key: Mapping[str, Any], scope: CursorScope, secret: Secret | None) -> str:
    """Give the cursor for a start key; signed, where there is a secret.

    Raises:
        DynamoDBToolboxError: `options.invalidCursorSecretOption` where the secret is empty or is none.
    """
    secrets = _secrets(secret)
    body = bytes((_VERSION | (_SIGNED if secrets else 0),)) + _digest(scope) + _packed(key, scope.key_names)
    signature = _signature(secrets[0], body) if secrets else b""
    return urlsafe_b64encode(body + signature).rstrip(b"=").decode()


def open_cursor(cursor: str, scope: CursorScope, secret: Secret | None) -> dict[str, Any]:
    """Give the start key that a cursor stands for.

    Raises:
        InvalidCursorError: `cursor.malformed`, `cursor.unsupportedVersion`, `cursor.tampered`,
            `cursor.missingSecret`, or `cursor.foreign`.
        DynamoDBToolboxError: `options.invalidCursorSecretOption` where the secret is empty or is none.
    """
    secrets = _secrets(secret)
    raw = _bytes(cursor)
    if raw[0] & ~_SIGNED != _VERSION:
        raise _refusal(
            "cursor.unsupportedVersion", f"it is of version {raw[0] & ~_SIGNED}, and this is {_VERSION}"
        )
    body = _verified(raw, secrets)
    if body[1 : 1 + _SCOPE_BYTES] != _digest(scope):
        raise _refusal("cursor.foreign", "it is of another query: another table, index, partition or segment")
    return _unpacked(body[1 + _SCOPE_BYTES :], scope.key_names)


def _secrets(secret: Secret | None) -> list[bytes]:
    if secret is None:
        return []
    given: list[Any] = [secret] if isinstance(secret, (str, bytes)) else list(secret)
    if not given or not all(one and isinstance(one, (str, bytes)) for one in given):
        raise DynamoDBToolboxError(
            "options.invalidCursorSecretOption",
            "Invalid secret for cursors: expected text or bytes, not empty, or a list of such.",
        )
    return [one.encode() if isinstance(one, str) else one for one in given]


def _bytes(cursor: str) -> bytes:
    if _TEXT.fullmatch(cursor) and len(cursor) % 4 != 1:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        if urlsafe_b64encode(raw).rstrip(b"=").decode() == cursor:  # one text for each cursor
            return raw
    raise _refusal("cursor.malformed", "it is no text that `cursor()` gives")


def _verified(raw: bytes, secrets: list[bytes]) -> bytes:
    """Give what is signed, or all of a cursor that is not, where none need be."""
    if not raw[0] & _SIGNED:
        if secrets:
            raise _refusal("cursor.tampered", "it is not signed, and must be")
        return raw
    if not secrets:
        raise _refusal("cursor.missingSecret", "it is signed: give the secret (`cursor_secret` option)")
    body, signature = raw[:-_SIGNATURE_BYTES], raw[-_SIGNATURE_BYTES:]
    if not any(hmac.compare_digest(signature, _signature(secret, body)) for secret in secrets):
        raise _refusal(
            "cursor.tampered", "its signature is not right: it was changed, or signed with another secret"
        )
    return body


def _signature(secret: bytes, body: bytes) -> bytes:
    return hmac.digest(secret, _DOMAIN + body, "sha256")[:_SIGNATURE_BYTES]


def _digest(scope: CursorScope) -> bytes:
    partition = [encode(value) for value in scope.partition]
    bound = [scope.operation, scope.table_name, scope.index, partition, scope.segment]
    return sha256(json.dumps(bound, separators=(",", ":")).encode()).digest()[:_SCOPE_BYTES]


def _packed(key: Mapping[str, Any], names: tuple[str, ...]) -> bytes:
    """Pack the values in the order of the names; with names, where the deployed key has others."""
    values = {name: _plain(value) for name, value in key.items()}
    return msgspec.msgpack.encode([values[name] for name in names] if set(names) == set(key) else values)


def _plain(value: Any) -> Any:
    """Give what msgpack has: a number outside of its integers becomes its text, in a list."""
    if isinstance(value, Decimal) or (isinstance(value, int) and value not in _INTEGERS):
        return [str(value)]
    return value


def _unpacked(packed: bytes, names: tuple[str, ...]) -> dict[str, Any]:
    try:
        found = msgspec.msgpack.decode(packed)
        pairs = found.items() if isinstance(found, dict) else zip(names, found, strict=True)
        return {str(name): _value(value) for name, value in pairs}
    except (msgspec.DecodeError, ValueError, TypeError, ArithmeticError):
        raise _refusal("cursor.malformed", "what it holds is no key") from None


def _value(value: Any) -> Any:
    if isinstance(value, list):
        [text] = value
        value = read_number(text)
    if isinstance(value, (str, bytes)) or (is_number(value) and not isinstance(value, float)):
        return value
    raise TypeError(value)


def _refusal(code: str, why: str) -> InvalidCursorError:
    return InvalidCursorError(code, f"The cursor cannot be used: {why}. Start again without one.")
