"""Entities of the shared classes, on an engine in memory."""

import pytest

from dynamodb_toolbox import Entity, Table
from tests.models.pokemon import Pokemon, PokemonKey, Trainer, TrainerKey


@pytest.fixture
def pokemons(table: Table) -> Entity[Pokemon, PokemonKey]:
    return Entity(name="pokemon", table=table, schema=Pokemon, key=PokemonKey, timestamps=False)


@pytest.fixture
def trainers(table: Table) -> Entity[Trainer, TrainerKey]:
    return Entity(name="trainer", table=table, schema=Trainer, key=TrainerKey)
