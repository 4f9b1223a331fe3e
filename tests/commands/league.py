"""A league: two entities in one table with indexes, on an engine."""

from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox import Client, EnsureTableCommand, Entity, PutItemCommand, Table, prefix, s

Kind = Entity[Any, Any]


@dataclass(frozen=True)
class League:
    """A table, and two entities that live there side by side."""

    table: Table
    trainers: Kind
    pokemons: Kind

    def fill(self) -> None:
        """Put two trainers and two Pokémon into one partition."""
        for name, badges in (("ash", 8), ("misty", 3)):
            self.put(self.trainers, name=name, badges=badges)
        for name, level in (("eevee", 7), ("pikachu", 42)):
            self.put(self.pokemons, name=name, level=level)

    def put(self, entity: Kind, **item: Any) -> None:
        """Put one item into the partition `kanto`."""
        entity.build(PutItemCommand).item({"league": "kanto", **item}).send()


def make_league(client: Client, name: str = "league") -> League:
    """Create the table, and give it with its entities."""
    table = Table(
        name=name,
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "string"},
        indexes={
            "by_level": {
                "type": "global",
                "partition_key": {"name": "pk", "type": "string"},
                "sort_key": {"name": "_l", "type": "number"},
            },
            "by_kind": {
                "type": "global",
                "partition_key": {"name": "_et", "type": "string"},
                "sort_key": {"name": "sk", "type": "string"},
            },
            "by_badges": {"type": "local", "sort_key": {"name": "badges", "type": "number"}},
        },
        client=client,
    )
    table.build(EnsureTableCommand).send()
    trainers = _member(table, "trainer", {"badges": s.number(), "team": s.set(s.string()).optional()})
    pokemons = _member(
        table,
        "pokemon",
        {"level": s.number().saved_as("_l"), "secret": s.string().hidden().optional()},
    )
    return League(table, trainers, pokemons)


def _member(table: Table, name: str, attributes: dict[str, Any]) -> Kind:
    key = {
        "league": s.string().key().saved_as("pk"),
        "name": s.string().key().saved_as("sk").transform(prefix(name)),
    }
    return Entity(name=name, table=table, schema=s.item({**key, **attributes}), timestamps=False)
