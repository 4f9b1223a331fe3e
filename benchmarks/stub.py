"""A server that answers at once, in a process of its own: `stub.c` where there is a compiler, else this file.

    with stub() as url: …

It answers GetItem with one Pokémon, Query with a hundred, PutItem with nothing, in DynamoDB's own form.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import IO, Any, Final, cast
from zlib import crc32

from msgspec import json

from benchmarks.pokemon import item
from dynamodb_toolbox.values import encode_item

_HEAD: Final = (
    "HTTP/1.1 200 OK\r\nServer: Server\r\nDate: Tue, 24 Nov 2026 20:00:00 GMT\r\n"
    "Content-Type: application/x-amz-json-1.0\r\nContent-Length: {length}\r\nConnection: keep-alive\r\n"
    "x-amzn-RequestId: PLFAKN1HLVFKO1CGH7KV4VFKORVV4KQNSO5AEMVJF66Q9ASUAAJG\r\n"
    "x-amz-crc32: {checksum}\r\n\r\n"
)


def replies() -> dict[str, Any]:
    """Give what each operation is answered with."""
    items = [encode_item(_stored(number)) for number in range(100)]
    page = {"Items": items, "Count": len(items), "ScannedCount": len(items)}
    return {"GetItem": {"Item": items[0]}, "PutItem": {}, "Query": page}


def _stored(number: int) -> dict[str, Any]:
    stored = item(number)
    return {"pk": stored.pop("trainer"), "sk": stored.pop("pokemon_id"), **stored}


@contextmanager
def stub(*, cpu: int | None = None) -> Generator[str, None, None]:
    """Run the server, on one core if need be, and give its URL."""
    with tempfile.TemporaryDirectory() as folder:
        for operation, reply in replies().items():
            body = json.encode(reply)
            head = _HEAD.format(length=len(body), checksum=crc32(body))
            (Path(folder) / f"{operation}.http").write_bytes(head.encode() + body)
        command = [*_program(Path(folder)), folder, *replies()]
        if cpu is not None and which("taskset"):
            command = ["taskset", "-c", str(cpu), *command]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                yield f"http://127.0.0.1:{int(cast('IO[str]', server.stdout).readline())}"
            finally:
                server.kill()


def _program(folder: Path) -> list[str]:
    compiler = which("cc") or which("gcc") or which("clang")
    if compiler is None or not sys.platform.startswith("linux"):
        return [sys.executable, "-m", "benchmarks.stub"]
    program = folder / "stub"
    source = Path(__file__).with_suffix(".c")
    subprocess.run([compiler, "-O2", "-o", str(program), str(source)], check=True)
    return [str(program)]


class _Answering(asyncio.Protocol):
    """The same in Python: some five times slower."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._input = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._input += data
        head, end, body = self._input.partition(b"\r\n\r\n")
        if not end:
            return
        lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if len(body) < int(lines.get(b"content-length", b"0")):
            return
        self._input = b""
        self._transport.write(self._answers[lines[b"x-amz-target"].rpartition(b".")[2]])


async def _serve(folder: Path, operations: list[str]) -> None:
    answers = {name.lower().encode(): (folder / f"{name}.http").read_bytes() for name in operations}
    server = await asyncio.get_running_loop().create_server(lambda: _Answering(answers), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), sys.argv[2:]))
