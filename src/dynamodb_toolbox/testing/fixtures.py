"""Fixtures for pytest: `pytest_plugins = ["dynamodb_toolbox.testing.fixtures"]` in the topmost conftest.py.

Nothing is loaded for those who do not ask: there is no entry point.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox.testing.boto import answer_boto3
from dynamodb_toolbox.testing.calls import Calls
from dynamodb_toolbox.testing.client import TestClient
from dynamodb_toolbox.testing.clock import Clock
from dynamodb_toolbox.testing.faults import Faults


@pytest.fixture
def dynamodb_clock() -> Clock:
    """The clock of the engine, standing at the start of 2030."""
    return Clock()


@pytest.fixture
def dynamodb(dynamodb_clock: Clock) -> Iterator[TestClient]:
    """A client on an engine of its own, empty and in memory."""
    with TestClient(clock=dynamodb_clock) as client:
        yield client


@pytest.fixture
def dynamodb_faults(dynamodb: TestClient) -> Faults:
    """What is to go wrong with the calls of `dynamodb`."""
    return dynamodb.faults


@pytest.fixture
def dynamodb_calls(dynamodb: TestClient) -> Calls:
    """The calls of `dynamodb`."""
    return dynamodb.calls


@pytest.fixture
def dynamodb_url(dynamodb: TestClient) -> Iterator[str]:
    """The URL at which the engine of `dynamodb` is served meanwhile (needs the extra `server`)."""
    serving = pytest.importorskip("dynamodb_toolbox.server.serving")
    with serving.serving(dynamodb.endpoint) as url:
        yield url


@pytest.fixture
def dynamodb_boto3(dynamodb: TestClient) -> Any:
    """A boto3 client whose requests are answered by the engine of `dynamodb` (needs boto3)."""
    boto3 = pytest.importorskip("boto3")
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    client = boto3.client("dynamodb", **keys)
    answer_boto3(client, dynamodb.endpoint)
    return client
