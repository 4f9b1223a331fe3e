"""A league as a database: entities with values that JSON does not have, and access patterns."""

from typing import Any

from dynamodb_toolbox import (
    Client,
    Database,
    Entity,
    EntityAccessPattern,
    Registry,
    TableAccessPattern,
    prefix,
    s,
)
from tests.commands.league import League, make_league


def photos_of(league: League) -> Entity[Any, Any]:
    """Give an entity with bytes, dates, exact numbers, and a hidden attribute."""
    schema = s.item(
        {
            "league": s.string().key().saved_as("pk"),
            "taken": s.date().key().saved_as("sk").transform(prefix("photo")),
            "content": s.binary(),
            "tags": s.set(s.string()).optional(),
            "price": s.decimal().optional(),
            "camera": s.map({"name": s.string(), "lens": s.string().optional()}).optional(),
            "owner": s.string().hidden().default("nobody"),
        }
    )
    return Entity(
        name="photo",
        table=league.table,
        schema=schema,
        timestamps=False,
        meta={"title": "Photo", "description": "Taken on a day."},
    )


def make_database(client: Client) -> Database:
    """Create the table, and give the database."""
    league = make_league(client)
    league.fill()
    photos = photos_of(league)
    everyone: TableAccessPattern[Any] = (
        league.table.build(TableAccessPattern)
        .entities(league.trainers, league.pokemons)
        .schema(s.map({"league": s.string()}))
        .pattern(lambda given: {"partition": given["league"], "options": {"reverse": True}})
        .options(limit=2, show_entity_attr=True)
        .meta(title="Everyone", description="All of a league")
    )
    since = (
        photos.build(EntityAccessPattern)
        .schema(s.map({"day": s.date().transform(prefix("photo"))}))
        .pattern(lambda given: {"partition": "kanto", "range": {"gte": given["day"]}})
    )
    trainers = league.trainers.build(EntityAccessPattern).pattern(lambda _: {"partition": "kanto"})
    registry = league.table.build(Registry).register_entities(league.trainers, league.pokemons, photos)
    registry = registry.register_access_patterns(everyone=everyone, photos_since=since, trainers=trainers)
    return Database({"league": registry})
