"""`EntityParser`: an input → what is stored, and its key (spec/actions.md §0.8)."""

from typing import Any

import pytest

from dynamodb_toolbox.commands.entity_parser import EntityParser, Parsed
from dynamodb_toolbox.schema.update.actions import add, get
from tests.commands.conftest import NOW
from tests.commands.entities import COMPUTED, PLAIN, POKEMONS
from tests.refusals import refused

PARSER = POKEMONS.build(EntityParser)


def test_a_put() -> None:
    assert PARSER.parse({"id": "p1", "lvl": 3, "zz": 1}) == Parsed(
        {"id": "p1", "kind": "cat", "lvl": 3, "entity": "POKEMON", "created": NOW, "modified": NOW},
        {"pk": "ID#p1", "sk": "cat", "_l": 3, "_et": "POKEMON", "_ct": NOW, "_md": NOW},
        {"pk": "ID#p1", "sk": "cat"},
    )


def test_a_key() -> None:
    key = {"pk": "ID#p1", "sk": "cat"}
    assert PARSER.parse({"id": "p1", "lvl": "x"}, mode="key") == Parsed({"id": "p1", "kind": "cat"}, key, key)


def test_an_update_reads_actions_without_being_told_how() -> None:
    parsed = PARSER.parse({"id": "p1", "lvl": add(1)}, mode="update")
    assert parsed.parsed_item == {
        "id": "p1",
        "kind": "cat",
        "lvl": add(1),
        "entity": get("entity", "POKEMON"),
        "created": get("created", NOW),
        "modified": NOW,
    }
    assert parsed.item["_l"] == add(1)
    assert parsed.key == {"pk": "ID#p1", "sk": "cat"}


def test_without_fill_nothing_is_filled() -> None:
    item = {"id": "p1", "kind": "dog", "entity": "POKEMON", "created": "x", "modified": "y"}
    assert PARSER.parse(item, fill=False).parsed_item == item
    with refused("parsing.attributeRequired", "kind"):
        PARSER.parse({"id": "p1"}, fill=False)


def test_a_computed_key_is_given_the_parsed_item_and_goes_over_the_stored_one() -> None:
    parsed = COMPUTED.build(EntityParser).parse({"user": "u", "day": "d", "note": "n", "pk": "mine", "zz": 1})
    assert parsed.parsed_item == {"user": "u", "day": "d", "note": "n", "pk": "mine"}
    assert parsed.item == {"user": "u", "day": "d", "note": "n", "pk": "U#u", "sk": "d"}
    assert parsed.key == {"pk": "U#u", "sk": "d"}


def test_a_wrong_computed_key_is_refused() -> None:
    entity = type(PLAIN)(name="E", table=PLAIN.table, schema=PLAIN.schema, compute_key=lambda _: {"pk": 1})
    payload = {"expected": "string", "received": 1, "keyPart": "partitionKey"}
    with refused("actions.parsePrimaryKey.invalidKeyPart", "pk", payload=payload):
        entity.build(EntityParser).parse({"pk": "a", "sk": "b"})


@pytest.mark.parametrize("item", [None, 1, [], "p1"])
def test_an_item_is_a_dict(item: Any) -> None:
    with refused("parsing.invalidItem", payload={"received": item, "expected": "object"}):
        PARSER.parse(item)


def test_all_that_is_wrong_can_be_told() -> None:
    errors = PARSER.errors({"id": 1, "lvl": "x", "moves": [{}], "tags": {1}})
    assert [error.path for error in errors] == ["id", "lvl", "tags[0]", "moves[0].name"]
    assert PARSER.errors({"id": "p1", "lvl": add(1)}, mode="update") == []
    assert [error.path for error in PARSER.errors({"lvl": add("x")}, mode="update")] == ["id", "lvl.$ADD"]


def test_unknown_attributes_are_dropped_unless_the_entity_forbids_them() -> None:
    strict = type(PLAIN)(
        name="E",
        table=PLAIN.table,
        schema=PLAIN.schema,
        entity_attribute=False,
        timestamps=False,
        forbid_unknown=True,
    )
    item = {"pk": "a", "sk": "b", "zz": 1}
    assert PLAIN.build(EntityParser).parse(item).item == {"pk": "a", "sk": "b"}
    with refused("parsing.unknownAttribute", "zz"):
        strict.build(EntityParser).parse(item)
