"""The classes that tests of models share."""

from decimal import Decimal
from typing import Literal

from dynamodb_toolbox import Attr, Item, Map, attr, key

PokeType = Literal["fire", "water", "electric"]


class Captured(Map):
    status: Attr[Literal["captured"]] = attr(default="captured")
    captured_at: Attr[str]


class Wild(Map):
    status: Attr[Literal["wild"]] = attr(default="wild")


class Evolution(Map):
    to: Attr[str]
    level: Attr[int | None] = attr(default=None)


class PokemonKey(Map):
    pokemon_id: Attr[str] = key(saved_as="pk")


class Pokemon(PokemonKey, Item):
    level: Attr[int]
    species: Attr[Literal["pikachu", "raichu"]] = attr(default="pikachu")
    custom_name: Attr[str | None] = attr(default=None)
    poke_types: Attr[set[PokeType]] = attr(default={"electric"})
    evolutions: Attr[list[Evolution]] = attr(default=list)
    resistances: Attr[dict[PokeType, int]] = attr(default=dict)
    capture_state: Attr[Captured | Wild] = attr(default=Wild)
    first_form: Attr[Evolution | None] = attr(default=None)
    shiny: Attr[bool] = attr(default=False)
    price: Attr[Decimal | None] = attr(default=None)
    ratio: Attr[float] = attr(default=1.0)
    position: Attr[tuple[int, str] | None] = attr(default=None)
    secret: Attr[str | None] = attr(default=None, hidden=True)


class TrainerKey(Map):
    trainer_id: Attr[str] = key(saved_as="pk")


class Trainer(TrainerKey, Item):
    age: Attr[int]
    name: Attr[str] = attr(default="ash")
