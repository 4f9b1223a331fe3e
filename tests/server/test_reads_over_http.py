"""Pages, cursors and parallel scans over HTTP, against a server process: in threads and in tasks."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchPutRequest,
    BatchWriteCommand,
    EnsureTableCommand,
    Entity,
    ScanCommand,
    Table,
    connect,
    execute_batch_write,
    s,
)

TOTAL = 200


def test_all_items_come_whichever_way_they_are_read(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    with connect(url) as client:
        table = Table(name="numbers", partition_key={"name": "n", "type": "number"}, client=client)
        schema = s.item({"n": s.number().key()})
        numbers: Entity[Any, Any] = Entity(name="number", table=table, schema=schema, timestamps=False)
        table.build(EnsureTableCommand).send()
        put = numbers.build(BatchPutRequest)
        puts: list[Any] = [put.item({"n": number}) for number in range(TOTAL)]
        execute_batch_write(table.build(BatchWriteCommand).requests(*puts))

        scan: Any = table.build(ScanCommand).entities(numbers)
        scan = scan.options(limit=30)
        parallel = scan.parallel(segments=8, workers=4)

        async def awaited() -> list[list[Any]]:
            return [
                [item async for item in scan],
                [item async for item in parallel],
                (await parallel.send_async()).items,
            ]

        ways = [list(scan), list(parallel), parallel.send().items, *asyncio.run(awaited()), by_cursors(scan)]
        for items in ways:
            assert sorted(item["n"] for item in items) == list(range(TOTAL))
        assert scan.count() == parallel.count() == TOTAL


def by_cursors(scan: Any) -> list[Any]:
    items: list[Any] = []
    cursor: str | None = None
    while True:
        response = scan.options(limit=30, cursor=cursor, cursor_secret="of the tests").send()
        items += response.items
        cursor = response.cursor()
        if cursor is None:
            return items
