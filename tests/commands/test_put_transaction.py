"""`PutTransaction.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import PutTransaction
from tests.commands.conftest import NOW
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

PUT = POKEMONS.build(PutTransaction)
ITEM = {"id": "p1", "lvl": 3}
STORED = {"pk": "ID#p1", "sk": "cat", "_l": 3, "_et": "POKEMON", "_ct": NOW, "_md": NOW}


def test_the_item_is_stored_as_in_the_table() -> None:
    assert PUT.item(ITEM).params() == {"Put": {"TableName": "t", "Item": STORED}}


def test_the_parsed_input_is_no_part_of_the_request() -> None:
    parsed = {**ITEM, "kind": "cat", "entity": "POKEMON", "created": NOW, "modified": NOW}
    assert PUT.item(ITEM).toolbox_item == parsed


def test_the_key_may_be_computed() -> None:
    item = COMPUTED.build(PutTransaction).item({"user": "u", "day": "d"}).params()["Put"]["Item"]
    assert item == {"user": "u", "day": "d", "pk": "U#u", "sk": "d"}


def test_all_options() -> None:
    put = PUT.item(ITEM).options(
        condition={"attr": "id", "exists": False},
        return_values_on_condition_false="ALL_OLD",
        table_name="u",
    )
    assert put.params() == {
        "Put": {
            "TableName": "u",
            "Item": STORED,
            "ConditionExpression": "attribute_not_exists(#c_1)",
            "ExpressionAttributeNames": {"#c_1": "pk"},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }


def test_what_params_gives_is_a_copy() -> None:
    put = PUT.item({**ITEM, "tags": {"a"}})
    put.params()["Put"]["Item"]["tags"].add("b")
    assert put.params()["Put"]["Item"]["tags"] == {"a"}


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({**ITEM, "lvl": "3"}, "parsing.invalidAttributeInput", "lvl"),
        ({**ITEM, "moves": [{}]}, "parsing.attributeRequired", "moves[0].name"),
        (1, "parsing.invalidItem", None),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_item(item: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        PUT.item(item).params()
