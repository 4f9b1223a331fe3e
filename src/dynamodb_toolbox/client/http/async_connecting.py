"""A connection of an event loop: TCP, a tunnel where a proxy asks for one, TLS."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.async_connection import AsyncConnection
from dynamodb_toolbox.client.http.connecting import TunnelHead, failure
from dynamodb_toolbox.client.http.routes import Route
from dynamodb_toolbox.client.http.tls import Verify, context_of


async def connected(
    route: Route, verify: Verify, seconds: float | None, read_timeout: float | None
) -> AsyncConnection:
    """Give a connection on which the origin of a route answers, within `seconds`.

    Raises:
        TransportError: It cannot be reached, not in time, or is not to be trusted.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _opened(route, verify, read_timeout)
    except TimeoutError:
        raise faults.connect_timed_out(route.origin, seconds) from None
    except OSError as error:
        raise failure(route, error) from error


async def _opened(route: Route, verify: Verify, read_timeout: float | None) -> AsyncConnection:
    loop = asyncio.get_running_loop()
    connection = AsyncConnection(route, read_timeout, loop)
    options: dict[str, Any] = {}
    if route.origin.tls:
        context = await loop.run_in_executor(None, context_of, verify)  # reading authorities takes a while
        options = {"ssl": context, "server_hostname": route.origin.host}
    if route.tunnel is None:
        options |= {"host": route.first.host, "port": route.first.port}
    else:
        options["sock"] = await _tunnel(route, loop)
    transport, _ = await loop.create_connection(lambda: connection, **options)
    raw = transport.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


async def _tunnel(route: Route, loop: asyncio.AbstractEventLoop) -> socket.socket:
    """Give a socket behind which, through the proxy, the origin is."""
    first = route.first
    found = await loop.getaddrinfo(first.host, first.port, type=socket.SOCK_STREAM)
    family, kind, protocol, _, address = found[0]
    opened = socket.socket(family, kind, protocol)
    try:
        opened.settimeout(0)
        await loop.sock_connect(opened, address)
        await loop.sock_sendall(opened, route.tunnel or b"")
        head = TunnelHead(route)
        while not head.take(await loop.sock_recv(opened, 1)):
            pass
    except BaseException:
        opened.close()
        raise
    return opened
