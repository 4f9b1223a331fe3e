"""Updates by typed paths: the same requests as those of the update language."""

from collections.abc import Callable
from typing import Any

import pytest

from dynamodb_toolbox import (
    Entity,
    GetItemCommand,
    PutItemCommand,
    UpdateAttributesCommand,
    UpdateItemCommand,
    UpdateTransaction,
    add,
    append,
    delete,
    get,
    prepend,
    remove,
    set_,
    subtract,
    sum_,
)
from tests.models.pokemon import Captured, Evolution, Pokemon, PokemonKey, Trainer, TrainerKey, Wild
from tests.refusals import refused

P = Pokemon
Pokemons = Entity[Pokemon, PokemonKey]
KEY = PokemonKey(pokemon_id="x")
WRONG: Any = 1j
Q: Any = Pokemon  # where a type checker would see what is wrong


@pytest.mark.parametrize(
    ("assignments", "item"),
    [
        ([P.level.set(3)], {"level": 3}),
        ([P.level.add(1)], {"level": add(1)}),
        ([P.level.set(P.level + 3)], {"level": sum_(get("level"), 3)}),
        ([P.level.set(P.level - P.level)], {"level": subtract(get("level"), get("level"))}),
        ([P.level.set(P.level)], {"level": get("level")}),
        ([P.level.set_if_absent(3)], {"level": get("level", 3)}),
        ([P.custom_name.set("x")], {"custom_name": "x"}),
        ([P.custom_name.set(None)], {"custom_name": remove()}),
        ([P.custom_name.remove()], {"custom_name": remove()}),
        ([P.poke_types.set({"fire"})], {"poke_types": {"fire"}}),
        ([P.poke_types.add({"fire"})], {"poke_types": add({"fire"})}),
        ([P.poke_types.delete({"fire"})], {"poke_types": delete({"fire"})}),
        ([P.evolutions.set([Evolution(to="y")])], {"evolutions": set_([{"to": "y"}])}),
        (
            [P.evolutions.append(Evolution(to="y"), Evolution(to="z"))],
            {"evolutions": append([{"to": "y"}, {"to": "z"}])},
        ),
        ([P.evolutions.prepend(Evolution(to="y"))], {"evolutions": prepend([{"to": "y"}])}),
        ([P.evolutions[0].to.set("y")], {"evolutions": {0: {"to": "y"}}}),
        ([P.evolutions[1].remove()], {"evolutions": {1: remove()}}),
        ([P.evolutions[1].set(Evolution(to="y"))], {"evolutions": {1: set_({"to": "y"})}}),
        ([P.resistances.set({"fire": 1})], {"resistances": set_({"fire": 1})}),
        (
            [P.resistances["fire"].add(1), P.resistances["water"].remove()],
            {"resistances": {"fire": add(1), "water": remove()}},
        ),
        ([P.position.set((1, "n"))], {"position": set_([1, "n"])}),
        ([P.position[1].set("n")], {"position": {1: "n"}}),
        ([P.first_form.set(Evolution(to="y"))], {"first_form": set_({"to": "y"})}),
        ([P.first_form.as_(Evolution).level.set(None)], {"first_form": {"level": remove()}}),
        ([P.capture_state.as_(Wild).set(Wild())], {"capture_state": set_({"status": "wild"})}),
        ([P.capture_state.as_(Captured).captured_at.set("y")], {"capture_state": {"captured_at": "y"}}),
        ([P.level.add(1), P.species.set("raichu")], {"level": add(1), "species": "raichu"}),
    ],
    ids=repr,
)
def test_assignments_say_what_the_update_language_says(
    pokemons: Pokemons, assignments: list[Any], item: dict[str, Any]
) -> None:
    typed = pokemons.build(UpdateItemCommand).key(KEY).set(*assignments)
    plain = pokemons.build(UpdateItemCommand).item({"pokemon_id": "x", **item})
    assert typed.params() == plain.params()
    transaction = pokemons.build(UpdateTransaction).key(pokemon_id="x").set(*assignments)
    assert transaction.params()["Update"]["UpdateExpression"] == plain.params()["UpdateExpression"]


