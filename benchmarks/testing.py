"""What a test pays for an engine of its own, and a boto3 call for who answers it.

`python -m benchmarks.testing`. `--peer "NAME=URL"` adds another server, such as `dynoxide=http://127.0.0.1:8001`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import boto3

from benchmarks.pokemon import TABLE_NAME, item, key, pokemons
from benchmarks.timing import Work, interleaved, show
from dynamodb_toolbox import EnsureTableCommand, PutItemCommand
from dynamodb_toolbox.testing import TestClient, answer_boto3

_KEYS: Any = {"region_name": "us-east-1", "aws_access_key_id": "any", "aws_secret_access_key": "any"}


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=URL")
    options = parser.parse_args()
    fresh = interleaved({"engine": _open, "engine, table and item": _open_and_put})
    show("A new TestClient, opened and closed", ("with", "µs"), list(fresh.items()))
    with _server() as url:
        clients = {"engine in this process": _in_process(), "serve": _client(url)}
        clients |= {name: _client(at) for name, _, at in (peer.partition("=") for peer in options.peer)}
        costs = interleaved({name: _get(client) for name, client in clients.items()})
    least = min(costs.values())
    rows = [(name, cost, cost / least) for name, cost in costs.items()]
    show("GetItem of 12 attributes by a boto3 client", ("answered by", "µs", "ratio"), rows)


def _open(_: int) -> None:
    TestClient().close()


def _open_and_put(_: int) -> None:
    with TestClient() as client:
        entity = pokemons(client)
        entity.table.build(EnsureTableCommand).send()
        entity.build(PutItemCommand).item(item(0)).send()


def _in_process() -> Any:
    client = boto3.client("dynamodb", **_KEYS)
    answer_boto3(client, TestClient().endpoint)
    return client


def _client(url: str) -> Any:
    return boto3.client("dynamodb", endpoint_url=url, **_KEYS)


def _get(client: Any) -> Work:
    """Make the table and an item through the client's own engine, and give the read of it."""
    names = ("pk", "sk")
    client.create_table(
        TableName=TABLE_NAME,
        KeySchema=[{"AttributeName": n, "KeyType": t} for n, t in zip(names, ("HASH", "RANGE"), strict=True)],
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": "S"} for n in names],
        BillingMode="PAY_PER_REQUEST",
    )
    sender = TestClient()
    entity = pokemons(sender)
    entity.table.build(EnsureTableCommand).send()
    entity.build(PutItemCommand).item(item(0)).send()
    client.put_item(TableName=TABLE_NAME, Item=sender.calls.of("PutItem")[0].request["Item"])
    given = {"pk": {"S": key(0)["trainer"]}, "sk": {"S": key(0)["pokemon_id"]}}
    return lambda _: client.get_item(TableName=TABLE_NAME, Key=given)


@contextmanager
def _server() -> Generator[str, None, None]:
    command = [sys.executable, "-m", "dynamodb_toolbox", "serve", "--port", "0", "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line.split()[-1]
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
