"""Encrypted connections: verified against the authorities that the user says, and kept as others are."""

import asyncio
import gc
import socket
import ssl
import warnings
from pathlib import Path
from typing import Any

import pytest
import uvloop

from dynamodb_toolbox import Client, DynamoDBToolboxError, TransportError, connect
from tests.client.authority import Authority
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, answer, close, closing, patience, raw, reset, stall
from tests.client.test_faults import failure_of

ITEM = {"Item": {"id": {"S": "a" * 100_000}}}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def test_a_server_of_a_trusted_authority(authority: Authority, call: Call) -> None:
    with (
        FaultyServer(answer(ITEM), context=authority.context()) as server,
        connect(server.url, verify=authority.file) as client,
    ):
        assert call(client, "GetItem", {}) == ITEM
        for _ in range(3):
            assert client.call("GetItem", {}) == {}


@pytest.mark.parametrize("encrypted", [False, True])
def test_answers_of_every_size_come_whole_on_one_connection(encrypted: bool, authority: Authority) -> None:
    verified: Any = {"verify": authority.file} if encrypted else {}
    sizes = [1, 32_000, *range(32_500, 32_900, 50), 65_536, 10, 262_144, 1_500_000, 3]
    answers = [answer({"Item": {"id": {"S": "é" + "a" * size}}}) for size in sizes]
    with (
        FaultyServer(*answers, context=authority.context() if encrypted else None) as server,
        connect(server.url, **verified) as client,
        asyncio.Runner() as runner,
    ):
        for size in sizes:
            reply = runner.run(client.call_async("GetItem", {}))
            assert len(reply["Item"]["id"]["S"]) == size + 1
        assert server.connections == 1


def test_the_authority_may_come_from_the_environment(
    authority: Authority, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", authority.file)
    with FaultyServer(context=authority.context()) as server, connect(server.url) as client:
        assert call(client, "GetItem", {}) == {}


def test_a_context_of_one_s_own(authority: Authority, call: Call) -> None:
    context = ssl.create_default_context(cafile=authority.file)
    with FaultyServer(context=authority.context()) as server, connect(server.url, verify=context) as client:
        assert call(client, "GetItem", {}) == {}


def test_an_unknown_authority_is_refused_at_once(authority: Authority, call: Call) -> None:
    with FaultyServer(context=authority.context()) as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "PutItem", {}))
    assert isinstance(caught, TransportError)
    assert (caught.code, caught.attempts, caught.maybe_applied) == ("client.tlsFailed", 1, False)
    assert "self-signed certificate" in caught.message or "issuer" in caught.message
    assert server.requests == []


@pytest.mark.parametrize(("days", "host", "words"), [(-1, None, "expired"), (1, "localhost", "")])
def test_a_certificate_is_looked_at(
    days: int, host: str | None, words: str, authority: Authority, call: Call
) -> None:
    with FaultyServer(context=authority.context(days=days)) as server:
        url = server.url if host is None else server.url.replace("127.0.0.1", host)
        with connect(url, verify=authority.file) as client:
            if not words:
                assert call(client, "GetItem", {}) == {}
                return
            caught = failure_of(lambda: call(client, "GetItem", {}))
    assert isinstance(caught, TransportError)
    assert caught.code == "client.tlsFailed"
    assert words in caught.message


def test_a_server_without_tls(call: Call) -> None:
    with (
        FaultyServer(greeting=b"HTTP/1.1 400 Bad\r\n\r\n") as server,
        connect(server.url.replace("http:", "https:")) as client,
    ):
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert isinstance(caught, TransportError)
    assert caught.code == "client.tlsFailed"


def test_a_handshake_that_stalls(call: Call) -> None:
    with FaultyServer(stall) as server:
        url = server.url.replace("http:", "https:")
        with connect(url, connect_timeout=0.2, max_attempts=1) as client:
            caught = failure_of(lambda: call(client, "GetItem", {}))
    assert isinstance(caught, TransportError)
    assert caught.code == "client.connectTimeout"


