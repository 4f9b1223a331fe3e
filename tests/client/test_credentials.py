"""Credentials come from where the AWS SDKs take them, in their order; secrets stay secret."""

import json
import logging
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dynamodb_toolbox import Client, Credentials, CredentialsError, ServiceError, TransportError, connect
from dynamodb_toolbox.client.hooks import LOGGER
from tests.client.conftest import Call
from tests.client.faulty_server import Act, FaultyServer, answer, close, error, header, raw, rendered

SECRET = "hush/hush+hush"
TOKEN = "token-of-a-session"


def used(call: Call, url: str, **options: Any) -> tuple[str, str]:
    """Give the access key and session token that a call through `options` is signed with."""
    with FaultyServer() as server:
        os.environ["AWS_ENDPOINT_URL"] = server.url  # undone with the rest of the environment
        with connect(url, **options) as client:
            call(client, "ListTables", {})
        head = server.requests[0][0]
        credential = header(head, "Authorization").partition("Credential=")[2]
        return credential.partition("/")[0], header(head, "X-Amz-Security-Token")


@pytest.fixture(autouse=True)
def not_local(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the loopback taken for a real service, for which credentials are looked for everywhere."""
    monkeypatch.setattr("dynamodb_toolbox.client.opening._LOOPBACK", frozenset())
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")


REGION = "dynamodb://eu-west-1"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of shared files that are read, `config` and `credentials`."""
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    return tmp_path


def keys(access_key: str, *, token: str = "") -> str:
    lines = f"aws_access_key_id = {access_key}\naws_secret_access_key = {SECRET}\n"
    return lines + (f"aws_session_token = {token}\n" if token else "")


def document(access_key: str, seconds: float = 3600, **more: Any) -> dict[str, Any]:
    ends = datetime.fromtimestamp(time.time() + seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "AccessKeyId": access_key, "SecretAccessKey": SECRET, "Token": TOKEN, "Expiration": ends, **more,
    }  # fmt: skip


def test_given_ones(call: Call) -> None:
    assert used(call, REGION, credentials=Credentials("GIVEN", SECRET, TOKEN)) == ("GIVEN", TOKEN)


def test_a_provider_of_one_s_own(call: Call) -> None:
    class Vault:
        def load(self) -> Credentials:
            return Credentials("VAULT", SECRET)

    assert used(call, REGION, credentials=Vault()) == ("VAULT", "")


def test_the_environment(call: Call, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (files / "credentials").write_text(f"[default]\n{keys('FILE')}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "ENV")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    assert used(call, REGION) == ("ENV", "")
    monkeypatch.setenv("AWS_SECURITY_TOKEN", "of-old")
    assert used(call, REGION) == ("ENV", "of-old")
    monkeypatch.setenv("AWS_SESSION_TOKEN", TOKEN)
    assert used(call, REGION) == ("ENV", TOKEN)
    assert used(call, REGION, profile="default") == ("FILE", "")


def test_half_of_a_pair_is_told(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (files / "credentials").write_text("[default]\naws_access_key_id = HALF\n")
    with connect(REGION) as client, pytest.raises(CredentialsError, match="aws_secret_access_key"):
        client.call("ListTables", {})
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "HALF")
    with pytest.raises(CredentialsError, match="AWS_SECRET_ACCESS_KEY"):
        connect(REGION)


def test_shared_files(call: Call, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (files / "config").write_text(f"[default]\n{keys('CONFIG')}[profile other]\n{keys('OTHER', token=TOKEN)}")
    assert used(call, REGION) == ("CONFIG", "")
    (files / "credentials").write_text(f"[default]\n{keys('CREDENTIALS')}")
    assert used(call, REGION) == ("CREDENTIALS", "")
    assert used(call, REGION, profile="other") == ("OTHER", TOKEN)
    monkeypatch.setenv("AWS_PROFILE", "other")
    assert used(call, REGION) == ("OTHER", TOKEN)


@pytest.mark.parametrize(
    "title",
    ["profile mine", "profile  mine", 'profile "mine"', "profile 'mine'", "profile mine ", "profile\tmine"],
)
def test_a_title_may_have_quotes_and_spaces(title: str, files: Path) -> None:
    (files / "config").write_text(f"[{title}]\n{keys('MINE')}[profile other]\n{keys('OTHER')}")
    assert used(Client.call, REGION, profile="mine") == ("MINE", "")


def test_the_default_may_be_called_a_profile_and_then_counts(files: Path) -> None:
    (files / "config").write_text(f"[profile default]\n{keys('PROFILE')}[default]\n{keys('BARE')}")
    assert used(Client.call, REGION) == ("PROFILE", "")


def test_a_token_under_its_name_of_old(files: Path) -> None:
    (files / "credentials").write_text(f"[default]\n{keys('OLD')}aws_security_token = {TOKEN}\n")
    assert used(Client.call, REGION) == ("OLD", TOKEN)


@pytest.mark.parametrize(
    "parts", [("AKID\n", SECRET), ("AKID", f"{SECRET} "), ("AKID", SECRET, f"{TOKEN}\r\nX-Other: 1")]
)
def test_keys_that_cannot_be_sent_are_told_and_not_shown(parts: tuple[str, ...]) -> None:
    with pytest.raises(CredentialsError, match="strip") as caught:
        Credentials(*parts)
    assert caught.value.code == "credentials.malformed"
    assert not any(part.strip() in str(caught.value) for part in parts)
    with pytest.raises(CredentialsError) as caught:
        Credentials(parts[0].strip(), "")
    assert caught.value.code == "credentials.incomplete"


def test_a_profile_that_is_not_there_is_told(files: Path) -> None:
    with connect(REGION, profile="nope") as client, pytest.raises(CredentialsError) as caught:
        client.call("ListTables", {})
    assert (caught.value.code, caught.value.path) == ("credentials.profileNotFound", "nope")


def test_a_file_that_is_none_is_told_without_its_content(files: Path) -> None:
    (files / "credentials").write_text(f"aws_secret_access_key = {SECRET}\n")
    with connect(REGION) as client, pytest.raises(CredentialsError) as caught:
        client.call("ListTables", {})
    assert caught.value.code == "credentials.invalidFile"
    assert SECRET not in repr(caught.value) + str(caught.value)


def test_none_at_all_is_told(call: Call) -> None:
    with connect(REGION) as client, pytest.raises(CredentialsError) as caught:
        call(client, "ListTables", {})
    assert caught.value.code == "credentials.notFound"


def test_a_service_on_this_machine_needs_none(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", "/nonexistent")
    with FaultyServer() as server, connect(server.url) as client:
        call(client, "ListTables", {})
        assert "Credential=local/" in header(server.requests[0][0], "Authorization")


def test_a_program_by_botocore(call: Call, files: Path) -> None:
    script = files / "give.py"
    script.write_text(
        f"print('''{json.dumps({'Version': 1, **document('PROCESS'), 'SessionToken': TOKEN})}''')"
    )
    (files / "config").write_text(f"[profile p]\ncredential_process = {sys.executable} {script}\n")
    assert used(call, REGION, profile="p") == ("PROCESS", TOKEN)


def test_what_botocore_cannot_get_is_told(call: Call, files: Path) -> None:
    (files / "config").write_text("[profile p]\ncredential_process = /nonexistent/program\n")
    with connect(REGION, profile="p") as client, pytest.raises(CredentialsError) as caught:
        call(client, "ListTables", {})
    assert caught.value.code == "credentials.sourceFailed"


def test_without_botocore_the_extra_is_named(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore", None)
    (files / "config").write_text("[profile p]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = p\n")
    with connect(REGION, profile="p") as client, pytest.raises(CredentialsError) as caught:
        client.call("ListTables", {})
    assert caught.value.code == "credentials.missingExtra"
    assert "dynamodb-toolbox[boto3]" in caught.value.message


def test_web_identity_goes_to_botocore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore", None)
    monkeypatch.setenv("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/token")
    with (
        connect(REGION) as client,
        pytest.raises(CredentialsError, match=r"AWS_WEB_IDENTITY_TOKEN_FILE .*boto3"),
    ):
        client.call("ListTables", {})


# Containers


def test_a_container(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with FaultyServer(answer(document("POD")), answer(document("POD2"))) as service:
        monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{service.url}/v1/credentials?a=b")
        monkeypatch.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic me")
        assert used(call, REGION) == ("POD", TOKEN)
        (tmp_path / "token").write_text("Bearer file\n")
        monkeypatch.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", str(tmp_path / "token"))
        assert used(call, REGION) == ("POD2", TOKEN)
    assert [head.split(" HTTP")[0] for head, _ in service.requests] == ["GET /v1/credentials?a=b"] * 2
    assert [header(head, "Authorization") for head, _ in service.requests] == ["Basic me", "Bearer file"]


def test_a_container_s_service_may_stumble(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer(close, error("Oops", 500), answer(document("POD"))) as service:
        monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{service.url}/")
        assert used(call, REGION) == ("POD", TOKEN)


@pytest.mark.parametrize(
    "act",
    [
        answer({"AccessKeyId": SECRET}),
        answer([SECRET]),
        raw(rendered(200, SECRET.encode(), {})),
        error("No", 403),
    ],
    ids=["half", "list", "text", "403"],
)
def test_a_container_s_service_that_gives_none_is_told(act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer(act) as service:
        monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{service.url}/")
        with connect(REGION) as client, pytest.raises(CredentialsError) as caught:
            client.call("ListTables", {})
    assert caught.value.code == "credentials.sourceFailed"
    assert SECRET not in repr(caught.value) + str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "http://169.254.170.3/",
        "http://127.0.0.1.example.com/",
        "http://127.example/",
        "ftp://x/",
        "nonsense",
    ],
)
def test_a_token_goes_to_nobody_else_in_the_clear(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", url)
    with connect(REGION) as client, pytest.raises(CredentialsError) as caught:
        client.call("ListTables", {})
    assert caught.value.code == "credentials.untrustedAddress"


@pytest.mark.parametrize("token", ["two\nlines", "two\rlines"])
def test_a_token_is_one_line(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/")
    monkeypatch.setenv("AWS_CONTAINER_AUTHORIZATION_TOKEN", token)
    with connect(REGION) as client, pytest.raises(CredentialsError, match="one line"):
        client.call("ListTables", {})


# Instances


def instance(monkeypatch: pytest.MonkeyPatch, *script: Act) -> FaultyServer:
    service = FaultyServer(*script)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "false")
    monkeypatch.setenv("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.url)
    return service


def text(words: str, status: int = 200) -> Act:
    return raw(rendered(status, words.encode(), {"Content-Type": "text/plain"}))


def test_an_instance(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    script = text("SESSION"), text("my-role\n"), answer(document("EC2", Code="Success"))
    with instance(monkeypatch, *script) as service:
        assert used(call, REGION) == ("EC2", TOKEN)
    roles = "/latest/meta-data/iam/security-credentials/"
    lines = [head.split(" HTTP")[0] for head, _ in service.requests]
    assert lines == ["PUT /latest/api/token", f"GET {roles}", f"GET {roles}my-role"]
    assert header(service.requests[0][0], "X-aws-ec2-metadata-token-ttl-seconds") == "21600"
    assert {header(head, "X-aws-ec2-metadata-token") for head, _ in service.requests[1:]} == {"SESSION"}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the process cannot be set here")
def test_an_end_without_a_zone_is_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = datetime.fromtimestamp(time.time() + 3600, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        with FaultyServer(answer(document("ZONE", Expiration=ends))) as service, FaultyServer() as server:
            monkeypatch.setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", f"{service.url}/")
            with connect(server.url) as client:
                for _ in range(2):
                    client.call("ListTables", {})
            assert len(service.requests) == 1
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


def test_an_instance_s_credentials_that_are_over_serve_on(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    with instance(monkeypatch, text("S"), text("r"), answer(document("OLD", -60))):
        assert used(call, REGION) == ("OLD", TOKEN)


@pytest.mark.parametrize(
    "script", [[text("", 403)], [text("S"), text("", 404)], [text("", 404)]], ids=["off", "no role", "other"]
)
def test_no_instance_or_no_role_is_no_credentials(script: list[Act], monkeypatch: pytest.MonkeyPatch) -> None:
    with instance(monkeypatch, *script), connect(REGION) as client, pytest.raises(CredentialsError) as caught:
        client.call("ListTables", {})
    assert caught.value.code == "credentials.notFound"


def test_a_metadata_service_that_gives_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    script = text("S"), text("r"), answer({"Code": "Failed"})
    with instance(monkeypatch, *script), connect(REGION) as client, pytest.raises(CredentialsError) as caught:
        client.call("ListTables", {})
    assert caught.value.code == "credentials.sourceFailed"


def test_secrets_are_in_no_repr_log_or_error(call: Call, caplog: pytest.LogCaptureFixture) -> None:
    seen: list[str] = []
    credentials = Credentials("AKID", SECRET, TOKEN, expires=4e9)
    script = error("UnrecognizedClientException"), raw(b"nonsense", goes_on=False)
    caplog.set_level(logging.DEBUG)
    with (
        FaultyServer(*script) as server,
        connect(server.url, credentials=credentials, max_attempts=1) as client,
    ):
        for _ in range(2):
            with pytest.raises((ServiceError, TransportError)) as caught:
                call(client, "ListTables", {})
            seen += [repr(caught.value), str(caught.value), repr(vars(caught.value))]
        seen += [repr(client), repr(client.endpoint), repr(vars(client.endpoint)), repr(credentials)]
    seen += [record.getMessage() for record in caplog.records if record.name == LOGGER]
    assert len(seen) > 10
    for words in seen:
        assert SECRET not in words
        assert TOKEN not in words
