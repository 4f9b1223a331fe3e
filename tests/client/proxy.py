"""A proxy, over real sockets: it tunnels, or passes whole requests on, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import socket
import threading

from tests.client.faulty_server import Act, FaultyServer, header, rendered


class Proxy(FaultyServer):
    """Listens as a proxy; `asked` are the request lines, `authorizations` what came with them."""

    def __init__(self, *script: Act, refusal: int = 0) -> None:
        super().__init__(*script)
        self.asked: list[str] = []
        self.authorizations: list[str] = []
        self._refusal = refusal

    def _serve(self, connection: socket.socket) -> None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return
            data += more
        head = data.partition(b"\r\n\r\n")[0].decode("latin-1")
        line = head.split("\r\n")[0]
        self.asked.append(line)
        self.authorizations.append(header(head, "Proxy-Authorization"))
        if self._refusal:
            connection.sendall(rendered(self._refusal, b"no", {}))
            connection.close()
            return
        method, target, _ = line.split(" ")
        address = target if method == "CONNECT" else target.removeprefix("http://").partition("/")[0]
        host, _, port = address.rpartition(":")
        with (
            contextlib.suppress(OSError),
            socket.create_connection((host.strip("[]"), int(port))) as upstream,
        ):
            self.open.append(upstream)
            if method == "CONNECT":
                connection.sendall(b"HTTP/1.1 200 Connection established\r\nVia: tests\r\n\r\n")
            else:
                upstream.sendall(data)
            back = threading.Thread(target=_pump, args=(upstream, connection), daemon=True)
            back.start()
            _pump(connection, upstream)
            back.join(5)
        connection.close()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
