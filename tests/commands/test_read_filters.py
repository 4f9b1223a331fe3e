"""The filters of queries and scans: of which entities, and which items of each (spec/actions.md §3.1.4)."""

from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    EnsureTableCommand,
    Entity,
    PutItemCommand,
    QueryCommand,
    ScanCommand,
    Table,
    s,
)
from tests.commands.test_query import ALL, BARE, QUERY, TABLE, A, B
from tests.refusals import refused

SCAN: ScanCommand[Any] = TABLE.build(ScanCommand)
AGE: Any = {"attr": "age", "gte": 40}
PRICE: Any = {"attr": "price", "gte": 100}
COMMON: Any = {"attr": "common", "eq": "x"}


def filtered(query: QueryCommand[Any]) -> tuple[str | None, dict[str, Any]]:
    params = query.params()
    values = params["ExpressionAttributeValues"]
    return params.get("FilterExpression"), {k: v for k, v in values.items() if k.startswith(":c1")}


def test_items_of_other_entities_are_left_out() -> None:
    assert filtered(ALL.entities(A)) == ("#c1_1 = :c1_1", {":c1_1": "A"})
    both = filtered(ALL.entities(A, B))
    assert both == ("(#c1_1 = :c1_1) OR (#c1_1 = :c1_2)", {":c1_1": "A", ":c1_2": "B"})


def test_each_entity_has_a_filter_of_its_own() -> None:
    query = ALL.entities(A, B).options(filters={"A": AGE, "B": PRICE})
    assert filtered(query) == (
        "((#c1_1 = :c1_1) AND (#c1_2 >= :c1_2)) OR ((#c1_1 = :c1_3) AND (#c1_3 >= :c1_4))",
        {":c1_1": "A", ":c1_2": 40, ":c1_3": "B", ":c1_4": 100},
    )
    only = ALL.entities(A, B).options(filters={"B": COMMON})
    assert filtered(only)[0] == "(#c1_1 = :c1_1) OR ((#c1_1 = :c1_2) AND (#c1_2 = :c1_3))"
    assert only.params()["ExpressionAttributeNames"]["#c1_2"] == "_c"


def test_a_filter_for_all_is_for_queries_without_entities() -> None:
    assert filtered(ALL.options(filter=AGE)) == ("#c1_1 >= :c1_1", {":c1_1": 40})
    for command in (ALL.entities(A), SCAN.entities(A)):
        options: Any = {"filter": AGE}
        with refused("actions.invalidCondition", payload={"option": "filter"}):
            command.options(options).params()


@pytest.mark.parametrize("entities", [(), (A,), (A, B)])
def test_a_filter_for_an_entity_that_is_not_there(entities: tuple[Any, ...]) -> None:
    for command in (ALL.entities(*entities), SCAN.entities(*entities)):
        options: Any = {"filters": {"C": AGE}}
        with refused("actions.invalidCondition", payload={"option": "filters"}):
            command.options(options).params()


def test_entities_that_do_not_tell_themselves_are_not_filtered() -> None:
    assert filtered(ALL.entities(BARE)) == (None, {})
    assert filtered(ALL.entities(A, BARE)) == (None, {})
    assert filtered(ALL.entities(BARE).options(filters={"BARE": AGE})) == ("#c1_1 >= :c1_1", {":c1_1": 40})


def test_an_index_keyed_by_the_entity_attribute_needs_no_filter() -> None:
    query = QUERY.query({"index": "tag", "partition": "A"}).entities(A)
    assert filtered(query) == (None, {})
    assert filtered(query.options(filters={"A": AGE})) == ("#c1_1 >= :c1_1", {":c1_1": 40})


INDEX: Any = {"type": "global", "partition_key": {"name": "league", "type": "string"}}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({}, True),
        ({"projection": ["level", "_et"]}, True),
        ({"projection": "KEYS_ONLY", "sort_key": {"name": "_et", "type": "string"}}, True),
        ({"projection": ["level"]}, False),
        ({"projection": "KEYS_ONLY"}, False),
    ],
)
def test_an_index_without_the_entity_attribute_cannot_be_filtered(
    client: Client, more: Any, told: bool
) -> None:
    """No item would pass: a scan would be empty, whatever there is."""
    key: Any = {"name": "id", "type": "string"}
    table = Table(name="league", partition_key=key, indexes={"league": INDEX | more}, client=client)
    table.build(EnsureTableCommand).send()
    schema = s.item({"id": s.string().key(), "league": s.string(), "level": s.number().optional()})
    pokemons = Entity(name="pokemon", table=table, schema=schema, timestamps=False)
    pokemons.build(PutItemCommand).item({"id": "1", "league": "kanto"}).send()
    query = table.build(QueryCommand).entities(pokemons).query({"index": "league", "partition": "kanto"})
    scan = table.build(ScanCommand).entities(pokemons).options(index="league")
    unfiltered: tuple[Any, ...] = (
        query.options(entity_attr_filter=False),
        scan.options(index="league", entity_attr_filter=False),
    )
    for command in unfiltered:
        assert command.send().items == [{"id": "1", "league": "kanto"}]
    for command in (query, scan):
        if told:
            assert command.send().items == [{"id": "1", "league": "kanto"}]
            continue
        with refused("options.invalidEntityAttrFilterOption", payload={"entity_attr_filter": True}) as caught:
            command.send()
        assert "No item of the index 'league' has '_et'" in caught.value.message


def test_the_filter_may_be_turned_off() -> None:
    assert filtered(ALL.entities(A, B).options(entity_attr_filter=False)) == (None, {})
    query = ALL.entities(A).options(entity_attr_filter=True)
    assert filtered(query) == ("#c1_1 = :c1_1", {":c1_1": "A"})


def test_it_cannot_be_on_where_an_entity_does_not_tell_itself() -> None:
    for command in (ALL.entities(A, BARE), SCAN.entities(A, BARE)):
        options: Any = {"entity_attr_filter": True}
        with refused("options.invalidEntityAttrFilterOption", payload={"entity_attr_filter": True}):
            command.options(options).params()


@pytest.mark.parametrize("explicit", [{"entity_attr_filter": False}, {}])
@pytest.mark.parametrize("several", [True, False])
def test_a_filter_beside_other_entities_needs_it(explicit: Any, several: bool) -> None:
    second, filter_ = (B, PRICE) if explicit else (BARE, AGE)
    options: Any = {"filters": {"A": AGE, **({second.name: filter_} if several else {})}, **explicit}
    for command in (ALL.entities(A, second), SCAN.entities(A, second)):
        with refused("options.invalidEntityAttrFilterOption", payload={"entity_attr_filter": False}):
            command.options(options).params()


def test_a_filter_is_checked_by_its_entity() -> None:
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "price"}):
        ALL.entities(A).options(filters={"A": PRICE}).params()


def test_a_scan_filters_alike_with_plain_placeholders() -> None:
    scan = SCAN.entities(A, B).options(filters={"A": AGE})
    assert scan.params() == {
        "TableName": "t",
        "FilterExpression": "((#c_1 = :c_1) AND (#c_2 >= :c_2)) OR (#c_1 = :c_3)",
        "ExpressionAttributeNames": {"#c_1": "_et", "#c_2": "age"},
        "ExpressionAttributeValues": {":c_1": "A", ":c_2": 40, ":c_3": "B"},
    }
    assert "FilterExpression" in SCAN.entities(A).options(index="tag").params()
