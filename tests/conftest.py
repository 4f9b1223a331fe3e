"""What tests share: a client on the engine in memory, and a Pokémon entity on it."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from dynamodb_toolbox import Client, EnsureTableCommand, Entity, Table, connect, s
from dynamodb_toolbox.commands import few_items

Pokemons = Entity[Any, Any]

# A slow machine is no failure; and what CI tries is the same each time, so that a change is what breaks it.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

few_items.patience = 0  # code is compiled for the first item already: it is what nearly every test is to try


@pytest.fixture
def client() -> Iterator[Client]:
    """A client on an engine of its own, in memory."""
    with connect("sqlite://") as client:
        yield client


@pytest.fixture
def table(client: Client) -> Table:
    """A table that is there."""
    table = Table(name="pokemons", partition_key={"name": "pk", "type": "string"}, client=client)
    table.build(EnsureTableCommand).send()
    return table


@pytest.fixture
def pokemons(table: Table) -> Pokemons:
    """An entity with one of everything that commands care about."""
    return Entity(
        name="pokemon",
        table=table,
        schema=s.item(
            {
                "id": s.string().key().saved_as("pk"),
                "level": s.number(),
                "species": s.string().enum("pikachu", "raichu").default("pikachu"),
                "secret": s.string().hidden().optional(),
                "evolutions": s.list(s.map({"to": s.string()})).default([]),
            }
        ),
        timestamps=False,
    )
