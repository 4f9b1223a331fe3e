"""`TableDTO` and back (spec/actions.md §9.3)."""

import json
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import CreateTableCommand, Table, TableDTO, connect, from_table_dto
from dynamodb_toolbox.table import KeyAttribute
from tests.refusals import refused

INDEXES: dict[str, Any] = {
    "lsi": {"type": "local", "sort_key": {"name": "n", "type": "number"}},
    "gsi": {
        "type": "global",
        "partition_key": {"name": "g", "type": "binary"},
        "sort_key": {"name": "h", "type": "string"},
    },
    "multi": {
        "type": "global",
        "partition_keys": [{"name": "a", "type": "string"}, {"name": "b", "type": "number"}],
        "sort_keys": [{"name": "c", "type": "string"}],
        "projection": ["x"],
        "on_demand_throughput": {"MaxReadRequestUnits": 5},
    },
}
WHOLE = Table(
    name="t",
    partition_key={"name": "pk", "type": "string"},
    sort_key={"name": "sk", "type": "string"},
    indexes=INDEXES,
    entity_attribute_saved_as="_kind",
    meta={"title": "All", "tags": ["x"]},
    settings={
        "time_to_live": "expires_at",
        "sse_specification": {"Enabled": True},
        "tags": {"time_to_live": "x"},
    },
)


def test_a_table_comes_back_whole() -> None:
    again = from_table_dto(json.loads(json.dumps(WHOLE.build(TableDTO).to_json())))
    assert again.build(TableDTO).to_json() == WHOLE.build(TableDTO).to_json()
    assert (again.name, again.partition_key, again.sort_key) == ("t", WHOLE.partition_key, WHOLE.sort_key)
    assert (again.indexes, again.meta, again.settings) == (WHOLE.indexes, WHOLE.meta, WHOLE.settings)
    assert again.entity_attribute_saved_as == "_kind"
    assert again.build(CreateTableCommand).params() == WHOLE.build(CreateTableCommand).params()


def test_it_is_the_references_form() -> None:
    table = Table(
        name="t",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "string"},
        indexes={"lsi": INDEXES["lsi"]},
    )
    dto = {
        "tableName": "t",
        "partitionKey": {"name": "pk", "type": "string"},
        "sortKey": {"name": "sk", "type": "string"},
        "indexes": {"lsi": {"type": "local", "sortKey": {"name": "n", "type": "number"}}},
        "entityAttributeSavedAs": "_et",
    }
    assert table.build(TableDTO).to_json() == dto
    assert from_table_dto(dto).indexes == table.indexes


def test_what_is_not_there_is_left_out() -> None:
    table = Table(partition_key={"name": "pk", "type": "number"})
    dto = {"partitionKey": {"name": "pk", "type": "number"}, "entityAttributeSavedAs": "_et"}
    assert table.build(TableDTO).to_json() == dto
    again = from_table_dto({"partitionKey": dto["partitionKey"]})
    assert (again.name, again.sort_key, again.indexes) == (None, None, {})
    assert again.entity_attribute_saved_as == "_et"


def test_several_key_attributes_have_their_plural() -> None:
    multi = WHOLE.build(TableDTO).to_json()["indexes"]["multi"]
    assert multi.keys() == {"type", "partitionKeys", "sortKeys", "projection", "onDemandThroughput"}


def test_settings_have_the_spelling_of_the_rest() -> None:
    assert WHOLE.build(TableDTO).to_json()["settings"] == {
        "timeToLive": "expires_at",
        "sseSpecification": {"Enabled": True},
        "tags": {"time_to_live": "x"},
    }


def test_a_name_that_is_a_function_is_called_and_the_client_is_left_out() -> None:
    with connect("sqlite://") as client:
        table = Table(name=lambda: "later", partition_key={"name": "pk", "type": "string"}, client=client)
        again = from_table_dto(table.build(TableDTO).to_json())
    assert again.get_name() == "later"
    assert again.client is None


def test_what_was_written_is_the_writers_own() -> None:
    dto = WHOLE.build(TableDTO).to_json()
    dto["meta"]["tags"].append("y")
    dto["partitionKey"]["name"] = "other"
    dto["indexes"]["multi"]["partitionKeys"].clear()
    assert WHOLE.meta["tags"] == ["x"]
    assert WHOLE.partition_key["name"] == "pk"
    assert len(WHOLE.indexes["multi"]["partition_keys"]) == 2


@pytest.mark.parametrize(
    "dto",
    [
        {},
        {"partitionKey": {"name": "pk", "type": "string"}, "indexes": ["gsi"]},
        {"partitionKey": {"name": "pk", "type": "string"}, "indexes": {"gsi": 1}},
        {"partitionKey": {"name": "pk", "type": "string"}, "settings": 1},
        None,
        "t",
    ],
)
def test_what_cannot_be_read(dto: Any) -> None:
    with refused("dto.invalidTable"):
        from_table_dto(dto)


@pytest.mark.parametrize("key", [1, {"name": "pk"}, {"name": "pk", "type": "map"}, {"type": "string"}])
def test_a_wrong_key(key: Any) -> None:
    with refused("table.invalidKey", "partition_key"):
        from_table_dto({"partitionKey": key})


TYPES = st.sampled_from(["string", "number", "binary"])
ATTRIBUTES = st.dictionaries(st.text(min_size=1, max_size=4), TYPES, min_size=10, max_size=10)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table with indexes of all shapes, none of whose attributes has two types."""
    attributes = [{"name": name, "type": kind} for name, kind in draw(ATTRIBUTES).items()]
    partition_key, sort_key, *others = attributes

    def several() -> Any:
        return draw(st.lists(st.sampled_from(others), min_size=1, max_size=4, unique_by=lambda k: k["name"]))

    def index() -> Any:
        shape: dict[str, Any]
        if draw(st.booleans()):
            shape = {"type": "local", "sort_key": draw(st.sampled_from(others))}
        else:
            keys = several()
            shape = {"type": "global", "partition_keys": keys}
            if len(keys) == 1 and draw(st.booleans()):
                shape = {"type": "global", "partition_key": keys[0]}
            rest = [key for key in others if key not in keys]
            shape |= {"sort_keys": rest[:3]} if draw(st.booleans()) else {"sort_key": rest[0]}
        projection = draw(st.sampled_from([None, "ALL", "KEYS_ONLY", ["x", "y"]]))
        return shape | ({} if projection is None else {"projection": projection})

    names = st.text("abc-_.", min_size=3, max_size=6)
    return Table(
        name=draw(st.none() | names),
        partition_key=cast("KeyAttribute", partition_key),
        sort_key=cast("KeyAttribute", sort_key),
        indexes={name: index() for name in draw(st.lists(names, max_size=4, unique=True))},
        entity_attribute_saved_as=draw(st.sampled_from(["_et", "kind"])),
        meta=draw(
            st.dictionaries(st.text(max_size=3), st.integers() | st.lists(st.text(max_size=3)), max_size=2)
        ),
    )


@given(tables())
def test_any_table_comes_back(table: Table) -> None:
    again = from_table_dto(json.loads(json.dumps(TableDTO(table).to_json())))
    for name in (
        "name",
        "partition_key",
        "sort_key",
        "indexes",
        "entity_attribute_saved_as",
        "meta",
        "key_types",
    ):
        assert getattr(again, name) == getattr(table, name)
    assert TableDTO(again).to_json() == TableDTO(table).to_json()
