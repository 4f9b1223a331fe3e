"""An entity of a class: instances go in, and instances come back, from every command."""

from typing import Any

import pytest

from dynamodb_toolbox import (
    Attr,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    ConditionalCheckFailedException,
    DeleteItemCommand,
    DynamoDBToolboxError,
    Entity,
    EntityFormatter,
    EntityParser,
    EntityRepository,
    GetItemCommand,
    GetTransaction,
    PutItemCommand,
    PutTransaction,
    QueryCommand,
    ScanCommand,
    Table,
    UpdateItemCommand,
    add,
    append,
    attr,
    execute_batch_get,
    execute_batch_write,
    execute_transact_get,
    execute_transact_write,
    s,
    schema_of,
    set_,
)
from tests.models.pokemon import Captured, Evolution, Pokemon, PokemonKey, Trainer, TrainerKey, Wild
from tests.refusals import refused

Pokemons = Entity[Pokemon, PokemonKey]
Trainers = Entity[Trainer, TrainerKey]

PIKACHU = Pokemon(
    pokemon_id="pikachu-1",
    level=42,
    evolutions=[Evolution(to="raichu", level=43), Evolution(to="x")],
    capture_state=Captured(captured_at="today"),
    first_form=Evolution(to="pichu"),
    position=(1, "north"),
    resistances={"fire": 2},
)
KEY = PokemonKey(pokemon_id="pikachu-1")


def gets_of(pokemons: Pokemons, trainers: Trainers) -> list[GetTransaction[Any, Any]]:
    ash = trainers.build(GetTransaction).key(TrainerKey(trainer_id="ash"))
    return [pokemons.build(GetTransaction).key(KEY), ash]


def stored(pokemons: Pokemons, pokemon: Pokemon = PIKACHU) -> None:
    pokemons.build(PutItemCommand).item(pokemon).send()


def test_an_instance_is_sent_as_its_attributes(pokemons: Pokemons) -> None:
    item = pokemons.build(PutItemCommand).item(PIKACHU).params()["Item"]
    assert item["pk"] == "pikachu-1"
    assert item["capture_state"] == {"status": "captured", "captured_at": "today"}
    assert item["evolutions"] == [{"to": "raichu", "level": 43}, {"to": "x"}]
    assert item["position"] == [1, "north"]
    assert "custom_name" not in item


def test_what_is_put_is_got(pokemons: Pokemons) -> None:
    stored(pokemons)
    assert pokemons.build(GetItemCommand).key(KEY).send().item == PIKACHU
    assert pokemons.build(GetItemCommand).key(pokemon_id="pikachu-1").send().item == PIKACHU
    assert pokemons.build(GetItemCommand).key(PIKACHU).send().item == PIKACHU
    assert pokemons.build(GetItemCommand).key(pokemon_id="nobody").send().item is None


def test_a_dict_does_as_well_and_may_hold_instances(pokemons: Pokemons) -> None:
    given = {"pokemon_id": "x", "level": 1, "evolutions": [Evolution(to="y")], "capture_state": Wild()}
    pokemons.build(PutItemCommand).item(given).send()
    found = pokemons.build(GetItemCommand).key(pokemon_id="x").send().item
    assert found == Pokemon(pokemon_id="x", level=1, evolutions=[Evolution(to="y")])


def test_updates_take_instances_within_actions(pokemons: Pokemons) -> None:
    stored(pokemons)
    update = pokemons.build(UpdateItemCommand).item(
        {
            "pokemon_id": "pikachu-1",
            "level": add(1),
            "evolutions": append([Evolution(to="z")]),
            "first_form": set_(Evolution(to="w")),
        }
    )
    new = update.options(return_values="ALL_NEW").send().attributes
    assert new is not None
    assert (new.level, new.evolutions[-1], new.first_form) == (43, Evolution(to="z"), Evolution(to="w"))
    old = pokemons.build(DeleteItemCommand).key(KEY).options(return_values="ALL_OLD").send().attributes
    assert old == new


def test_what_was_not_asked_for_is_told(pokemons: Pokemons) -> None:
    stored(pokemons)
    some = (
        pokemons.build(GetItemCommand)
        .key(KEY)
        .options(attributes=["level", "custom_name", "evolutions[0].to"])
    )
    part = some.send().item
    assert part is not None
    assert (part.level, part.custom_name) == (42, None)  # projected, and not stored: absent
    assert part.evolutions[0].to == "raichu"
    with pytest.raises(AttributeError, match=r"Evolution.level is not there"):
        _ = part.evolutions[0].level
    with pytest.raises(AttributeError, match=r"Pokemon.species is not there: it was not read"):
        _ = part.species
    assert not hasattr(part, "species")
    assert repr(part) == "Pokemon(level=42, custom_name=None, evolutions=[Evolution(to='raichu')])"


