"""The way to an origin: straight, or through the proxy that the environment names.

As curl and the AWS SDKs do: `HTTPS_PROXY` for https, `HTTP_PROXY` for http (in small letters first),
`NO_PROXY` for exceptions. https goes through a tunnel (CONNECT), http with the whole URL in the request line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.records import Record


class Route(Record):
    """How an origin is reached.

    Attributes:
        origin: Who shall answer.
        proxy: Who is in between, or `None`.
        authorization: The proxy's `Proxy-Authorization`, or `None`.
    """

    origin: Origin
    proxy: Origin | None = None
    authorization: str | None = None

    @property
    def first(self) -> Origin:
        """Whom to connect to."""
        return self.proxy or self.origin

    @property
    def tunnel(self) -> bytes | None:
        """The request that opens a tunnel, where there is to be one."""
        if self.proxy is None or not self.origin.tls:
            return None
        host = f"[{self.origin.host}]" if ":" in self.origin.host else self.origin.host
        target = f"{host}:{self.origin.port}"
        return f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{self._proxy_header()}\r\n".encode("latin-1")

    def rewritten(self, head: bytes) -> bytes:
        """Give a request's head as a proxy without a tunnel wants it: with the whole URL."""
        method, target, rest = head.split(b" ", 2)
        line, headers = rest.split(b"\r\n", 1)
        whole = self.origin.url.encode("ascii") + target
        return b"%b %b %b\r\n%b%b" % (method, whole, line, self._proxy_header().encode("latin-1"), headers)

    def _proxy_header(self) -> str:
        return "" if self.authorization is None else f"Proxy-Authorization: {self.authorization}\r\n"

    def __repr__(self) -> str:
        return f"Route({self.origin.url!r}, proxy={self.proxy and self.proxy.url!r})"  # no password


def route_to(origin: Origin, environment: Mapping[str, str] | None = None) -> Route:
    """Give the way to an origin by the environment.

    Raises:
        DynamoDBToolboxError: `client.invalidProxy`.
    """
    environment = os.environ if environment is None else environment
    scheme = "https" if origin.tls else "http"
    url = _variable(environment, f"{scheme}_proxy")
    if not url or _excepted(origin, _variable(environment, "no_proxy")):
        return Route(origin)
    return _through(origin, url, f"{scheme.upper()}_PROXY")


def _variable(environment: Mapping[str, str], name: str) -> str:
    if name in environment:
        return environment[name]
    if (
        name == "http_proxy" and "REQUEST_METHOD" in environment
    ):  # CGI: a header `Proxy:` would set HTTP_PROXY
        return ""
    return environment.get(name.upper(), "")


def _excepted(origin: Origin, exceptions: str) -> bool:
    host = origin.host.lower()
    for entry in exceptions.lower().replace(",", " ").split():
        name = entry.removeprefix("*.").removeprefix(".")
        if entry == "*" or host in {name, entry.strip("[]")} or host.endswith(f".{name}"):
            return True
        if name == f"{host}:{origin.port}" or ("/" in entry and _within(host, entry)):
            return True
    return False


def _within(host: str, network: str) -> bool:
    from ipaddress import ip_address, ip_network  # noqa: PLC0415  # few name networks

    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False


def _through(origin: Origin, url: str, variable: str) -> Route:
    from urllib.parse import unquote, urlsplit  # noqa: PLC0415  # few have a proxy

    parts = urlsplit(url if "://" in url else f"http://{url}")
    try:
        port = parts.port or 80
    except ValueError:
        port = 0
    if parts.scheme != "http" or not parts.hostname or not port:
        raise DynamoDBToolboxError(
            "client.invalidProxy",
            f"{variable} should be a URL such as http://proxy:3128, reached without TLS itself; name "
            "hosts that "
            "need none in NO_PROXY.",
        )  # the URL is not told: it may hold a password
    authorization = None
    if parts.username is not None:
        from base64 import b64encode  # noqa: PLC0415

        user = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        authorization = f"Basic {b64encode(user.encode()).decode('ascii')}"
    return Route(origin, Origin(parts.hostname, port, tls=False), authorization)
