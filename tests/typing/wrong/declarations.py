"""Declarations of classes and entities."""

from dynamodb_toolbox import Attr, Entity, Item, Map, attr, key, prefix
from tests.typing.models import Pokemon, PokemonKey, Wild, now, table


class Bad(Map):
    a: Attr[int] = attr(default="x")  # error
    b: Attr[str] = attr(default=None)  # error
    c: Attr[int] = attr(default=now)  # error
    d: Attr[int] = attr(default=1, validate=len)  # error
    e: Attr[list[int]] = attr(default=dict)  # error
    f: Attr[str] = attr(required="sometimes")  # error
    g: Attr[str] = attr(saved_as=3)  # error
    h: Attr[str] = attr(nope=True)  # error
    i: Attr[Wild] = attr(default=1)  # error
    j: Attr[str] = key(default=3)  # error
    k: Attr[str] = attr(transform="upper")  # error


class Good(Item):
    name: Attr[str] = key(transform=prefix("X"))


Entity(name="x", table=table, schema=Pokemon, key="pokemon_id")  # error
Entity(name="x", table=table, schema={"pokemon_id": str})  # error
Entity(name="x", table=table, schema=Good, timestamp=False)  # error
Entity(name=3, table=table, schema=Pokemon, key=PokemonKey)  # error
Entity(name="x", schema=Pokemon)  # error
