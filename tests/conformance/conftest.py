"""The targets, as boto3 clients."""

import os
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.config import Config

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.testing import answer_boto3
from tests.conformance.target import Target
from tests.server.support import served

LOCAL = os.environ.get("DYNAMODB_LOCAL_ENDPOINT", "")
KEYS: Any = {
    "region_name": "us-east-1",
    "aws_access_key_id": "key",
    "aws_secret_access_key": "secret",
    "config": Config(retries={"total_max_attempts": 1}),
}


def clients(url: str | None = None) -> tuple[Any, Any]:
    session = boto3.Session()
    return (
        session.client("dynamodb", endpoint_url=url, **KEYS),
        session.client("dynamodbstreams", endpoint_url=url, **KEYS),
    )


def in_process() -> Iterator[Target]:
    engine = Engine.open(None)
    dynamodb, streams = clients()
    for client in (dynamodb, streams):
        answer_boto3(client, engine)
    yield Target("engine", dynamodb, streams)
    engine.close()


def as_a_server() -> Iterator[Target]:
    with served("--memory", "--quiet") as (url, _):
        yield Target("server", *clients(url))


def local() -> Iterator[Target]:
    if not LOCAL:
        pytest.skip("needs DYNAMODB_LOCAL_ENDPOINT: the URL of a DynamoDB Local")
    yield Target("local", *clients(LOCAL))


@pytest.fixture(scope="session", params=[in_process, as_a_server, local], ids=["engine", "server", "local"])
def started(request: pytest.FixtureRequest) -> Iterator[Target]:
    """A target, kept for all tests of a process."""
    yield from request.param()


@pytest.fixture
def target(started: Target) -> Iterator[Target]:
    """A target; the tables that a test makes go with it."""
    yield started
    started.clean()
