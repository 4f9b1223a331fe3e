"""Signatures, as botocore makes them, hold; and nothing else does."""

import json
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from urllib.parse import quote, urlencode

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.server.app import App
from dynamodb_toolbox.server.authorization import authorization_of
from dynamodb_toolbox.server.http_request import HttpRequest
from dynamodb_toolbox.server.signature import verify
from tests.server.support import Answered, request

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECRETS = {"key": "secret", "other": "another"}
HEADERS = {"content-type": "application/x-amz-json-1.0", "x-amz-target": "DynamoDB_20120810.ListTables"}


def signed(
    body: bytes = b"{}",
    *,
    url: str = "http://localhost/",
    access_key: str = "key",
    secret: str = "secret",
    service: str = "dynamodb",
    token: str | None = None,
    at: datetime = NOW,
    headers: dict[str, str] | None = None,
) -> dict[str, str]:
    """The headers of a request as botocore signs it."""
    unsigned = AWSRequest("POST", url, HEADERS | (headers or {}), body)
    with patch("botocore.auth.get_current_datetime", lambda: at.replace(tzinfo=None)):
        SigV4Auth(Credentials(access_key, secret, token), service, "eu-west-1").add_auth(unsigned)
    return {name.lower(): value for name, value in unsigned.headers.items()}


def answered(headers: dict[str, str], body: bytes = b"{}") -> Answered:
    app = App(Engine.open(None), secrets=SECRETS, clock=NOW.timestamp)
    return request(app, body=body, headers=headers)


def refusal(headers: dict[str, str], body: bytes = b"{}") -> str:
    content: dict[str, str] = answered(headers, body).json
    return f"{content['__type'].partition('#')[2]}: {content['message']}"


MISMATCH = (
    "InvalidSignatureException: The request signature we calculated does not match the signature you "
    "provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for "
    "details."
)


def test_a_signed_request_is_answered() -> None:
    assert answered(signed()).json == {"TableNames": []}
    assert answered(signed(access_key="other", secret="another")).status == 200
    assert answered(signed(token="of a session")).status == 200


def test_the_wrong_secret_is_refused() -> None:
    assert refusal(signed(secret="guessed")) == MISMATCH


def test_an_unknown_key_is_refused() -> None:
    assert refusal(signed(access_key="nobody")) == (
        "UnrecognizedClientException: The security token included in the request is invalid."
    )


def test_a_changed_body_or_header_is_refused() -> None:
    assert refusal(signed(b'{"Limit": 1}'), b'{"Limit": 2}') == MISMATCH
    moved = signed() | {"x-amz-target": "DynamoDB_20120810.DeleteTable"}
    assert refusal(moved, b"{}") == MISMATCH


def test_a_header_that_matters_must_be_signed() -> None:
    headers = signed()
    headers["authorization"] = headers["authorization"].replace(";x-amz-target", "")
    assert refusal(headers) == (
        "InvalidSignatureException: 'x-amz-target' must be a 'SignedHeader' in the AWS Authorization."
    )


@pytest.mark.parametrize(
    ("minutes", "message"),
    [
        (
            -5,
            (
                "Signature expired: 20261124T115459Z is now earlier than 20261124T115500Z "
                "(20261124T120000Z - 5 min.)"
            ),
        ),
        (
            5,
            (
                "Signature not yet current: 20261124T120501Z is still later than 20261124T120500Z "
                "(20261124T120000Z + 5 min.)"
            ),
        ),
    ],
)
def test_a_signature_of_another_time_is_refused(minutes: int, message: str) -> None:
    just = NOW + timedelta(minutes=minutes)
    assert answered(signed(at=just)).status == 200
    assert (
        refusal(signed(at=just + timedelta(seconds=minutes / 5))) == f"InvalidSignatureException: {message}"
    )


def test_another_scope_is_refused() -> None:
    assert refusal(signed(service="s3")) == (
        "InvalidSignatureException: Credential should be scoped to correct service: 'dynamodb'."
    )
    other_day = signed() | {"x-amz-date": "20261125T000000Z"}
    assert "Date in Credential scope does not match YYYYMMDD" in refusal(other_day)
    ended = signed()
    ended["authorization"] = ended["authorization"].replace("aws4_request", "aws5_request")
    assert "valid terminator" in refusal(ended)
    other = signed()
    other["authorization"] = other["authorization"].replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256")
    assert "Only AWS4-HMAC-SHA256 is verified here" in refusal(other)


def test_a_time_that_is_none_is_refused() -> None:
    assert "is no time" in refusal(signed() | {"x-amz-date": "20261124T996060Z"})
    assert "basic format" in refusal(signed() | {"x-amz-date": "yesterday"})


def test_a_date_in_the_format_of_http_serves_too() -> None:
    headers = signed(headers={"date": "now"})
    assert headers["date"] == "Tue, 24 Nov 2026 12:00:00 -0000"
    assert "x-amz-date" not in headers
    assert answered(headers).status == 200


@given(
    body=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    path=st.text("/az%20é~ -._", max_size=8).map(lambda text: f"/{text.lstrip('/')}"),
    query=st.lists(
        st.tuples(st.text("ab=é +", min_size=1, max_size=3), st.text("cd%2F ", max_size=3)), max_size=3
    ),
    extra=st.text(" ab", max_size=6),
)
def test_whatever_botocore_signs_holds(
    body: dict[str, str], path: str, query: list[tuple[str, str]], extra: str
) -> None:
    raw_path, raw_query = quote(path, safe="/%"), urlencode(query, quote_via=quote)
    content = json.dumps(body).encode()
    headers = signed(content, url=f"http://localhost{raw_path}?{raw_query}", headers={"x-amz-extra": extra})
    given_request = HttpRequest("POST", raw_path, raw_query, {"host": "localhost", **headers}, content)
    verify(given_request, authorization_of(headers), SECRETS, NOW.timestamp())