def test_they_change_what_is_stored(pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item(Pokemon(pokemon_id="x", level=1)).send()
    update = pokemons.build(UpdateItemCommand).key(KEY)
    update = update.set(P.level.add(1), P.evolutions.append(Evolution(to="y"))).set(P.species.set("raichu"))
    update = update.options(condition=P.level < 9, return_values="ALL_NEW")
    new = update.send().attributes
    assert new == Pokemon(pokemon_id="x", level=2, evolutions=[Evolution(to="y")], species="raichu")
    assert pokemons.build(GetItemCommand).key(KEY).send().item == new


def test_the_key_may_be_given_each_way(pokemons: Pokemons) -> None:
    first = Pokemon(pokemon_id="x", level=1)
    given = [
        pokemons.build(UpdateItemCommand).key(KEY).set(P.level.add(1)),
        pokemons.build(UpdateItemCommand).key(first).set(P.level.add(1)),
        pokemons.build(UpdateItemCommand).key(pokemon_id="x").set(P.level.add(1)),
        pokemons.build(UpdateItemCommand).set(P.level.add(1)).key(pokemon_id="x"),
        pokemons.build(UpdateItemCommand).item({"pokemon_id": "x"}).set(P.level.add(1)),
    ]
    assert all(command.params()["Key"] == {"pk": "x"} for command in given)
    expression = given[0].params()["UpdateExpression"]
    assert all(command.params()["UpdateExpression"] == expression for command in given)


def test_whole_attributes(pokemons: Pokemons) -> None:
    update = pokemons.build(UpdateAttributesCommand).key(KEY)
    typed = update.set(P.evolutions.set([Evolution(to="y")]), P.resistances.set({"fire": 1}))
    plain = {"pokemon_id": "x", "evolutions": [{"to": "y"}], "resistances": {"fire": 1}}
    assert typed.params() == pokemons.build(UpdateAttributesCommand).item(plain).params()
    with refused("actions.overlappingPaths", "evolutions[0].to"):
        update.set(P.evolutions[0].to.set("x"))


@pytest.mark.parametrize(
    ("assignments", "path"),
    [
        ([P.level.add(1), P.level.set(2)], "level"),
        ([P.first_form.remove(), P.first_form.as_(Evolution).to.set("x")], "first_form.to"),
        ([P.evolutions[0].to.set("x"), P.evolutions.set([])], "evolutions"),
        ([P.pokemon_id.set("y")], "pokemon_id"),
    ],
)
def test_overlapping_paths_are_refused(pokemons: Pokemons, assignments: list[Any], path: str) -> None:
    with refused("actions.overlappingPaths", path):
        pokemons.build(UpdateItemCommand).key(KEY).set(*assignments)


def test_paths_of_other_classes_are_refused(pokemons: Pokemons) -> None:
    foreign: list[Any] = [Trainer.age.add(1), Q.level.set(Trainer.age), Q.level.set(Trainer.age + 1)]
    for assignment in foreign:
        with refused("actions.invalidExpressionAttributePath"):
            pokemons.build(UpdateItemCommand).key(KEY).set(assignment)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Q.species.add(1), "Pokemon.species is a string, and `add` is for numbers and sets."),
        (lambda: Q.level.append(1), "Pokemon.level is a number, and `append` is for lists."),
        (lambda: Q.level.prepend(1), "Pokemon.level is a number, and `prepend` is for lists."),
        (lambda: Q.level.delete({1}), "Pokemon.level is a number, and `delete` is for sets."),
        (lambda: Q.species + 1, "Pokemon.species is a string, and `+` is for numbers."),
        (lambda: Q.species - 1, "Pokemon.species is a string, and `-` is for numbers."),
    ],
)
def test_verbs_go_with_their_types(make: Callable[[], Any], says: str) -> None:
    with refused("actions.invalidExpressionAttributePath") as caught:
        make()
    assert caught.value.message == says


def test_values_are_validated_before_anything_is_sent(pokemons: Pokemons) -> None:
    with refused("parsing.invalidAttributeInput", "level"):
        pokemons.build(UpdateItemCommand).key(KEY).set(P.level.set(WRONG)).params()
    with refused("parsing.invalidAttributeInput", "evolutions.0.to"):
        pokemons.build(UpdateItemCommand).key(KEY).set(P.evolutions[0].to.set(WRONG)).params()
    wrong: Any = TrainerKey(trainer_id="x")
    with refused("parsing.invalidItem"):
        pokemons.build(UpdateItemCommand).key(wrong)
