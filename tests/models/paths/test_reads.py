"""Projections, filters and keys of queries by typed paths."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dynamodb_toolbox import (
    MISSING,
    Attr,
    BatchGetCommand,
    BatchGetRequest,
    Client,
    EnsureTableCommand,
    Entity,
    EntityPathParser,
    EntityRepository,
    GetItemCommand,
    GetTransaction,
    Item,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    Table,
    attr,
    execute_batch_get,
    key,
    prefix,
)
from tests.models.pokemon import Evolution, Pokemon, PokemonKey, Trainer, TrainerKey
from tests.refusals import refused

P = Pokemon
Pokemons = Entity[Pokemon, PokemonKey]
Trainers = Entity[Trainer, TrainerKey]
PATHS: list[Any] = [P.level, P.evolutions[0].to, P.first_form.as_(Evolution), "shiny"]
TEXTS = ["level", "evolutions[0].to", "first_form", "shiny"]


class Catch(Item):
    trainer: Attr[str] = key(saved_as="pk", transform=prefix("T"))
    at: Attr[datetime] = key(saved_as="sk")
    level: Attr[int] = attr(default=1)


DAY = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def catches(client: Client) -> Entity[Catch, Any]:
    table = Table(
        name="catches",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "string"},
        client=client,
    )
    table.build(EnsureTableCommand).send()
    entity = Entity(name="catch", table=table, schema=Catch, timestamps=False)
    for day in range(1, 5):
        entity.build(PutItemCommand).item(Catch(trainer="ash", at=DAY.replace(day=day), level=day)).send()
    return entity


def test_projections(pokemons: Pokemons) -> None:
    get = pokemons.build(GetItemCommand).key(pokemon_id="x")
    assert get.options(attributes=PATHS).params() == get.options(attributes=TEXTS).params()
    assert get.options({"attributes": PATHS}).params() == get.options(attributes=TEXTS).params()
    read = pokemons.build(GetTransaction).key(pokemon_id="x")
    assert read.options(attributes=PATHS).params() == read.options(attributes=TEXTS).params()
    parser = pokemons.build(EntityPathParser)
    assert parser.parse(PATHS) == parser.parse(TEXTS)


def test_projected_items(table: Table, pokemons: Pokemons) -> None:
    pikachu = Pokemon(pokemon_id="x", level=42, evolutions=[Evolution(to="y")])
    pokemons.build(PutItemCommand).item(pikachu).send()
    repository = pokemons.build(EntityRepository)
    batch = table.build(BatchGetCommand).requests(pokemons.build(BatchGetRequest).key(pokemon_id="x"))
    batch = batch.options(attributes=PATHS)
    query = table.build(QueryCommand).entities(pokemons).query({"partition": "x"}).options(attributes=PATHS)
    found = [
        repository.get(PokemonKey(pokemon_id="x"), attributes=PATHS).item,
        repository.scan(attributes=PATHS).items[0],
        query.send().items[0],
    ]
    assert [repr(item) for item in found] == [
        "Pokemon(level=42, evolutions=[Evolution(to='y')], first_form=None, shiny=False)"
    ] * 3
    assert batch.params()["pokemons"]["ProjectionExpression"].startswith("#p_1, #p_2[0].#p_3, #p_4")


def test_paths_of_another_class_are_refused(pokemons: Pokemons) -> None:
    path: Any = Trainer.age
    with refused("actions.invalidExpressionAttributePath"):
        pokemons.build(GetItemCommand).key(pokemon_id="x").options(attributes=[path]).params()


def test_several_entities_each_give_what_is_theirs(
    table: Table, pokemons: Pokemons, trainers: Trainers
) -> None:
    pokemons.build(PutItemCommand).item(Pokemon(pokemon_id="x", level=42, custom_name="Sparky")).send()
    trainers.build(PutItemCommand).item(Trainer(trainer_id="ash", age=10)).send()
    scan = table.build(ScanCommand).entities(pokemons, trainers)
    items = scan.options(attributes=[P.level, Trainer.name]).send().items
    assert sorted(map(repr, items)) == ["Pokemon(level=42)", "Trainer(name='ash')"]
    filtered = scan.options(filters={"pokemon": P.level > 50, "trainer": Trainer.age > 5}).send().items
    assert [type(item) for item in filtered] == [Trainer]
    with refused("actions.invalidExpressionAttributePath"):
        scan.options(filters={"pokemon": Trainer.age > 5}).params()


def test_of_names_that_several_have_each_gives_what_is_asked_of_it(table: Table) -> None:
    class Egg(Item):
        id: Attr[str] = key(saved_as="pk")
        colour: Attr[str]
        days: Attr[int]

    class Berry(Item):
        id: Attr[str] = key(saved_as="pk")
        colour: Attr[str]

    eggs = Entity(name="egg", table=table, schema=Egg)
    berries = Entity(name="berry", table=table, schema=Berry)
    eggs.build(PutItemCommand).item(Egg(id="e", colour="white", days=3)).send()
    berries.build(PutItemCommand).item(Berry(id="b", colour="blue")).send()
    paths: list[Any] = [Egg.days, Berry.colour]
    scan = table.build(ScanCommand).entities(eggs, berries).options(attributes=paths)
    batch = table.build(BatchGetCommand).requests(
        eggs.build(BatchGetRequest).key(id="e"), berries.build(BatchGetRequest).key(id="b")
    )
    [found] = execute_batch_get(batch.options(attributes=paths)).items
    for items in (scan.send().items, found):
        assert sorted(map(repr, items)) == ["Berry(colour='blue')", "Egg(days=3)"]


def test_attributes_that_the_entity_adds_have_paths(table: Table) -> None:
    class Seen(Item):
        id: Attr[str] = key(saved_as="pk")
        created: Attr[str] = attr(internal=True, default=MISSING)

    seen = Entity(name="seen", table=table, schema=Seen)
    seen.build(PutItemCommand).item(Seen(id="x")).send()
    scan = table.build(ScanCommand).entities(seen).options(filters={"seen": Seen.created > "2000"})
    assert [item.created > "2000" for item in scan.send().items] == [True]
    bare = Entity(name="seen", table=table, schema=Seen, timestamps=False)
    with refused("actions.invalidExpressionAttributePath"):
        table.build(ScanCommand).entities(bare).options(filters={"seen": Seen.created > "2000"}).params()


@pytest.mark.parametrize(
    ("given", "levels"),
    [
        (Catch.at > DAY, [3, 4]),
        (Catch.at >= DAY, [2, 3, 4]),
        (Catch.at < DAY, [1]),
        (Catch.at <= DAY, [1, 2]),
        (Catch.at == DAY, [2]),
        (Catch.at.between(DAY, DAY.replace(day=3)), [2, 3]),
    ],
    ids=repr,
)
def test_keys_of_queries_are_encoded_as_the_entity_has_them(
    catches: Entity[Catch, Any], given: Any, levels: list[int]
) -> None:
    query = catches.table.build(QueryCommand).entities(catches)
    query = query.query({"partition": Catch.trainer == "ash", "range": given})
    assert [item.level for item in query.send().items] == levels
    assert query.params()["ExpressionAttributeValues"][":c0_1"] == "T#ash"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"partition": Catch.level == 3}, "queryCommand.invalidPartition"),
        ({"partition": Catch.trainer > "a"}, "queryCommand.invalidPartition"),
        ({"partition": "T#ash", "range": Catch.level > 3}, "queryCommand.invalidRange"),
        ({"partition": "T#ash", "range": Catch.at != DAY}, "queryCommand.invalidRange"),
        ({"partition": "T#ash", "range": (Catch.at > DAY) & (Catch.at < DAY)}, "queryCommand.invalidRange"),
        ({"partition": "T#ash", "range": Catch.at > Catch.at}, "queryCommand.invalidRange"),
        ({"partition": "T#ash", "range": P.level > 3}, "actions.invalidExpressionAttributePath"),
        ({"partition": "T#ash", "range": Catch.at.exists()}, "queryCommand.invalidRange"),
    ],
)
def test_what_is_no_key_condition_is_refused(catches: Entity[Catch, Any], query: Any, code: str) -> None:
    with refused(code):
        catches.table.build(QueryCommand).entities(catches).query(query).params()


def test_typed_queries_need_their_entities(catches: Entity[Catch, Any]) -> None:
    with refused("actions.incompleteAction"):
        catches.table.build(QueryCommand).query({"partition": Catch.trainer == "ash"}).params()
