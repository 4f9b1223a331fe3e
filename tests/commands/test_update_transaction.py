"""`UpdateTransaction.params()`: updates as those of UpdateItem."""

from typing import Any

import pytest

from dynamodb_toolbox import (
    UpdateItemCommand,
    UpdateTransaction,
    add,
    append,
    get,
    prepend,
    remove,
    set_,
    subtract,
)
from dynamodb_toolbox import delete as delete_
from tests.commands.conftest import NOW
from tests.commands.entities import PLAIN, POKEMONS
from tests.refusals import refused

UPDATE = POKEMONS.build(UpdateTransaction)
ITEM = {"id": "p1", "lvl": add(1)}
INTERNAL = "SET #s_1 = if_not_exists(#s_1, :s_1), #s_2 = if_not_exists(#s_2, :s_2), #s_3 = :s_3"


def test_an_update() -> None:
    assert UPDATE.item(ITEM).params() == {
        "Update": {
            "TableName": "t",
            "Key": {"pk": "ID#p1", "sk": "cat"},
            "UpdateExpression": f"{INTERNAL} ADD #a_1 :a_1",
            "ExpressionAttributeNames": {"#s_1": "_et", "#s_2": "_ct", "#s_3": "_md", "#a_1": "_l"},
            "ExpressionAttributeValues": {":s_1": "POKEMON", ":s_2": NOW, ":s_3": NOW, ":a_1": 1},
        }
    }
    assert UPDATE.item(ITEM).toolbox_item["lvl"] == add(1)


@pytest.mark.parametrize(
    "change",
    [
        {"lvl": 3},
        {"lvl": subtract(get("lvl"), 1)},
        {"lvl": remove()},
        {"tags": add({"a"})},
        {"tags": delete_({"a"})},
        {"moves": append([{"name": "x"}])},
        {"moves": prepend([{"name": "x"}])},
        {"moves": set_([{"name": "x"}])},
        {"moves": {1: {"name": "x"}, 2: remove()}},
        {"moves": [{"name": "x"}]},
        {"secret": get("kind", "none")},
    ],
)
def test_each_form_is_as_in_update_item(change: dict[str, Any]) -> None:
    item = {"id": "p1", **change}
    assert UPDATE.item(item).params()["Update"] == POKEMONS.build(UpdateItemCommand).item(item).params()


def test_all_options() -> None:
    update = UPDATE.item(ITEM).options(
        condition={"attr": "lvl", "lt": 3}, return_values_on_condition_false="ALL_OLD", table_name="u"
    )
    params = update.params()["Update"]
    assert params["TableName"] == "u"
    assert params["ConditionExpression"] == "#c_1 < :c_1"
    assert list(params["ExpressionAttributeNames"]) == ["#c_1", "#s_1", "#s_2", "#s_3", "#a_1"]
    assert params["ExpressionAttributeValues"][":c_1"] == 3
    assert params["ReturnValuesOnConditionCheckFailure"] == "ALL_OLD"


def test_an_update_of_nothing_has_no_expression() -> None:
    update = PLAIN.build(UpdateTransaction).item({"pk": "a", "sk": "b"})
    assert update.params() == {"Update": {"TableName": "t", "Key": {"pk": "a", "sk": "b"}}}


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": "p1", "lvl": append([1])}, "parsing.invalidAttributeInput", "lvl"),
        ({"id": remove()}, "parsing.attributeRequired", "id"),
        ({"id": "p1", "lvl": get("nope")}, "actions.invalidExpressionAttributePath", None),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_item(item: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        UPDATE.item(item).params()


def test_parents_are_not_created_within_a_transaction() -> None:
    options: Any = {"create_parents": True}
    with refused("options.unknownOption", payload={"option": "create_parents"}):
        UPDATE.item(ITEM).options(options).params()
