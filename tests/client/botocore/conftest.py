"""One server process, and clients of boto3's and aiobotocore's kind for it."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import boto3
import pytest
from botocore.config import Config

from tests.server.support import served

get_session: Any = import_module("aiobotocore.session").get_session  # it has no types
KEYS: Any = {"region_name": "eu-west-1", "aws_access_key_id": "key", "aws_secret_access_key": "secret"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with served("--memory", "--quiet") as (url, _):
        yield url


def boto3_client(url: str, **config: Any) -> Any:
    """A low-level client; `config` is botocore's."""
    return boto3.client("dynamodb", endpoint_url=url, config=Config(**config), **KEYS)


def boto3_resource(url: str, **config: Any) -> Any:
    return boto3.resource("dynamodb", endpoint_url=url, config=Config(**config), **KEYS)


@asynccontextmanager
async def aiobotocore_client(url: str, **config: Any) -> AsyncGenerator[Any, None]:
    session = get_session()
    settings = {"endpoint_url": url, "config": Config(**config), **KEYS}
    async with session.create_client("dynamodb", **settings) as client:
        yield client
