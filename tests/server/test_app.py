"""AWS's envelope, request by request, without a socket."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ServiceError
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.server.app import App
from tests.engine.support import create_table
from tests.server.support import SIGNED, request

CORAL = "com.amazon.coral.service#"
DYNAMODB = "com.amazonaws.dynamodb.v20120810#"


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    create_table(engine, "items", id="S")
    yield engine
    engine.close()


@pytest.fixture
def app(engine: Engine) -> App:
    return App(engine)


def target(operation: str) -> str:
    return f"DynamoDB_20120810.{operation}"


def body(**parameters: Any) -> bytes:
    return json.dumps(parameters).encode()


class Failing:
    """An endpoint that fails as it is told."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        raise self.error

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        raise self.error

    def close(self) -> None: ...


def test_a_reply_comes_with_its_checksum_and_an_id_of_its_own(app: App) -> None:
    first, second = request(app), request(app)
    assert (first.status, first.json) == (200, {"TableNames": ["items"]})
    assert first.headers["content-type"] == "application/x-amz-json-1.0"
    assert first.headers["content-length"] == str(len(first.body))
    assert first.headers["x-amz-crc32"] == str(crc32(first.body))
    assert len(first.headers["x-amzn-requestid"]) == 52
    assert first.headers["x-amzn-requestid"] != second.headers["x-amzn-requestid"]


def test_a_body_in_many_chunks_is_one_request(app: App) -> None:
    item = {"id": {"S": "a"}, "text": {"S": "é" * 1000}}
    assert request(app, target("PutItem"), body(TableName="items", Item=item), chunks=7).json == {}
    found = request(app, target("GetItem"), body(TableName="items", Key={"id": {"S": "a"}}))
    assert found.json == {"Item": item}


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'"a"', b"{}{}", b'{"a": "\xff"}', b"[" * 100_000])
def test_what_is_no_json_object_is_refused(app: App, text: bytes) -> None:
    answer = request(app, body=text)
    assert (answer.status, answer.json) == (400, {"__type": CORAL + "SerializationException"})


@pytest.mark.parametrize(
    "wrong",
    ["", "ListTables", "DynamoDB_20120810", "DynamoDB_20120810.", "DynamoDB_20111205.ListTables"],
)
def test_a_missing_or_unknown_target_is_refused(app: App, wrong: str) -> None:
    answer = request(app, wrong)
    assert (answer.status, answer.json) == (400, {"__type": CORAL + "UnknownOperationException"})


def test_an_unknown_operation_is_refused(app: App) -> None:
    answer = request(app, target("MakeCoffee"))
    assert (answer.status, answer.json["__type"]) == (400, CORAL + "UnknownOperationException")


def test_each_api_has_its_own_operations(app: App) -> None:
    for wrong in ("DynamoDBStreams_20120810.ListTables", "DynamoDB_20120810.ListStreams"):
        answer = request(app, wrong)
        assert (answer.status, answer.json) == (400, {"__type": CORAL + "UnknownOperationException"})


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("PUT", SIGNED),
        ("OPTIONS", SIGNED),
        ("POST", SIGNED | {"content-type": "text/plain"}),
        ("POST", SIGNED | {"content-type": ""}),
    ],
)
def test_what_is_no_call_is_not_found(app: App, method: str, headers: dict[str, str]) -> None:
    answer = request(app, method=method, headers=headers)
    assert (answer.status, answer.body) == (404, b"<UnknownOperationException/>\n")


def test_the_content_type_may_have_parameters(app: App) -> None:
    assert request(app, headers=SIGNED | {"content-type": "application/json; charset=utf-8"}).status == 200


def test_health_is_told_without_a_signature(app: App) -> None:
    answer = request(app, method="GET", headers={})
    assert answer.status == 200
    assert answer.body.startswith(b"healthy: ")
    assert request(app, method="GET", path="/else", headers={}).status == 404


def test_a_request_of_more_than_16_mb_is_refused(app: App) -> None:
    limit = 16 * 1024**2
    parameters = body(Padding="")
    fitting = parameters.replace(b'""', b'"' + b"a" * (limit - len(parameters)) + b'"')
    assert request(app, body=fitting, chunks=9).status == 200
    answer = request(app, body=fitting + b" ", chunks=9)
    assert answer.status == 413
    assert answer.json["message"] == "The request has more than 16777216 bytes"
    assert answer.headers["connection"] == "close"


