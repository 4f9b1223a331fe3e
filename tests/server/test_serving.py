"""The command `serve` as a process: where it listens, whom it lets in, how it stops."""

import http.client
import json
import select
import signal
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from click.testing import CliRunner

from dynamodb_toolbox.cli.main import cli
from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.server.serving import is_loopback, listen, serving, url_of
from tests.engine.support import create_table, get
from tests.server.support import SIGNED, client_of, served, stopped


def put(url: str, text: str = "a") -> Any:
    return client_of(url).put_item(TableName="plain", Item={"id": {"S": text}})


def begun_put(url: str, text: str = "a") -> http.client.HTTPConnection:
    """Send a request; give its connection once the server has begun with it, which it tells by a 100."""
    body = json.dumps({"TableName": "plain", "Item": {"id": {"S": text}}}).encode()
    headers = {
        **SIGNED,
        "content-type": "application/x-amz-json-1.0",
        "content-length": str(len(body)),
        "expect": "100-continue",
        "x-amz-target": "DynamoDB_20120810.PutItem",
    }
    connection = http.client.HTTPConnection(urlsplit(url).netloc)
    connection.putrequest("POST", "/")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.sock.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
    connection.send(body)
    return connection


def status_of(connection: http.client.HTTPConnection) -> int:
    """Wait for an answer, and close its connection."""
    with closing(connection):
        return connection.getresponse().status


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with the table `plain`."""
    path = tmp_path / "items.db"
    engine = Engine.open(path)
    create_table(engine, "plain", id="S")
    engine.close()
    return path


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_and_the_file_has_everything(path: Path, number: int) -> None:
    with served("--db", str(path)) as (url, process):
        put(url)
        code, out, err = stopped(process, number)
    assert (code, out) == (0, "Stopped.\n")
    [line] = err.splitlines()
    assert " PutItem 200 2B " in line
    engine = Engine.open(path)
    assert get(engine) == {"id": {"S": "a"}}
    engine.close()


def test_requests_under_way_are_answered_before_it_stops(path: Path) -> None:
    """A request waits for another process's write; the server is told to stop; then the other is done."""
    with served("--db", str(path), "--quiet") as (url, process):
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        puts = [begun_put(url, str(n)) for n in range(8)]
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert process.poll() is None
        assert select.select([connection.sock for connection in puts], [], [], 0) == ([], [], [])
        other.execute("ROLLBACK")
        assert [status_of(connection) for connection in puts] == [200] * 8
        assert process.wait(timeout=60) == 0
        other.close()


def test_a_waiting_write_keeps_nobody_else_waiting(path: Path) -> None:
    with served("--db", str(path), "--quiet") as (url, _):
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        writer = begun_put(url)
        assert client_of(url).list_tables()["TableNames"] == ["plain"]
        assert select.select([writer.sock], [], [], 0) == ([], [], [])
        other.execute("ROLLBACK")
        assert status_of(writer) == 200
        other.close()


def test_with_credentials_only_their_holders_get_in(tmp_path: Path) -> None:
    profiles = tmp_path / "credentials"
    profiles.write_text("[default]\naws_access_key_id = file\naws_secret_access_key = of-file\n")
    keys = f"{profiles} env:of-env"
    with served("--memory", "--quiet", DYNAMODB_TOOLBOX_CREDENTIALS=keys) as (url, _):
        for key in ("file", "env"):
            client = client_of(url, key, f"of-{key}")
            assert client.list_tables()["TableNames"] == []
        for key, secret, name in (
            ("file", "wrong", "InvalidSignatureException"),
            ("nobody", "any", "UnrecognizedClientException"),
        ):
            with pytest.raises(ClientError, match=name):
                client_of(url, key, secret).list_tables()


def test_a_session_token_may_come_along() -> None:
    with served("--credentials", "key:secret", "--quiet") as (url, _):
        assert client_of(url, token="token").list_tables()["TableNames"] == []


def test_whoever_opens_it_to_others_without_credentials_is_warned() -> None:
    with served("--host", "0.0.0.0", "--quiet") as (_, process):
        _, _, err = stopped(process)
    assert err.startswith("Warning: whoever reaches this address may read and write: no --credentials.")
    with served("--host", "0.0.0.0", "--quiet", "--credentials", "key:secret") as (_, process):
        assert stopped(process)[2] == ""


def test_a_connection_serves_many_requests(path: Path) -> None:
    with served("--db", str(path), "--quiet") as (url, _):
        connection = http.client.HTTPConnection(urlsplit(url).netloc)
        for _ in range(3):
            connection.request("GET", "/")
            assert connection.getresponse().read().startswith(b"healthy: ")
        connection.close()


def test_a_large_body_is_refused_with_an_answer() -> None:
    with served("--memory", "--quiet") as (url, _):
        connection = http.client.HTTPConnection(urlsplit(url).netloc)
        connection.request(
            "POST", "/", b" " * (17 * 1024**2), {"X-Amz-Target": "DynamoDB_20120810.ListTables"}
        )
        answer = connection.getresponse()
        assert answer.status == 413
        assert b"RequestEntityTooLargeException" in answer.read()
        connection.close()


def test_a_client_that_goes_away_harms_nothing() -> None:
    with served("--memory") as (url, process):
        host, port = urlsplit(url).netloc.split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(b"this is no HTTP\r\n\r\n")
            assert connection.recv(100).startswith(b"HTTP/1.1 400 ")
        assert client_of(url).list_tables()["TableNames"] == []
        code, _, err = stopped(process)
    assert code == 0
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--db", "a.db", "--memory"], "choose one"),
        (["--credentials", "key"], "Expected KEY:SECRET"),
        (["--host", "no.such.host.invalid"], "Cannot listen on no.such.host.invalid:8000"),
        (["--port", "65536"], "65536 is not in the range"),
        (["--db", "no/such/directory/a.db"], "no/such/directory"),
    ],
)
def test_what_cannot_be_served_is_said(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["serve", *arguments])
    assert result.exit_code != 0
    assert message in result.output


def test_a_port_that_is_taken_is_said() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        result = CliRunner().invoke(cli, ["serve", "--port", str(port)])
    assert result.exit_code == 1
    assert f"Cannot listen on 127.0.0.1:{port}: Address already in use" in result.output


def test_addresses_of_both_families_are_told_as_urls() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert url_of(listener) == f"http://127.0.0.1:{listener.getsockname()[1]}"
        assert is_loopback(listener)
    if socket.has_ipv6:
        with listen("::1", 0) as listener:
            assert url_of(listener) == f"http://[::1]:{listener.getsockname()[1]}"
            assert is_loopback(listener)


def test_a_thread_of_this_process_serves_as_long_as_it_is_told() -> None:
    engine = Engine.open(None)
    create_table(engine, "plain", id="S")
    with serving(engine) as url:
        put(url)
        assert get(engine) == {"id": {"S": "a"}}
    with pytest.raises(EndpointConnectionError):
        put(url)
    with serving(engine, {"key": "secret"}) as url:
        assert client_of(url).list_tables()["TableNames"] == ["plain"]
        with pytest.raises(ClientError, match="InvalidSignatureException"):
            client_of(url, secret="guessed").list_tables()
    engine.close()
