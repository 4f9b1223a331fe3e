"""What the tests of the client share: both ways to call, and an environment of their own."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dynamodb_toolbox import Client

Call = Callable[..., Any]


def call_async(client: Client, operation: str, request: dict[str, Any]) -> Any:
    async def called() -> Any:
        return await client.call_async(operation, request)

    return asyncio.run(called())


@pytest.fixture(params=[Client.call, call_async], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Call:
    """Call an operation, synchronously or not."""
    way: Call = request.param
    return way


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credentials, regions, profiles or proxies but a test's own."""
    for name in list(os.environ):
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "no-config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "no-credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nobody wait for long: what is drawn is small."""
    monkeypatch.setattr("random.random", lambda: 0.001)