@pytest.mark.parametrize(
    "fault", [close, reset, stall, raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", goes_on=False)]
)
def test_faults_pass_as_they_do_in_the_clear(fault: Any, authority: Authority, call: Call) -> None:
    with (
        FaultyServer(fault, answer(ITEM), context=authority.context()) as server,
        connect(server.url, verify=authority.file, **patience(fault)) as client,
    ):
        assert call(client, "GetItem", {}) == ITEM


def test_a_connection_closed_while_idle_is_found_out(authority: Authority) -> None:
    with (
        FaultyServer(closing(answer({})), context=authority.context()) as server,
        connect(server.url, verify=authority.file, max_attempts=1) as client,
    ):
        assert client.call("GetItem", {}) == {}
        server.wait_until_closed(1)
        assert client.call("GetItem", {}) == {}


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_loops_end_without_warnings(run: Any, authority: Authority) -> None:
    async def several(client: Client) -> list[Any]:
        calls = (client.call_async("GetItem", {}) for _ in range(5))
        return await asyncio.gather(*calls)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with (
            FaultyServer(context=authority.context()) as server,
            connect(server.url, verify=authority.file) as client,
        ):
            for _ in range(2):
                assert run(several(client)) == [{}] * 5
            gc.collect()


@pytest.mark.parametrize("context", [False, True], ids=["http", "https"])
def test_ipv6(context: bool, authority: Authority, call: Call) -> None:
    with FaultyServer(host="::1", context=authority.context() if context else None) as server:
        assert "[::1]" in server.url
        with connect(server.url, verify=authority.file) as client:
            assert call(client, "GetItem", {}) == {}
    assert f"Host: [::1]:{server.port}" in server.requests[0][0]


@pytest.mark.parametrize("verify", [False, True, 5, "", "/nope.pem", Path("/nope.pem")])
def test_what_verifies_nothing_is_refused(verify: Any) -> None:
    with pytest.raises(DynamoDBToolboxError, match="authorities") as caught:
        connect("https://127.0.0.1:1", verify=verify)
    assert (caught.value.code, caught.value.path) == ("client.invalidOption", "verify")


def test_authorities_of_the_environment_must_be_there(
    authority: Authority, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", authority.file)  # as botocore does
    with FaultyServer(context=authority.context()) as server, connect(server.url) as client:
        assert call(client, "GetItem", {}) == {}
    monkeypatch.setenv("AWS_CA_BUNDLE", "/nope.pem")
    with pytest.raises(DynamoDBToolboxError, match=r"AWS_CA_BUNDLE.*/nope\.pem") as caught:
        connect("https://127.0.0.1:1")
    assert caught.value.code == "client.invalidSetting"


def test_a_file_of_authorities_that_holds_none(tmp_path: Path, call: Call) -> None:
    (tmp_path / "none.pem").write_text("none")
    with (
        FaultyServer() as server,
        connect(server.url.replace("http:", "https:"), verify=tmp_path / "none.pem") as client,
    ):
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert isinstance(caught, TransportError)
    assert (caught.code, caught.attempts) == ("client.tlsFailed", 1)


class Shy(FaultyServer):
    """Hangs up in the middle of the first handshake."""

    def _serve(self, connection: socket.socket) -> None:
        if self.connections == 1:
            connection.recv(10_000)
            connection.sendall(b"\x16\x03\x03\x00\x7a\x02")
            connection.close()
        else:
            super()._serve(connection)


def test_a_handshake_that_is_broken_off_is_tried_again(authority: Authority, call: Call) -> None:
    with (
        Shy(answer(ITEM), context=authority.context()) as server,
        connect(server.url, verify=Path(authority.file)) as client,
    ):
        assert call(client, "GetItem", {}) == ITEM
    assert server.connections == 2
