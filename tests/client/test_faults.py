"""Each fault of a service or a network ends in a repetition that succeeds, or in one clear error."""

import asyncio
import gc
import socket
import weakref
from collections.abc import Callable
from typing import Any
from zlib import crc32

import pytest

from dynamodb_toolbox import Client, Credentials, ServiceError, TransportError, connect
from dynamodb_toolbox.errors import InternalServerError
from dynamodb_toolbox.protocol.calls import Call as CallOf
from dynamodb_toolbox.protocol.calls import Reply, Steps
from tests.client.conftest import Call
from tests.client.faulty_server import (
    Act,
    FaultyServer,
    answer,
    close,
    closing,
    error,
    html,
    patience,
    pieces,
    raw,
    rendered,
    reset,
    stall,
)

ITEM = {"Item": {"id": {"S": "a"}}}
GET = {"TableName": "t", "Key": {"id": {"S": "a"}}}
PUT = {"TableName": "t", "Item": {"id": {"S": "a"}}}


def bad_crc(connection: Any, server: FaultyServer) -> bool:
    return answer(ITEM, x_amz_crc32="1")(connection, server)


TRUNCATED = raw(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"Item"', goes_on=False)
HALF_A_HEAD = raw(b"HTTP/1.1 200 OK\r\nContent-Le", goes_on=False)
NO_HTTP = raw(b"SSH-2.0-OpenSSH_9.6\r\n", goes_on=False)
TRUNCATED_CHUNKS = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}", goes_on=False)
CUT_OFF = raw(b'HTTP/1.0 200 OK\r\n\r\n{"Item": {"id"', goes_on=False)
BAD_CHUNKS = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}", goes_on=False)

# Fault → the code of the error (or AWS's name), where it goes on.
PASSING: dict[str, tuple[Act, str]] = {
    "bad chunks": (BAD_CHUNKS, "client.invalidResponse"),
    "bad crc": (bad_crc, "client.invalidChecksum"),
    "close": (close, "client.connectionLost"),
    "cut off": (CUT_OFF, "client.connectionLost"),
    "half a head": (HALF_A_HEAD, "client.connectionLost"),
    "html 500": (html(500), "client.unexpectedAnswer"),
    "html 502": (html(502), "client.unexpectedAnswer"),
    "html 503": (html(503), "client.unexpectedAnswer"),
    "html 504": (html(504), "client.unexpectedAnswer"),
    "no http": (NO_HTTP, "client.invalidResponse"),
    "reset": (reset, "client.connectionLost"),
    "stall": (stall, "client.readTimeout"),
    "truncated": (TRUNCATED, "client.connectionLost"),
    "truncated chunks": (TRUNCATED_CHUNKS, "client.connectionLost"),
    "internal error": (error("InternalServerError", 500), "InternalServerError"),
    "unavailable": (error("ServiceUnavailable", 503), "ServiceUnavailable"),
}
LASTING: dict[str, tuple[Act, str]] = {
    "redirect": (raw(rendered(301, b"", {"Location": "http://elsewhere/"})), "client.redirected"),
    "html 200": (html(200), "client.unexpectedAnswer"),
    "html 403": (html(403), "client.unexpectedAnswer"),
    "empty 200": (raw(rendered(200, b"", {})), "client.unexpectedAnswer"),
    "empty 404": (raw(rendered(404, b"", {})), "client.unexpectedAnswer"),
    "validation": (error("ValidationException"), "ValidationException"),
    "no table": (error("ResourceNotFoundException"), "ResourceNotFoundException"),
    "unknown": (error("TeapotException", 418), "TeapotException"),
}


NO_JSON = {
    "cut off, by its checksum": b'{"Item": ',
    "a list": b"[]",
    "no text": b'{"Item": {"id": {"S": "\xff"}}}',
    "nested": b'{"Item": ' + b"[" * 100_000,
    "compressed": b"\x1f\x8b\x08",
}


def failure_of(doing: Callable[[], Any]) -> TransportError | ServiceError:
    with pytest.raises((TransportError, ServiceError)) as caught:
        doing()
    assert isinstance(caught.value, TransportError | ServiceError)
    return caught.value


def code_of(caught: TransportError | ServiceError) -> str:
    return caught.code if isinstance(caught, TransportError) else caught.name


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_is_tried_again(fault: str, call: Call) -> None:
    act, _ = PASSING[fault]
    with FaultyServer(act, answer(ITEM)) as server, connect(server.url, **patience(act)) as client:
        assert call(client, "GetItem", GET) == ITEM
    assert server.operations == ["GetItem", "GetItem"]


def test_a_gateway_that_wants_fewer_requests_is_asked_again(call: Call) -> None:
    with FaultyServer(html(429), answer({})) as server, connect(server.url) as client:
        assert call(client, "PutItem", PUT) == {}
    with FaultyServer(html(429), html(429)) as server, connect(server.url, max_attempts=2) as client:
        caught = failure_of(lambda: call(client, "PutItem", PUT))
    assert (code_of(caught), caught.attempts, caught.maybe_applied) == ("client.unexpectedAnswer", 2, False)


