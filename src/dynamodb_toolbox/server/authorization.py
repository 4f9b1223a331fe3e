"""The `Authorization` header: which parts it must have, whether or not the signature is verified.

Page: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dynamodb_toolbox.server.refusals import (
    IncompleteSignatureException,
    MissingAuthenticationTokenException,
)

ALGORITHM: Final = "AWS4-HMAC-SHA256"
_PARAMETERS: Final = ("Credential", "Signature", "SignedHeaders")
_SCOPE_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Scope:
    """What a signature is for: the key, and the day, region and service for which it was derived."""

    access_key: str
    date: str
    region: str
    service: str
    terminator: str

    @property
    def text(self) -> str:
        """The scope without the key, as it is signed."""
        return f"{self.date}/{self.region}/{self.service}/{self.terminator}"


@dataclass(frozen=True, slots=True)
class Authorization:
    """A well-formed `Authorization` header."""

    algorithm: str
    scope: Scope
    signed_headers: tuple[str, ...]
    signature: str


def authorization_of(headers: Mapping[str, str]) -> Authorization:
    """Read the header.

    Raises:
        MissingAuthenticationTokenException: There is none.
        IncompleteSignatureException: It lacks a part.
    """
    header = headers.get("authorization", "").strip()
    if not header:
        raise MissingAuthenticationTokenException("Request is missing Authentication Token")
    algorithm, _, rest = header.partition(" ")
    given = _parameters(rest)
    faults = [
        f"Authorization header requires '{name}' parameter." for name in _PARAMETERS if not given.get(name)
    ]
    if not headers.get("x-amz-date") and not headers.get("date"):
        faults.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
    if faults:
        raise IncompleteSignatureException(f"{' '.join(faults)} Authorization={algorithm}")
    signed = tuple(given["SignedHeaders"].lower().split(";"))
    return Authorization(algorithm, _scope(given["Credential"]), signed, given["Signature"])


def _parameters(text: str) -> dict[str, str]:
    """Read `Credential=…, SignedHeaders=…, Signature=…`."""
    found: dict[str, str] = {}
    for part in filter(None, re.split(r"[,\s]+", text)):
        name, equals, value = part.partition("=")
        if not equals:
            raise IncompleteSignatureException(
                f"Invalid key=value pair (missing equal-sign) in Authorization header: '{part}'."
            )
        found[name] = value
    return found


def _scope(credential: str) -> Scope:
    parts = credential.split("/")
    if len(parts) != _SCOPE_PARTS:
        raise IncompleteSignatureException(
            "Credential must have exactly 5 slash-delimited elements, "
            f"e.g. keyid/date/region/service/term, got '{credential}'"
        )
    return Scope(*parts)