def test_of_hidden_attributes_a_read_does_not_tell(pokemons: Pokemons) -> None:
    stored(pokemons, PIKACHU.replace(secret="x"))
    found = pokemons.build(GetItemCommand).key(KEY).send().item
    assert found is not None
    assert not hasattr(found, "secret")
    assert found.custom_name is None
    assert found == PIKACHU  # `None`, or not there: absent, as far as a read tells


def test_updated_attributes_are_a_partial_view(pokemons: Pokemons) -> None:
    stored(pokemons)
    update = pokemons.build(UpdateItemCommand).item({"pokemon_id": "pikachu-1", "level": add(1)})
    new = update.options(return_values="UPDATED_NEW").send().attributes
    assert new is not None
    assert new.level == 43
    with pytest.raises(AttributeError, match="custom_name"):
        _ = new.custom_name


def test_a_partial_view_can_be_sent_as_an_update(pokemons: Pokemons) -> None:
    stored(pokemons)
    part = pokemons.build(GetItemCommand).key(KEY).options(attributes=["pokemon_id", "level"]).send().item
    assert part is not None
    part.level = 50
    pokemons.build(UpdateItemCommand).item(part).send()
    assert pokemons.build(GetItemCommand).key(KEY).send().item == PIKACHU.replace(level=50)


def test_queries_and_scans_give_instances_of_each_entity(
    table: Table, pokemons: Pokemons, trainers: Trainers
) -> None:
    stored(pokemons)
    trainers.build(PutItemCommand).item(Trainer(trainer_id="ash", age=10)).send()
    everyone: list[Any] = table.build(ScanCommand).entities(pokemons, trainers).send().items
    assert sorted(map(type, everyone), key=str) == [Pokemon, Trainer]
    query = table.build(QueryCommand).entities(pokemons).query({"partition": "pikachu-1"})
    assert query.send().items == [PIKACHU]
    [partial] = query.options(attributes=["level"]).send().items
    assert partial.level == 42
    with pytest.raises(AttributeError):
        _ = partial.species
    [tagged] = query.options(tag_entities=True, show_entity_attr=True).send().items
    assert tagged == PIKACHU
    assert (vars(tagged)["$entity"], vars(tagged)["entity"]) == ("pokemon", "pokemon")
    assert pokemons.build(PutItemCommand).item(tagged).params() == (
        pokemons.build(PutItemCommand).item(PIKACHU).params()
    )


def test_batches_and_transactions(table: Table, pokemons: Pokemons, trainers: Trainers) -> None:
    other = PIKACHU.replace(pokemon_id="other")
    put = pokemons.build(BatchPutRequest).item(other)
    execute_batch_write(table.build(BatchWriteCommand).requests(put))
    ash = Trainer(trainer_id="ash", age=10)
    execute_transact_write(
        pokemons.build(PutTransaction).item(PIKACHU), trainers.build(PutTransaction).item(ash)
    )
    gets = [pokemons.build(BatchGetRequest).key(pokemon_id=name) for name in ("other", "none")]
    assert execute_batch_get(table.build(BatchGetCommand).requests(*gets)).items == [[other, None]]
    found = execute_transact_get(*gets_of(pokemons, trainers)).items
    assert list(found) == [PIKACHU, ash]


def test_a_failed_condition_brings_an_instance(pokemons: Pokemons) -> None:
    stored(pokemons)
    put = pokemons.build(PutItemCommand).item(PIKACHU)
    put = put.options(condition={"attr": "level", "gt": 50}, return_values_on_condition_false="ALL_OLD")
    with pytest.raises(ConditionalCheckFailedException) as caught:
        put.send()
    assert caught.value.item == PIKACHU


def test_repositories(pokemons: Pokemons) -> None:
    repository = pokemons.build(EntityRepository)
    repository.put(PIKACHU)
    assert repository.get(KEY).item == PIKACHU
    assert repository.scan().items == [PIKACHU]
    repository.delete(KEY)
    assert repository.get(KEY).item is None


def test_attributes_of_the_entity_stay_with_the_instance(trainers: Trainers) -> None:
    trainers.build(PutItemCommand).item(Trainer(trainer_id="ash", age=10)).send()
    ash = trainers.build(GetItemCommand).key(trainer_id="ash").send().item
    assert ash == Trainer(trainer_id="ash", age=10)  # they are no part of the class
    assert ash is not None
    created = vars(ash)["created"]
    ash.age = 11
    item = trainers.build(PutItemCommand).item(ash).params()["Item"]
    assert (item["_ct"], item["age"]) == (created, 11)