@pytest.mark.parametrize("fault", PASSING)
def test_a_fault_that_does_not_pass_is_told(fault: str, call: Call) -> None:
    act, code = PASSING[fault]
    options: Any = {"max_attempts": 2, **patience(act)}
    with FaultyServer(act, act) as server, connect(server.url, **options) as client:
        caught = failure_of(lambda: call(client, "GetItem", GET))
    assert code_of(caught) == code
    assert (caught.attempts, caught.maybe_applied) == (2, False)


@pytest.mark.parametrize("fault", LASTING)
def test_a_lasting_fault_is_told_at_once(fault: str, call: Call) -> None:
    act, code = LASTING[fault]
    with FaultyServer(act) as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "PutItem", PUT))
    assert code_of(caught) == code
    assert len(server.requests) == caught.attempts == 1
    assert not caught.maybe_applied


@pytest.mark.parametrize("body", NO_JSON.values(), ids=NO_JSON)
def test_an_answer_that_cannot_be_read_is_told_at_once(body: bytes, call: Call) -> None:
    act = raw(rendered(200, body, {"x-amz-crc32": str(crc32(body))}))
    with FaultyServer(act, act) as server, connect(server.url) as client:
        for operation, request, applied in (("GetItem", GET, False), ("PutItem", PUT, True)):
            caught = failure_of(lambda: call(client, operation, request))  # noqa: B023  # called at once
            assert code_of(caught) == "client.unexpectedAnswer"
            assert (caught.attempts, caught.maybe_applied) == (1, applied)
    refusal = raw(rendered(400, body, {"x-amzn-errortype": "ValidationException"}))
    with FaultyServer(refusal) as server, connect(server.url) as client:
        assert code_of(failure_of(lambda: call(client, "GetItem", GET))) == "ValidationException"


class Hasty(FaultyServer):
    """Refuses requests by their heads, and does not read on."""

    def _serve(self, connection: socket.socket) -> None:
        while b"\r\n\r\n" not in connection.recv(1000):
            pass
        connection.sendall(rendered(413, b"no", {"Content-Type": "text/html", "Connection": "close"}))
        connection.close()


def test_a_request_that_is_refused_before_it_is_all_sent_is_told_at_once(call: Call) -> None:
    large = {**PUT, "Item": {"id": {"S": "a" * 20_000_000}}}
    with Hasty() as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "PutItem", large))
    assert isinstance(caught, TransportError)
    assert (caught.code, caught.payload) == ("client.unexpectedAnswer", {"status": 413})
    assert (caught.attempts, server.connections, caught.maybe_applied) == (1, 1, False)


@pytest.mark.parametrize("headers", [{}, {"x-amz-crc32": "0"}])
def test_an_operation_may_answer_nothing(headers: dict[str, str], call: Call) -> None:
    with FaultyServer(raw(rendered(200, b"", headers))) as server, connect(server.url) as client:
        assert call(client, "TagResource", {"ResourceArn": "arn", "Tags": []}) == {}


@pytest.mark.parametrize("host", ["a..b", "a" * 64, ".a"])
def test_a_name_that_cannot_be_one_is_told(host: str, call: Call) -> None:
    options: Any = {"credentials": Credentials("AKID", "secret"), "max_attempts": 1}
    with connect(f"http://{host}:1", **options) as client:
        assert code_of(failure_of(lambda: call(client, "GetItem", GET))) == "client.connectFailed"


@pytest.mark.parametrize("act", [error("ConditionalCheckFailedException"), close], ids=["refused", "lost"])
def test_an_error_is_gone_with_its_last_reader(act: Act) -> None:
    """It would else stay, with its traceback and the bodies of the call, until the garbage is collected."""

    def missed(client: Client) -> weakref.ref[Exception]:
        try:
            client.send(Asking())
        except (ServiceError, TransportError) as caught:
            return weakref.ref(caught)
        raise AssertionError

    async def missed_async(client: Client) -> weakref.ref[Exception]:
        try:
            await client.send_async(Asking())
        except (ServiceError, TransportError) as caught:
            return weakref.ref(caught)
        raise AssertionError

    async def all_missed(client: Client) -> list[bool]:
        left = [await missed_async(client) for _ in range(3)]
        await asyncio.sleep(0)  # the loop itself holds the last one until its next turn
        return [each() is None for each in left]

    gc.disable()
    try:
        with FaultyServer(*[act] * 6) as server, connect(server.url, max_attempts=1) as client:
            assert [missed(client)() is None for _ in range(3)] == [True] * 3
            assert asyncio.run(all_missed(client)) == [True] * 3
    finally:
        gc.enable()


class Asking:
    """A command of one call."""

    def steps(self) -> Steps[Reply]:
        return (yield CallOf("PutItem", PUT))


