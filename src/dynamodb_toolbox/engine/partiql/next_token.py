"""NextToken: where a SELECT goes on, sealed with a digest of the statement that it belongs to."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Any

import msgspec

from dynamodb_toolbox.engine.attributes import canonical_item
from dynamodb_toolbox.errors import ServiceError, ValidationException
from dynamodb_toolbox.values import AttributeValue, WireItem


def token_of(statement: str, parameters: Sequence[AttributeValue], key: WireItem) -> str:
    """Give the token with which the next page comes after `key`."""
    content = {"after": key, "of": _digest(statement, parameters)}
    return urlsafe_b64encode(msgspec.json.encode(content)).decode()


def key_of(token: str, statement: str, parameters: Sequence[AttributeValue]) -> WireItem:
    """Give the key after which the next page comes.

    Raises:
        ValidationException: The token is none, or of another statement.
    """
    try:
        content: Any = msgspec.json.decode(urlsafe_b64decode(token.encode()))
        key, digest = canonical_item(content["after"]), content["of"]
    except (ValueError, KeyError, TypeError, AttributeError, ServiceError):
        raise ValidationException("Invalid NextToken") from None
    if digest != _digest(statement, parameters):
        raise ValidationException("NextToken does not match request")
    return key


def _digest(statement: str, parameters: Sequence[AttributeValue]) -> str:
    content = msgspec.json.encode([statement, parameters], order="deterministic")
    return hashlib.blake2b(content, digest_size=12).hexdigest()
