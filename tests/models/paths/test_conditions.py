"""Conditions by typed paths: the same requests as those of dicts, and refusals before anything is sent."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox import (
    ConditionalCheckFailedException,
    ConditionCheck,
    Entity,
    EntityConditionParser,
    PutItemCommand,
    ScanCommand,
    Table,
    ref,
)
from tests.models.pokemon import Captured, Evolution, Pokemon, PokemonKey, Trainer, Wild
from tests.refusals import refused

P = Pokemon
Pokemons = Entity[Pokemon, PokemonKey]
WRONG: Any = "a value of a wrong type"
Q: Any = Pokemon  # where a type checker would see what is wrong


LEVEL, SHINY = {"attr": "level", "gt": 3}, {"attr": "shiny", "exists": True}
PRICE = {"attr": "price", "exists": True}


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (P.level == 3, {"attr": "level", "eq": 3}),
        (P.level != 3, {"attr": "level", "ne": 3}),
        (P.level < 3, {"attr": "level", "lt": 3}),
        (P.level <= 3, {"attr": "level", "lte": 3}),
        (P.level >= 3, {"attr": "level", "gte": 3}),
        (P.level > 3, {"attr": "level", "gt": 3}),
        (P.level.eq(3), {"attr": "level", "eq": 3}),
        (P.level.ne(3), {"attr": "level", "ne": 3}),
        (P.level.between(1, 3), {"attr": "level", "between": [1, 3]}),
        (P.level.in_(1, 3), {"attr": "level", "in": [1, 3]}),
        (P.level == P.level, {"attr": "level", "eq": ref("level")}),
        (P.level.between(1, P.level), {"attr": "level", "between": [1, ref("level")]}),
        (P.level.in_(1, P.level), {"attr": "level", "in": [1, ref("level")]}),
        (P.pokemon_id.begins_with("pika"), {"attr": "pokemon_id", "begins_with": "pika"}),
        (P.custom_name.begins_with("pika"), {"attr": "custom_name", "begins_with": "pika"}),
        (P.custom_name.contains("x"), {"attr": "custom_name", "contains": "x"}),
        (P.poke_types.contains("fire"), {"attr": "poke_types", "contains": "fire"}),
        (P.evolutions.contains(Evolution(to="x")), {"attr": "evolutions", "contains": {"to": "x"}}),
        (P.custom_name == "x", {"attr": "custom_name", "eq": "x"}),
        (P.custom_name.eq(None), {"attr": "custom_name", "exists": False}),
        (P.custom_name.ne(None), {"attr": "custom_name", "exists": True}),
        (P.custom_name.exists(), {"attr": "custom_name", "exists": True}),
        (P.custom_name.not_exists(), {"attr": "custom_name", "exists": False}),
        (P.level.has_type("N"), {"attr": "level", "type": "N"}),
        (P.evolutions.size() > 2, {"size": "evolutions", "gt": 2}),
        (P.evolutions.size() >= 2, {"size": "evolutions", "gte": 2}),
        (P.evolutions.size() < 2, {"size": "evolutions", "lt": 2}),
        (P.evolutions.size() <= 2, {"size": "evolutions", "lte": 2}),
        (P.evolutions.size() == 2, {"size": "evolutions", "eq": 2}),
        (P.evolutions.size() != 2, {"size": "evolutions", "ne": 2}),
        (P.custom_name.size().between(1, 2), {"size": "custom_name", "between": [1, 2]}),
        (P.price > Decimal("1.50"), {"attr": "price", "gt": Decimal("1.50")}),
        (P.ratio < 1, {"attr": "ratio", "lt": 1}),
        (P.shiny == True, {"attr": "shiny", "eq": True}),  # noqa: E712  # as people write it
        (P.evolutions[0].level > 3, {"attr": "evolutions[0].level", "gt": 3}),
        (P.resistances["fire"] > 3, {"attr": "resistances.fire", "gt": 3}),
        (P.position[1] == "north", {"attr": "position[1]", "eq": "north"}),
        (P.first_form.as_(Evolution).to == "x", {"attr": "first_form.to", "eq": "x"}),
        (P.first_form.as_(Evolution).level.eq(None), {"attr": "first_form.level", "exists": False}),
        (P.first_form == Evolution(to="x"), {"attr": "first_form", "eq": {"to": "x"}}),
        (P.first_form.as_(Evolution).eq(Evolution(to="x")), {"attr": "first_form", "eq": {"to": "x"}}),
        (P.capture_state.as_(Captured).captured_at > "2", {"attr": "capture_state.captured_at", "gt": "2"}),
        (P.capture_state.as_(Wild).ne(Wild()), {"attr": "capture_state", "ne": {"status": "wild"}}),
        (P.capture_state.exists(), {"attr": "capture_state", "exists": True}),
        (P.capture_state.size() > 1, {"size": "capture_state", "gt": 1}),
        (
            (P.level > 3) & P.shiny.exists() & P.price.exists() | ~(P.level < 9),
            {"or": [{"and": [LEVEL, SHINY, PRICE]}, {"not": {"attr": "level", "lt": 9}}]},
        ),
    ],
    ids=repr,
)
def test_typed_conditions_say_what_dicts_say(pokemons: Pokemons, typed: Any, plain: Any) -> None:
    parser = pokemons.build(EntityConditionParser)
    assert parser.parse(typed) == parser.parse(plain)


def test_paths_are_transformed_and_values_are_encoded(pokemons: Pokemons) -> None:
    parsed = pokemons.build(EntityConditionParser).parse(P.pokemon_id == "x")
    assert parsed["ExpressionAttributeNames"] == {"#c_1": "pk"}


def test_typed_conditions_may_stand_within_dicts(pokemons: Pokemons) -> None:
    mixed: Any = {"and": [P.level > 3, {"attr": "shiny", "exists": True}]}
    parsed = pokemons.build(EntityConditionParser).parse(mixed)
    assert parsed["ConditionExpression"] == "(#c_1 > :c_1) AND (attribute_exists(#c_2))"


def test_they_decide_what_is_written(pokemons: Pokemons) -> None:
    put = pokemons.build(PutItemCommand)
    pikachu = Pokemon(pokemon_id="x", level=42)
    put.item(pikachu).options(condition=P.pokemon_id.not_exists()).send()
    with pytest.raises(ConditionalCheckFailedException):
        put.item(pikachu).options(condition=P.pokemon_id.not_exists()).send()
    put.item(pikachu).options(condition=(P.level > 41) & (P.evolutions.size() == 0)).send()


def test_checks_of_transactions_take_them(pokemons: Pokemons) -> None:
    check = pokemons.build(ConditionCheck).key(pokemon_id="x").condition(P.level > 3)
    assert check.params()["ConditionCheck"]["ConditionExpression"] == "#c_1 > :c_1"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: P.level == WRONG,
            "does not take the value: [parsing.invalidAttributeInput] Value should be",
        ),
        (lambda: P.level > WRONG, "does not take the value"),
        (lambda: Q.species == "mew", "does not take the value"),
        (lambda: P.poke_types.contains(WRONG), "does not take the value"),
        (lambda: P.resistances["fire"] == WRONG, "does not take the value"),
        (lambda: P.resistances[WRONG] == 3, "leads nowhere"),
        (lambda: Trainer.age > 3, "The path Trainer.age is of another class than the entity here"),
        (lambda: (Q.level > 3) & (Trainer.age > 3), "The path Trainer.age is of another class"),
        (lambda: Q.level == Trainer.age, "The path Trainer.age is of another class"),
    ],
)
def test_what_is_wrong_is_told_before_anything_is_sent(
    pokemons: Pokemons, make: Callable[[], Any], says: str
) -> None:
    with refused("actions.invalidExpressionAttributePath") as caught:
        pokemons.build(PutItemCommand).item(Pokemon(pokemon_id="x", level=1)).options(
            condition=make()
        ).params()
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (
            lambda: Q.level.begins_with(WRONG),
            "Pokemon.level is a number, and `begins_with` is for strings and bytes.",
        ),
        (
            lambda: Q.level.contains(WRONG),
            "Pokemon.level is a number, and `contains` is for lists, sets and text.",
        ),
        (Q.shiny.size, "Pokemon.shiny is a boolean, and `size` is for"),
        (lambda: Q.level[0], "Pokemon.level is a number, and `[0]` is for"),
        (lambda: Q.evolutions["x"], "Pokemon.evolutions is a list, and `['x']` is for"),
        (lambda: Q.evolutions[-1], "Pokemon.evolutions is a list, and `[-1]` is for"),
        (lambda: Q.position[2], "Pokemon.position is a tuple, and `[2]` is for"),
        (lambda: Q.first_form.as_(Captured), "Pokemon.first_form is a map, and `as_(Captured)` is for"),
    ],
)
def test_what_does_not_go_with_the_type_is_told_at_once(make: Callable[[], Any], says: str) -> None:
    with refused("actions.invalidExpressionAttributePath") as caught:
        make()
    assert caught.value.message.startswith(says)


def test_conditions_and_paths_are_neither_true_nor_false() -> None:
    for value in ((P.level > 3), P.level, P.evolutions.size()):
        with pytest.raises(TypeError):
            bool(value)
    with pytest.raises(TypeError, match="do not chain"):
        _ = 1 < P.level < 3
    with pytest.raises(TypeError):
        _ = [*Q.evolutions]
    with pytest.raises(TypeError):
        hash(P.level)


def test_attributes_that_a_map_does_not_have() -> None:
    state: Any = P.capture_state
    with pytest.raises(
        AttributeError, match=r"Pokemon.capture_state has no attribute 'nope'; it has: status, capt"
    ):
        _ = state.nope
    assert repr(state.status) == "Path(Pokemon.capture_state.status)"


def test_a_class_is_no_path() -> None:
    for verb in ("exists", "not_exists", "remove", "size"):
        with pytest.raises(TypeError, match="Pokemon is a class here"):
            getattr(Pokemon, verb)()


def test_typed_conditions_of_no_entity_are_refused(table: Table) -> None:
    condition: Any = P.level > 3
    with refused("actions.invalidExpressionAttributePath"):
        table.build(ScanCommand).options(filter=condition).params()
