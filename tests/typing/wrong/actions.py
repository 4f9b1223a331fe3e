"""Actions of one's own."""

from typing import Any

from dynamodb_toolbox import Entity, KeyInput, Sendable, Table
from dynamodb_toolbox.protocol.calls import Call, Steps
from tests.typing.models import Pokemon, PokemonKey, TrainerKey, pokemons, table, trainers


class Touch(KeyInput[Pokemon, PokemonKey], Sendable[int]):
    """An action on Pokémon alone."""

    def params(self) -> dict[str, Any]:
        return {}

    def steps(self) -> Steps[int]:
        yield Call("GetItem", {})
        return 1


def key_of(entity: Entity[Pokemon, PokemonKey]) -> PokemonKey:
    return PokemonKey(pokemon_id=entity.name)


def name_of(table: Table) -> str:
    return table.get_name()


text: str = pokemons.build(Touch).key(pokemon_id="x").send()  # error
pokemons.build(Touch).key(TrainerKey(trainer_id="x"))  # error
trainers.build(Touch)  # error
trainers.build(key_of)  # error
pokemons.build(name_of)  # error
table.build(key_of)  # error
number: int = pokemons.build(key_of)  # error
pokemons.build(lambda entity: entity.nope)  # error
pokemons.build(3)  # error
