"""`.as_(Class)`: items shown as a class with some of their attributes, checked when it is said."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

import pytest

from dynamodb_toolbox import (
    Attr,
    BatchGetCommand,
    BatchGetRequest,
    Entity,
    EntitySpy,
    GetItemCommand,
    GetTransaction,
    Item,
    Map,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    Table,
    attr,
    execute_batch_get,
    execute_transact_get,
    key,
    s,
)
from tests.models.pokemon import Captured, Evolution, Pokemon, PokemonKey, Trainer, TrainerKey, Wild
from tests.refusals import refused

Pokemons = Entity[Pokemon, PokemonKey]
Trainers = Entity[Trainer, TrainerKey]
PIKACHU = Pokemon(pokemon_id="x", level=42, evolutions=[Evolution(to="y", level=3)])
KEY = PokemonKey(pokemon_id="x")


class Step(Map):
    to: Attr[str]


class Card(Map):
    level: Attr[int]
    custom_name: Attr[str | None] = attr(default=None)
    evolutions: Attr[list[Step]]
    capture_state: Attr[Captured | Wild]


CARD = Card(level=42, evolutions=[Step(to="y")], capture_state=Wild())


@pytest.fixture
def stored(pokemons: Pokemons) -> Pokemons:
    pokemons.build(PutItemCommand).item(PIKACHU).send()
    return pokemons


def test_only_what_the_class_has_is_read(stored: Pokemons) -> None:
    get = stored.build(GetItemCommand).key(KEY).options(consistent=True).as_(Card)
    params = get.params()
    assert sorted(params["ExpressionAttributeNames"].values()) == [
        "capture_state",
        "custom_name",
        "evolutions",
        "level",
    ]
    assert params["ConsistentRead"] is True
    item = get.send().item
    assert item == CARD
    assert item is not None
    assert vars(item.evolutions[0]) == {"to": "y"}
    assert stored.build(GetItemCommand).key(pokemon_id="none").as_(Card).send().item is None


def test_each_way_to_read(table: Table, stored: Pokemons) -> None:
    query = table.build(QueryCommand).entities(stored).query({"partition": "x"})
    assert query.as_(Card).send().items == [CARD]
    assert table.build(ScanCommand).entities(stored).as_(Card).send().items == [CARD]
    batch = table.build(BatchGetCommand).requests(stored.build(BatchGetRequest).key(KEY)).as_(Card)
    assert execute_batch_get(batch).items == [[CARD]]
    assert execute_transact_get(stored.build(GetTransaction).key(KEY).as_(Card)).items == (CARD,)


def test_keys_may_be_given_afterwards(stored: Pokemons) -> None:
    get = stored.build(GetItemCommand).as_(Card)
    assert get.key(PIKACHU).send().item == get.key(KEY).send().item == CARD


def test_several_entities_in_one_class(table: Table, stored: Pokemons, trainers: Trainers) -> None:
    class Named(Map):
        name: Attr[str]

    trainers.build(PutItemCommand).item(Trainer(trainer_id="ash", age=1)).send()
    with refused("entity.invalidView", "name"):
        table.build(ScanCommand).entities(stored, trainers).as_(Named)
    assert table.build(ScanCommand).entities(trainers).as_(Named).send().items == [Named(name="ash")]


def test_spies_see_the_entity_itself(stored: Pokemons) -> None:
    get = stored.build(GetItemCommand).key(KEY).as_(Card)
    with stored.build(EntitySpy) as spy:
        get.send()
        assert spy.sent(GetItemCommand).count() == 1


def test_entities_of_dicts_can_be_seen_as_a_class(table: Table) -> None:
    schema = s.item({"id": s.string().key().saved_as("pk"), "level": s.number(), "more": s.any().optional()})
    entity = Entity(name="e", table=table, schema=schema, timestamps=False)
    entity.build(PutItemCommand).item({"id": "x", "level": 1, "more": {}}).send()

    class Level(Map):
        level: Attr[int]

    assert entity.build(GetItemCommand).key({"id": "x"}).as_(Level).send().item == Level(level=1)


class Whole(Item):
    id: Attr[str] = key(saved_as="pk")
    at: Attr[datetime]
    big: Attr[int | Decimal]
    kind: Attr[Literal["a", "b"]]
    tags: Attr[set[str]]
    pair: Attr[tuple[int, str]]
    scores: Attr[dict[Literal["x", "y"], int]]
    name: Attr[str | None] = attr(default=None)
    union: Attr[int | str]
    secret: Attr[str] = attr(hidden=True)
    step: Attr[Step]


def view(annotation: Any) -> Callable[[str], type[Map]]:
    def make(name: str) -> type[Map]:
        return type("View", (Map,), {"__annotations__": {name: Attr[annotation]}, "__module__": __name__})

    return make


class Deep(Map):
    to: Attr[int]


@pytest.mark.parametrize(
    ("name", "annotation", "path"),
    [
        ("nope", str, "nope"),
        ("at", str, "at"),
        ("big", int, "big"),
        ("kind", Literal["a"], "kind"),
        ("id", Literal["a"], "id"),
        ("tags", set[int], "tags[n]"),
        ("tags", list[str], "tags"),
        ("pair", tuple[int], "pair"),
        ("pair", tuple[int, int], "pair[1]"),
        ("scores", dict[Literal["x"], int], "scores (KEY)"),
        ("scores", dict[str, str], "scores[string]"),
        ("name", str, "name"),
        ("union", int, "union"),
        ("secret", str, "secret"),
        ("step", Deep, "step.to"),
    ],
)
def test_what_does_not_fit_is_refused(table: Table, name: str, annotation: Any, path: str) -> None:
    entity = Entity(name="whole", table=table, schema=Whole)
    with refused("entity.invalidView", path):
        entity.build(GetItemCommand).as_(view(annotation)(name))


@pytest.mark.parametrize(
    ("name", "annotation"),
    [
        ("at", datetime),
        ("at", Any),
        ("big", int | Decimal),
        ("kind", str),
        ("kind", Literal["a", "b", "c"]),
        ("scores", dict[str, int]),
        ("union", int | str | bool),
        ("id", str | None),
    ],
)
def test_what_fits(table: Table, name: str, annotation: Any) -> None:
    entity = Entity(name="whole", table=table, schema=Whole)
    command = entity.build(GetItemCommand).key({"id": "x"}).as_(view(annotation)(name))
    assert list(command.params()["ExpressionAttributeNames"].values()) in ([name], ["pk"])


def test_what_is_no_class_is_refused(table: Table) -> None:
    entity = Entity(name="whole", table=table, schema=Whole)
    with refused("schema.unsupportedClass"):
        entity.build(GetItemCommand).as_(int)
