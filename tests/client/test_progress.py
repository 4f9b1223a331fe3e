"""A command of several calls that an error ends midway says what is done, left and unknown."""

import asyncio
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchDeleteRequest,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    DeletePartitionCommand,
    EnsureTableCommand,
    Entity,
    QueryCommand,
    ScanCommand,
    Table,
    connect,
    execute_batch_get,
    execute_batch_get_async,
    execute_batch_write,
    execute_batch_write_async,
    s,
)
from dynamodb_toolbox.errors import ServiceError, TransportError, UnprocessedError
from dynamodb_toolbox.progress import Progress
from dynamodb_toolbox.protocol.calls import Call as CallOf
from dynamodb_toolbox.testing import TestClient
from tests.client.botocore.conftest import aiobotocore_client, boto3_client
from tests.client.faulty_server import Act, FaultyServer, answer, close, error

Way = Callable[..., Any]


def table_of(client: Any = None) -> Table:
    return Table(
        name="league",
        partition_key={"name": "id", "type": "string"},
        sort_key={"name": "n", "type": "number"},
        client=client,
    )


def pokemons_of(table: Table) -> Entity[Any, Any]:
    schema = s.item({"id": s.string().key(), "n": s.number().key()})
    return Entity(name="pokemon", table=table, schema=schema, timestamps=False)


TABLE = table_of()
POKEMONS = pokemons_of(TABLE)
TWICE: Any = {"retries": {"total_max_attempts": 2, "mode": "standard"}}
THROTTLED = error("ProvisionedThroughputExceededException")
REFUSED = error("AccessDeniedException")


def numbered(kind: Any, count: int) -> list[Any]:
    """Requests for so many items, in order."""
    request = POKEMONS.build(kind)
    content = request.item if kind is BatchPutRequest else request.key
    return [content({"id": "a", "n": n}) for n in range(count)]


PUTS = numbered(BatchPutRequest, 60)
GETS = numbered(BatchGetRequest, 250)


def write(**options: Any) -> Any:
    return execute_batch_write(TABLE.build(BatchWriteCommand).requests(*PUTS), **options)


async def write_async(**options: Any) -> Any:
    return await execute_batch_write_async(TABLE.build(BatchWriteCommand).requests(*PUTS), **options)


def our_own(url: str) -> Any:
    with connect(url, max_attempts=2) as client:
        return write(client=client, capacity="TOTAL")


def our_own_async(url: str) -> Any:
    async def written() -> Any:
        async with connect(url, max_attempts=2) as client:
            return await write_async(client=client, capacity="TOTAL")

    return asyncio.run(written())


def with_boto3(url: str) -> Any:
    theirs = boto3_client(url, **TWICE)
    try:
        return write(client=theirs, capacity="TOTAL")
    finally:
        theirs.close()


def with_aiobotocore(url: str) -> Any:
    async def written() -> Any:
        async with aiobotocore_client(url, **TWICE) as theirs:
            return await write_async(client=theirs, capacity="TOTAL")

    return asyncio.run(written())


@pytest.fixture(params=[our_own, our_own_async, with_boto3, with_aiobotocore])
def way(request: pytest.FixtureRequest) -> Way:
    """Write 60 items, which takes three calls."""
    chosen: Way = request.param
    return chosen


def ended(doing: Callable[[], Any]) -> tuple[TransportError | ServiceError, Progress]:
    with pytest.raises((TransportError, ServiceError)) as caught:
        doing()
    assert isinstance(caught.value, TransportError | ServiceError)
    assert caught.value.progress is not None
    return caught.value, caught.value.progress


def done(units: float) -> Act:
    return answer({"ConsumedCapacity": [{"TableName": "league", "CapacityUnits": units}]})


@pytest.mark.parametrize(
    ("faults", "unknown"),
    [([close, close], 25), ([close, THROTTLED], 25), ([THROTTLED, THROTTLED], 0), ([REFUSED], 0)],
    ids=["lost", "lost and throttled", "throttled", "refused"],
)
def test_a_batch_of_writes_says_what_is_left_and_what_of_it_may_be_written(
    faults: list[Act], unknown: int, way: Way
) -> None:
    with FaultyServer(done(25), *faults) as server:
        caught, progress = ended(lambda: way(server.url))
    assert progress.requests == PUTS[25:]
    assert progress.unknown == PUTS[25 : 25 + unknown]
    assert progress.response.consumed_capacity == [{"TableName": "league", "CapacityUnits": 25}]
    assert progress.response.metadata.attempts == 1 + len(faults)
    said = f"35 requests are left, and {unknown} of them may have been applied"
    assert any(said in note for note in caught.__notes__)


def test_what_came_back_unprocessed_before_is_left_but_not_unknown(way: Way) -> None:
    wire = [{"PutRequest": {"Item": {"id": {"S": "a"}, "n": {"N": str(n)}}}} for n in (3, 7)]
    kept = answer({"UnprocessedItems": {"league": wire}})
    with FaultyServer(kept, close, close) as server:
        _, progress = ended(lambda: way(server.url))
    assert progress.requests == [PUTS[3], PUTS[7], *PUTS[25:]]
    assert progress.unknown == [PUTS[3], PUTS[7]]


