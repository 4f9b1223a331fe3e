"""Other HTTP libraries fill the interface of a transport in a dozen lines each; a recorder in fewer."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
import urllib3

from dynamodb_toolbox import Client, ConditionalCheckFailedException, Credentials, TransportError, connect
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse, Origin
from tests.client.faulty_server import FaultyServer, answer, close, error


class Urllib3Transport:
    """Carries requests over urllib3."""

    def __init__(self) -> None:
        self._pool = urllib3.PoolManager(retries=False)

    def send(self, request: HTTPRequest) -> HTTPResponse:
        try:
            response = self._pool.request(
                request.method,
                request.origin.url + request.target,
                body=request.body,
                headers=request.headers,
                redirect=False,
            )
        except urllib3.exceptions.HTTPError as error:
            raise lost(error) from error
        headers = {name.encode(): value.encode() for name, value in response.headers.items()}
        return HTTPResponse(response.status, headers, response.data)

    def close(self) -> None:
        self._pool.clear()


class AiohttpTransport:
    """Carries requests over aiohttp."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: HTTPRequest) -> HTTPResponse:
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.request(
                request.method,
                request.origin.url + request.target,
                data=request.body,
                headers=request.headers,
                allow_redirects=False,
            ) as response:
                return HTTPResponse(response.status, dict(response.raw_headers), await response.read())
        except aiohttp.ClientError as error:
            raise lost(error) from error

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()

    def close(self) -> None:
        """Do nothing: a session of aiohttp is closed by `aclose`, inside its loop."""


def lost(reason: Exception) -> TransportError:
    error = TransportError("client.connectionLost", f"No answer came: {type(reason).__name__}.")
    error.sent = True
    return error


SCRIPT = close, answer({"Item": {"id": {"S": "a"}}}), error("ConditionalCheckFailedException")


def test_over_urllib3() -> None:
    with FaultyServer(*SCRIPT) as server, connect(server.url, transport=Urllib3Transport()) as client:
        assert client.call("GetItem", {"a": "b"}) == {"Item": {"id": {"S": "a"}}}
        with pytest.raises(ConditionalCheckFailedException):
            client.call("PutItem", {})
    assert server.operations == ["GetItem", "GetItem", "PutItem"]
    assert server.requests[0][1] == b'{"a":"b"}'


def test_over_aiohttp() -> None:
    async def use(url: str) -> None:
        transport = AiohttpTransport()
        async with connect(url, async_transport=lambda: transport) as client:
            assert await client.call_async("GetItem", {"a": "b"}) == {"Item": {"id": {"S": "a"}}}
            with pytest.raises(ConditionalCheckFailedException):
                await client.call_async("PutItem", {})
        await transport.aclose()

    with FaultyServer(*SCRIPT) as server:
        asyncio.run(use(server.url))
    assert server.operations == ["GetItem", "GetItem", "PutItem"]


class Recorder:
    """Answers by itself, and remembers what it was sent."""

    def __init__(self, *replies: bytes) -> None:
        self.requests: list[HTTPRequest] = []
        self._replies = list(replies)

    def send(self, request: HTTPRequest) -> HTTPResponse:
        self.requests.append(request)
        return HTTPResponse(200, {}, self._replies.pop(0))

    def close(self) -> None:
        """Do nothing."""


def test_a_recorder_sees_what_would_be_sent() -> None:
    recorder = Recorder(b'{"TableNames":[]}')
    options: Any = {"transport": recorder, "credentials": Credentials("AKID", "secret")}
    with connect("dynamodb://eu-west-1", **options) as client:
        assert isinstance(client, Client)
        assert client.call("ListTables", {"Limit": 5}) == {"TableNames": []}
    [request] = recorder.requests
    assert request.origin == Origin("dynamodb.eu-west-1.amazonaws.com", 443, tls=True)
    assert (request.method, request.target, request.body) == ("POST", "/", b'{"Limit":5}')
    assert request.headers["X-Amz-Target"] == "DynamoDB_20120810.ListTables"
    assert request.headers["Content-Length"] == "11"
    assert "Signature" not in repr(request)