def test_errors_bear_the_names_and_shapes_of_aws(app: App) -> None:
    missing = request(app, target("GetItem"), body(TableName="nope", Key={"id": {"S": "a"}}))
    assert (missing.status, missing.json) == (
        400,
        {"__type": DYNAMODB + "ResourceNotFoundException", "message": "Requested resource not found"},
    )
    wrong = request(app, target("GetItem"), body(TableName="items", Key={"x": {"S": "a"}}))
    assert wrong.json == {
        "__type": "com.amazon.coral.validate#ValidationException",
        "message": "The provided key element does not match the schema",
    }
    assert missing.headers["x-amz-crc32"] == str(crc32(missing.body))


def test_a_failed_condition_comes_with_its_item_and_a_transaction_with_its_reasons(app: App) -> None:
    put = {"TableName": "items", "Item": {"id": {"S": "a"}}}
    taken = put | {
        "ConditionExpression": "attribute_not_exists(id)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    request(app, target("PutItem"), body(**put))
    assert request(app, target("PutItem"), body(**taken)).json == {
        "__type": DYNAMODB + "ConditionalCheckFailedException",
        "message": "The conditional request failed",
        "Item": {"id": {"S": "a"}},
    }
    cancelled = request(app, target("TransactWriteItems"), body(TransactItems=[{"Put": taken}])).json
    assert cancelled["__type"] == DYNAMODB + "TransactionCanceledException"
    assert cancelled["Message"].endswith("[ConditionalCheckFailed]")
    assert [reason["Code"] for reason in cancelled["CancellationReasons"]] == ["ConditionalCheckFailed"]


def test_a_fault_of_the_server_is_answered_and_its_reason_logged(caplog: pytest.LogCaptureFixture) -> None:
    answer = request(App(Failing(ZeroDivisionError("the reason"))))
    assert (answer.status, answer.json) == (
        500,
        {"__type": DYNAMODB + "InternalServerError", "message": "Internal server error"},
    )
    assert "the reason" in caplog.text


def test_an_error_without_a_class_keeps_its_name() -> None:
    answer = request(App(Failing(ServiceError("Slow down", name="ReplicaNotFoundException"))))
    assert answer.json == {"__type": DYNAMODB + "ReplicaNotFoundException", "message": "Slow down"}


@pytest.mark.parametrize(
    ("headers", "name", "message"),
    [
        ({}, "MissingAuthenticationTokenException", "Request is missing Authentication Token"),
        (
            {"authorization": "AWS4-HMAC-SHA256 Credential=a/b/c/d/e"},
            "IncompleteSignatureException",
            (
                "Authorization header requires 'Signature' parameter. "
                "Authorization header requires 'SignedHeaders' parameter. "
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                "Authorization=AWS4-HMAC-SHA256"
            ),
        ),
        (
            SIGNED | {"authorization": "AWS4-HMAC-SHA256 Credential"},
            "IncompleteSignatureException",
            "Invalid key=value pair (missing equal-sign) in Authorization header: 'Credential'.",
        ),
        (
            SIGNED | {"authorization": "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c"},
            "IncompleteSignatureException",
            (
                "Credential must have exactly 5 slash-delimited elements, "
                "e.g. keyid/date/region/service/term, got 'a/b'"
            ),
        ),
    ],
)
def test_a_request_must_be_signed_by_somebody(
    app: App, headers: dict[str, str], name: str, message: str
) -> None:
    answer = request(app, headers=headers)
    assert (answer.status, answer.json) == (400, {"__type": CORAL + name, "message": message})


def test_a_web_page_is_not_let_in_without_credentials(app: App) -> None:
    answer = request(app, headers=SIGNED | {"origin": "http://page.example"})
    assert (answer.status, answer.json["__type"]) == (400, CORAL + "AccessDeniedException")


def test_the_log_tells_who_asked_for_what_but_no_values(app: App, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "dynamodb_toolbox.server.access")
    request(app, target("PutItem"), body(TableName="items", Item={"id": {"S": "private"}}))
    request(app, target("PutItem"), body(TableName="items", Item={"id": {"N": "4242"}}))
    done, refused = caplog.messages
    assert done.startswith("127.0.0.1:5000 PutItem 200 2B ")
    assert refused.startswith("127.0.0.1:5000 PutItem ValidationException 400 ")
    assert "private" not in caplog.text
    assert "4242" not in caplog.text
