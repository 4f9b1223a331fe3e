"""Connections are kept, shared, bounded and given back: among threads, tasks, loops and forks."""

import asyncio
import gc
import multiprocessing
import os
import socket
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import pytest
import uvloop

from dynamodb_toolbox import Client, Credentials, TransportError, connect
from tests.client.conftest import Call
from tests.client.faulty_server import Act, FaultyServer, answer, close, late, stall
from tests.client.test_faults import failure_of

LOOPS: list[Any] = [asyncio.run, uvloop.run]


def gathered(client: Client, count: int) -> list[Any]:
    async def all_at_once() -> list[Any]:
        return await asyncio.gather(*(client.call_async("GetItem", {"n": n}) for n in range(count)))

    return asyncio.run(all_at_once())


def in_threads(client: Client, count: int) -> list[Any]:
    results: dict[int, Any] = {}

    def one(number: int) -> None:
        results[number] = client.call("GetItem", {"n": number})

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[number] for number in range(count)]


Many = Callable[[Client, int], list[Any]]
many = pytest.mark.parametrize("many", [in_threads, gathered], ids=["threads", "tasks"])


def test_one_connection_serves_call_after_call(call: Call) -> None:
    with FaultyServer() as server, connect(server.url) as client:
        for _ in range(20):
            client.call("GetItem", {})
    assert server.connections == 1


def test_one_connection_serves_task_after_task() -> None:
    async def calls(client: Client) -> None:
        for _ in range(20):
            await client.call_async("GetItem", {})

    with FaultyServer() as server, connect(server.url) as client:
        asyncio.run(calls(client))
    assert server.connections == 1


@many
def test_connections_are_bounded_and_all_are_served(many: Many) -> None:
    together = threading.Barrier(4)

    def answered_with_three_others(connection: Any, server: FaultyServer) -> bool:
        together.wait(60)
        return answer({})(connection, server)

    with (
        FaultyServer(*[answered_with_three_others] * 40) as server,
        connect(server.url, max_connections=4) as client,
    ):
        assert many(client, 40) == [{}] * 40
    assert server.connections == 4


@many
@pytest.mark.parametrize("connections", [1, 8])
def test_answers_reach_those_who_asked(many: Many, connections: int) -> None:
    def echo(connection: Any, server: FaultyServer) -> bool:
        return answer({"got": server.here.request[1].decode()})(connection, server)

    script = [*[echo] * 4, close] * 10 + [echo] * 50  # some connections break; their requests are sent again
    options: Any = {"max_connections": connections, "max_attempts": 20}
    with FaultyServer(*script) as server, connect(server.url, **options) as client:
        replies = many(client, 50)
    assert [reply["got"] for reply in replies] == [f'{{"n":{n}}}' for n in range(50)]


def test_whoever_waits_too_long_for_a_connection_is_told() -> None:
    options: Any = {"max_connections": 1, "pool_timeout": 0.1, "max_attempts": 1}
    with FaultyServer(stall) as server, connect(server.url, **options) as client:
        busy = threading.Thread(target=lambda: failure_of(lambda: client.call("GetItem", {})))
        busy.start()
        server.wait_for_requests(1)  # it has the connection
        caught = failure_of(lambda: client.call("GetItem", {}))
        server.stopping.set()
        busy.join()
    assert isinstance(caught, TransportError)
    assert caught.code == "client.poolTimeout"
    assert "max_connections" in caught.message


def test_a_task_that_waits_too_long_for_a_connection_is_told() -> None:
    async def two(client: Client, server: FaultyServer) -> list[Any]:
        first, second = (asyncio.create_task(client.call_async("GetItem", {})) for _ in range(2))
        await asyncio.wait([second])
        server.stopping.set()
        return list(await asyncio.gather(first, second, return_exceptions=True))

    options: Any = {"max_connections": 1, "pool_timeout": 0.1, "max_attempts": 1}
    with FaultyServer(stall) as server, connect(server.url, **options) as client:
        codes = [error.code for error in asyncio.run(two(client, server))]
    assert codes == ["client.connectionLost", "client.poolTimeout"]


