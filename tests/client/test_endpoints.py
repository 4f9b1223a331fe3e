"""Regions become addresses as AWS's own rules have them; settings come from where the AWS SDKs take them."""

import itertools
import json
from pathlib import Path
from typing import Any

import botocore
import pytest
from botocore.endpoint_provider import EndpointProvider
from botocore.loaders import Loader

from dynamodb_toolbox import Credentials, DynamoDBToolboxError, TransportError, connect
from dynamodb_toolbox.client.endpoints import endpoint_of, region_in, streams_endpoint_of
from dynamodb_toolbox.client.http.messages import HTTPRequest, HTTPResponse
from dynamodb_toolbox.client.sigv4 import signing_region
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, header

DATA = Path(botocore.__file__).parent / "data"
REGIONS = [
    region
    for partition in json.loads((DATA / "partitions.json").read_text())["partitions"]
    for region in partition["regions"]
]
NEW = [
    "eu-north-7",
    "us-gov-north-3",
    "cn-south-9",
    "eu-isoe-east-2",
    "mx-north-4",
    "zz-somewhere-1",
    "local",
]
LOADER = Loader()
RULES, STREAMS_RULES = (
    EndpointProvider(LOADER.load_service_model(name, "endpoint-rule-set-1"), LOADER.load_data("partitions"))
    for name in ("dynamodb", "dynamodbstreams")
)


@pytest.mark.parametrize("region", [*REGIONS, *NEW])
def test_addresses_are_those_of_aws_s_rules(region: str) -> None:
    for fips, dual_stack in itertools.product([False, True], repeat=2):
        if region == "local" and (fips or dual_stack):
            continue  # the rules refuse them
        expected = RULES.resolve_endpoint(
            Region=region, UseFIPS=fips, UseDualStack=dual_stack, AccountIdEndpointMode="disabled"
        )
        origin = endpoint_of(region, fips=fips, dual_stack=dual_stack)
        assert origin.url == expected.url
        if region != "local":
            assert region_in(origin.host) == region


@pytest.mark.parametrize("region", [*REGIONS, *NEW[:-1]])
def test_addresses_of_streams_are_those_of_aws_s_rules(region: str) -> None:
    for fips, dual_stack in itertools.product([False, True], repeat=2):
        expected = STREAMS_RULES.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack)
        assert streams_endpoint_of(region, fips=fips, dual_stack=dual_stack).url == expected.url


def test_streams_are_asked_at_their_own_address(call: Call) -> None:
    with FaultyServer() as server, connect(server.url) as client:
        call(client, "GetRecords", {})
        call(client, "GetItem", {})
    targets = [header(head, "X-Amz-Target") for head, _ in server.requests]
    assert targets == ["DynamoDBStreams_20120810.GetRecords", "DynamoDB_20120810.GetItem"]
    options: Any = {"credentials": Credentials("a", "b"), "transport": (carrier := Unreachable())}
    with connect("dynamodb://eu-west-1", max_attempts=1, **options) as client:
        for operation in ("ListStreams", "ListTables"):
            with pytest.raises(TransportError):
                client.call(operation, {})
    assert carrier.hosts == ["streams.dynamodb.eu-west-1.amazonaws.com", "dynamodb.eu-west-1.amazonaws.com"]


class Unreachable:
    """Remembers where requests go, and carries none."""

    def __init__(self) -> None:
        self.hosts: list[str] = []

    def send(self, request: HTTPRequest) -> HTTPResponse:
        assert header(request.head.decode(), "Host") == request.origin.host
        self.hosts.append(request.origin.host)
        raise TransportError("client.connectFailed", "No.")

    def close(self) -> None:
        """Do nothing."""


def test_dynamodb_local_is_signed_for_as_the_sdks_do() -> None:
    assert (signing_region("local"), signing_region("eu-west-1")) == ("us-east-1", "eu-west-1")


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "dynamodb.eu-west-1.example.com", "eu-west-1.amazonaws.com"]
)
def test_other_hosts_bear_no_region(host: str) -> None:
    assert region_in(host) is None


