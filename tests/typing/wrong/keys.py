"""Keys."""

from dynamodb_toolbox import (
    BatchDeleteRequest,
    BatchGetRequest,
    ConditionCheck,
    DeleteItemCommand,
    EntityRepository,
    GetItemCommand,
    GetTransaction,
    UpdateItemCommand,
)
from tests.typing.models import Pokemon, PokemonKey, TrainerKey, badges, dicts, pokemons

other = TrainerKey(trainer_id="x")

pokemons.build(GetItemCommand).key({"pokemon_id": "x"})  # error
pokemons.build(GetItemCommand).key("x")  # error
pokemons.build(GetItemCommand).key(other)  # error
pokemons.build(GetItemCommand).key(Pokemon)  # error
pokemons.build(GetItemCommand).key(PokemonKey(pokemonid="x"))  # error
pokemons.build(GetItemCommand).key(PokemonKey(pokemon_id=3))  # error
pokemons.build(DeleteItemCommand).key(other)  # error
pokemons.build(UpdateItemCommand).key(other)  # error
pokemons.build(GetTransaction).key({"pokemon_id": "x"})  # error
pokemons.build(BatchGetRequest).key(other)  # error
pokemons.build(BatchDeleteRequest).key(other)  # error
pokemons.build(ConditionCheck).key(other)  # error
pokemons.build(EntityRepository).get({"pokemon_id": "x"})  # error
pokemons.build(EntityRepository).delete(other)  # error
badges.build(GetItemCommand).key("x")  # error
dicts.build(GetItemCommand).key(PokemonKey(pokemon_id="x"))  # error
