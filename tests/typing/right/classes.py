"""Classes, their instances, their entities."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, assert_type

from dynamodb_toolbox import Entity, schema_of
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from tests.typing.models import (
    Badge,
    Captured,
    Evolution,
    Page,
    Pokemon,
    PokemonKey,
    PokeType,
    Trainer,
    TrainerKey,
    Wild,
    badges,
    dicts,
    pikachu,
    pokemons,
    trainers,
)

assert_type(pokemons, Entity[Pokemon, PokemonKey])
assert_type(trainers, Entity[Trainer, TrainerKey])
assert_type(badges, Entity[Badge, Mapping[str, Any]])
assert_type(dicts, Entity[dict[str, Any], Mapping[str, Any]])
assert_type(schema_of(Pokemon), ItemSchema | MapSchema)

pokemon = Pokemon(pokemon_id="x", species="raichu", poke_types={"fire", "water"})
whole = Pokemon(
    pokemon_id="x",
    updated_at="2026",
    species="pikachu",
    level=3,
    base=1,
    custom_name=None,
    poke_types=set(),
    evolutions=[Evolution(to="raichu", level=None), Evolution(to="x")],
    moves=["thunder"],
    resistances={"fire": 3},
    capture_state=Captured(captured_at="2026"),
    last_capture=Captured(captured_at="2026"),
    first_form=Evolution(to="pichu"),
    shiny=True,
    ratio=1,
    price=Decimal("1.5"),
    photo=b"x",
    seen_at=datetime(2026, 1, 1),
    position=(1, "x"),
    page=Page(rows=[1]),
    anything=object(),
    code="x",
)
assert_type(pokemon.pokemon_id, str)
assert_type(pokemon.species, Literal["pikachu", "raichu", "charizard"])
assert_type(pokemon.level, int)
assert_type(pokemon.custom_name, str | None)
assert_type(pokemon.poke_types, set[PokeType])
assert_type(pokemon.evolutions, list[Evolution])
assert_type(pokemon.evolutions[0].level, int | None)
assert_type(pokemon.resistances, dict[PokeType, int])
assert_type(pokemon.resistances["fire"], int)
assert_type(pokemon.capture_state, Captured | Wild)
assert_type(pokemon.first_form.to, str)
assert_type(pokemon.price, Decimal)
assert_type(pokemon.photo, bytes)
assert_type(pokemon.seen_at, datetime | None)
assert_type(pokemon.position, tuple[int, str])
assert_type(pokemon.position[1], str)
assert_type(pokemon.page, Page[int] | None)
assert_type(pokemon.code, str)
assert_type(pokemon.created, str)
assert_type(pokemon.to_dict(), dict[str, Any])
assert_type(pokemon.replace(level=3), Pokemon)
assert_type(pikachu() == pokemon, bool)
pokemon.level = 4
pokemon.custom_name = None
pokemon.validate()
if isinstance(pokemon.capture_state, Captured):
    assert_type(pokemon.capture_state.captured_at, str)
