"""`Entity`: whether the schema carries the key, and the internal attributes it adds (spec/actions.md §2)."""

import time
from typing import Any

import pytest

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.internal_attributes import now
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from dynamodb_toolbox.schema.update.actions import get
from dynamodb_toolbox.table import Table
from tests.refusals import refused

TABLE = Table(
    name="t", partition_key={"name": "pk", "type": "string"}, sort_key={"name": "sk", "type": "number"}
)
PK, SK = s.string().key(), s.number().key()
SCHEMA = s.item({"id": PK.saved_as("pk"), "sk": SK, "lvl": s.number()})


def entity(schema: ItemSchema | MapSchema = SCHEMA, **options: Any) -> Entity[Any, Any]:
    return Entity(name="POKEMON", table=TABLE, schema=schema, **options)


def test_an_entity_keeps_what_it_is_told() -> None:
    made = entity(meta={"title": "T"})
    assert (made.name, made.table, made.meta) == ("POKEMON", TABLE, {"title": "T"})
    assert list(made.attributes) == ["id", "sk", "lvl"]
    assert made.schema.checked


def test_build_hands_the_entity_over() -> None:
    made = entity()
    assert made.build(lambda given: (given,)) == (made,)


@pytest.mark.parametrize(
    "attributes",
    [
        {"pk": PK, "sk": SK},
        {"a": PK.saved_as("pk"), "pk": SK.saved_as("sk")},
        {"pk": PK.optional().key_default("x"), "sk": SK},
        {"pk": PK.required().default("x"), "sk": SK},
    ],
)
def test_a_schema_that_carries_the_key(attributes: Any) -> None:
    assert entity(s.map(attributes)).schema.type == "item"


@pytest.mark.parametrize(
    ("attributes", "part"),
    [
        ({"sk": SK}, "pk"),
        ({"pk": PK}, "sk"),
        ({"pk": s.string(), "sk": SK}, "pk"),
        ({"pk": PK.saved_as("other"), "sk": SK}, "pk"),
        ({"pk": s.number().key(), "sk": SK}, "pk"),
        ({"pk": s.any().key(), "sk": SK}, "pk"),
        ({"pk": s.any_of(s.string()).key(), "sk": SK}, "pk"),
        ({"pk": PK.optional(), "sk": SK}, "pk"),
        ({"pk": PK, "sk": SK.required()}, "sk"),
        ({"pk": PK.optional().put_default("x"), "sk": SK}, "pk"),
    ],
)
def test_a_schema_that_does_not_carry_the_key(attributes: Any, part: str) -> None:
    with refused("entity.invalidSchema") as caught:
        entity(s.item(attributes))
    assert caught.value.payload["keyPart"] == part
    assert entity(s.item(attributes), compute_key=lambda _: {"pk": "x", "sk": 1}).attributes


def test_the_schema_is_checked_when_the_entity_is_made() -> None:
    with refused("schema.list.optionalElements", "l"):
        entity(SCHEMA.and_({"l": s.list(s.string().optional())}))


def internal(**options: Any) -> dict[str, tuple[str | None, bool | None]]:
    made = entity(**options)
    return {
        name: (child.props.saved_as, child.props.hidden)
        for name, child in made.schema.attributes.items()
        if name not in made.attributes
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"entity": ("_et", True), "created": ("_ct", False), "modified": ("_md", False)}),
        ({"entity_attribute": False, "timestamps": False}, {}),
        ({"timestamps": False}, {"entity": ("_et", True)}),
        (
            {"entity_attribute": {"name": "kind", "hidden": False}, "timestamps": {"created": True}},
            {"kind": ("_et", False), "created": ("_ct", False)},
        ),
        (
            {
                "entity_attribute": {},
                "timestamps": {"modified": {"name": "at", "saved_as": "m", "hidden": True}},
            },
            {"entity": ("_et", True), "at": ("m", True)},
        ),
        (
            {"entity_attribute": False, "timestamps": {"created": {}, "modified": False}},
            {"created": ("_ct", False)},
        ),
        ({"entity_attribute": False, "timestamps": {}}, {}),
    ],
)
def test_the_internal_attributes_may_be_renamed_hidden_and_off(options: Any, expected: Any) -> None:
    assert internal(**options) == expected


