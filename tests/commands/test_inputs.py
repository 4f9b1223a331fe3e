"""What an action is given is its own: the caller may use a dict again for the next one."""

from typing import Any

from dynamodb_toolbox import (
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    DeletePartitionCommand,
    EntityRepository,
    QueryCommand,
    Table,
    execute_batch_get,
    execute_batch_write,
)
from tests.conftest import Pokemons

LEVELS = {"pikachu-1": 1, "pikachu-2": 2, "pikachu-3": 3}


def test_items_and_keys(pokemons: Pokemons, table: Table) -> None:
    item: dict[str, Any] = {}
    puts: list[Any] = []
    for name, level in LEVELS.items():
        item["id"], item["level"] = name, level
        puts.append(pokemons.build(BatchPutRequest).item(item))
    execute_batch_write(table.build(BatchWriteCommand).requests(*puts))
    key: dict[str, Any] = {}
    gets: list[Any] = []
    for name in LEVELS:
        key["id"] = name
        gets += [pokemons.build(BatchGetRequest).key(key), pokemons.build(EntityRepository).batch_get(key)]
    [found] = execute_batch_get(table.build(BatchGetCommand).requests(*gets)).items
    assert [item["level"] for item in found if item] == [1, 1, 2, 2, 3, 3]


def test_queries(pokemons: Pokemons, table: Table) -> None:
    query: Any = {"partition": "pikachu-1"}
    commands: tuple[QueryCommand[Any], DeletePartitionCommand] = (
        table.build(QueryCommand).entities(pokemons).query(query),
        table.build(DeletePartitionCommand).entities(pokemons).query(query),
    )
    query["partition"] = "pikachu-2"
    for command in commands:
        assert "pikachu-1" in command.params()["ExpressionAttributeValues"].values()
