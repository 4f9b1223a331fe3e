"""pydantic for the checks, and the quickest code for the wire that one can write by hand for it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Literal

from pydantic import BaseModel

orjson: Any = import_module("orjson")


class Stats(BaseModel):
    """Nested numbers."""

    hp: int
    attack: int
    defence: int
    region: str


class Evolution(BaseModel):
    """An element of a list."""

    to: str
    level: int


class Pokemon(BaseModel):
    """The item."""

    trainer: str
    pokemon_id: str
    species: Literal["pikachu", "raichu", "charizard"]
    nickname: str
    caught_at: str
    level: int
    experience: int
    weight: float
    is_legendary: bool
    types: set[str]
    stats: Stats
    evolutions: list[Evolution]


def put(plain: dict[str, Any]) -> Callable[[], object]:
    """Check a dict, and write it."""
    validate = Pokemon.model_validate
    return lambda: orjson.dumps(_wire(validate(plain)))


def get(data: bytes) -> Callable[[], object]:
    """Read an item, and check it."""
    validate = Pokemon.model_validate
    return lambda: validate(_plain(orjson.loads(data)))


def _wire(pokemon: Pokemon) -> dict[str, Any]:
    stats = pokemon.stats
    return {
        "pk": {"S": pokemon.trainer},
        "sk": {"S": pokemon.pokemon_id},
        "species": {"S": pokemon.species},
        "nickname": {"S": pokemon.nickname},
        "caught_at": {"S": pokemon.caught_at},
        "level": {"N": str(pokemon.level)},
        "experience": {"N": str(pokemon.experience)},
        "weight": {"N": str(pokemon.weight)},
        "is_legendary": {"BOOL": pokemon.is_legendary},
        "types": {"SS": list(pokemon.types)},
        "stats": {
            "M": {
                "hp": {"N": str(stats.hp)},
                "attack": {"N": str(stats.attack)},
                "defence": {"N": str(stats.defence)},
                "region": {"S": stats.region},
            }
        },
        "evolutions": {
            "L": [{"M": {"to": {"S": e.to}, "level": {"N": str(e.level)}}} for e in pokemon.evolutions]
        },
    }


def _plain(wire: dict[str, Any]) -> dict[str, Any]:
    stats = wire["stats"]["M"]
    evolutions = (element["M"] for element in wire["evolutions"]["L"])
    return {
        "trainer": wire["pk"]["S"],
        "pokemon_id": wire["sk"]["S"],
        "species": wire["species"]["S"],
        "nickname": wire["nickname"]["S"],
        "caught_at": wire["caught_at"]["S"],
        "level": int(wire["level"]["N"]),
        "experience": int(wire["experience"]["N"]),
        "weight": float(wire["weight"]["N"]),
        "is_legendary": wire["is_legendary"]["BOOL"],
        "types": set(wire["types"]["SS"]),
        "stats": {
            "hp": int(stats["hp"]["N"]),
            "attack": int(stats["attack"]["N"]),
            "defence": int(stats["defence"]["N"]),
            "region": stats["region"]["S"],
        },
        "evolutions": [{"to": e["to"]["S"], "level": int(e["level"]["N"])} for e in evolutions],
    }