def test_an_account_s_address_bears_its_region() -> None:
    assert region_in("111122223333.ddb.eu-west-1.amazonaws.com") == "eu-west-1"


def asked(server: FaultyServer) -> tuple[str, str]:
    """Give the host and region that the first request was for."""
    head = server.requests[0][0]
    return header(head, "Host"), header(head, "Authorization").split("/")[2]


def written(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (folder / "config").write_text(text)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(folder / "config"))


@pytest.mark.parametrize("variable", ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"])
def test_an_address_of_the_environment(variable: str, monkeypatch: pytest.MonkeyPatch, call: Call) -> None:
    with FaultyServer() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
        monkeypatch.setenv(variable, server.url)
        with connect("dynamodb://eu-west-3") as client:
            call(client, "ListTables", {})
        assert asked(server) == (f"127.0.0.1:{server.port}", "eu-west-3")


def test_streams_may_have_an_address_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer() as tables, FaultyServer() as streams:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", tables.url)
        with connect("dynamodb://eu-west-3") as client:
            client.call("ListStreams", {})
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", streams.url)
        with connect("dynamodb://eu-west-3") as client:
            client.call("ListStreams", {})
            client.call("ListTables", {})
        monkeypatch.delenv("AWS_ENDPOINT_URL_DYNAMODB_STREAMS")
        section = f"[services mine]\ndynamodb_streams =\n  endpoint_url = {streams.url}\n"
        written(tmp_path, monkeypatch, f"[default]\nservices = mine\n{section}")
        with connect("dynamodb://eu-west-3") as client:
            client.call("ListStreams", {})
    assert tables.operations == ["ListStreams", "ListTables"]
    assert streams.operations == ["ListStreams", "ListStreams"]


SERVICES = """
endpoint_url = http://127.0.0.1:1
services = mine
[services mine]
dynamodb =
  endpoint_url = {url}
"""


@pytest.mark.parametrize("lines", ["endpoint_url = {url}", SERVICES], ids=["all", "services"])
def test_an_address_of_the_profile(lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer() as server:
        written(tmp_path, monkeypatch, f"[default]\nregion = eu-west-2\n{lines.format(url=server.url)}\n")
        with connect("dynamodb://") as client:
            client.call("ListTables", {})
        assert asked(server) == (f"127.0.0.1:{server.port}", "eu-west-2")


def test_configured_addresses_may_be_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    options: Any = {"credentials": Credentials("a", "b"), "max_attempts": 1, "connect_timeout": 0.001}
    with (
        connect("dynamodb://local", **options) as client,
        pytest.raises(TransportError, match="localhost:8000"),
    ):
        client.call("ListTables", {})


@pytest.mark.parametrize(
    ("environment", "config", "region"),
    [
        ({"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"}, "eu-west-3", "eu-west-1"),
        ({"AWS_DEFAULT_REGION": "eu-west-2"}, "eu-west-3", "eu-west-2"),
        ({}, "eu-west-3", "eu-west-3"),
    ],
)
def test_where_the_region_comes_from(
    environment: dict[str, str], config: str, region: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path, monkeypatch, f"[default]\nregion = {config}\n")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with FaultyServer() as server, connect(server.url) as client:
        client.call("ListTables", {})
        assert asked(server)[1] == region
    with FaultyServer() as server, connect(server.url, region="sa-east-1") as client:
        client.call("ListTables", {})
        assert asked(server)[1] == "sa-east-1"


def test_the_profile_that_is_asked_for_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = "aws_access_key_id = a\naws_secret_access_key = b"
    written(
        tmp_path, monkeypatch, f"[profile mine]\nregion = eu-west-3\n{keys}\n[default]\nregion = eu-west-1\n"
    )
    with FaultyServer() as server, connect(server.url, profile="mine") as client:
        client.call("ListTables", {})
        assert asked(server)[1] == "eu-west-3"
    monkeypatch.setenv("AWS_PROFILE", "mine")
    with FaultyServer() as server, connect(server.url) as client:
        client.call("ListTables", {})
        assert asked(server)[1] == "eu-west-3"


def test_no_region_at_all_is_told() -> None:
    with pytest.raises(DynamoDBToolboxError, match="AWS_REGION") as caught:
        connect("dynamodb://")
    assert caught.value.code == "client.invalidRegion"


@pytest.mark.parametrize(
    ("url", "options", "code"),
    [
        ("dynamodb://-bad-", {}, "client.invalidRegion"),
        ("dynamodb://a/b", {}, "client.invalidUrl"),
        ("dynamodb://ü", {}, "client.invalidRegion"),
        ("dynamodb://local", {"use_fips": True}, "client.invalidRegion"),
        ("dynamodb://local", {"use_dualstack": True}, "client.invalidRegion"),
        ("http://", {}, "client.invalidUrl"),
        ("http://host/path", {}, "client.invalidUrl"),
        ("http://host:0", {}, "client.invalidUrl"),
        ("http://host:port", {}, "client.invalidUrl"),
        ("http://user:secret@host", {}, "client.invalidUrl"),
        ("dynamodb://AKID:secret/secret@eu-west-1", {}, "client.invalidUrl"),
        ("dynamodb://AKID:secret@eu-west-1", {}, "client.invalidUrl"),
        ("http://[::1", {}, "client.invalidUrl"),
        ("http://host", {"use_fips": True}, "client.invalidOption"),
        ("http://host", {"use_dualstack": False}, "client.invalidOption"),
        ("http://host", {"synchronous": "FULL"}, "client.invalidOption"),
        ("sqlite://", {"region": "eu-west-1"}, "client.invalidOption"),
        ("http://host", {"endpoint": "x"}, "client.invalidOption"),
        ("http://host", {"region": "eu-west-1\n"}, "client.invalidRegion"),
        ("http://host", {"region": "eu west"}, "client.invalidRegion"),
        ("http://host", {"read_timeout": 0}, "client.invalidOption"),
        ("http://host", {"read_timeout": "1"}, "client.invalidOption"),
        ("http://host", {"max_attempts": 0}, "client.invalidOption"),
        ("http://host", {"max_connections": 1.5}, "client.invalidOption"),
        ("http://host", {"use_proxies": 1}, "client.invalidOption"),
        ("http://host", {"profile": ""}, "client.invalidOption"),
        ("http://host", {"read_timeout": 1e12}, "client.invalidOption"),
        ("http://host", {"total_timeout": float("nan")}, "client.invalidOption"),
        ("http://host", {"connect_timeout": float("inf")}, "client.invalidOption"),
        ("http://host", {"credentials": ("AKID", "secret")}, "client.invalidOption"),
        ("http://host", {"transport": "urllib3"}, "client.invalidOption"),
        ("http://host", {"async_transport": "aiohttp"}, "client.invalidOption"),
    ],
)
def test_bad_urls_and_options_are_refused_before_anything_is_opened(
    url: str, options: Any, code: str
) -> None:
    with pytest.raises(DynamoDBToolboxError) as caught:
        connect(url, **options)
    assert caught.value.code == code
    assert "secret" not in f"{caught.value} {caught.value.payload}"


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({"AWS_USE_FIPS_ENDPOINT": "perhaps"}, "dynamodb://eu-west-1"),
        ({"AWS_MAX_ATTEMPTS": "0"}, "http://localhost"),
        ({"AWS_MAX_ATTEMPTS": "many"}, "http://localhost"),
        ({"AWS_ENDPOINT_URL": "nowhere"}, "dynamodb://eu-west-1"),
    ],
)
def test_bad_settings_are_told(
    environment: dict[str, str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(DynamoDBToolboxError) as caught:
        connect(url)
    assert caught.value.code == "client.invalidSetting"


def test_fips_and_an_address_of_one_s_own_exclude_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with pytest.raises(DynamoDBToolboxError, match="FIPS"):
        connect("dynamodb://eu-west-1", use_fips=True)


def test_the_number_of_attempts_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with connect("http://127.0.0.1:1") as client, pytest.raises(TransportError) as caught:
        client.call("ListTables", {})
    assert caught.value.attempts == 1
