"""A database as tools for a model: a server of the Model Context Protocol over stdin and stdout.

    pip install 'dynamodb-toolbox[mcp]'
    python examples/mcp_server.py league.db [--allow-writes]

In place of the file, a URL says where else: `http://127.0.0.1:8000`, `dynamodb://eu-west-1`.

A client starts it. For one that reads a JSON file of servers:

    {"mcpServers": {"league": {"command": "python", "args": ["examples/mcp_server.py", "league.db"]}}}
"""

import sys

from dynamodb_toolbox import (
    Database,
    EnsureTableCommand,
    Entity,
    EntityAccessPattern,
    MCPToolkit,
    Registry,
    Table,
    TableAccessPattern,
    connect,
    prefix,
    s,
)

table = Table(
    name="league",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
    indexes={
        "by_level": {
            "type": "global",
            "partition_key": {"name": "pk", "type": "string"},
            "sort_key": {"name": "level", "type": "number"},
        }
    },
)

trainers = Entity(
    name="trainer",
    table=table,
    schema=s.item(
        {
            "league": s.string().key().saved_as("pk").description("Such as kanto"),
            "name": s.string().key().saved_as("sk").transform(prefix("trainer")),
            "badges": s.set(s.string()).optional(),
            "photo": s.binary().optional(),
            "fee": s.decimal().optional(),
            "joined": s.date().optional(),
        }
    ),
    meta={"title": "Trainer", "description": "Someone who trains Pokémon"},
)

pokemons = Entity(
    name="pokemon",
    table=table,
    schema=s.item(
        {
            "league": s.string().key().saved_as("pk"),
            "name": s.string().key().saved_as("sk").transform(prefix("pokemon")),
            "level": s.number().default(1),
        }
    ),
)

everyone = (
    table.build(TableAccessPattern)
    .entities(trainers, pokemons)
    .schema(s.map({"league": s.string()}))
    .pattern(lambda given: {"partition": given["league"]})
    .options(show_entity_attr=True, limit=2)
    .meta(title="All of a league", description="Trainers and Pokémon, by name")
)

strong = (
    pokemons.build(EntityAccessPattern)
    .schema(s.map({"league": s.string(), "least": s.number().default(10)}))
    .pattern(
        lambda given: {
            "index": "by_level",
            "partition": given["league"],
            "range": {"gte": given["least"]},
        }
    )
    .options(reverse=True)
)

database = Database(
    {
        "league": table.build(Registry)
        .register_entities(trainers, pokemons)
        .register_access_patterns(everyone=everyone, strong=strong)
    },
    meta={"title": "The league", "description": "Who trains, and which Pokémon there are."},
)


def main(place: str, *options: str) -> None:
    """Serve the league in that file, or at that URL, until the client is gone."""
    with connect(place if "://" in place else f"sqlite:///{place}") as client:
        table.client = client
        table.build(EnsureTableCommand).send()
        database.build(MCPToolkit).server("league", allow_writes="--allow-writes" in options).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
