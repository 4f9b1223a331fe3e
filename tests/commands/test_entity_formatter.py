"""`EntityFormatter`: a stored item → what the caller gets (spec/actions.md §0.9)."""

from typing import Any

import pytest

from dynamodb_toolbox import json_stringify, s
from dynamodb_toolbox.commands.entity_formatter import EntityFormatter
from dynamodb_toolbox.entity import Entity
from tests.commands.entities import PLAIN, POKEMONS, TABLE
from tests.refusals import refused

FORMATTER = POKEMONS.build(EntityFormatter)
STORED = {"pk": "ID#p1", "sk": "cat", "_l": 3, "_et": "POKEMON", "_ct": "x", "_md": "y"}
FORMATTED = {"id": "p1", "kind": "cat", "lvl": 3, "created": "x", "modified": "y"}


def test_names_and_values_are_decoded_and_hidden_left_out() -> None:
    assert FORMATTER.format({**STORED, "secret": "s", "zz": 1}) == FORMATTED


def test_an_item_that_does_not_tell_its_entity_is_taken_for_one() -> None:
    untold = {name: value for name, value in STORED.items() if name != "_et"}
    assert FORMATTER.format(untold) == FORMATTED


def test_an_item_of_another_entity_is_refused() -> None:
    payload = {"received": "OTHER", "expected": ["POKEMON"], "partitionKey": "ID#p1", "sortKey": "cat"}
    with refused("formatter.invalidAttribute", "_et", payload=payload):
        FORMATTER.format({**STORED, "_et": "OTHER"})


def test_the_reason_of_a_transformer_is_the_cause() -> None:
    schema = s.item(
        {"pk": s.string().key(), "sk": s.string().key(), "bag": s.any().transform(json_stringify())}
    )
    formatter = Entity(name="E", table=TABLE, schema=schema, timestamps=False).build(EntityFormatter)
    with refused("formatter.invalidAttribute", "bag") as caught:
        formatter.format({"pk": "a", "sk": "b", "bag": "{oops"})
    assert isinstance(caught.value.__cause__, ValueError)
    assert "Partition key: 'a' / Sort key: 'b'" in caught.value.message


def test_a_visible_entity_attribute_is_given() -> None:
    entity = Entity(
        name="E",
        table=TABLE,
        schema=PLAIN.schema,
        entity_attribute={"name": "kind", "hidden": False},
        timestamps=False,
    )
    formatter = entity.build(EntityFormatter)
    assert formatter.format({"pk": "a", "sk": "b"}) == {"pk": "a", "sk": "b", "kind": "E"}
    assert formatter.format({"pk": "a", "sk": "b"}, transform=False) == {"pk": "a", "sk": "b", "kind": "E"}


def test_without_transform_names_and_values_are_as_decoded() -> None:
    assert FORMATTER.format(FORMATTED | {"secret": "s"}, transform=False) == FORMATTED


def test_projected_attributes_alone_are_given_and_required() -> None:
    assert FORMATTER.format({"_l": 3}, attributes=["lvl"]) == {"lvl": 3}
    assert FORMATTER.format({"moves": [{"_n": "x"}]}, attributes=["moves[2].name"]) == {
        "moves": [{"name": "x"}]
    }
    assert FORMATTER.format(STORED, attributes=[]) == {}


def test_partial_items_may_lack_anything() -> None:
    assert FORMATTER.format({"_l": 3}, partial=True) == {"lvl": 3}


@pytest.mark.parametrize(
    ("stored", "payload"),
    [
        ({"pk": "ID#p1", "sk": "cat"}, {"partitionKey": "ID#p1", "sortKey": "cat"}),
        ({"pk": "ID#p1"}, {"partitionKey": "ID#p1"}),
        ({"sk": "cat"}, {"sortKey": "cat"}),
        ({}, {}),
    ],
)
def test_an_error_tells_the_key_of_the_item(stored: dict[str, Any], payload: dict[str, Any]) -> None:
    with refused(
        "formatter.missingAttribute", payload=payload, path="pk" if "pk" not in stored else _first(stored)
    ) as caught:
        FORMATTER.format(stored)
    assert "undefined" not in str(caught.value)
    assert all(value in str(caught.value) for value in payload.values())


def _first(stored: dict[str, Any]) -> str:
    """The first stored attribute that is missing."""
    return next(name for name in ("pk", "sk", "_ct") if name not in stored)


def test_what_is_no_dict_counts_as_an_item_with_nothing_in_it() -> None:
    with refused("formatter.missingAttribute", "pk"):
        PLAIN.build(EntityFormatter).format(1)
