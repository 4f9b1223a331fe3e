"""A request as ASGI hands it over, its answer, and server processes."""

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from dynamodb_toolbox.server.app import App

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.client import DynamoDBClient

SIGNED = {
    "authorization": "AWS4-HMAC-SHA256 Credential=key/20261124/us-east-1/dynamodb/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=ab",
    "x-amz-date": "20261124T000000Z",
}


@dataclass
class Answered:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def request(
    app: App,
    target: str = "DynamoDB_20120810.ListTables",
    body: bytes = b"{}",
    *,
    method: str = "POST",
    path: str = "/",
    headers: dict[str, str] | None = None,
    chunks: int = 1,
) -> Answered:
    """Hand a request to the application, its body in so many chunks."""
    given = {"host": "localhost", "content-type": "application/x-amz-json-1.0", "x-amz-target": target}
    given |= SIGNED if headers is None else headers
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items() if value],
        "client": ("127.0.0.1", 5000),
    }
    step = -(-len(body) // chunks) or 1
    parts = [body[start : start + step] for start in range(0, len(body), step)] or [b""]
    messages = [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, start=1)
    ]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    start, end = sent
    answered = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answered(start["status"], answered, end["body"])


@contextmanager
def served(*arguments: str, **environment: str) -> Generator[tuple[str, subprocess.Popen[str]], None, None]:
    """Start the command `serve` on a free port; give the URL that it tells, and the process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dynamodb_toolbox", "serve", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        ready, _, _ = select.select([process.stdout], [], [], 60)
        line = process.stdout.readline() if ready else ""
        assert " is served at http://" in line, process.stderr.read() if process.poll() else line
        yield line.split()[-1], process
    finally:
        process.kill()
        process.communicate()


def stopped(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[int, str, str]:
    """Tell a server to stop; give its exit code and what it wrote."""
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def client_of(
    url: str, key: str = "key", secret: str = "secret", token: str | None = None
) -> "DynamoDBClient":
    """A client that tries once."""
    return boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"total_max_attempts": 1}, max_pool_connections=16),
    )
