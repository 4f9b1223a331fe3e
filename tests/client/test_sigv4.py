"""Our signatures are botocore's, byte for byte."""

import datetime as dt
from typing import Any
from unittest.mock import patch

import botocore.auth
import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotocoreCredentials
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import Credentials
from dynamodb_toolbox.client.sigv4 import Signer
from tests.client.faulty_server import header

PRINTABLE = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60)
INSTANTS = st.integers(0, 4_102_444_800)  # up to the year 2100


def signed_by_botocore(credentials: Credentials, region: str, host: str, call: tuple[str, bytes, int]) -> str:
    operation, body, instant = call
    request: Any = AWSRequest(
        method="POST",
        url=f"https://{host}/",
        data=body,
        headers={
            "Content-Type": "application/x-amz-json-1.0",
            "Host": host,
            "X-Amz-Target": f"DynamoDB_20120810.{operation}",
            "User-Agent": "not signed",
        },
    )
    keys = BotocoreCredentials(credentials.access_key, credentials.secret_key, credentials.session_token)
    now = dt.datetime.fromtimestamp(instant, dt.UTC).replace(tzinfo=None)
    with patch.object(botocore.auth, "get_current_datetime", lambda: now):
        SigV4Auth(keys, "dynamodb", region).add_auth(request)
    authorization: str = request.headers["Authorization"]
    return authorization


CREDENTIALS = st.builds(
    Credentials,
    PRINTABLE,
    st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable() and text == text.strip()),
    st.none() | PRINTABLE,
)


@given(
    credentials=CREDENTIALS,
    region=st.from_regex(r"[a-z]{2}-[a-z]{4,9}-[0-9]", fullmatch=True),
    host=st.from_regex(r"[a-z]{1,20}(\.[a-z]{1,10}){0,3}(:8[0-9]{3})?", fullmatch=True),
    calls=st.lists(
        st.tuples(st.sampled_from(["GetItem", "PutItem", "Query"]), st.binary(max_size=300), INSTANTS),
        max_size=5,
    ),
)
def test_signatures_are_equal_whatever_was_signed_before(
    credentials: Credentials,
    region: str,
    host: str,
    calls: list[tuple[str, bytes, int]],
) -> None:
    signer = Signer(credentials, region, host, "agent")
    for operation, body, instant in [*calls, *calls]:
        head = signer.head(operation, body, instant + 0.7).decode("latin-1")
        expected = signed_by_botocore(credentials, region, host, (operation, body, instant))
        assert header(head, "Authorization") == expected
        assert header(head, "Content-Length") == str(len(body))
        assert header(head, "X-Amz-Security-Token") == (credentials.session_token or "")


def test_a_thread_that_is_late_signs_for_its_own_day() -> None:
    credentials, midnight = Credentials("AKID", "secret"), 1_700_006_400
    shared, alone = (Signer(credentials, "eu-west-1", "host", "me") for _ in range(2))
    shared.head("GetItem", b"", midnight - 1)
    moment = shared._moment  # what a thread has at hand, when others come to the next day
    shared.head("GetItem", b"", midnight)
    shared._moment = moment
    assert shared.head("Query", b"", midnight - 1) == alone.head("Query", b"", midnight - 1)


def test_the_head_is_all_that_goes_before_the_body() -> None:
    head = Signer(
        Credentials("AKID", "secret"), "eu-west-1", "dynamodb.eu-west-1.amazonaws.com", "me/1"
    ).head("GetItem", b"{}", 1_700_000_000)
    assert head.decode() == (
        "POST / HTTP/1.1\r\n"
        "Content-Type: application/x-amz-json-1.0\r\n"
        "Host: dynamodb.eu-west-1.amazonaws.com\r\n"
        "X-Amz-Date: 20231114T221320Z\r\n"
        "X-Amz-Target: DynamoDB_20120810.GetItem\r\n"
        "User-Agent: me/1\r\n"
        "Accept-Encoding: identity\r\n"
        "Authorization: AWS4-HMAC-SHA256 Credential=AKID/20231114/eu-west-1/dynamodb/aws4_request, "
        "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
        "Signature=441615b2e7f0e1b7e05174835b7797d5af89ac4640e2864a1e13c37ef6147202\r\n"
        "Content-Length: 2\r\n\r\n"
    )


@pytest.mark.parametrize("secret", ["topsecret", "hushhush"])
def test_secrets_are_in_no_repr(secret: str) -> None:
    credentials = Credentials("AKID", secret, secret)
    assert secret not in repr(credentials)
    assert secret not in repr(Signer(credentials, "eu-west-1", "host", "me"))
    assert "AKID" in repr(credentials)
