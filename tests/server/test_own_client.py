"""The library itself, over HTTP, against a server process."""

import asyncio

import pytest

from dynamodb_toolbox import (
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    QueryCommand,
    Table,
    UpdateItemCommand,
    add,
    connect,
    s,
)
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.server.support import served


def test_a_story_over_http_with_signatures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    with served("--memory", "--quiet", "--credentials", "key:secret") as (url, _), connect(url) as client:
        table = Table(
            name="pokemons",
            partition_key={"name": "trainer", "type": "string"},
            sort_key={"name": "name", "type": "string"},
            client=client,
        )
        table.build(EnsureTableCommand).send()
        pokemons = Entity(
            name="pokemon",
            table=table,
            schema=s.item(
                {
                    "trainer": s.string().key(),
                    "name": s.string().key(),
                    "level": s.number(),
                    "raw": s.binary(),
                }
            ),
            timestamps=False,
        )
        put = pokemons.build(PutItemCommand)
        item = {"trainer": "ash", "name": "pikachu", "level": 1, "raw": b"\x00\xff"}
        put.item(item).send()
        changes = {"trainer": "ash", "name": "pikachu", "level": add(41)}
        asyncio.run(pokemons.build(UpdateItemCommand).item(changes).send_async())
        key = {"trainer": "ash", "name": "pikachu"}
        assert pokemons.build(GetItemCommand).key(key).send().item == {**item, "level": 42}
        query = table.build(QueryCommand).entities(pokemons).query({"partition": "ash"})
        assert [found["name"] for found in query.send().items] == ["pikachu"]
        with pytest.raises(ConditionalCheckFailedException):
            put.item(item).options(condition={"attr": "name", "exists": False}).send()
