"""The classes and entities that the programs are about; sound under every checker."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from dynamodb_toolbox import MISSING, Attr, Entity, Item, Map, Table, attr, key, s

PokeType = Literal["fire", "water", "electric"]
T = TypeVar("T")


def now() -> str:
    return "2026-01-02"


def is_positive(value: int) -> bool:
    return value > 0


class Captured(Map):
    status: Attr[Literal["captured"]] = attr(default="captured")
    captured_at: Attr[str]


class Wild(Map):
    status: Attr[Literal["wild"]] = attr(default="wild")


class Evolution(Map):
    to: Attr[str]
    level: Attr[int | None] = attr(default=None)


class Page(Map, Generic[T]):
    rows: Attr[list[T]]


class PokemonKey(Map):
    pokemon_id: Attr[str] = key()


class Pokemon(PokemonKey, Item):
    updated_at: Attr[str] = attr(required="always", default=now, update_default=now)
    species: Attr[Literal["pikachu", "raichu", "charizard"]]
    level: Attr[int] = attr(default=1, validate=is_positive)
    base: Attr[int] = attr(default=1)
    custom_name: Attr[str | None] = attr(default=None)
    poke_types: Attr[set[PokeType]]
    evolutions: Attr[list[Evolution]] = attr(default=list)
    moves: Attr[list[str]] = attr(default=list)
    resistances: Attr[dict[PokeType, int]] = attr(default=dict)
    capture_state: Attr[Captured | Wild] = attr(default=Wild)
    last_capture: Attr[Captured | None] = attr(default=None)
    first_form: Attr[Evolution] = attr(default=lambda: Evolution(to="pichu"))
    shiny: Attr[bool] = attr(default=False)
    ratio: Attr[float] = attr(default=1.0)
    price: Attr[Decimal] = attr(default=Decimal(0))
    photo: Attr[bytes] = attr(default=b"")
    seen_at: Attr[datetime | None] = attr(default=None)
    position: Attr[tuple[int, str]] = attr(default=(0, "north"))
    page: Attr[Page[int] | None] = attr(default=None)
    anything: Attr[Any] = attr(default=1)
    code: Attr[str] = attr(default=MISSING, link=lambda item: str(item["level"]))
    created: Attr[str] = attr(default=MISSING, internal=True)


class TrainerKey(Map):
    trainer_id: Attr[str] = key()


class Trainer(TrainerKey, Item):
    age: Attr[int]
    name: Attr[str] = attr(default="ash")


class Badge(Item):
    badge_id: Attr[str] = key()


class Card(Map):
    level: Attr[int]
    custom_name: Attr[str | None] = attr(default=None)


table = Table(name="game", partition_key={"name": "pokemon_id", "type": "string"})
pokemons = Entity(name="pokemon", table=table, schema=Pokemon, key=PokemonKey)
trainers = Entity(
    name="trainer",
    table=table,
    schema=Trainer,
    key=TrainerKey,
    compute_key=lambda k: {"pokemon_id": k["trainer_id"]},
)
badges = Entity(name="badge", table=table, schema=Badge, compute_key=lambda k: {"pokemon_id": k["badge_id"]})
dicts = Entity(name="dict", table=table, schema=s.item({"pokemon_id": s.string().key()}))


def pikachu() -> Pokemon:
    return Pokemon(pokemon_id="pikachu-1", species="pikachu", poke_types={"electric"})


def given() -> Mapping[str, Any]:
    return {"pokemon_id": "pikachu-1"}
