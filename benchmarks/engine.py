"""The engine through the toolbox, beside other emulators through boto3.

`python -m benchmarks.engine`: rates in memory and in a file, and a query of 100 beside the bare SQLite fetch.
`--peer "NAME=URL"` measures a server through boto3 in the same run, such as
`--peer "DynamoDB Local=http://127.0.0.1:8001"`; it may be given several times.
`--load 1000000`: whether items get dearer as a table grows, and how long its file takes to open.
`--scan-gigabytes 2`: the memory that a scan of a large table takes.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.pokemon import TABLE_NAME, item, key, pokemons
from benchmarks.timing import Work, interleaved, show
from dynamodb_toolbox import (
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    CreateTableCommand,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    QueryCommand,
    connect,
    execute_batch_write,
)

_ITEMS = 100  # so many are there to be read, and a query reads them all
_BATCH = 25


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=URL")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--load", type=int, default=0, metavar="ITEMS")
    parser.add_argument("--scan-gigabytes", type=float, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.load:
            load(Path(folder), options.load)
        if options.scan_gigabytes:
            scan(Path(folder), options.scan_gigabytes)
        if not options.load and not options.scan_gigabytes:
            rates(Path(folder), options.peer, options.rounds)


def rates(folder: Path, peers: list[str], rounds: int) -> None:
    """Compare get, put and query, here and through boto3."""
    places = {
        "toolbox, memory": connect("sqlite://"),
        "toolbox, file, FULL": connect(f"sqlite:///{folder}/full.db"),
        "toolbox, file, NORMAL": connect(f"sqlite:///{folder}/normal.db", synchronous="NORMAL"),
    }
    works: dict[str, dict[str, Work]] = {name: _toolbox(client) for name, client in places.items()}
    works |= {name: _boto3(url) for name, _, url in (peer.partition("=") for peer in peers)}
    works["bare SQLite fetch"] = {"query 100": _bare_fetch(folder / "normal.db")}
    costs = {
        operation: interleaved(
            {name: kinds[operation] for name, kinds in works.items() if operation in kinds}, rounds=rounds
        )
        for operation in ("get", "put", "query 100")
    }
    rows = [[name, *(costs[kind].get(name, "-") for kind in costs)] for name in works]
    show("µs an operation (wall; the median of interleaved rounds)", ["", *costs], rows)
    _show_ratios(costs, [name for name, _, _ in (peer.partition("=") for peer in peers)])
    for client in places.values():
        client.close()


def _show_ratios(costs: dict[str, dict[str, float]], peers: list[str]) -> None:
    ours = [name for name in costs["get"] if name.startswith("toolbox")]
    rows: list[list[object]] = [
        [f"{peer} ÷ {name}", *(costs[kind][peer] / costs[kind][name] for kind in costs)]
        for peer in peers
        for name in ours
    ]
    bare = costs["query 100"]["bare SQLite fetch"]
    rows.extend([f"{name} ÷ bare SQLite fetch", "-", "-", costs["query 100"][name] / bare] for name in ours)
    show("Ratios", ["", *costs], rows)


def _toolbox(client: Client) -> dict[str, Work]:
    entity = _filled(client)
    query = entity.table.build(QueryCommand).entities(entity).query({"partition": "ash"})
    return {
        "get": lambda done: entity.build(GetItemCommand).key(key(done % _ITEMS)).send().item,
        "put": lambda done: entity.build(PutItemCommand).item(item(done, "misty")).send(),
        "query 100": lambda _: query.send().items,
    }


def _filled(client: Client) -> Entity[Any, Any]:
    entity = pokemons(client)
    entity.table.build(EnsureTableCommand).send()
    for number in range(_ITEMS):
        entity.build(PutItemCommand).item(item(number)).send()
    return entity


def _boto3(url: str) -> dict[str, Work]:
    import boto3  # noqa: PLC0415  # only where a peer is named

    client: Any = boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",  # noqa: S106  # an emulator asks for some
    )
    _fill_through(client)
    values = {":pk": {"S": "ash"}}
    return {
        "get": lambda done: client.get_item(TableName=TABLE_NAME, Key=_wire(key(done % _ITEMS))),
        "put": lambda done: client.put_item(TableName=TABLE_NAME, Item=_wire(item(done, "misty"))),
        "query 100": lambda _: client.query(
            TableName=TABLE_NAME, KeyConditionExpression="pk = :pk", ExpressionAttributeValues=values
        ),
    }


def _fill_through(client: Any) -> None:
    if TABLE_NAME in client.list_tables()["TableNames"]:
        client.delete_table(TableName=TABLE_NAME)
    client.create_table(**pokemons().table.build(CreateTableCommand).params())
    client.get_waiter("table_exists").wait(TableName=TABLE_NAME)
    for number in range(_ITEMS):
        client.put_item(TableName=TABLE_NAME, Item=_wire(item(number)))


def _wire(plain: dict[str, Any]) -> Any:
    from boto3.dynamodb.types import TypeSerializer  # noqa: PLC0415  # only where a peer is named

    names = {"trainer": "pk", "pokemon_id": "sk"}
    exact = {
        names.get(name, name): str(value) if isinstance(value, float) else value
        for name, value in plain.items()
    }
    serialized: Any = TypeSerializer().serialize(exact)
    wire: dict[str, Any] = serialized["M"]
    return {name: {"N": value["S"]} if name == "weight" else value for name, value in wire.items()}


def _bare_fetch(path: Path) -> Work:
    """Fetch the rows that a query fetches, and do nothing with them."""
    connection = sqlite3.connect(path, isolation_level=None)
    [(name,)] = connection.execute(
        "SELECT name FROM sqlite_master WHERE name LIKE 'items%' AND type = 'table'"
    )
    [(pk,)] = connection.execute(f"SELECT pk FROM {name} GROUP BY pk HAVING count(*) = {_ITEMS}")  # noqa: S608
    select = f"SELECT item, size FROM {name} WHERE pk = ? ORDER BY sk"  # noqa: S608  # our own name
    return lambda _: connection.execute(select, (pk,)).fetchall()


def load(folder: Path, items: int) -> None:
    """Load so many items, and show whether the last ones cost more than the first."""
    path, chunk = folder / "large.db", max(items // 10, _BATCH)
    with connect(f"sqlite:///{path}", synchronous="NORMAL") as client:
        entity = pokemons(client)
        entity.table.build(EnsureTableCommand).send()
        costs = [_load_chunk(entity, start, chunk) for start in range(0, items, chunk)]
    rows = [[f"{number * chunk:,}", *cost] for number, cost in enumerate(costs)]
    show("µs an item, by the number of items there (batches of 25)", ["items there", "wall", "CPU"], rows)
    for kind, each in zip(("wall", "CPU"), zip(*costs, strict=True), strict=True):
        print(f"{kind}: last ÷ first {each[-1] / each[0]:.2f}, the dearest ÷ first {max(each) / each[0]:.2f}")
    print(f"the file: {path.stat().st_size / 1e6:,.0f} MB; opening it and one get: {_opening(path):.1f} ms")


def _load_chunk(entity: Entity[Any, Any], start: int, count: int) -> tuple[float, float]:
    begin, begin_cpu = time.perf_counter(), time.process_time()
    for first in range(start, start + count, _BATCH):
        _write_batch(
            entity, [item(number, f"trainer-{number % 1000}") for number in range(first, first + _BATCH)]
        )
    return (time.perf_counter() - begin) / count * 1e6, (time.process_time() - begin_cpu) / count * 1e6


def _write_batch(entity: Entity[Any, Any], items: list[dict[str, Any]]) -> None:
    requests = [entity.build(BatchPutRequest).item(one) for one in items]
    execute_batch_write(entity.table.build(BatchWriteCommand).requests(*requests))


def _opening(path: Path) -> float:
    begin = time.perf_counter()
    with connect(f"sqlite:///{path}") as client:
        pokemons(client).build(GetItemCommand).key(key(0, "trainer-0")).send()
    return (time.perf_counter() - begin) * 1e3


_SCAN = """
import sys
from benchmarks.engine import scanned
print(*scanned(sys.argv[1]))
"""


def scan(folder: Path, gigabytes: float) -> None:
    """Scan a large table in a fresh process, page by page, and show the most memory that it held."""
    path = folder / "wide.db"
    with connect(f"sqlite:///{path}", synchronous="OFF") as client:
        entity = pokemons(client)
        entity.table.build(EnsureTableCommand).send()
        for number, wide in enumerate(_wide_items(gigabytes)):
            _write_batch(entity, [{**one, "nickname": one["nickname"] * 800} for one in wide])
            if number % 500 == 0:
                print(f"\r{path.stat().st_size / 1e9:.2f} GB", end="", file=sys.stderr, flush=True)
    command = [sys.executable, "-c", _SCAN, str(path)]
    items, megabytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    size = path.stat().st_size / 1e9
    print(f"\nscanning {items} items of {size:.2f} GB took at most {float(megabytes):.0f} MB")


def _wide_items(gigabytes: float) -> Iterator[list[dict[str, Any]]]:
    """Give batches of items that will be of some 25 kB each."""
    for first in range(0, int(gigabytes * 1e9 / 25_000), _BATCH):
        yield [item(number, f"trainer-{number % 1000}") for number in range(first, first + _BATCH)]


def scanned(path: str) -> tuple[int, float]:
    """Scan a file of the engine; give the number of items, and the most memory held in MB."""
    items = 0
    with connect(f"sqlite:///{path}") as client:
        request: dict[str, Any] = {"TableName": TABLE_NAME}
        while True:
            reply = client.call("Scan", request)
            items += len(reply["Items"])
            if "LastEvaluatedKey" not in reply:
                return items, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            request["ExclusiveStartKey"] = reply["LastEvaluatedKey"]


if __name__ == "__main__":
    main()