def test_a_batch_goes_on_with_what_is_left() -> None:
    with TestClient() as dynamodb:
        table = table_of(dynamodb)
        table.build(EnsureTableCommand).send()
        dynamodb.faults.time_out(on="BatchWriteItem", after=1, done=True)
        _, progress = ended(lambda: write(client=dynamodb))
        assert (len(progress.requests), len(progress.unknown)) == (35, 25)
        scan: ScanCommand[Any] = table.build(ScanCommand)
        assert scan.count() == 50
        execute_batch_write(TABLE.build(BatchWriteCommand).requests(*progress.requests), client=dynamodb)
        assert scan.count() == 60


@pytest.mark.parametrize("kept_back", [False, True])
def test_an_error_crosses_processes_with_its_requests_in_plain_form(kept_back: bool) -> None:
    with TestClient() as dynamodb:
        table = table_of(dynamodb)
        table.build(EnsureTableCommand).send()
        if kept_back:
            dynamodb.faults.leave_unprocessed(on="BatchWriteItem", after=2)
        else:
            dynamodb.faults.time_out(on="BatchWriteItem", after=2)
        with pytest.raises((TransportError, UnprocessedError)) as caught:
            write(client=dynamodb, max_attempts=1)
    read = pickle.loads(pickle.dumps(caught.value))
    plain = [put.params() for put in PUTS[50:]]
    assert (type(read), str(read)) == (type(caught.value), str(caught.value))
    assert (read.progress.requests, read.progress.response) == (plain, None)
    assert read.progress.unknown == ([] if kept_back else plain)
    if kept_back:
        assert (read.requests, read.response) == (plain, None)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_batch_of_reads_says_what_was_found(asynchronous: bool) -> None:
    batch = TABLE.build(BatchGetCommand).requests(*GETS)
    item = {"id": {"S": "a"}, "n": {"N": "5"}, "_et": {"S": "pokemon"}}

    def read(client: Client) -> Any:
        if asynchronous:
            return asyncio.run(execute_batch_get_async(batch, client=client))
        return execute_batch_get(batch, client=client)

    with (
        FaultyServer(answer({"Responses": {"league": [item]}}), close, close) as server,
        connect(server.url, max_attempts=2) as client,
    ):
        _, progress = ended(lambda: read(client))
    assert (progress.requests, progress.unknown) == (GETS[100:], [])
    [items] = progress.response.items
    assert items[5] == {"id": "a", "n": 5}
    assert items[:5] == [None] * 5
    assert len(items) == 250


@pytest.mark.parametrize("kind", [QueryCommand, ScanCommand])
def test_a_query_or_scan_of_several_pages_says_where_to_go_on(kind: Any) -> None:
    key = {"id": {"S": "a"}, "n": {"N": "1"}}
    item = {**key, "_et": {"S": "pokemon"}}
    page = answer({"Items": [item], "Count": 1, "ScannedCount": 1, "LastEvaluatedKey": key})
    with FaultyServer(page, close, close) as server, connect(server.url, max_attempts=2) as client:
        table = table_of(client)
        command = table.build(kind)
        command = command.query({"partition": "a"}) if kind is QueryCommand else command
        _, progress = ended(lambda: command.options(max_pages=5).send())
    assert progress.response.items == [{"id": "a", "n": 1, "_et": "pokemon"}]
    assert progress.response.last_evaluated_key == {"id": "a", "n": 1}
    assert progress.response.metadata.attempts == 3


def test_the_first_page_has_nothing_before_it() -> None:
    with FaultyServer(REFUSED) as server, connect(server.url) as client:
        table = table_of(client)
        with pytest.raises(ServiceError) as caught:
            table.build(ScanCommand).options(max_pages=5).send()
    assert caught.value.progress is None


def test_deleting_a_partition_says_how_many_are_gone() -> None:
    with TestClient() as dynamodb:
        table = table_of(dynamodb)
        table.build(EnsureTableCommand).send()
        write(client=dynamodb)
        command = table.build(DeletePartitionCommand).entities(pokemons_of(table)).query({"partition": "a"})
        dynamodb.faults.time_out(on="BatchWriteItem", after=1, done=True)
        _, progress = ended(command.send)
        assert (progress.response.count, progress.response.scanned_count) == (25, 60)
        assert progress.unknown == [{"id": "a", "n": n} for n in range(25, 50)]
        assert progress.requests == [{"id": "a", "n": n} for n in range(25, 60)]
        dynamodb.faults.throttle(on="Query")
        _, progress = ended(command.send)
        assert (progress.response.count, progress.requests, progress.unknown) == (0, [], [])
        assert command.send().count == 10


def test_what_a_hook_raises_leaves_the_call_unknown() -> None:
    def hook(call: CallOf) -> Any:
        def ending(outcome: Any) -> None:
            raise RuntimeError("no more")

        return ending

    deletes = TABLE.build(BatchWriteCommand).requests(*numbered(BatchDeleteRequest, 2))
    with (
        FaultyServer() as server,
        connect(server.url, hooks=[hook]) as client,
        pytest.raises(RuntimeError, match="no more") as caught,
    ):
        execute_batch_write(deletes, client=client)
    progress: Progress = vars(caught.value)["progress"]
    assert len(progress.unknown) == len(progress.requests) == 2
