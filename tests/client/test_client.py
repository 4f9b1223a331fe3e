"""One client drives commands synchronously and asynchronously; what a command learns, both must tell."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from dynamodb_toolbox import Client, ResourceNotFoundException, ServiceError, ValidationException, connect
from dynamodb_toolbox.protocol.calls import Call, Command, Steps
from tests.client.faulty_server import FaultyServer, raw, rendered

Send = Callable[[Client, Command[Any]], Any]


def send_async(client: Client, command: Command[Any]) -> Any:
    return asyncio.run(_awaited(client.send_async(command)))


async def _awaited(result: Awaitable[Any]) -> Any:
    return await result


@pytest.fixture(params=[Client.send, send_async], ids=["sync", "async"])
def send(request: pytest.FixtureRequest) -> Send:
    driver: Send = request.param
    return driver


@dataclass
class CreateAndList:
    """A conversation of two calls."""

    after: float = 0.0

    def steps(self) -> Steps[list[str]]:
        request = {
            "TableName": "pokemons",
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "BillingMode": "PAY_PER_REQUEST",
        }
        yield Call("CreateTable", request)
        reply = yield Call("ListTables", {}, after=self.after)
        names: list[str] = reply["TableNames"]
        return names


class ExpectNothing:
    """A command that expects an error, and goes on."""

    def steps(self) -> Steps[str]:
        try:
            yield Call("DescribeTable", {"TableName": "nothing"})
        except ResourceNotFoundException as error:
            reply = yield Call("ListTables", {})
            return f"{error.name} {reply['TableNames']}"
        return "found"


class Describe:
    """A command that does not expect an error."""

    def steps(self) -> Steps[Any]:
        return (yield Call("DescribeTable", {"TableName": "nothing"}))


def test_a_conversation_is_driven_to_its_result(client: Client, send: Send) -> None:
    assert send(client, CreateAndList()) == ["pokemons"]


def test_a_call_may_wait(client: Client, send: Send) -> None:
    start = time.monotonic()
    send(client, CreateAndList(after=0.05))
    assert time.monotonic() - start >= 0.05


def test_a_command_may_expect_an_error(client: Client, send: Send) -> None:
    assert send(client, ExpectNothing()) == "ResourceNotFoundException []"


def test_an_error_that_is_not_expected_comes_out(client: Client, send: Send) -> None:
    with pytest.raises(ResourceNotFoundException, match="Requested resource not found"):
        send(client, Describe())


def test_a_raw_call_takes_and_gives_the_wire_form(client: Client) -> None:
    assert client.call("ListTables", {}) == {"TableNames": []}
    assert asyncio.run(client.call_async("ListTables", {})) == {"TableNames": []}
    with pytest.raises(ValidationException):
        client.call("GetItem", {"Key": {"id": {"S": "a"}}})


def test_an_unknown_operation_is_told(client: Client) -> None:
    with pytest.raises(ServiceError) as caught:
        client.call("FlyToTheMoon", {})
    assert caught.value.name == "UnknownOperationException"


def test_closing_twice_does_nothing_and_a_closed_client_says_so() -> None:
    client = connect("sqlite://")
    client.close()
    client.close()
    with pytest.raises(Exception, match="closed"):
        client.call("ListTables", {})


def test_async_with_closes() -> None:
    async def use() -> Client:
        async with connect("sqlite://") as client:
            assert await client.call_async("ListTables", {}) == {"TableNames": []}
        return client

    with pytest.raises(Exception, match="closed"):
        asyncio.run(use()).call("ListTables", {})


def test_many_tasks_share_one_client_on_a_file(tmp_path: Any) -> None:
    async def use() -> list[Any]:
        async with connect(f"sqlite:///{tmp_path}/a.db") as client:
            await client.send_async(CreateAndList())
            puts = (
                client.call_async("PutItem", {"TableName": "pokemons", "Item": {"id": {"S": str(i)}}})
                for i in range(50)
            )
            await asyncio.gather(*puts)
            gets = (
                client.call_async("GetItem", {"TableName": "pokemons", "Key": {"id": {"S": str(i)}}})
                for i in range(50)
            )
            return await asyncio.gather(*gets)

    assert [reply["Item"]["id"]["S"] for reply in asyncio.run(use())] == [str(i) for i in range(50)]


def test_an_operation_may_answer_nothing() -> None:
    empty = raw(rendered(200, b"", {"x-amz-crc32": "0"}))
    with FaultyServer(empty, empty) as server, connect(server.url) as client:
        assert client.call("TagResource", {"ResourceArn": "arn", "Tags": []}) == {}
        assert (
            asyncio.run(_awaited(client.call_async("TagResource", {"ResourceArn": "arn", "Tags": []}))) == {}
        )