@pytest.mark.parametrize("run", LOOPS)
@pytest.mark.parametrize("moment", [0.0, 0.001, 0.02, 0.05])
def test_cancelling_leaves_the_pool_sound(run: Any, moment: float) -> None:
    async def cancel_and_go_on(client: Client) -> list[Any]:
        tasks = [asyncio.create_task(client.call_async("GetItem", {"n": n})) for n in range(12)]
        await asyncio.sleep(moment)
        for task in tasks[::2]:
            task.cancel()
        replies = await asyncio.gather(*tasks[1::2])
        cancelled = await asyncio.gather(*tasks[::2], return_exceptions=True)
        assert all(isinstance(reply, asyncio.CancelledError | dict) for reply in cancelled)
        return replies + [await client.call_async("GetItem", {}) for _ in range(5)]

    with (
        FaultyServer(*[late(0.01, answer({}))] * 12) as server,
        connect(server.url, max_connections=3) as client,
    ):
        assert run(cancel_and_go_on(client)) == [{}] * 11


@pytest.mark.parametrize("run", LOOPS)
def test_a_timeout_of_the_caller_s_is_a_cancellation(run: Any) -> None:
    async def bounded(client: Client, bound: asyncio.Timeout) -> Any:
        async with bound:
            return await client.call_async("GetItem", {})

    async def impatient(client: Client, server: FaultyServer) -> Any:
        bound = asyncio.timeout(None)
        calling = asyncio.create_task(bounded(client, bound))
        await asyncio.to_thread(server.wait_for_requests, 1)
        bound.reschedule(0.0)
        with pytest.raises(TimeoutError):
            await calling
        return await client.call_async("GetItem", {})

    with FaultyServer(stall, answer({"a": 1})) as server, connect(server.url, max_connections=1) as client:
        assert run(impatient(client, server)) == {"a": 1}


@pytest.mark.parametrize("run", LOOPS)
def test_each_loop_has_connections_of_its_own_that_end_with_it(run: Any) -> None:
    async def once(client: Client) -> Any:
        return await client.call_async("GetItem", {})

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with FaultyServer() as server, connect(server.url) as client:
            for _ in range(3):
                assert run(once(client)) == {}
            gc.collect()
            assert server.connections == 3


