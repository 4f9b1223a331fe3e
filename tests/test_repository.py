"""The repositories: the actions of an entity as methods."""

import asyncio
import inspect
import math
from typing import Any

import pytest

from dynamodb_toolbox import (
    AsyncEntityRepository,
    BatchGetCommand,
    BatchWriteCommand,
    ConditionalCheckFailedException,
    EntityConditionParser,
    EntityPathParser,
    EntityRepository,
    Table,
    add,
    execute_batch_get,
    execute_batch_write,
    execute_transact_get,
    execute_transact_write,
    s,
)
from tests.conftest import Pokemons
from tests.refusals import refused

KEY = {"id": "pikachu-1"}
ITEM = {**KEY, "level": 42}
STORED = {**KEY, "level": 42, "species": "pikachu", "evolutions": []}
OTHER = {"id": "raichu-1"}

Repository = EntityRepository[Any, Any]


@pytest.fixture
def repository(pokemons: Pokemons) -> Repository:
    return pokemons.build(EntityRepository)


def test_each_command_is_a_method(repository: Repository) -> None:
    assert repository.put(ITEM).toolbox_item == STORED | {"entity": "pokemon"}
    assert repository.get(KEY, consistent=True).item == STORED
    assert repository.update({**KEY, "level": add(1)}, return_values="UPDATED_NEW").attributes == {
        "level": 43
    }
    replaced = repository.update_attributes({**KEY, "evolutions": [{"to": "x"}]}, return_values="UPDATED_NEW")
    assert replaced.attributes == {"evolutions": [{"to": "x"}]}
    assert repository.delete(KEY, return_values="ALL_OLD").attributes is not None
    assert repository.get(KEY).item is None


def test_options_are_keywords(repository: Repository) -> None:
    repository.put(ITEM)
    condition = {"attr": "id", "exists": False}
    with pytest.raises(ConditionalCheckFailedException):
        repository.put(ITEM, condition=condition)
    for change in (repository.update, repository.update_attributes):
        with pytest.raises(ConditionalCheckFailedException):
            change(ITEM, condition=condition)
    with pytest.raises(ConditionalCheckFailedException):
        repository.delete(KEY, condition=condition)
    assert repository.get(KEY, attributes=["level"]).item == {"level": 42}
    wrong: Any = {"nope": 1}
    with refused("options.unknownOption", payload={"option": "nope"}):
        repository.get(KEY, **wrong)


def test_query_and_scan_send(repository: Repository) -> None:
    for level in range(3):
        repository.put({"id": f"p-{level}", "level": level})
    assert [item["level"] for item in repository.query({"partition": "p-1"}).items] == [1]
    found = repository.scan(filters={"pokemon": {"attr": "level", "gte": 1}}, max_pages=math.inf)
    assert sorted(item["level"] for item in found.items) == [1, 2]
    assert repository.query({"partition": "p-1"}, attributes=["level"]).items == [{"level": 1}]


def test_requests_of_batches(repository: Repository, table: Table) -> None:
    repository.put({**OTHER, "level": 1})
    writes = repository.batch_put(ITEM), repository.batch_delete(OTHER)
    execute_batch_write(table.build(BatchWriteCommand).requests(*writes))
    gets = repository.batch_get(KEY), repository.batch_get(OTHER)
    assert execute_batch_get(table.build(BatchGetCommand).requests(*gets)).items == [[STORED, None]]


def test_operations_of_transactions(repository: Repository) -> None:
    repository.put({**OTHER, "level": 1})
    repository.put({"id": "eevee", "level": 1})
    execute_transact_write(
        repository.transact_put(ITEM, condition={"attr": "id", "exists": False}),
        repository.transact_update({**OTHER, "level": add(1)}, condition={"attr": "level", "eq": 1}),
        repository.transact_delete({"id": "eevee"}, condition={"attr": "id", "exists": True}),
        repository.transact_check({"id": "mew"}, {"attr": "id", "exists": False}),
    )
    gets = (
        repository.transact_get(KEY),
        repository.transact_get(OTHER, attributes=["level"]),
        repository.transact_get({"id": "eevee"}),
    )
    assert execute_transact_get(*gets).items == (STORED, {"level": 2}, None)


def test_an_access_pattern(repository: Repository) -> None:
    repository.put(ITEM)
    pattern = repository.access_pattern(
        s.map({"id": s.string()}), lambda given: {"partition": given["id"]}, attributes=["level"]
    )
    assert pattern.query(KEY).send().items == [{"level": 42}]


def test_parse_and_format(repository: Repository) -> None:
    parsed = repository.parse(ITEM)
    assert parsed.key == {"pk": "pikachu-1"}
    assert repository.format(parsed.item) == STORED
    assert repository.format(parsed.item, attributes=["level"]) == {"level": 42}
    assert repository.format({"pk": "pikachu-1"}, partial=True) == KEY
    assert repository.parse(KEY, mode="key").item == {"pk": "pikachu-1"}
    with refused("parsing.attributeRequired", "species"):
        repository.parse(ITEM, fill=False)


def test_conditions_and_paths(repository: Repository, pokemons: Pokemons) -> None:
    condition = {"attr": "id", "begins_with": "p"}
    assert repository.parse_condition(condition) == pokemons.build(EntityConditionParser).parse(condition)
    paths = ["id", "evolutions[0].to"]
    assert repository.parse_paths(paths) == pokemons.build(EntityPathParser).parse(paths)


def test_the_same_awaited(pokemons: Pokemons, table: Table) -> None:
    async def use() -> None:
        repository = pokemons.build(AsyncEntityRepository)
        assert (await repository.put(ITEM)).toolbox_item == STORED | {"entity": "pokemon"}
        assert (await repository.get(KEY, consistent=True)).item == STORED
        updated = await repository.update({**KEY, "level": add(1)}, return_values="UPDATED_NEW")
        assert updated.attributes == {"level": 43}
        await repository.update_attributes({**KEY, "evolutions": [{"to": "x"}]})
        assert (await repository.query({"partition": "pikachu-1"})).items == [
            {**STORED, "level": 43, "evolutions": [{"to": "x"}]}
        ]
        assert len((await repository.scan()).items) == 1
        with pytest.raises(ConditionalCheckFailedException):
            await repository.put(ITEM, condition={"attr": "id", "exists": False})
        deleted = await repository.delete(KEY, return_values="ALL_OLD")
        assert deleted.attributes is not None
        assert (await repository.get(KEY)).item is None
        assert repository.batch_get(KEY).params() == repository.parse(KEY, mode="key").key
        assert repository.transact_put(ITEM).toolbox_item == repository.parse(ITEM).parsed_item

    asyncio.run(use())


def test_the_two_have_the_same_methods_with_the_same_options() -> None:
    def methods(kind: type[Any]) -> dict[str, Any]:
        found = inspect.getmembers(kind, inspect.isfunction)
        return {name: inspect.signature(method).parameters for name, method in found if name[0] != "_"}

    assert methods(EntityRepository) == methods(AsyncEntityRepository)
    assert len(methods(EntityRepository)) == 22


def test_transactions_are_sent_from_the_repository(pokemons: Pokemons) -> None:
    repository = pokemons.build(EntityRepository)
    repository.execute_transact_write(repository.transact_put(ITEM))
    assert repository.execute_transact_get(repository.transact_get(KEY)).items == (STORED,)

    async def use() -> None:
        awaited = pokemons.build(AsyncEntityRepository)
        await awaited.execute_transact_write(awaited.transact_delete(KEY))
        assert (await awaited.execute_transact_get(awaited.transact_get(KEY))).items == (None,)

    asyncio.run(use())
