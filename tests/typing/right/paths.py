"""Typed paths: what is on the class, in conditions, updates, projections and queries."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, assert_type

from dynamodb_toolbox import (
    ConditionCheck,
    DeleteItemCommand,
    DeleteTransaction,
    EntityRepository,
    GetItemCommand,
    GetTransaction,
    PutItemCommand,
    PutTransaction,
    QueryCommand,
    ScanCommand,
    UpdateItemCommand,
    UpdateTransaction,
)
from dynamodb_toolbox.models.paths.assignments import Assignment
from dynamodb_toolbox.models.paths.conditions import PathCondition
from dynamodb_toolbox.models.paths.path import Path
from tests.typing.models import (
    Captured,
    Evolution,
    Pokemon,
    PokemonKey,
    PokeType,
    Trainer,
    Wild,
    dicts,
    pikachu,
    pokemons,
    table,
    trainers,
)

KEY = PokemonKey(pokemon_id="pikachu-1")

assert_type(Pokemon.level, Path[Pokemon, int, int])
assert_type(Pokemon.pokemon_id, Path[Pokemon, str, str])
assert_type(PokemonKey.pokemon_id, Path[Any, str, str])
assert_type(Pokemon.custom_name, Path[Pokemon, str, str | None])
assert_type(Pokemon.poke_types, Path[Pokemon, set[PokeType], set[PokeType]])
assert_type(Pokemon.resistances["fire"], Path[Pokemon, int, int])
assert_type(Pokemon.moves[0], Path[Pokemon, str, str])
assert_type(Pokemon.evolutions[0], type[Evolution])
assert_type(Pokemon.evolutions[0].level, Path[Any, int, int | None])
assert_type(Pokemon.first_form, type[Evolution])
assert_type(Pokemon.first_form.to, Path[Any, str, str])
assert_type(Pokemon.capture_state, type[Captured] | type[Wild])
assert_type(Pokemon.capture_state.as_(Captured).captured_at, Path[Any, str, str])
assert_type(Pokemon.last_capture.as_(Captured), type[Captured])
assert_type(
    Pokemon.species,
    Path[Pokemon, Literal["pikachu", "raichu", "charizard"], Literal["pikachu", "raichu", "charizard"]],
)
assert_type(Pokemon.level > 3, PathCondition[Pokemon])
assert_type((Pokemon.level > 3) & ~Pokemon.shiny.exists() | (Pokemon.base == 1), PathCondition[Pokemon])
assert_type(Pokemon.level.add(1), Assignment[Pokemon])

put = pokemons.build(PutItemCommand).item(pikachu())
put.options(condition=Pokemon.level == 3)
put.options(condition=Pokemon.level != Pokemon.base)
put.options(condition=Pokemon.species == "pikachu")
put.options(condition=Pokemon.custom_name.eq(None))
put.options(condition=Pokemon.custom_name.begins_with("x"))
put.options(condition=Pokemon.pokemon_id.contains("x"))
put.options(condition=Pokemon.photo.begins_with(b"x"))
put.options(condition=Pokemon.poke_types.contains("fire"))
put.options(condition=Pokemon.evolutions.contains(Evolution(to="x")))
put.options(condition=Pokemon.evolutions[0].level > 3)
put.options(condition=Pokemon.resistances["fire"].between(1, 3))
put.options(condition=Pokemon.level.in_(1, 2, Pokemon.base))
put.options(condition=Pokemon.evolutions.size() > 3)
put.options(condition=Pokemon.position[0] == 3)
put.options(condition=Pokemon.capture_state.exists() & Pokemon.first_form.not_exists())
put.options(condition=Pokemon.first_form.eq(Evolution(to="x")))
put.options(condition=Pokemon.seen_at > datetime(2026, 1, 1))
put.options(condition=Pokemon.ratio < 1)
put.options(condition=Pokemon.price >= Decimal(1))
put.options(condition=PokemonKey.pokemon_id == "x")
put.options(condition={"attr": "level", "gt": 3}, return_values="ALL_OLD")
put.options({"condition": Pokemon.level > 3})
put.options(lambda last: {**last, "condition": Pokemon.level > 3})
pokemons.build(DeleteItemCommand).key(KEY).options(condition=Pokemon.level > 3)
pokemons.build(PutTransaction).item(pikachu()).options(condition=Pokemon.level > 3)
pokemons.build(DeleteTransaction).key(KEY).options(condition=Pokemon.level > 3)
pokemons.build(ConditionCheck).key(KEY).condition(Pokemon.level > 3)
pokemons.build(EntityRepository).put(pikachu(), condition=Pokemon.level > 3)
dicts.build(PutItemCommand).item({"pokemon_id": "x"}).options(
    condition={"attr": "pokemon_id", "exists": True}
)

update = pokemons.build(UpdateItemCommand).key(KEY)
assert_type(update, UpdateItemCommand[Pokemon, PokemonKey])
update.set(
    Pokemon.level.add(1),
    Pokemon.level.set(Pokemon.base + 1),
    Pokemon.level.set(Pokemon.base - Pokemon.level),
    Pokemon.level.set_if_absent(1),
    Pokemon.ratio.add(0.5),
    Pokemon.price.add(Decimal(1)),
    Pokemon.species.set("raichu"),
    Pokemon.custom_name.set("Sparky"),
    Pokemon.custom_name.set(None),
    Pokemon.custom_name.remove(),
    Pokemon.poke_types.add({"fire"}),
    Pokemon.poke_types.delete({"fire"}),
    Pokemon.evolutions.append(Evolution(to="x"), Evolution(to="y")),
    Pokemon.moves.prepend("x"),
    Pokemon.evolutions[0].to.set("x"),
    Pokemon.evolutions[0].set(Evolution(to="x")),
    Pokemon.resistances["water"].set(3),
    Pokemon.first_form.set(Evolution(to="x")),
    Pokemon.first_form.to.set("x"),
    Pokemon.capture_state.as_(Wild).set(Wild()),
    Pokemon.last_capture.set(Captured(captured_at="x")),
    Pokemon.last_capture.as_(Captured).captured_at.set("x"),
    Pokemon.position.set((1, "x")),
    Pokemon.anything.set(object()),
)
pokemons.build(UpdateTransaction).key(KEY).set(Pokemon.level.add(1))

get = pokemons.build(GetItemCommand).key(KEY)
get.options(attributes=[Pokemon.level, Pokemon.first_form, Pokemon.evolutions[0].to, "shiny"])
pokemons.build(GetTransaction).key(KEY).options(attributes=[Pokemon.level])
query = table.build(QueryCommand).entities(pokemons).query({"partition": "x", "range": Pokemon.level > 3})
query.options(filters={"pokemon": Pokemon.level > 3}, attributes=[Pokemon.level])
table.build(ScanCommand).entities(pokemons, trainers).options(
    filters={"pokemon": Pokemon.level > 3, "trainer": Trainer.age > 3},
    attributes=[Pokemon.level, Trainer.age],
)