def test_internal_attributes_come_after_the_user_s_own() -> None:
    assert list(entity().schema.attributes) == ["id", "sk", "lvl", "entity", "created", "modified"]


def test_the_table_says_under_which_name_the_entity_is_stored() -> None:
    table = Table(partition_key={"name": "pk", "type": "string"}, entity_attribute_saved_as="__e")
    made = Entity(name="E", table=table, schema=s.item({"pk": PK}))
    assert made.schema.attributes["entity"].props.saved_as == "__e"


def test_the_entity_attribute_holds_the_entity_s_name() -> None:
    props = entity().schema.attributes["entity"].props
    assert (props.enum, props.put_default) == (("POKEMON",), "POKEMON")


def test_an_update_keeps_the_entity_and_the_creation_date_that_are_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_000_000)
    attributes = entity().schema.attributes
    defaults = {name: attributes[name].props.update_default() for name in ("entity", "created", "modified")}
    assert defaults == {
        "entity": get("entity", "POKEMON"),
        "created": get("created", "1970-01-01T00:00:00.001Z"),
        "modified": "1970-01-01T00:00:00.001Z",
    }


def test_an_internal_attribute_may_have_an_odd_name() -> None:
    odd = entity(entity_attribute={"name": "a.b"}, timestamps={"created": {"name": "it's [0]"}})
    assert odd.schema.attributes["a.b"].props.update_default() == get("['a.b']", "POKEMON")
    assert odd.schema.attributes["it's [0]"].props.update_default().path == r"['it\'s [0]']"


@pytest.mark.parametrize(
    ("nanoseconds", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_767_323_045_678_999_999, "2026-01-02T03:04:05.678Z"),
        (1_767_323_045_007_000_000, "2026-01-02T03:04:05.007Z"),
    ],
)
def test_a_timestamp_is_utc_to_the_millisecond(
    nanoseconds: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: nanoseconds)
    assert now() == text


@pytest.mark.parametrize(
    ("attributes", "options", "path"),
    [
        ({"entity": s.any()}, {}, "entity"),
        ({"created": s.any()}, {}, "created"),
        ({"modified": s.any()}, {"timestamps": {"modified": True}}, "modified"),
        ({"kind": s.any()}, {"entity_attribute": {"name": "kind"}}, "kind"),
        ({}, {"entity_attribute": {"name": "created"}}, "created"),
        ({}, {"timestamps": {"created": {"name": "x"}, "modified": {"name": "x"}}}, "x"),
    ],
)
def test_a_name_that_is_taken(attributes: Any, options: Any, path: str) -> None:
    with refused("entity.reservedAttributeName", path):
        entity(SCHEMA.and_(attributes), **options)


@pytest.mark.parametrize(
    ("attributes", "options", "path"),
    [
        ({"x": s.any().saved_as("_et")}, {}, "entity"),
        ({"_ct": s.any()}, {}, "created"),
        ({"x": s.any().saved_as("m")}, {"timestamps": {"modified": {"name": "at", "saved_as": "m"}}}, "at"),
    ],
)
def test_a_stored_name_that_is_taken(attributes: Any, options: Any, path: str) -> None:
    with refused("entity.reservedAttributeSavedAs", path):
        entity(SCHEMA.and_(attributes), **options)


@pytest.mark.parametrize(
    ("attributes", "options"),
    [
        ({"entity": s.any(), "x": s.any().saved_as("_et")}, {"entity_attribute": False}),
        ({"created": s.any(), "_ct": s.any()}, {"timestamps": {"modified": True}}),
    ],
)
def test_what_is_off_takes_no_name(attributes: Any, options: Any) -> None:
    assert entity(SCHEMA.and_(attributes), **options).attributes.keys() > attributes.keys()


def test_two_internal_attributes_cannot_share_a_stored_name() -> None:
    timestamps = {"created": {"saved_as": "_t"}, "modified": {"saved_as": "_t"}}
    with refused("schema.item.duplicateSavedAs", payload={"savedAs": "_t"}):
        entity(timestamps=timestamps)
