"""The first items of an entity go by the walk, the others by compiled code: what comes of it is the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest

from dynamodb_toolbox import (
    Client,
    ConditionalCheckFailedException,
    DynamoDBToolboxError,
    GetItemCommand,
    PutItemCommand,
    ScanCommand,
    s,
)
from dynamodb_toolbox.commands import few_items
from dynamodb_toolbox.commands.entity_codec import EntityCodec
from tests.conftest import Pokemons


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few_items, "patience", 20)


def compiled(pokemons: Pokemons) -> bool:
    """Tell whether code is compiled for an entity."""
    return isinstance(pokemons.codec, EntityCodec)


def test_items_read_the_same_before_and_after(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({"id": "a", "level": 1.5, "evolutions": [{"to": "b"}]}).send()
    read = [
        (pokemons.build(GetItemCommand).key({"id": "a"}).send().item, compiled(pokemons)) for _ in range(40)
    ]
    assert read[0] == ({"id": "a", "level": 1.5, "species": "pikachu", "evolutions": [{"to": "b"}]}, False)
    assert [item for item, _ in read] == [read[0][0]] * 40
    assert read[-1][1]


def test_inputs_are_written_the_same_before_and_after(pokemons: Pokemons) -> None:
    puts = [pokemons.build(PutItemCommand).item({"id": str(number), "level": number}) for number in range(20)]
    given = [(put.send().toolbox_item, compiled(pokemons)) for put in puts]
    filled = {"species": "pikachu", "evolutions": [], "entity": "pokemon"}
    assert [item for item, _ in given] == [{"id": str(n), "level": n, **filled} for n in range(20)]
    assert (given[0][1], given[-1][1]) == (False, True)


def test_errors_are_the_same_before_and_after(pokemons: Pokemons) -> None:
    told: list[Any] = []
    for _ in range(20):
        with pytest.raises(DynamoDBToolboxError) as caught:
            pokemons.build(PutItemCommand).item({"id": "a", "level": "high"}).send()
        told.append((caught.value.code, caught.value.path, str(caught.value), compiled(pokemons)))
    assert {error[:3] for error in told} == {told[0][:3]}
    assert (told[0][3], told[-1][3]) == (False, True)


def test_the_item_of_a_failed_condition_is_read_the_same_before_and_after(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({"id": "a", "level": 7}).send()
    put = pokemons.build(PutItemCommand).item({"id": "a", "level": 8})
    unless = put.options(
        condition={"attr": "id", "exists": False}, return_values_on_condition_false="ALL_OLD"
    )
    items: list[Any] = []
    for _ in range(30):
        with pytest.raises(ConditionalCheckFailedException) as caught:
            unless.send()
        items.append(caught.value.item)
    assert items == [{"id": "a", "level": 7, "species": "pikachu", "evolutions": []}] * 30
    assert compiled(pokemons)


@pytest.mark.parametrize(("number", "pays"), [(5, False), (30, True)])
def test_a_page_of_many_items_is_worth_compiling(pokemons: Pokemons, number: int, pays: bool) -> None:
    client = cast("Client", pokemons.table.get_client())
    for pk in range(number):
        item = {"pk": {"S": str(pk)}, "level": {"N": str(pk)}, "species": {"S": "pikachu"}}
        entity = {"_et": {"S": "pokemon"}, "evolutions": {"L": []}}
        client.call("PutItem", {"TableName": "pokemons", "Item": item | entity})
    items = pokemons.table.build(ScanCommand).entities(pokemons).send().items or []
    assert sorted(item["level"] for item in items) == list(range(number))
    assert compiled(pokemons) == pays


def test_a_default_is_asked_once_in_either_way(pokemons: Pokemons) -> None:
    asked: list[int] = []

    def level() -> int:
        asked.append(1)
        return len(asked)

    pokemons.schema.attributes["level"] = s.number().default(level)
    given = [(pokemons.build(PutItemCommand).item({"id": "a"}).send().toolbox_item or {}) for _ in range(20)]
    assert [item["level"] for item in given] == list(range(1, 21))


def test_threads_may_be_the_last_of_the_few_at_once(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({"id": "a", "level": 1}).send()

    def read(_: int) -> Any:
        return pokemons.build(GetItemCommand).key({"id": "a"}).send().item

    with ThreadPoolExecutor(8) as threads:
        items = list(threads.map(read, range(200)))
    assert items == [items[0]] * 200
    assert compiled(pokemons)
