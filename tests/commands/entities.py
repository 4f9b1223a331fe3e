"""The tables and entities that the tests of commands ask; nothing is sent."""

from typing import Any

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import MISSING

TABLE = Table(
    name="t",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
)

POKEMONS: Entity[Any, Any] = Entity(
    name="POKEMON",
    table=TABLE,
    schema=s.item(
        {
            "id": s.string().key().saved_as("pk").transform(prefix("ID")),
            "kind": s.string().key().saved_as("sk").default("cat"),
            "lvl": s.number().saved_as("_l").optional(),
            "tags": s.set(s.string()).optional(),
            "moves": s.list(s.map({"name": s.string().saved_as("_n")})).optional(),
            "secret": s.string().hidden().optional(),
        }
    ),
)
"""With internal attributes, a transformed and renamed key, and a default for the sort key."""

PLAIN: Entity[Any, Any] = Entity(
    name="PLAIN",
    table=TABLE,
    schema=s.item({"pk": s.string().key(), "sk": s.string().key(), "a": s.any().optional()}),
    entity_attribute=False,
    timestamps=False,
)
"""Without internal attributes."""


def _key(item: dict[str, Any]) -> dict[str, Any]:
    return {"pk": f"U#{item.get('user', MISSING)}", "sk": item.get("day")}


COMPUTED: Entity[Any, Any] = Entity(
    name="VISIT",
    table=TABLE,
    schema=s.item(
        {
            "user": s.string().key(),
            "day": s.string().key(),
            "note": s.string().optional(),
            "pk": s.string().optional(),
        }
    ),
    compute_key=_key,
    entity_attribute=False,
    timestamps=False,
)
"""Its key is computed; one attribute is even named like a part of it."""
