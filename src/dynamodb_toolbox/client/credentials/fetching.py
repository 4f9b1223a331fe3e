"""Credentials from a small HTTP service nearby: the request, and the document that comes back."""

from __future__ import annotations

from dynamodb_toolbox.client import json_objects
from dynamodb_toolbox.client.credentials.credentials import Credentials
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse, Origin
from dynamodb_toolbox.client.http.sockets import SocketTransport
from dynamodb_toolbox.client.http.timeouts import Timeouts
from dynamodb_toolbox.errors import CredentialsError, TransportError


class Nearby:
    """A service at an address nearby, which no proxy is needed for."""

    def __init__(self, origin: Origin, *, seconds: float, attempts: int) -> None:
        self._origin = origin
        self._attempts = attempts
        self._timeouts = Timeouts(connect=seconds, read=seconds)

    def ask(self, method: str, path: str, headers: dict[str, str]) -> HTTPResponse:
        """Send a request without a body, again where no answer or a 5xx comes.

        Raises:
            TransportError: No answer came.
        """
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: {self._origin.authority}\r\n{lines}Content-Length: 0\r\n"
            "Connection: close\r\n\r\n"
        )
        request = HTTPRequest(self._origin, head.encode("latin-1"), b"")
        transport = SocketTransport(timeouts=self._timeouts, proxies=False)
        try:
            return self._answered(transport, request)
        finally:
            transport.close()

    def _answered(self, transport: SocketTransport, request: HTTPRequest) -> HTTPResponse:
        for attempt in range(1, self._attempts + 1):
            try:
                response = transport.send(request)
            except TransportError:
                if attempt == self._attempts:
                    raise
            else:
                if response.status < 500 or attempt == self._attempts:
                    return response
        raise AssertionError  # the last attempt returns or raises


def document(response: HTTPResponse, source: str) -> Credentials:
    """Read the document that ECS, EKS and EC2 give.

    Raises:
        CredentialsError: `credentials.sourceFailed` where it is none. What it says is not told: it may be
        secret.
    """
    try:
        fields = json_objects.decode(response.body) if response.status == 200 else {}
        return Credentials(
            fields["AccessKeyId"],
            fields["SecretAccessKey"],
            fields.get("Token"),
            expires=instant(fields["Expiration"]) if fields.get("Expiration") else None,
        )
    except (KeyError, TypeError, ValueError):
        raise CredentialsError(
            "credentials.sourceFailed", f"{source} gives no credentials (status {response.status})."
        ) from None


def instant(text: str) -> float:
    """Read an instant such as `2030-01-01T00:00:00Z` as seconds since 1970."""
    from datetime import UTC, datetime  # noqa: PLC0415

    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
