"""A connected socket, synchronously: TCP, a tunnel where a proxy asks for one, TLS."""

from __future__ import annotations

import socket
import time
from typing import Any, Final

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.client.http.routes import Route
from dynamodb_toolbox.client.http.tls import Verify, context_of

_MAX_HEAD: Final = 16 * 1024
_HUNG_UP: Final = frozenset({"SSLEOFError", "SSLZeroReturnError"})


def connected(route: Route, verify: Verify, seconds: float | None) -> socket.socket:
    """Give a socket on which the origin of a route answers, within `seconds`.

    Raises:
        TransportError: It cannot be reached, not in time, or is not to be trusted.
    """
    until = None if seconds is None else time.monotonic() + seconds
    try:
        return _opened(route, verify, until)
    except TimeoutError:
        raise faults.connect_timed_out(route.origin, seconds) from None
    except (OSError, UnicodeError) as error:  # of a name that cannot be one
        raise failure(route, error) from error


def failure(route: Route, error: OSError | UnicodeError) -> Exception:
    """Tell a faulty certificate from an address that does not answer, or hangs up during the handshake."""
    kind = type(error)
    if kind.__module__ == "ssl" and kind.__name__ not in _HUNG_UP:
        return faults.tls_failed(route.origin, getattr(error, "verify_message", None) or error.args[-1])
    reason = getattr(error, "strerror", None) or str(error) or "it hung up"
    return faults.connect_failed(route.first, reason)


def name_of(origin: Origin) -> bytes | str:
    """Give a host for `getaddrinfo`: an ASCII name as bytes is taken as it is.

    For text, `socket` would load `encodings.idna`, and change nothing.
    """
    return origin.host.encode() if origin.host.isascii() else origin.host


def _opened(route: Route, verify: Verify, until: float | None) -> socket.socket:
    first = route.first
    opened = _reached(first, until)
    try:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if route.tunnel is not None:
            _tunnel(opened, route, until)
        if route.origin.tls:
            opened.settimeout(_left(until))
            context: Any = context_of(verify)
            opened = context.wrap_socket(opened, server_hostname=route.origin.host)
    except BaseException:
        opened.close()
        raise
    return opened


def _reached(first: Origin, until: float | None) -> socket.socket:
    """Connect to the first of a host's addresses that answers; those that are left share the time."""
    found = socket.getaddrinfo(name_of(first), first.port, type=socket.SOCK_STREAM)
    failed: OSError = OSError("it has no address")
    for tried, (family, kind, protocol, _, address) in enumerate(found):
        left = _left(until)
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(None if left is None else left / (len(found) - tried))
            opened.connect(address)
        except OSError as error:
            opened.close()
            failed = error
        else:
            return opened
    raise failed


def _tunnel(opened: socket.socket, route: Route, until: float | None) -> None:
    opened.settimeout(_left(until))
    opened.sendall(route.tunnel or b"")
    head = TunnelHead(route)
    while not head.take(opened.recv(1)):
        opened.settimeout(_left(until))


class TunnelHead:
    """The head of a proxy's answer to CONNECT, taken byte by byte: what follows it belongs to TLS."""

    def __init__(self, route: Route) -> None:
        self._route = route
        self._head = bytearray()

    def take(self, byte: bytes) -> bool:
        """Take the next byte; tell whether the tunnel is open.

        Raises:
            TransportError: The proxy refuses, or gives no answer.
        """
        if not byte or len(self._head) >= _MAX_HEAD:
            raise faults.connection_lost(self._route.first, started=bool(self._head))
        self._head += byte
        if not self._head.endswith(b"\r\n\r\n"):
            return False
        status = self._status()
        if not 200 <= status < 300:
            raise faults.proxy_refused(self._route.origin, self._route.first, status)
        return True

    def _status(self) -> int:
        try:
            return int(self._head.split(b" ", 2)[1])
        except (IndexError, ValueError):
            raise faults.malformed(self._route.first, "an odd answer to CONNECT") from None


def _left(until: float | None) -> float | None:
    if until is None:
        return None
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
