"""What goes wrong beneath a boto3 or aiobotocore client ends in the same errors as beneath our own."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from dynamodb_toolbox import (
    ConditionalCheckFailedException,
    CredentialsError,
    ServiceError,
    TransportError,
    connect,
)
from dynamodb_toolbox.errors import InternalServerError, ThrottlingException
from tests.client.botocore.conftest import aiobotocore_client, boto3_client, boto3_resource
from tests.client.faulty_server import (
    Act,
    FaultyServer,
    answer,
    close,
    error,
    html,
    patience,
    raw,
    rendered,
    reset,
    stall,
)

Call = Callable[..., Any]
PUT = {"TableName": "t", "Item": {"pk": {"B": "YQ=="}}}
ONCE: dict[str, Any] = {"retries": {"total_max_attempts": 1, "mode": "standard"}}
TWICE = {**ONCE, "retries": {"total_max_attempts": 2, "mode": "standard"}}


def with_boto3(url: str, operation: str, request: dict[str, Any], **config: Any) -> Any:
    theirs = boto3_client(url, **config)
    try:
        return connect(theirs).call(operation, request)
    finally:
        theirs.close()


def with_aiobotocore(url: str, operation: str, request: dict[str, Any], **config: Any) -> Any:
    async def called() -> Any:
        async with aiobotocore_client(url, **config) as theirs:
            return await connect(theirs).call_async(operation, request)

    return asyncio.run(called())


def with_a_resource(url: str, operation: str, request: dict[str, Any], **config: Any) -> Any:
    theirs = boto3_resource(url, **config)
    try:
        return connect(theirs).call(operation, request)
    finally:
        theirs.meta.client.close()


@pytest.fixture(
    params=[with_boto3, with_a_resource, with_aiobotocore], ids=["boto3", "resource", "aiobotocore"]
)
def call(request: pytest.FixtureRequest) -> Call:
    way: Call = request.param
    return way


CUT = raw(b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"Item"', goes_on=False)


CUT_OFF = raw(b'HTTP/1.0 200 OK\r\n\r\n{"Item": {"id"', goes_on=False)


@pytest.mark.parametrize(
    ("act", "code", "sent"),
    [
        (reset, "client.connectionLost", True),
        (close, "client.connectionLost", True),
        (CUT, "client.connectionLost", True),
        (CUT_OFF, "client.connectionLost", True),
        (stall, "client.readTimeout", True),
        (answer({}, x_amz_crc32="5"), "client.invalidChecksum", True),
        (html(503), "client.unexpectedAnswer", True),
        (html(403), "client.unexpectedAnswer", False),
    ],
    ids=["reset", "closed", "cut", "cut unseen", "silent", "damaged", "html 503", "html 403"],
)
def test_no_answer(act: Act, code: str, sent: bool, call: Call) -> None:
    with FaultyServer(act, act, act) as server, pytest.raises(TransportError) as caught:
        call(server.url, "PutItem", PUT, **ONCE, **patience(act))
    failure = caught.value
    assert (failure.code, failure.sent, failure.maybe_applied) == (code, sent, sent)
    assert failure.attempts == 1


def test_the_cause_is_botocore_s_own_error(call: Call) -> None:
    with FaultyServer(stall) as server, pytest.raises(TransportError) as caught:
        call(server.url, "PutItem", PUT, **ONCE, **patience(stall))
    assert type(caught.value.__cause__).__name__ == "ReadTimeoutError"


def test_boto3_follows_no_redirection() -> None:
    elsewhere = raw(rendered(302, b"", {"Location": "http://elsewhere"}))
    with FaultyServer(elsewhere) as server, pytest.raises(TransportError) as caught:
        with_boto3(server.url, "PutItem", PUT, **ONCE)
    assert caught.value.code == "client.redirected"


def test_nobody_there(call: Call) -> None:
    with FaultyServer() as server:
        url = server.url
    with pytest.raises(TransportError) as caught:
        call(url, "PutItem", PUT, **TWICE)
    assert (caught.value.code, caught.value.attempts) == ("client.connectFailed", 2)
    assert not caught.value.maybe_applied


def test_errors_of_the_service_tell_their_attempts(call: Call) -> None:
    throttled = error("ThrottlingException")
    with (
        FaultyServer(throttled, throttled) as server,
        pytest.raises(ThrottlingException, match="words") as caught,
    ):
        call(server.url, "PutItem", PUT, **TWICE)
    assert (caught.value.attempts, caught.value.request_id) == (2, "REQUEST1")
    assert not caught.value.maybe_applied


def test_an_error_that_botocore_does_not_know_keeps_its_name(call: Call) -> None:
    with FaultyServer(error("BrandNewException")) as server, pytest.raises(ServiceError) as caught:
        call(server.url, "PutItem", PUT, **ONCE)
    assert caught.value.name == "BrandNewException"


@pytest.mark.parametrize(
    "lost",
    [reset, error("InternalServerError", 500), answer({}, x_amz_crc32="5")],
    ids=["reset", "500", "damaged"],
)
def test_a_condition_may_have_failed_because_of_a_lost_attempt(lost: Act, call: Call) -> None:
    refusal = error("ConditionalCheckFailedException", Item={"pk": {"B": "YQ=="}})
    with FaultyServer(lost, refusal) as server, pytest.raises(ConditionalCheckFailedException) as caught:
        call(server.url, "PutItem", PUT, **TWICE)
    assert caught.value.item == {"pk": {"B": "YQ=="}}
    assert (caught.value.attempts, caught.value.maybe_applied) == (2, True)


def test_reads_and_writes_with_a_token_are_safe(call: Call) -> None:
    fails = error("InternalServerError", 500)
    for operation, request in (
        ("GetItem", {"TableName": "t", "Key": {"pk": {"S": "a"}}}),
        ("TransactWriteItems", {"TransactItems": [{"Put": PUT}]}),
    ):
        script = fails, error("ValidationException")
        with FaultyServer(*script) as server, pytest.raises(ServiceError) as caught:
            call(server.url, operation, request, **TWICE)
        assert (caught.value.name, caught.value.maybe_applied) == ("ValidationException", False)


def test_the_last_attempt_of_a_write_may_have_been_applied(call: Call) -> None:
    fails = error("InternalServerError", 500)
    with FaultyServer(fails) as server, pytest.raises(InternalServerError) as caught:
        call(server.url, "PutItem", PUT, **ONCE)
    assert caught.value.maybe_applied
    assert "1 of 1 attempts" in caught.value.__notes__[0]


def test_no_credentials(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.client.botocore.conftest.KEYS", {"region_name": "eu-west-1"})
    with FaultyServer() as server, pytest.raises(CredentialsError, match="NoCredentialsError") as caught:
        call(server.url, "PutItem", PUT, **ONCE)
    assert caught.value.code == "credentials.notFound"
    assert server.requests == []


def test_an_operation_may_answer_nothing(call: Call) -> None:
    for headers in ({"x-amz-crc32": "0"}, {}):
        with FaultyServer(raw(rendered(200, b"", headers))) as server:
            assert call(server.url, "TagResource", {"ResourceArn": "arn", "Tags": []}, **ONCE) == {}


def test_a_page_of_a_proxy_is_no_empty_reply(call: Call) -> None:
    with FaultyServer(html(200)) as server, pytest.raises(TransportError) as caught:
        call(server.url, "GetItem", {"TableName": "t", "Key": {"pk": {"S": "a"}}}, **ONCE)
    assert caught.value.code == "client.unexpectedAnswer"