def test_loops_of_several_threads_share_one_client() -> None:
    with FaultyServer() as server, connect(server.url) as client:
        results: list[Any] = []
        threads = [threading.Thread(target=lambda: results.extend(gathered(client, 5))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results == [{}] * 20


def test_a_loop_that_is_just_closed_leaves_nothing_that_works() -> None:
    with FaultyServer() as server, connect(server.url) as client:
        for _ in range(2):
            loop = asyncio.new_event_loop()
            assert loop.run_until_complete(client.call_async("GetItem", {})) == {}
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()
        assert client.call("GetItem", {}) == {}


def test_closing_is_clean_and_final(call: Call) -> None:
    with FaultyServer() as server:
        client = connect(server.url)
        call(client, "GetItem", {})
        client.close()
        client.close()
        caught = failure_of(lambda: call(client, "GetItem", {}))
    assert isinstance(caught, TransportError)
    assert caught.code == "client.closed"


def test_a_client_that_is_dropped_closes_its_connections_without_a_warning() -> None:
    with warnings.catch_warnings(record=True) as warned, FaultyServer() as server:
        warnings.simplefilter("always")
        client = connect(server.url)
        client.call("GetItem", {})
        del client
        server.wait_until_closed(1)
    assert not server._workers[0].is_alive()
    assert [warning for warning in warned if warning.category is ResourceWarning] == []


def test_closing_inside_a_loop_leaves_no_socket_behind() -> None:
    async def use(url: str) -> Client:
        async with connect(url) as client:
            await asyncio.gather(*(client.call_async("GetItem", {}) for _ in range(8)))
        return client

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with FaultyServer() as server:
            before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
            client = asyncio.run(use(server.url))
            server.wait_until_closed(server.connections)
            gc.collect()
            assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208
            assert failure_of(lambda: client.call("GetItem", {})).code == "client.closed"  # type: ignore[union-attr]


def test_closing_from_another_thread_ends_what_is_under_way() -> None:
    async def hang(client: Client) -> Any:
        return await asyncio.gather(client.call_async("GetItem", {}), return_exceptions=True)

    def close_while_it_hangs(client: Client, server: FaultyServer) -> None:
        server.wait_for_requests(1)
        client.close()

    with FaultyServer(stall) as server, connect(server.url, max_attempts=1) as client:
        closing = threading.Thread(target=close_while_it_hangs, args=(client, server))
        closing.start()
        [error] = asyncio.run(hang(client))
        closing.join()
    assert error.code == "client.connectionLost"


def test_a_connection_that_broke_is_replaced_for_all(call: Call) -> None:
    script: list[Act] = [answer({}), close, answer({}), close, answer({})]
    with FaultyServer(*script) as server, connect(server.url, max_connections=1) as client:
        for _ in range(3):
            call(client, "GetItem", {})
    assert len(server.requests) == 5


def forked(url: str, client: Client, queue: Any) -> None:
    queue.put((client.call("GetItem", {}), gathered(client, 3)))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
@pytest.mark.filterwarnings(
    "ignore:.*fork.*:DeprecationWarning"
)  # what is forked here has threads, on purpose
def test_a_forked_child_has_connections_of_its_own() -> None:
    context = multiprocessing.get_context("fork")
    with FaultyServer() as server, connect(server.url) as client:
        assert client.call("GetItem", {}) == {}
        queue = context.Queue()
        child = context.Process(target=forked, args=(server.url, client, queue))
        child.start()
        assert queue.get(timeout=60) == ({}, [{}] * 3)
        child.join()
        assert client.call("GetItem", {}) == {}
    assert server.connections == 1 + 1 + 3  # ours, once; the child's, synchronously and not


def test_the_wait_for_a_connection_counts_into_the_time_for_the_whole_call() -> None:
    options: Any = {"max_connections": 1, "total_timeout": 0.2, "max_attempts": 1}
    with FaultyServer(stall, stall) as server, connect(server.url, **options) as client:
        busy = threading.Thread(target=lambda: failure_of(lambda: client.call("GetItem", {})))
        busy.start()
        caught = failure_of(lambda: client.call("GetItem", {}))  # it waits, or the other does, not 30 s
        busy.join()
    assert isinstance(caught, TransportError)
    assert caught.code == "client.totalTimeout"


def test_the_wait_of_a_task_for_a_connection_counts_into_it_too() -> None:
    async def two(client: Client) -> list[Any]:
        first = asyncio.create_task(client.call_async("GetItem", {}))
        await asyncio.to_thread(server.wait_for_requests, 1)  # it has the connection
        with pytest.raises(TransportError) as caught:
            await client.call_async("GetItem", {})
        return [caught.value.code, *await asyncio.gather(first, return_exceptions=True)]

    options: Any = {"max_connections": 1, "total_timeout": 0.2, "max_attempts": 1}
    with FaultyServer(stall, stall) as server, connect(server.url, **options) as client:
        code, first = asyncio.run(two(client))
    assert code == first.code == "client.totalTimeout"


def test_the_time_to_connect_counts_into_the_time_for_the_whole_call(call: Call) -> None:
    """The handshake never comes to an end; a bound of the call's is told as such."""
    with FaultyServer(stall) as server:
        url = server.url.replace("http:", "https:")
        with connect(url, total_timeout=0.2, max_attempts=1) as client:
            caught = failure_of(lambda: call(client, "PutItem", {}))
    assert isinstance(caught, TransportError)
    assert (caught.code, caught.maybe_applied) == ("client.totalTimeout", False)
    assert "`total_timeout` allows more" in caught.message


def test_a_sync_client_loads_neither_asyncio_nor_tls() -> None:
    code = (
        "import sys\n"
        "from dynamodb_toolbox import connect\n"
        "with connect(sys.argv[1]) as client:\n"
        "    client.call('GetItem', {})\n"
        "print([name for name in ('asyncio', 'ssl', 'logging', 'botocore', 'email', 'urllib.parse', "
        "'random') "
        "if name in sys.modules])\n"
    )
    with FaultyServer() as server:
        done = subprocess.run(
            [sys.executable, "-c", code, server.url], check=True, capture_output=True, text=True
        )
    assert done.stdout.strip() == "[]"


def test_an_address_that_does_not_answer_is_passed_over(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer() as closed:
        nobody = closed.port
    with FaultyServer() as server:

        def found(*_: Any, **__: Any) -> list[Any]:
            kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
            return [(*kind, ("127.0.0.1", nobody)), (*kind, ("127.0.0.1", server.port))]

        monkeypatch.setattr(socket, "getaddrinfo", found)
        with connect("http://two.example:8000", credentials=Credentials("a", "b"), max_attempts=1) as client:
            assert call(client, "GetItem", {}) == {}
    assert "Host: two.example:8000" in server.requests[0][0]
