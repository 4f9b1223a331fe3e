"""An entity of each kind of class."""

from typing import Any

import pytest

from dynamodb_toolbox import Entity, Table
from tests.models.kinds.league import KINDS, Kind


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture
def pokemons(table: Table, kind: Kind) -> Entity[Any, Any]:
    return Entity(name="pokemon", table=table, schema=kind.pokemon, key=kind.key, timestamps=False)
