"""An engine with a table of pokémons."""

from collections.abc import Iterator

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.partiql_support import create_pokemons


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    create_pokemons(engine)
    yield engine
    engine.close()
