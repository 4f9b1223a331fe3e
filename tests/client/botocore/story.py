"""Every kind of command, told once: for whoever answers, and for both ways to send."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeAlias

import pytest

from dynamodb_toolbox import (
    BatchDeleteRequest,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    ConditionalCheckFailedException,
    DeleteItemCommand,
    DeletePartitionCommand,
    DeleteTableCommand,
    DescribeTableCommand,
    DescribeTimeToLiveCommand,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    QueryCommand,
    ResourceNotFoundException,
    ScanCommand,
    Table,
    TransactionCanceledException,
    UpdateItemCommand,
    add,
    s,
)
from dynamodb_toolbox.commands.condition_check import ConditionCheck
from dynamodb_toolbox.commands.execute_batch_get import BatchGetExecution
from dynamodb_toolbox.commands.execute_batch_write import BatchWriteExecution
from dynamodb_toolbox.commands.get_transaction import GetTransaction
from dynamodb_toolbox.commands.put_transaction import PutTransaction
from dynamodb_toolbox.commands.transact_get import TransactGetCommand
from dynamodb_toolbox.commands.transact_write import TransactWriteCommand

Send: TypeAlias = Callable[[Any], Awaitable[Any]]


def entity_of(client: Any, name: str) -> Entity[Any, Any]:
    """An entity with binary keys and attributes, whose names look like types of the wire."""
    table = Table(
        name=name,
        partition_key={"name": "pk", "type": "binary"},
        sort_key={"name": "sk", "type": "number"},
        settings={"time_to_live": "expires"},
        client=client,
    )
    schema = s.item(
        {
            "pk": s.binary().key(),
            "sk": s.number().key(),
            "B": s.map({"B": s.string(), "S": s.binary(), "L": s.list(s.binary())}).optional(),
            "BS": s.set(s.binary()).optional(),
            "count": s.number().default(0),
        }
    )
    return Entity(name="thing", table=table, schema=schema, timestamps=False)


THING = {
    "pk": b"\x00\xff",
    "sk": 1,
    "B": {"B": "QUJD", "S": b"\x01", "L": [b"", b"\xfe"]},
    "BS": {b"a", b"b"},
    "count": 0,
}
KEY = {"pk": THING["pk"], "sk": 1}


async def told(client: Any, name: str, send: Send) -> None:
    things = entity_of(client, name)
    await tables(things, send)
    await items(things, send)
    await batches(things, send)
    await transactions(things, send)
    await reads(things, send)
    await send(things.table.build(DeleteTableCommand))
    with pytest.raises(ResourceNotFoundException) as caught:
        await send(things.build(GetItemCommand).key(KEY))
    assert caught.value.request_id
    assert type(caught.value.__cause__).__name__ == "ResourceNotFoundException"


async def tables(things: Entity[Any, Any], send: Send) -> None:
    assert (await send(things.table.build(EnsureTableCommand))).status == "ACTIVE"
    described = (await send(things.table.build(DescribeTableCommand))).description
    assert isinstance(described["CreationDateTime"], float)  # as on the wire
    assert abs(described["CreationDateTime"] - datetime.now().timestamp()) < 3600
    await send(things.table.build(DescribeTimeToLiveCommand))


async def items(things: Entity[Any, Any], send: Send) -> None:
    put = things.build(PutItemCommand).item(THING)
    written = await send(put.options(capacity="TOTAL"))
    assert written.consumed_capacity == {"TableName": things.table.name, "CapacityUnits": 1.0}
    assert written.metadata.attempts == 1
    assert written.metadata.latency > 0
    assert written.metadata.request_id == written.metadata.headers["x-amzn-requestid"]
    assert (await send(things.build(GetItemCommand).key(KEY))).item == THING
    update = things.build(UpdateItemCommand).item({**KEY, "count": add(41), "BS": {b"c"}})
    updated = await send(update.options(return_values="ALL_NEW"))
    assert updated.attributes == {**THING, "count": 41, "BS": {b"c"}}
    once: Any = {"condition": {"attr": "pk", "exists": False}, "return_values_on_condition_false": "ALL_OLD"}
    with pytest.raises(ConditionalCheckFailedException) as caught:
        await send(put.options(**once))
    error = caught.value
    assert error.item == {**THING, "count": 41, "BS": {b"c"}}
    assert error.request_id
    assert (error.attempts, error.maybe_applied) == (1, False)
    deleted = await send(things.build(DeleteItemCommand).key(KEY).options(return_values="ALL_OLD"))
    assert deleted.attributes["B"] == THING["B"]


async def batches(things: Entity[Any, Any], send: Send) -> None:
    puts: list[Any] = [things.build(BatchPutRequest).item({**THING, "sk": number}) for number in range(1, 41)]
    await send(BatchWriteExecution([things.table.build(BatchWriteCommand).requests(*puts)], {}))
    gets: list[Any] = [things.build(BatchGetRequest).key({**KEY, "sk": number}) for number in (3, 99, 5)]
    response = await send(BatchGetExecution([things.table.build(BatchGetCommand).requests(*gets)], {}))
    assert response.items == [[{**THING, "sk": 3}, None, {**THING, "sk": 5}]]
    gone: Any = things.build(BatchDeleteRequest).key({**KEY, "sk": 40})
    await send(BatchWriteExecution([things.table.build(BatchWriteCommand).requests(gone)], {}))


async def transactions(things: Entity[Any, Any], send: Send) -> None:
    put: Any = things.build(PutTransaction).item({**THING, "sk": 50})
    await send(TransactWriteCommand(put))
    got = await send(TransactGetCommand(things.build(GetTransaction).key({**KEY, "sk": 50})))
    assert got.items == ({**THING, "sk": 50},)
    check = things.build(ConditionCheck).key({**KEY, "sk": 50}).condition({"attr": "count", "gt": 5})
    refused: Any = check.options(return_values_on_condition_false="ALL_OLD")
    another: Any = things.build(PutTransaction).item({**THING, "sk": 51})
    with pytest.raises(TransactionCanceledException) as caught:
        await send(TransactWriteCommand(another, refused))
    error = caught.value
    assert [reason["Code"] for reason in error.reasons] == ["None", "ConditionalCheckFailed"]
    assert error.reasons[1]["Item"] == {**THING, "sk": 50}
    assert error.request_id


async def reads(things: Entity[Any, Any], send: Send) -> None:
    query: Any = things.table.build(QueryCommand).entities(things).query({"partition": THING["pk"]})
    first = await send(query.options(limit=10))
    assert [item["sk"] for item in first.items] == list(range(1, 11))
    assert first.last_evaluated_key == {**KEY, "sk": 10}
    rest = await send(query.options(exclusive_start_key=first.last_evaluated_key))
    assert [item["sk"] for item in rest.items] == [*range(11, 40), 50]
    scan: Any = things.table.build(ScanCommand).entities(things)
    assert len((await send(scan.options(max_pages=9))).items) == 40
    parallel = await send(scan.options(limit=7).parallel(segments=4, workers=2))
    assert len(parallel.items) == 40
    await send(things.table.build(DeletePartitionCommand).entities(things).query({"partition": THING["pk"]}))
    assert (await send(scan)).items == []
