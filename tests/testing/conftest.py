from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox import EnsureTableCommand, Entity, Table, s
from dynamodb_toolbox.testing import TestClient


@pytest.fixture
def dynamodb() -> Iterator[TestClient]:
    with TestClient() as client:
        yield client


@pytest.fixture
def pokemons(dynamodb: TestClient) -> Entity[Any, Any]:
    table = Table(name="pokemons", partition_key={"name": "id", "type": "string"}, client=dynamodb)
    table.build(EnsureTableCommand).send()
    dynamodb.calls.clear()
    return Entity(
        name="pokemon",
        table=table,
        schema=s.item({"id": s.string().key(), "level": s.number().default(1)}),
        timestamps=False,
    )
