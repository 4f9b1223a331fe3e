"""`PutItemCommand.params()` and `toolbox_item`."""

from decimal import Decimal
from typing import Any

import pytest

from dynamodb_toolbox.commands.put_item import PutItemCommand
from tests.commands.conftest import NOW
from tests.commands.entities import COMPUTED, PLAIN, POKEMONS
from tests.refusals import refused

PUT = POKEMONS.build(PutItemCommand)
STAMPS = {"_et": "POKEMON", "_ct": NOW, "_md": NOW}


def test_the_item_is_stored_with_its_internal_attributes() -> None:
    command = PUT.item({"kind": "dog", "id": "p1", "lvl": 1.5, "moves": [{"name": "x", "zz": 1}], "zz": 2})
    assert command.params() == {
        "TableName": "t",
        "Item": {"pk": "ID#p1", "sk": "dog", "_l": Decimal("1.5"), "moves": [{"_n": "x"}], **STAMPS},
    }
    assert command.toolbox_item == {
        "id": "p1",
        "kind": "dog",
        "lvl": 1.5,
        "moves": [{"name": "x"}],
        "entity": "POKEMON",
        "created": NOW,
        "modified": NOW,
    }


def test_attributes_are_in_the_order_of_the_schema() -> None:
    item = PUT.item({"secret": "x", "lvl": 1, "id": "p1"}).params()["Item"]
    assert list(item) == ["pk", "sk", "_l", "secret", "_et", "_ct", "_md"]


def test_all_options() -> None:
    options: Any = {
        "capacity": "TOTAL",
        "metrics": "SIZE",
        "return_values": "ALL_OLD",
        "return_values_on_condition_false": "ALL_OLD",
        "condition": {"and": [{"attr": "id", "exists": False}, {"attr": "id", "ne": "x"}]},
        "table_name": "u",
    }
    params = PUT.item({"id": "p1"}).options(options).params()
    params.pop("Item")
    assert params == {
        "TableName": "u",
        "ReturnConsumedCapacity": "TOTAL",
        "ReturnItemCollectionMetrics": "SIZE",
        "ReturnValues": "ALL_OLD",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        "ConditionExpression": "(attribute_not_exists(#c_1)) AND (#c_1 <> :c_1)",
        "ExpressionAttributeNames": {"#c_1": "pk"},
        "ExpressionAttributeValues": {":c_1": "ID#x"},
    }


def test_empty_values_are_left_out() -> None:
    params = PUT.item({"id": "p1"}).options(condition={"attr": "id", "exists": False}).params()
    assert params["ConditionExpression"] == "attribute_not_exists(#c_1)"
    assert "ExpressionAttributeValues" not in params


def test_internal_attributes_may_be_given_and_must_be_valid() -> None:
    item = PUT.item({"id": "p1", "created": "then", "entity": "POKEMON"}).params()["Item"]
    assert item["_ct"] == "then"
    payload = {"received": "OTHER", "expected": ["POKEMON"]}
    with refused("parsing.invalidAttributeInput", "entity", payload=payload):
        PUT.item({"id": "p1", "entity": "OTHER"}).params()


def test_a_computed_key_is_written_over_what_is_stored_under_its_names() -> None:
    command = COMPUTED.build(PutItemCommand).item({"user": "u", "day": "d", "pk": "mine"})
    assert command.params()["Item"] == {"user": "u", "day": "d", "pk": "U#u", "sk": "d"}
    assert command.toolbox_item == {"user": "u", "day": "d", "pk": "mine"}


def test_the_condition_may_look_at_internal_attributes() -> None:
    params = PUT.item({"id": "p1"}).options(condition={"attr": "modified", "lt": "2026"}).params()
    assert params["ExpressionAttributeNames"] == {"#c_1": "_md"}


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": "p", "lvl": "1"}, "parsing.invalidAttributeInput", "lvl"),
        ({"id": "p", "moves": [{"name": "x"}, {}]}, "parsing.attributeRequired", "moves[1].name"),
        ([], "parsing.invalidItem", None),
    ],
)
def test_a_wrong_item(item: Any, code: str, path: str | None) -> None:
    command = PUT.item(item)
    with refused(code, path):
        command.params()
    with refused(code, path):
        _ = command.toolbox_item


def test_without_item_it_is_incomplete() -> None:
    with refused("actions.incompleteAction", payload={}):
        PUT.params()


def test_what_is_shown_twice_is_the_same() -> None:
    ids = iter("abc")
    schema = PLAIN.schema.and_({"n": PLAIN.schema.attributes["a"].default(lambda: next(ids))})
    entity = type(PLAIN)(name="E", table=PLAIN.table, schema=schema, entity_attribute=False, timestamps=False)
    command = entity.build(PutItemCommand).item({"pk": "a", "sk": "b"})
    assert command.params() == command.params()
    assert command.toolbox_item["n"] == command.params()["Item"]["n"] == "a"


def test_a_missing_name_is_told_after_the_item_was_looked_at() -> None:
    with refused("parsing.attributeRequired", "id"):
        PUT.item({}).options(capacity="x").params()
