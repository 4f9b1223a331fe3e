"""Entities given to the commands that create tables: what could never be stored or read is told before."""

from typing import Any

import pytest

from dynamodb_toolbox import CreateTableCommand, EnsureTableCommand, Entity, Registry, Table, s
from dynamodb_toolbox.schema.base import Attribute
from tests.refusals import refused


def table(projection: Any = "ALL", **more: Any) -> Table:
    return Table(
        name="games",
        partition_key={"name": "pk", "type": "string"},
        indexes={
            "by_score": {
                "type": "global",
                "partition_key": {"name": "game", "type": "string"},
                "sort_key": {"name": "points", "type": "number"},
                "projection": projection,
            }
        },
        **more,
    )


def entity(of: Table, **attributes: Attribute) -> Entity[Any, Any]:
    schema = s.item({"id": s.string().key().saved_as("pk"), **attributes})
    return Entity(name="score", table=of, schema=schema)


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"game": s.string(), "points": s.number().optional()},
        {"g": s.string().saved_as("game"), "points": s.any()},
        {"points": s.any_of(s.number(), s.number().enum(1))},
        {"points": s.string().saved_as("other")},
    ],
)
def test_entities_that_fit(attributes: dict[str, Attribute]) -> None:
    of = table()
    create = of.build(CreateTableCommand)
    assert create.entities(entity(of, **attributes)).params() == create.params()


@pytest.mark.parametrize(
    ("path", "attribute", "may_be"),
    [
        ("game", s.number(), "number"),
        ("score", s.string().saved_as("points"), "string"),
        ("points", s.any_of(s.number(), s.string(), s.null()), "null or a string"),
        ("game", s.list(s.string()), "list"),
    ],
)
def test_a_key_of_an_index_is_of_its_type(path: str, attribute: Attribute, may_be: str) -> None:
    of = table()
    with refused("table.entityMismatch", path, payload={"entity": "score"}) as caught:
        of.build(CreateTableCommand).entities(entity(of, **{path: attribute})).params()
    assert f"may be a {may_be}" in caught.value.message


def test_time_to_live_is_a_number() -> None:
    of = table(settings={"time_to_live": "expires"})
    of.build(CreateTableCommand).entities(entity(of, expires=s.number())).params()
    with refused("table.entityMismatch", "expires"):
        of.build(EnsureTableCommand).entities(entity(of, expires=s.string())).send()


@pytest.mark.parametrize(
    ("projection", "fits"), [("ALL", True), ("KEYS_ONLY", True), (["title"], False), (["title", "_et"], True)]
)
def test_an_index_that_lists_what_it_projects_lists_the_entity_attribute(projection: Any, fits: bool) -> None:
    of = table(projection)
    create = of.build(CreateTableCommand)
    schema = s.item({"id": s.string().key().saved_as("pk")})
    create.entities(Entity(name="untold", table=of, schema=schema, entity_attribute=False)).params()
    if fits:
        create.entities(entity(of)).params()
    else:
        with refused("table.entityMismatch"):
            create.entities(entity(of)).params()


def test_entities_are_of_the_table() -> None:
    other = Table(name="others", partition_key={"name": "pk", "type": "string"})
    with refused("table.entityMismatch"):
        table().build(CreateTableCommand).entities(entity(other)).params()


def test_a_registry_gives_its_entities() -> None:
    of = table()
    with refused("table.entityMismatch", "game"):
        of.build(Registry).register_entities(entity(of, game=s.number())).build(CreateTableCommand).params()


def test_options_and_entities_are_kept() -> None:
    of = table()
    wrong = entity(of, game=s.number())
    with refused("table.entityMismatch", "game"):
        of.build(CreateTableCommand).entities(wrong).options(wait=True).params()
    options = of.build(CreateTableCommand).options(table_name="other").entities(entity(of)).params()
    assert options["TableName"] == "other"
