"""`DeleteItemCommand.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

DELETE = POKEMONS.build(DeleteItemCommand)


def test_the_key_is_stored_as_in_the_table() -> None:
    params = DELETE.key({"id": "p1", "lvl": 3}).params()
    assert params == {"TableName": "t", "Key": {"pk": "ID#p1", "sk": "cat"}}


def test_all_options() -> None:
    options: Any = {
        "capacity": "INDEXES",
        "metrics": "NONE",
        "return_values": "NONE",
        "return_values_on_condition_false": "NONE",
        "condition": {"size": "tags", "gt": 1},
        "table_name": "u",
    }
    assert DELETE.key({"id": "p1"}).options(options).params() == {
        "TableName": "u",
        "Key": {"pk": "ID#p1", "sk": "cat"},
        "ReturnConsumedCapacity": "INDEXES",
        "ReturnItemCollectionMetrics": "NONE",
        "ReturnValues": "NONE",
        "ReturnValuesOnConditionCheckFailure": "NONE",
        "ConditionExpression": "size(#c_1) > :c_1",
        "ExpressionAttributeNames": {"#c_1": "tags"},
        "ExpressionAttributeValues": {":c_1": 1},
    }


def test_the_key_may_be_computed() -> None:
    params = COMPUTED.build(DeleteItemCommand).key({"user": "u", "day": "d"}).params()
    assert params["Key"] == {"pk": "U#u", "sk": "d"}


@pytest.mark.parametrize(
    ("key", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": b"x"}, "parsing.invalidAttributeInput", "id"),
        (1, "parsing.invalidItem", None),
    ],
)
def test_a_wrong_key(key: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        DELETE.key(key).params()


def test_without_key_it_is_incomplete() -> None:
    with refused("actions.incompleteAction", payload={}):
        DELETE.params()


@pytest.mark.parametrize("values", ["ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"])
def test_a_delete_has_no_new_values(values: str) -> None:
    with refused("options.invalidReturnValuesOption", payload={"return_values": values}):
        DELETE.key({"id": "p1"}).options(return_values=values).params()
