"""A server that misbehaves as it is told, over real sockets: one act for each request, in order.

    with FaultyServer(reset, answer({"Item": …})) as server:
        connect(server.url)

Once its script is done, it answers each request with `{}`.
"""

from __future__ import annotations

import contextlib
import json
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeAlias
from zlib import crc32

Act: TypeAlias = Callable[[socket.socket, "FaultyServer"], bool]
"""Answers one request; tells whether the connection goes on."""


class FaultyServer:
    """Listens on a free port; `requests` are those that came, as heads and bodies."""

    def __init__(
        self,
        *script: Act,
        host: str = "127.0.0.1",
        context: ssl.SSLContext | None = None,
        greeting: bytes = b"",
    ) -> None:
        self.script = list(script)
        self._greeting = greeting
        self.requests: list[tuple[str, bytes]] = []
        self.connections = 0
        self.open: list[socket.socket] = []
        self._host = host
        self._context = context
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listener = socket.create_server((host, 0), family=family)
        self.port: int = self._listener.getsockname()[1]
        self.stopping = threading.Event()
        self.here = threading.local()  # `.request`: that of the connection which an act is about
        self._lock = threading.Lock()
        self._came = threading.Condition(self._lock)
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._workers: list[threading.Thread] = []

    @property
    def url(self) -> str:
        scheme = "http" if self._context is None else "https"
        return f"{scheme}://{f'[{self._host}]' if ':' in self._host else self._host}:{self.port}"

    @property
    def operations(self) -> list[str]:
        """The operations that were asked for."""
        return [header(head, "X-Amz-Target").rpartition(".")[2] for head, _ in self.requests]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self.open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in (self._thread, *self._workers):
            thread.join(5)

    def wait_until_closed(self, count: int) -> None:
        """Wait until that many connections have ended."""
        for worker in self._workers[:count]:
            worker.join(60)
            assert not worker.is_alive(), "a connection that should end goes on"

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                self.open.append(connection)
            worker = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._workers.append(worker)
            worker.start()

    def wait_for_requests(self, count: int) -> None:
        """Wait until that many requests have come whole."""
        with self._came:
            assert self._came.wait_for(lambda: len(self.requests) >= count, 60), "a request did not come"

    def _serve(self, connection: socket.socket) -> None:
        try:
            connection.sendall(self._greeting)
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            while (request := read_request(connection)) is not None:
                self.here.request = request
                with self._came:
                    self.requests.append(request)
                    self._came.notify_all()
                    act = self.script.pop(0) if self.script else answer({})
                if not act(connection, self):
                    return
        except OSError:
            return
        finally:
            connection.close()


def read_request(connection: socket.socket) -> tuple[str, bytes] | None:
    """Read one request; `None` where the peer has closed."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    text = head.decode("latin-1")
    length = int(header(text, "Content-Length") or "0")
    while len(body) < length:
        more = connection.recv(65536)
        if not more:
            return None
        body += more
    return text, body


def header(head: str, name: str) -> str:
    """Give a header of a request's head; empty where there is none."""
    for line in head.split("\r\n")[1:]:
        key, _, value = line.partition(": ")
        if key.lower() == name.lower():
            return value
    return ""


def rendered(status: int, body: bytes, headers: dict[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Status\r\n{lines}Content-Length: {len(body)}\r\n\r\n".encode() + body


def answer(reply: Any, status: int = 200, **headers: str) -> Act:
    """Answer as DynamoDB does; `x_amz_retry_after="5"` adds a header."""
    body = json.dumps(reply).encode()
    sent = {
        "Content-Type": "application/x-amz-json-1.0",
        "x-amzn-RequestId": "REQUEST1",
        "x-amz-crc32": str(crc32(body)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    return raw(rendered(status, body, sent))


def error(name: str, status: int = 400, message: str = "words", **fields: Any) -> Act:
    """Answer with an error of the service."""
    return answer(
        {"__type": f"com.amazonaws.dynamodb.v20120810#{name}", "message": message, **fields}, status
    )


def raw(data: bytes, *, goes_on: bool = True) -> Act:
    """Answer with these bytes."""

    def act(connection: socket.socket, server: FaultyServer) -> bool:
        connection.sendall(data)
        return goes_on

    return act


def pieces(*data: bytes, pause: float = 0.02, goes_on: bool = True) -> Act:
    """Answer with these bytes, one piece after another."""

    def act(connection: socket.socket, server: FaultyServer) -> bool:
        for piece in data:
            connection.sendall(piece)
            time.sleep(pause)
        return goes_on

    return act


def close(connection: socket.socket, server: FaultyServer) -> bool:
    """Close without a word."""
    return False


def reset(connection: socket.socket, server: FaultyServer) -> bool:
    """Reset the connection (RST)."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def stall(connection: socket.socket, server: FaultyServer) -> bool:
    """Say nothing, until the server ends."""
    server.stopping.wait(60)
    return False


def patience(*acts: Act) -> dict[str, Any]:
    """Options of a client for a server that acts so: it waits for silence only where there will be some.

    What answers at all does so in a moment; but a machine under load may take long for it, and a client that
    waits for too short a time would see silence where there is none.
    """
    return {"read_timeout": 1.0} if stall in acts else {}


def wait_until_heard(connection: socket.socket) -> None:
    """Wait until the peer's system knows that the connection was shut down."""
    half_closed = 5  # TCP_FIN_WAIT2, the first byte of Linux' tcp_info: the FIN is acknowledged
    for _ in range(1000):
        if sys.platform != "linux":
            time.sleep(0.2)
            return
        if connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == half_closed:
            return
        time.sleep(0.001)


def html(status: int) -> Act:
    """Answer as a proxy in between does."""
    return raw(rendered(status, b"<html><body>Oops</body></html>", {"Content-Type": "text/html"}))


def late(seconds: float, then: Act) -> Act:
    """Wait before an act."""

    def act(connection: socket.socket, server: FaultyServer) -> bool:
        server.stopping.wait(seconds)
        return then(connection, server)

    return act


def closing(then: Act) -> Act:
    """Close the connection after an act, without having said so."""

    def act(connection: socket.socket, server: FaultyServer) -> bool:
        then(connection, server)
        connection.shutdown(socket.SHUT_RDWR)
        wait_until_heard(connection)
        return False

    return act