def test_items_that_are_read_are_made_without_the_constructor(table: Table) -> None:
    made: list[str] = []

    class Noisy(Trainer):
        def __init__(self, **attributes: Any) -> None:
            made.append("x")
            super().__init__(**attributes)

    noisy = Entity(name="noisy", table=table, schema=Noisy)
    noisy.build(PutItemCommand).item(Noisy(trainer_id="n", age=1)).send()
    assert noisy.build(GetItemCommand).key({"trainer_id": "n"}).send().item == Noisy(trainer_id="n", age=1)
    assert made == ["x", "x"]


def test_instances_of_another_class_are_refused(pokemons: Pokemons) -> None:
    ash: Any = Trainer(trainer_id="ash", age=10)
    with refused("parsing.invalidItem"):
        pokemons.build(PutItemCommand).item(ash).params()
    with refused("parsing.invalidItem"):
        pokemons.build(GetItemCommand).key(ash).params()
    wrong: Any = KEY
    with refused("parsing.invalidItem"):
        pokemons.build(PutItemCommand).item(wrong).params()
    nothing: Any = 3
    with refused("parsing.invalidItem"):
        pokemons.build(PutItemCommand).item(nothing).params()


class ShinyPokemon(Pokemon):
    charm: Attr[int] = attr(default=1)


class Further(Evolution):
    charm: Attr[int] = attr(default=1)


class LoudPokemon(Pokemon):
    def cry(self) -> str:
        return f"{self.species}!"


def test_a_subclass_with_more_attributes_is_refused_as_they_would_be_lost(pokemons: Pokemons) -> None:
    with refused("parsing.invalidItem"):
        stored(pokemons, ShinyPokemon(pokemon_id="x", level=1))
    with refused("parsing.invalidAttributeInput", "evolutions[0]"):
        stored(pokemons, PIKACHU.replace(evolutions=[Further(to="raichu")]))
    assert pokemons.build(GetItemCommand).key(ShinyPokemon(pokemon_id="x", level=1)).send().item is None


def test_a_subclass_with_methods_is_taken(pokemons: Pokemons) -> None:
    stored(pokemons, LoudPokemon(**vars(PIKACHU)))
    assert pokemons.build(GetItemCommand).key(KEY).send().item == PIKACHU


def test_wrong_keys_are_refused(pokemons: Pokemons) -> None:
    with refused("parsing.unknownAttribute", "pokemonid"):
        pokemons.build(GetItemCommand).key(pokemonid="x")
    with refused("parsing.unknownAttribute", "level"):
        pokemons.build(UpdateItemCommand).key(pokemon_id="x", level=3)
    wrong: Any = pokemons.build(GetItemCommand)
    with pytest.raises(TypeError, match="A key is said once"):
        wrong.key(KEY, pokemon_id="x")
    with refused("parsing.invalidAttributeInput", "pokemon_id"):
        pokemons.build(GetItemCommand).key(pokemon_id=3).params()


@pytest.mark.parametrize("kind", [TrainerKey, Pokemon, Wild])
def test_a_class_of_keys_is_checked_when_the_entity_is_made(table: Table, kind: type[Any]) -> None:
    with pytest.raises(DynamoDBToolboxError) as caught:
        Entity(name="pokemon", table=table, schema=Pokemon, key=kind)
    assert caught.value.code == "entity.invalidKeyClass"


def test_a_schema_of_dicts_may_have_a_class_of_keys(table: Table) -> None:
    schema = s.item({"pokemon_id": s.string().key().saved_as("pk")})
    entity = Entity(name="pokemon", table=table, schema=schema, key=PokemonKey, timestamps=False)
    entity.build(PutItemCommand).item({"pokemon_id": "x"}).send()
    assert entity.build(GetItemCommand).key(PokemonKey(pokemon_id="x")).send().item == {"pokemon_id": "x"}


def test_what_cannot_be_a_schema_is_refused(table: Table) -> None:
    with refused("schema.unsupportedClass"):
        Entity(name="x", table=table, schema=int)
    with refused("schema.unsupportedClass"):
        schema_of(dict)


def test_parsers_and_formatters_of_the_entity(pokemons: Pokemons) -> None:
    parsed = pokemons.build(EntityParser).parse(PIKACHU)
    assert parsed.key == {"pk": "pikachu-1"}
    assert pokemons.build(EntityFormatter).format(parsed.item) == PIKACHU
    assert pokemons.build(EntityFormatter).format_dict(parsed.item)["level"] == 42
    wrong: Any = PIKACHU.replace(level="x", species="mew")
    assert [error.path for error in pokemons.build(EntityParser).errors(wrong)] == ["level", "species"]
