"""What a transport (`transports.py`) is handed and what it gives back.

A request carries its head as the bytes that go over the wire: who signs it writes it once. A transport that
is built on another HTTP library reads it back through `method`, `target` and `headers`.
"""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """Where requests go: scheme, host and port.

    Attributes:
        host: The name or address, an IPv6 address without its brackets.
        port: The TCP port.
        tls: Whether the connection is encrypted (https).
    """

    host: str
    port: int
    tls: bool

    @property
    def authority(self) -> str:
        """The `Host` of a request: with brackets around IPv6, without the scheme's own port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The origin as a URL, without a slash at its end."""
        return f"{'https' if self.tls else 'http'}://{self.authority}"


class HTTPRequest:
    """One request, ready to go.

    Attributes:
        origin: Where it goes.
        head: Request line and headers up to the empty line, as bytes.
        body: What follows.
        deadline: The `time.monotonic()` by which the answer must be there; `None` for no such bound.
    """

    __slots__ = ("body", "deadline", "head", "origin")

    def __init__(self, origin: Origin, head: bytes, body: bytes, deadline: float | None = None) -> None:
        self.origin = origin
        self.head = head
        self.body = body
        self.deadline = deadline

    @property
    def method(self) -> str:
        """The method, such as `POST`."""
        return self.head.split(b" ", 1)[0].decode("ascii")

    @property
    def target(self) -> str:
        """The path with its query."""
        return self.head.split(b" ", 2)[1].decode("ascii")

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the head, by the names they are sent with."""
        lines = self.head.decode("latin-1").split("\r\n")[1:]
        return dict(line.split(": ", 1) for line in lines if line)

    def __repr__(self) -> str:
        return (
            f"HTTPRequest({self.method} {self.origin.url})"  # the head bears a signature, and the body data
        )


class HTTPResponse:
    """One answer, whole.

    Attributes:
        status: The status code.
        headers: The headers by their names as they came, both as bytes; of a repeated one, the last.
        body: The body, without its framing.
    """

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: dict[bytes, bytes], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name: bytes) -> bytes | None:
        """Give a header by its name in small letters, however it was sent."""
        value = self.headers.get(name)
        if value is None:
            for sent, value in self.headers.items():
                if len(sent) == len(name) and sent.lower() == name:
                    return value
            return None
        return value

    def text(self, name: bytes) -> str | None:
        """Give a header as text."""
        value = self.header(name)
        return None if value is None else value.decode("latin-1").strip()


def parsed_origin(url: str) -> Origin | None:
    """Read `http://host:port` or `https://host:port`; `None` where it is none of these, or has more to it."""
    scheme, _, rest = url.partition("://")
    rest = rest.removesuffix("/")
    if rest.startswith("["):
        host, bracket, port = rest[1:].partition("]")
        if not bracket or (port and not port.startswith(":")):
            return None
        port = port[1:]
    else:
        host, colon, port = rest.partition(":")
        if colon and not port:
            return None
    if scheme not in {"http", "https"} or not host or set(host) & set("/?#@ \\%"):
        return None
    if port and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        return None
    return Origin(host, int(port) if port else 443 if scheme == "https" else 80, scheme == "https")
