"""A socket, uvicorn on it, and an end that leaves no request unanswered."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Final

import uvicorn

from dynamodb_toolbox.protocol.calls import Endpoint
from dynamodb_toolbox.server.app import CALLS_AT_ONCE, App

SECONDS_TO_FINISH: Final = 30
"""How long requests under way may take once the server is told to stop."""

SECONDS_BETWEEN_REQUESTS: Final = 75
"""How long a connection is kept for the next request; longer than clients keep theirs idle."""

_BACKLOG: Final = 2048
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def listen(host: str, port: int) -> socket.socket:
    """Give a socket that takes connections at once.

    Args:
        host: A name or an address.
        port: The port; 0 for any that is free.

    Raises:
        OSError: The address is not this machine's, or the port is taken.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere it lets two servers listen at one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(_BACKLOG)
    except BaseException:
        listener.close()
        raise
    return listener


def url_of(listener: socket.socket) -> str:
    """Give the URL at which clients find the server."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_loopback(listener: socket.socket) -> bool:
    """Tell whether only this machine can connect."""
    return ipaddress.ip_address(listener.getsockname()[0].partition("%")[0]).is_loopback


def serve(
    endpoint: Endpoint,
    listener: socket.socket,
    secrets: Mapping[str, str] | None = None,
    announce: Callable[[], None] = lambda: None,
) -> None:
    """Answer requests until SIGINT or SIGTERM; then finish what is under way. A second SIGINT cuts it off.

    Args:
        endpoint: Answers the calls.
        listener: Where they come from.
        secrets: Secret keys by access key, where every request must be signed by one of them.
        announce: Called once the server can be told to stop.
    """
    server = uvicorn.Server(_config(App(endpoint, secrets=secrets)))

    def stop(number: int, frame: FrameType | None) -> None:
        # uvicorn handles signals while it serves, and raises them once more afterwards. Before, it is told to
        # stop as soon as it has started.
        server.should_exit = True

    before = {number: signal.signal(number, stop) for number in _SIGNALS}
    try:
        announce()
        asyncio.run(_serve(server, listener))
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def serving(endpoint: Endpoint, secrets: Mapping[str, str] | None = None) -> Generator[str, None, None]:
    """Serve in a thread of this process, on a free port of the loopback address, for as long as it lasts.

    Args:
        endpoint: Answers the calls, in that thread.
        secrets: Secret keys by access key, where every request must be signed by one of them.
    """
    server = uvicorn.Server(_config(App(endpoint, secrets=secrets)))
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=lambda: asyncio.run(_serve(server, listener)), daemon=True)
        thread.start()
        try:
            yield url_of(listener)
        finally:
            server.should_exit = True
            thread.join()


async def _serve(server: uvicorn.Server, listener: socket.socket) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(CALLS_AT_ONCE, "call"))
    await server.serve(sockets=[listener])


def _config(app: App) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        interface="asgi3",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_keep_alive=SECONDS_BETWEEN_REQUESTS,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
