"""`RegistryDTO` and back: tables, entities, access patterns."""

import json
import math
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    Entity,
    EntityAccessPattern,
    PutItemCommand,
    Registry,
    RegistryDTO,
    Table,
    TableAccessPattern,
    from_registry_dto,
    s,
)
from tests.commands.entities import PLAIN, POKEMONS, TABLE
from tests.commands.league import League
from tests.refusals import refused


def by_level(given: Any) -> Any:
    return {"index": "by_level", "partition": given["league"], "range": {"gte": given["least"]}}


def everyone(_: Any) -> Any:
    return {"partition": "kanto"}


FUNCTIONS = {"by_level": by_level, "everyone": everyone}
LEAST = s.map({"league": s.string(), "least": s.number().default(1)})


def registry_of(league: League) -> Registry:
    strong = league.pokemons.build(EntityAccessPattern).schema(LEAST).pattern(by_level).meta(title="Strong")
    team: TableAccessPattern[Any] = league.table.build(TableAccessPattern)
    team = team.entities(league.trainers, league.pokemons).pattern(everyone)
    team = team.options(max_pages=math.inf, reverse=True, filters={"trainer": {"attr": "badges", "gt": 3}})
    registry = league.table.build(Registry).register_entities(league.trainers, league.pokemons)
    return registry.register_access_patterns(strong=strong, team=team)


def through_json(registry: Registry, functions: Any = None, client: Any = None) -> Registry:
    dto = json.loads(json.dumps(RegistryDTO(registry, functions).to_json(), allow_nan=False))
    return from_registry_dto(dto, functions, client=client)


def test_a_registry_comes_back_whole_and_does_the_same(league: League, client: Client) -> None:
    league.fill()
    registry = registry_of(league)
    again = through_json(registry, FUNCTIONS, client)
    assert RegistryDTO(again, FUNCTIONS).to_json() == RegistryDTO(registry, FUNCTIONS).to_json()
    assert again.table.build(TableAccessPattern).pattern(everyone).query().send().count == 4
    given = {"league": "kanto", "least": 10}
    assert again.query("strong", given).send().items == registry.query("strong", given).send().items
    found = again.query("team").send()
    assert found.items == registry.query("team").send().items
    assert [item["name"] for item in found.items] == ["ash", "pikachu", "eevee"]
    assert again.access_pattern("team").default_options["max_pages"] == math.inf
    assert again.access_pattern("strong").notes == {"title": "Strong"}
    assert isinstance(again.access_pattern("strong"), EntityAccessPattern)
    assert all(entity.table is again.table for entity in again.entities.values())
    item = {"league": "johto", "name": "gary", "badges": 10}
    assert again.entity("trainer").build(PutItemCommand).item(item).send().toolbox_item is not None


def test_without_functions_patterns_are_still_to_be_said(league: League) -> None:
    again = through_json(registry_of(league))
    with refused("actions.incompleteAction"):
        again.query("team")
    assert again.access_pattern("team").targets == tuple(again.entities.values())
    with refused("parsing.attributeRequired", "league"):
        again.query("strong", {})


def test_a_table_alone() -> None:
    dto = RegistryDTO(TABLE.build(Registry)).to_json()
    assert list(dto) == ["table", "entities"]
    again = from_registry_dto(dto)
    assert (again.table.name, dict(again.entities), dict(again.access_patterns)) == ("t", {}, {})


def test_a_function_without_a_name_is_refused(league: League) -> None:
    with refused("dto.unnamedFunction", "strong"):
        RegistryDTO(registry_of(league), {"everyone": everyone}).to_json()
    dto = RegistryDTO(registry_of(league), FUNCTIONS).to_json()
    with refused("dto.unknownFunction", "strong"):
        from_registry_dto(dto, {})


def test_entities_of_patterns_must_be_registered() -> None:
    pattern = POKEMONS.build(EntityAccessPattern).pattern(everyone)
    registry = TABLE.build(Registry).register_entities(PLAIN).register_access_patterns(p=pattern)
    with refused("dto.unregisteredEntity", "p"):
        RegistryDTO(registry).to_json()


@pytest.mark.parametrize("options", [{"filters": {"PLAIN": {"attr": "a", "eq": b"x"}}}, {"limit": math.nan}])
def test_options_that_are_no_json_are_refused(options: Any) -> None:
    pattern = PLAIN.build(EntityAccessPattern).pattern(everyone).options(options)
    registry = TABLE.build(Registry).register_entities(PLAIN).register_access_patterns(p=pattern)
    with refused("dto.invalidAccessPattern", "p"):
        RegistryDTO(registry).to_json()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda dto: dto.pop("table"),
        lambda dto: dto.pop("entities"),
        lambda dto: dto["accessPatterns"].update(p={"type": "table"}),
        lambda dto: dto["accessPatterns"].update(p={"type": "table", "entities": ["nope"]}),
        lambda dto: dto["accessPatterns"].update(p={"type": "entity", "entities": []}),
        lambda dto: dto.update(accessPatterns=[]),
    ],
)
def test_a_faulty_dto_is_refused(league: League, spoil: Any) -> None:
    dto = RegistryDTO(registry_of(league), FUNCTIONS).to_json()
    spoil(dto)
    with refused("dto.invalidRegistry"):
        from_registry_dto(dto, FUNCTIONS)


def test_faults_of_tables_and_entities_are_told_as_such(league: League) -> None:
    dto = RegistryDTO(registry_of(league)).to_json()
    with refused("dto.invalidTable"):
        from_registry_dto({**dto, "table": {}})
    with refused("dto.invalidEntity"):
        from_registry_dto({**dto, "entities": [{}]})


def test_keys_that_are_computed_come_back_by_name() -> None:
    table = Table(name="visits", partition_key={"name": "pk", "type": "string"})

    def key(item: Any) -> Any:
        return {"pk": item["day"]}

    visits: Entity[Any, Any] = Entity(
        name="visit", table=table, schema=s.item({"day": s.string().key()}), compute_key=key
    )
    again = through_json(table.build(Registry).register_entities(visits), {"key": key})
    assert again.entity("visit").compute_key is key
