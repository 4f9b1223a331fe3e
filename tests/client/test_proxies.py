"""Proxies of the environment: tunnels for https, whole URLs for http, and exceptions."""

import pytest

from dynamodb_toolbox import DynamoDBToolboxError, TransportError, connect
from dynamodb_toolbox.client.http.messages import Origin
from dynamodb_toolbox.client.http.routes import route_to
from tests.client.authority import Authority
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, answer, raw
from tests.client.proxy import Proxy
from tests.client.test_faults import failure_of

ITEM = {"Item": {"id": {"S": "a"}}}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def test_https_goes_through_a_tunnel(
    authority: Authority, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer(answer(ITEM), context=authority.context()) as server, Proxy() as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("http://", "http://me:s%40crt@"))
        with connect(server.url, verify=authority.file) as client:
            assert call(client, "GetItem", {}) == ITEM
            assert client.call("GetItem", {}) == {}
    assert proxy.asked[0] == f"CONNECT 127.0.0.1:{server.port} HTTP/1.1"
    assert proxy.authorizations[0] == "Basic bWU6c0BjcnQ="
    assert "Proxy-Authorization" not in server.requests[0][0]


def test_http_is_asked_for_by_its_whole_url(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer(answer(ITEM)) as server, Proxy() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        with connect(server.url) as client:
            assert call(client, "GetItem", {}) == ITEM
    assert proxy.asked == [f"POST {server.url}/ HTTP/1.1"]
    assert server.requests[0][0].startswith(f"POST {server.url}/ HTTP/1.1\r\n")


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_refuses_is_told(
    status: int, authority: Authority, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Proxy(refusal=status) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url.replace("http://", "http://me:secret@"))
        with connect("https://127.0.0.1:1", verify=authority.file) as client:
            caught = failure_of(lambda: call(client, "PutItem", {}))
    assert isinstance(caught, TransportError)
    assert (caught.code, caught.payload, caught.attempts) == ("client.proxyRefused", {"status": status}, 1)
    assert "secret" not in str(caught)


@pytest.mark.parametrize("answer_of_it", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_a_proxy_that_is_none(answer_of_it: bytes, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer(raw(answer_of_it, goes_on=False)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with connect("https://127.0.0.1:1", max_attempts=1) as client:
            caught = failure_of(lambda: call(client, "PutItem", {}))
    assert isinstance(caught, TransportError)
    assert caught.code in {"client.connectionLost", "client.invalidResponse"}


def test_proxies_may_be_passed_over(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with FaultyServer() as server, connect(server.url, use_proxies=False) as client:
        assert call(client, "GetItem", {}) == {}
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FaultyServer() as server, connect(server.url) as client:
        assert call(client, "GetItem", {}) == {}


AWS = Origin("dynamodb.eu-west-1.amazonaws.com", 443, tls=True)
PLAIN = Origin("10.1.2.3", 8000, tls=False)


@pytest.mark.parametrize(
    ("origin", "environment", "proxy"),
    [
        (AWS, {}, None),
        (AWS, {"HTTPS_PROXY": "http://p:1"}, "http://p:1"),
        (AWS, {"https_proxy": "p:1", "HTTPS_PROXY": "http://q:1"}, "http://p:1"),
        (AWS, {"https_proxy": "", "HTTPS_PROXY": "http://q:1"}, None),
        (AWS, {"HTTP_PROXY": "http://p:1"}, None),
        (AWS, {"HTTPS_PROXY": "http://p"}, "http://p"),
        (PLAIN, {"HTTP_PROXY": "http://p:1"}, "http://p:1"),
        (PLAIN, {"HTTP_PROXY": "http://p:1", "REQUEST_METHOD": "GET"}, None),
        (PLAIN, {"http_proxy": "http://p:1", "REQUEST_METHOD": "GET"}, "http://p:1"),
        *(
            (AWS, {"HTTPS_PROXY": "http://p:1", "NO_PROXY": exception}, None)
            for exception in [
                "*",
                "amazonaws.com",
                ".amazonaws.com",
                "*.amazonaws.com",
                "x, AMAZONAWS.com ,y",
                AWS.host,
            ]
        ),
        *(
            (AWS, {"HTTPS_PROXY": "http://p:1", "NO_PROXY": exception}, "http://p:1")
            for exception in ["", "aws.com", "eu-west-1", "amazonaws.com.cn", "10.0.0.0/8"]
        ),
        *(
            (PLAIN, {"HTTP_PROXY": "http://p:1", "NO_PROXY": exception}, None)
            for exception in ["10.1.2.3", "10.0.0.0/8", "10.1.2.3:8000"]
        ),
        *(
            (PLAIN, {"HTTP_PROXY": "http://p:1", "NO_PROXY": exception}, "http://p:1")
            for exception in ["11.0.0.0/8", "10.1.2.3:9000", "10.1.2", "nonsense/8"]
        ),
    ],
)
def test_which_proxy(origin: Origin, environment: dict[str, str], proxy: str | None) -> None:
    route = route_to(origin, environment)
    assert (route.proxy and route.proxy.url) == proxy


@pytest.mark.parametrize("url", ["https://p:1", "socks5://p:1", "http://", "http://me:secret@p:port"])
def test_a_proxy_that_cannot_be_one_is_told_without_its_password(url: str) -> None:
    with pytest.raises(DynamoDBToolboxError) as caught:
        route_to(AWS, {"HTTPS_PROXY": url})
    assert caught.value.code == "client.invalidProxy"
    assert "secret" not in str(caught.value)


def test_a_password_is_in_no_repr() -> None:
    assert "secret" not in repr(route_to(AWS, {"HTTPS_PROXY": "http://me:secret@p:1"}))
