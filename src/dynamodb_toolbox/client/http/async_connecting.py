"""A connection of an event loop: TCP, a tunnel where a proxy asks for one, TLS."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import Any

from dynamodb_toolbox.client.http import faults
from dynamodb_toolbox.client.http.async_connection import AsyncConnection
from dynamodb_toolbox.client.http.connecting import TunnelHead, failure, name_of
from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.client.http.routes import Route
from dynamodb_toolbox.client.http.tls import Verify, context_of


async def connected(
    route: Route, verify: Verify, seconds: float | None, read_timeout: float | None
) -> AsyncConnection:
    """Give a connection on which the origin of a route answers, within `seconds`.

    Raises:
        TransportError: It cannot be reached, not in time, or is not to be trusted.
    """
    connection = AsyncConnection(route, read_timeout, asyncio.get_running_loop())
    try:
        async with asyncio.timeout(seconds):
            await _open(connection, route, verify, seconds)
    except TimeoutError:
        raise faults.connect_timed_out(route.origin, seconds) from None
    except (OSError, UnicodeError) as error:
        raise failure(route, error) from error
    return connection


async def _open(connection: AsyncConnection, route: Route, verify: Verify, seconds: float | None) -> None:
    loop = asyncio.get_running_loop()
    options: dict[str, Any] = {}
    if route.origin.tls:
        context = await loop.run_in_executor(None, context_of, verify)  # reading authorities takes a while
        options = {"ssl": context, "server_hostname": route.origin.host}
    opened = await _reached(route.first, None if seconds is None else time.monotonic() + seconds)
    try:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if route.tunnel is not None:
            await _tunnel(opened, route)
        await loop.create_connection(lambda: connection, sock=opened, **options)
    except BaseException:
        connection.close()
        opened.close()
        raise


async def _reached(first: Origin, until: float | None) -> socket.socket:
    """Connect to the first of a host's addresses that answers; those that are left share the time."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(name_of(first), first.port, type=socket.SOCK_STREAM)
    failed: OSError = OSError("it has no address")
    for tried, (family, kind, protocol, _, address) in enumerate(found):
        share = None if until is None else (until - time.monotonic()) / (len(found) - tried)
        opened = socket.socket(family, kind, protocol)
        try:
            opened.settimeout(0)
            async with asyncio.timeout(share):
                await loop.sock_connect(opened, address)
        except BaseException as error:
            opened.close()
            if not isinstance(error, OSError):
                raise
            failed = error
        else:
            return opened
    raise failed


async def _tunnel(opened: socket.socket, route: Route) -> None:
    """Have the proxy lead the socket on to the origin."""
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(opened, route.tunnel or b"")
    head = TunnelHead(route)
    while not head.take(await loop.sock_recv(opened, 1)):
        pass
