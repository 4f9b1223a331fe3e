"""A request as HTTP brought it: what the envelope and the signature look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request.

    Attributes:
        method: `POST`, mostly.
        path: The path as it was sent, percent-encoded.
        query: What follows the `?`, as it was sent.
        headers: By name in lower case; what came several times is joined by commas.
        body: All of the body.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def of_scope(cls, scope: Mapping[str, Any], body: bytes) -> HttpRequest:
        """Build a request of what ASGI says of it.

        See https://asgi.readthedocs.io/en/latest/specs/www.html#http-connection-scope
        """
        path: bytes = scope.get("raw_path") or scope["path"].encode()
        return cls(
            scope["method"],
            path.decode("latin-1"),
            scope["query_string"].decode("latin-1"),
            joined(scope["headers"]),
            body,
        )


def joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Give headers by name; names come in lower case from ASGI."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        found[name] = f"{found[name]},{value}" if name in found else value
    return found
