"""`DeleteTransaction.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import DeleteTransaction
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

DELETE = POKEMONS.build(DeleteTransaction)
KEY = {"pk": "ID#p1", "sk": "cat"}


def test_the_key_is_stored_as_in_the_table() -> None:
    assert DELETE.key({"id": "p1", "lvl": 3}).params() == {"Delete": {"TableName": "t", "Key": KEY}}


def test_there_is_no_parsed_item() -> None:
    assert DELETE.key({"id": "p1"}).toolbox_item is None


def test_the_key_may_be_computed() -> None:
    params = COMPUTED.build(DeleteTransaction).key({"user": "u", "day": "d"}).params()
    assert params["Delete"]["Key"] == {"pk": "U#u", "sk": "d"}


def test_all_options() -> None:
    delete = DELETE.key({"id": "p1"}).options(
        condition={"attr": "lvl", "lt": 3}, return_values_on_condition_false="NONE", table_name="u"
    )
    assert delete.params() == {
        "Delete": {
            "TableName": "u",
            "Key": KEY,
            "ConditionExpression": "#c_1 < :c_1",
            "ExpressionAttributeNames": {"#c_1": "_l"},
            "ExpressionAttributeValues": {":c_1": 3},
            "ReturnValuesOnConditionCheckFailure": "NONE",
        }
    }


@pytest.mark.parametrize(
    ("key", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": b"x"}, "parsing.invalidAttributeInput", "id"),
        (1, "parsing.invalidItem", None),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_key(key: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        DELETE.key(key).params()
