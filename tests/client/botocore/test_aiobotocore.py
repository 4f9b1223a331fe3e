"""An aiobotocore client in `Table(client=…)`: awaited, the same responses and errors as from any other."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import DynamoDBToolboxError, GetItemCommand, connect
from tests.client.botocore.conftest import KEYS, aiobotocore_client, get_session
from tests.client.botocore.story import KEY, entity_of, told


async def send_async(command: Any) -> Any:
    return await command.send_async()


def test_every_command(url: str) -> None:
    async def story() -> None:
        async with aiobotocore_client(url) as client:
            await told(client, "aiobotocore", send_async)

    asyncio.run(story())


def test_many_at_once(url: str) -> None:
    async def story() -> list[Any]:
        async with aiobotocore_client(url) as theirs, connect(theirs) as client:
            return await asyncio.gather(*(client.call_async("ListTables", {}) for _ in range(20)))

    assert all("TableNames" in reply for reply in asyncio.run(story()))


def test_without_await_it_is_told_what_to_do(url: str) -> None:
    async def story() -> None:
        async with aiobotocore_client(url) as theirs:
            get = entity_of(theirs, "t").build(GetItemCommand).key(KEY)
            with pytest.raises(DynamoDBToolboxError, match=r"await command\.send_async") as caught:
                get.send()
            assert caught.value.code == "client.asyncOnly"

    asyncio.run(story())


def test_a_client_that_was_not_entered_is_refused() -> None:
    session = get_session()
    context = session.create_client("dynamodb", **KEYS)
    with pytest.raises(DynamoDBToolboxError, match="Enter it first"):
        entity_of(context, "t")
    context._coro.close()  # never awaited