@pytest.mark.parametrize("fault", PASSING)
def test_the_connection_of_a_fault_is_not_used_again(fault: str, call: Call) -> None:
    act, _ = PASSING[fault]
    script = answer({}), act, answer(ITEM)
    with FaultyServer(*script) as server, connect(server.url, **patience(act)) as client:
        for expected in ({}, ITEM):
            assert client.call("GetItem", GET) == expected
    spoiled = not fault.startswith(("html", "internal", "unavailable", "bad crc"))  # those are whole answers
    assert server.connections == (2 if spoiled else 1)


def test_an_error_carries_what_the_service_said(call: Call) -> None:
    act = error("ConditionalCheckFailedException", Item={"id": {"S": "a"}})
    with FaultyServer(act) as server, connect(server.url) as client, pytest.raises(ServiceError) as caught:
        call(client, "PutItem", PUT)
    assert (caught.value.name, caught.value.message) == ("ConditionalCheckFailedException", "words")
    assert caught.value.request_id == "REQUEST1"
    assert getattr(caught.value, "item") == {"id": {"S": "a"}}  # noqa: B009


def test_the_time_for_a_whole_call_is_bounded(call: Call) -> None:
    with FaultyServer(stall) as server, connect(server.url, total_timeout=0.2) as client:
        caught = failure_of(lambda: call(client, "GetItem", GET))
    assert code_of(caught) == "client.totalTimeout"


def test_bytes_that_drip_do_not_stretch_the_time_for_a_whole_call(call: Call) -> None:
    drip = pieces(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b"{"] * 60)
    with FaultyServer(drip) as server, connect(server.url, total_timeout=0.3) as client:
        caught = failure_of(lambda: call(client, "GetItem", GET))
    assert code_of(caught) == "client.totalTimeout"


def test_bytes_that_keep_coming_are_no_silence(call: Call) -> None:
    slow = pieces(b"HTTP/1.1 200 OK\r\nContent-Le", b"ngth: 60\r\n\r\n", b"{", *[b" "] * 58, b"}")
    with FaultyServer(slow) as server, connect(server.url, read_timeout=1.0) as client:  # it takes more
        assert call(client, "GetItem", GET) == {}
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "data",
    [
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", b"1\r\n}\r\n0\r\n\r\n"),
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",),
        (b"HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"),
        (b"H", b"TTP/1.1 200 OK\r\ncontent-length: 2\r", b"\n\r", b"\n{", b"}"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX: " + b"a" * 9000 + b"\r\n\r\n{}",),
    ],
    ids=["chunked", "100", "103", "pieces", "long header"],
)
def test_every_form_of_an_answer_is_read_and_the_connection_kept(data: tuple[bytes, ...], call: Call) -> None:
    with FaultyServer(pieces(*data), pieces(*data)) as server, connect(server.url) as client:
        assert client.call("GetItem", GET) == {}
        assert client.call("GetItem", GET) == {}
    assert server.connections == 1
    with FaultyServer(pieces(*data)) as server, connect(server.url) as client:
        assert call(client, "GetItem", GET) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n\r\n{}",
    ],
    ids=["connection: close", "http 1.0", "no length"],
)
def test_a_connection_that_ends_with_its_answer_is_not_used_again(data: bytes, call: Call) -> None:
    with FaultyServer(raw(data, goes_on=False)) as server, connect(server.url) as client:
        assert call(client, "GetItem", GET) == {}
        assert client.call("GetItem", GET) == {}
    assert server.connections == 2


def test_more_than_an_answer_spoils_the_connection() -> None:
    double = rendered(200, b"{}", {}) + rendered(200, b'{"Item": {}}', {})
    with FaultyServer(raw(double)) as server, connect(server.url) as client:
        assert [client.call("GetItem", GET) for _ in range(2)] == [{}, {}]
    assert server.connections == 2


def test_a_connection_closed_while_idle_is_found_out_before_it_is_used(call: Call) -> None:
    with (
        FaultyServer(closing(answer(ITEM)), answer(ITEM)) as server,
        connect(server.url, max_attempts=1) as client,
    ):
        assert client.call("GetItem", GET) == ITEM
        server.wait_until_closed(1)
        assert client.call("GetItem", GET) == ITEM
    assert server.connections == 2


def test_nobody_listens(call: Call) -> None:
    with FaultyServer() as server:
        url = server.url
    with (
        connect(url, max_attempts=2) as client,
        pytest.raises(TransportError, match="Cannot connect") as caught,
    ):
        call(client, "PutItem", PUT)
    assert caught.value.code == "client.connectFailed"
    assert (caught.value.attempts, caught.value.maybe_applied) == (2, False)


def test_an_unknown_host(call: Call) -> None:
    with connect("http://nowhere.invalid", max_attempts=1, credentials=Credentials("a", "b")) as client:
        caught = failure_of(lambda: call(client, "PutItem", PUT))
    assert code_of(caught) == "client.connectFailed"


def test_internal_errors_are_of_their_class(call: Call) -> None:
    act = error("InternalServerError", 500)
    with (
        FaultyServer(act) as server,
        connect(server.url, max_attempts=1) as client,
        pytest.raises(InternalServerError),
    ):
        call(client, "GetItem", GET)
