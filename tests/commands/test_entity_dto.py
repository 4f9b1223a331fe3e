"""`EntityDTO` and back (spec/actions.md §9.3)."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import assume, given

from dynamodb_toolbox import (
    Entity,
    EntityDTO,
    EntityFormatter,
    EntityParser,
    EntityRepository,
    GetItemCommand,
    PutItemCommand,
    Table,
    UpdateItemCommand,
    from_entity_dto,
    prefix,
    s,
)
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import same
from tests.commands.league import League
from tests.refusals import refused
from tests.strategies import Sample, items

TABLE = Table(
    name="t",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "number"},
    meta={"title": "Everything"},
)


def key_of(item: dict[str, Any]) -> Mapping[str, Any]:
    return {"pk": f"U#{item['user']}", "sk": item["day"]}


def zero() -> int:
    return 0


def double(item: dict[str, Any]) -> int:
    return 2 * int(item["n"])


def small(value: int) -> bool:
    return value < 100


FUNCTIONS = {"key_of": key_of, "zero": zero, "double": double, "small": small}
WHOLE: Entity[Any, Any] = Entity(
    name="visit",
    table=TABLE,
    schema=s.item(
        {
            "user": s.string().key().transform(prefix("V")).saved_as("_u"),
            "day": s.number().key(),
            "n": s.number().default(zero).validate(small),
            "twice": s.number().link(double),
            "notes": s.list(s.map({"text": s.string().enum("a", "b")})).optional(),
        }
    ),
    compute_key=key_of,
    entity_attribute={"name": "kind", "hidden": False},
    timestamps={"created": {"name": "at", "saved_as": "_at", "hidden": True}, "modified": False},
    forbid_unknown=True,
    meta={"title": "Visits", "tags": ["x"]},
)


def through_json(entity: Entity[Any, Any], functions: Any = None) -> Entity[Any, Any]:
    return from_entity_dto(json.loads(json.dumps(EntityDTO(entity, functions).to_json())), functions)


def test_an_entity_comes_back_whole_where_its_functions_have_names() -> None:
    again = through_json(WHOLE, FUNCTIONS)
    assert EntityDTO(again, FUNCTIONS).to_json() == EntityDTO(WHOLE, FUNCTIONS).to_json()
    assert (again.name, again.meta, again.forbid_unknown) == ("visit", WHOLE.meta, True)
    assert again.compute_key is key_of
    assert (again.entity_attribute, again.timestamps) == (WHOLE.entity_attribute, WHOLE.timestamps)
    assert again.table.meta == {"title": "Everything"}
    assert list(again.attributes) == list(WHOLE.attributes)


@pytest.mark.parametrize(
    "item",
    [{"user": "u", "day": 1}, {"user": "u", "day": 1, "n": 5, "notes": [{"text": "a"}]}],
)
def test_what_comes_back_does_the_same(item: dict[str, Any]) -> None:
    again = through_json(WHOLE, FUNCTIONS)
    assert again.build(PutItemCommand).item(item).params() == WHOLE.build(PutItemCommand).item(item).params()
    update = WHOLE.build(UpdateItemCommand).item(item)
    assert again.build(UpdateItemCommand).item(item).params() == update.params()
    key = {"user": "u", "day": 1}
    expected = WHOLE.build(GetItemCommand).key(key).params()
    assert again.build(GetItemCommand).key(key).params() == expected


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({"user": "u", "day": 1, "n": 100}, "parsing.customValidationFailed", "n"),
        ({"user": "u", "day": 1, "notes": [{"text": "c"}]}, "parsing.invalidAttributeInput", "notes[0].text"),
        ({"user": "u", "day": 1, "nope": 1}, "parsing.unknownAttribute", "nope"),
        ({"user": "u"}, "parsing.attributeRequired", "day"),
    ],
)
def test_what_comes_back_refuses_the_same(item: dict[str, Any], code: str, path: str) -> None:
    for entity in (WHOLE, through_json(WHOLE, FUNCTIONS)):
        with refused(code, path):
            entity.build(PutItemCommand).item(item).params()


def test_without_functions_it_is_the_references_form_but_for_the_version() -> None:
    table = Table(partition_key={"name": "pk", "type": "string"})
    schema = s.item({"pk": s.string().key(), "attr": s.string()})
    simple = Entity(name="simple", table=table, schema=schema)
    dto = EntityDTO(simple).to_json()
    assert dto["schema"].pop("version") == 1
    assert dto == {
        "entityName": "simple",
        "schema": {
            "type": "item",
            "attributes": {
                "pk": {"type": "string", "key": True, "required": "always"},
                "attr": {"type": "string"},
            },
        },
        "entityAttribute": True,
        "timestamps": True,
        "table": {"partitionKey": {"name": "pk", "type": "string"}, "entityAttributeSavedAs": "_et"},
    }


def test_without_functions_a_computed_key_is_written_as_hidden_attributes() -> None:
    dto = EntityDTO(WHOLE).to_json()
    hidden = {"key": True, "required": "always", "hidden": True}
    assert dto["schema"]["attributes"]["pk"] == {"type": "string", **hidden}
    assert dto["schema"]["attributes"]["sk"] == {"type": "number", **hidden}
    assert "computeKey" not in dto
    taken = from_entity_dto(dto)
    key = {"user": "u", "day": 1, "pk": "a", "sk": 2}
    assert taken.build(GetItemCommand).key(key).params()["Key"] == {"pk": "a", "sk": 2}


def test_a_dto_of_the_reference_is_read() -> None:
    dto = {
        "entityName": "simple",
        "schema": {
            "type": "item",
            "attributes": {
                "pk": {"type": "string", "key": True, "required": "always"},
                "attr": {"type": "string", "savedAs": "_a"},
            },
        },
        "table": {"partitionKey": {"name": "pk", "type": "string"}},
        "timestamps": {"created": {"name": "at", "savedAs": "_at"}},
    }
    entity = from_entity_dto(dto)
    params = entity.build(PutItemCommand).item({"pk": "a", "attr": "b"}).options(table_name="t").params()
    assert params["Item"].keys() == {"pk", "_a", "_et", "_at"}
    assert params["Item"]["_et"] == "simple"


def test_a_table_may_be_given(league: League) -> None:
    league.fill()
    again = from_entity_dto(league.trainers.build(EntityDTO).to_json(), table=league.table)
    item = again.build(EntityRepository).get({"league": "kanto", "name": "ash"}).item
    assert item == {"league": "kanto", "name": "ash", "badges": 8}


def test_what_was_written_is_the_writers_own() -> None:
    dto = EntityDTO(WHOLE).to_json()
    dto["meta"]["tags"].append("y")
    dto["entityAttribute"]["name"] = "other"
    dto["table"]["meta"]["title"] = "other"
    assert WHOLE.meta == {"title": "Visits", "tags": ["x"]}
    assert WHOLE.entity_attribute == {"name": "kind", "hidden": False}
    assert TABLE.meta == {"title": "Everything"}


@pytest.mark.parametrize("missing", FUNCTIONS)
def test_a_function_without_a_name_is_told(missing: str) -> None:
    functions = {name: function for name, function in FUNCTIONS.items() if name != missing}
    path = {"key_of": "computeKey", "zero": "n", "double": "twice", "small": "n"}[missing]
    with refused("dto.unnamedFunction", path):
        EntityDTO(WHOLE, functions).to_json()
    with refused("dto.unknownFunction", path) as caught:
        from_entity_dto(EntityDTO(WHOLE, FUNCTIONS).to_json(), functions)
    assert f"'{missing}'" in caught.value.message


SIMPLE: dict[str, Any] = {
    "entityName": "e",
    "schema": {"type": "item", "attributes": {"pk": {"type": "string", "key": True, "required": "always"}}},
    "table": {"partitionKey": {"name": "pk", "type": "string"}},
}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"schema": None}, "dto.invalidEntity"),
        ({"schema": {"type": "item"}}, "dto.invalidEntity"),
        ({"schema": {"type": "item", "attributes": {"pk": {"type": "nope"}}}}, "dto.invalidSchema"),
        ({"schema": {"type": "item", "attributes": {}}}, "entity.invalidSchema"),
        ({"table": {}}, "dto.invalidTable"),
        ({"table": None}, "dto.invalidTable"),
        ({"timestamps": 5}, "dto.invalidEntity"),
    ],
)
def test_what_cannot_be_read(change: dict[str, Any], code: str) -> None:
    assert from_entity_dto(SIMPLE).name == "e"
    with pytest.raises(Exception, match=code):
        from_entity_dto({**SIMPLE, **change})


@pytest.mark.parametrize("part", ["entityName", "schema", "table"])
def test_what_is_missing(part: str) -> None:
    with refused("dto.invalidEntity") as caught:
        from_entity_dto({name: value for name, value in SIMPLE.items() if name != part})
    assert part in caught.value.message


@given(items)
def test_any_entity_comes_back_and_stores_the_same(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    table = Table(name="t", partition_key={"name": "partition", "type": "string"})
    attributes = {**schema.attributes, "partition": s.string().key()}
    try:
        entity = Entity(name="e", table=table, schema=s.item(attributes), timestamps=False)
    except DynamoDBToolboxError as error:
        assume(error.code != "entity.reservedAttributeSavedAs")  # a random name may be `_et`
        raise
    again = through_json(entity)
    assert EntityDTO(again).to_json() == EntityDTO(entity).to_json()
    item = {**sample.value, "partition": "p"}
    expected = entity.build(EntityParser).parse(item)
    parsed = again.build(EntityParser).parse(item)
    assert same(parsed.item, expected.item)
    assert same(
        again.build(EntityFormatter).format(parsed.item), entity.build(EntityFormatter).format(parsed.item)
    )
