"""Entities of built schemas whose items are TypedDicts; and classes of other libraries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NotRequired, TypedDict, assert_type

import attrs
import msgspec
import pydantic

from dynamodb_toolbox import (
    Entity,
    EntityRepository,
    GetItemCommand,
    PutItemCommand,
    QueryCommand,
    UpdateItemCommand,
    add,
    append,
    attr,
    key,
    remove,
    s,
    set_,
)
from tests.typing.models import PokemonKey, is_positive, table
from tests.typing.right.generated import EveryTypeInput, EveryTypeItem, EveryTypeKey, EveryTypeUpdate


class Move(TypedDict):
    name: str
    power: NotRequired[int]


class PokemonDict(TypedDict):
    pokemon_id: str
    level: NotRequired[int]
    moves: NotRequired[list[Move]]


schema = s.item(
    {
        "pokemon_id": s.string().key(),
        "level": s.number().default(1),
        "moves": s.list(s.map({"name": s.string(), "power": s.number().optional()})).default([]),
    }
)
pokemons = Entity(name="pokemon", table=table, schema=schema.typed(PokemonDict))
assert_type(pokemons, Entity[PokemonDict, Mapping[str, Any]])
pikachu: PokemonDict = {"pokemon_id": "pikachu-1", "moves": [{"name": "bolt"}]}
pokemons.build(PutItemCommand).item(pikachu)
assert_type(pokemons.build(GetItemCommand).key({"pokemon_id": "x"}).send().item, PokemonDict | None)
assert_type(table.build(QueryCommand).entities(pokemons).send().items, list[PokemonDict])
assert_type(pokemons.build(EntityRepository).get({"pokemon_id": "x"}).item, PokemonDict | None)

keyed = Entity(name="pokemon", table=table, schema=schema.typed(PokemonDict), key=PokemonKey)
assert_type(keyed, Entity[PokemonDict, PokemonKey])


def generated(entity: Entity[EveryTypeItem, EveryTypeKey], given: EveryTypeInput) -> None:
    entity.build(PutItemCommand).item(given)
    found = entity.build(GetItemCommand).key({"pk": "x"}).send().item
    if found is not None:
        assert_type(found["level"], int | float)
        assert_type(found["species"], Literal["pikachu", 'it"s'])
        assert_type(found["odd"]["in"]["x"], bool)
    change: EveryTypeUpdate = {
        "pk": "x",
        "level": add(1),
        "photo": remove(),
        "moves": append([{"name": "bolt"}]),
        "odd": set_({"a.b": "x", "in": {"x": True}}),
    }
    entity.build(UpdateItemCommand).item(change)


@dataclass
class Data:
    id: Annotated[str, key()]
    level: Annotated[int, attr(validate=is_positive)] = 1


@attrs.define
class Attrs:
    id: Annotated[str, key()]


class Struct(msgspec.Struct):
    id: Annotated[str, key()]


class Model(pydantic.BaseModel):
    id: Annotated[str, key()]


class Dict(TypedDict):
    id: Annotated[str, key()]


def entity_of_each() -> None:
    data = Entity(name="data", table=table, schema=Data)
    assert_type(data.build(GetItemCommand).key({"id": "x"}).send().item, Data | None)
    attributes = Entity(name="attrs", table=table, schema=Attrs, key=Struct)
    assert_type(attributes.build(GetItemCommand).key(Struct("x")).send().item, Attrs | None)
    structs = Entity(name="struct", table=table, schema=Struct)
    assert_type(structs.build(GetItemCommand).key({"id": "x"}).send().item, Struct | None)
    models = Entity(name="model", table=table, schema=Model)
    assert_type(models.build(GetItemCommand).key({"id": "x"}).as_(Data).send().item, Data | None)
    assert_type(table.build(QueryCommand).entities(data, models).send().items, list[Data | Model])
    dicts = Entity(name="dict", table=table, schema=Dict)
    assert_type(dicts.build(GetItemCommand).key({"id": "x"}).send().item, Dict | None)
