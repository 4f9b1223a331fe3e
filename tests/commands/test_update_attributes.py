"""`UpdateAttributesCommand.params()`: deep values replace (spec/actions.md §5.5)."""

from typing import Any

import pytest

from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from dynamodb_toolbox.schema.update.actions import add, append, set_
from tests.commands.conftest import NOW
from tests.commands.entities import PLAIN, POKEMONS
from tests.refusals import refused

UPDATE = POKEMONS.build(UpdateAttributesCommand)
KEY = {"pk": "a", "sk": "b"}


def test_lists_and_maps_are_set_whole() -> None:
    command = UPDATE.item({"id": "p1", "moves": [{"name": "x"}], "lvl": add(1)})
    assert command.params() == {
        "TableName": "t",
        "Key": {"pk": "ID#p1", "sk": "cat"},
        "UpdateExpression": "SET #s_1 = :s_1, #s_2 = if_not_exists(#s_2, :s_2), "
        "#s_3 = if_not_exists(#s_3, :s_3), #s_4 = :s_4 ADD #a_1 :a_1",
        "ExpressionAttributeNames": {
            "#s_1": "moves",
            "#s_2": "_et",
            "#s_3": "_ct",
            "#s_4": "_md",
            "#a_1": "_l",
        },
        "ExpressionAttributeValues": {
            ":s_1": [{"_n": "x"}],
            ":s_2": "POKEMON",
            ":s_3": NOW,
            ":s_4": NOW,
            ":a_1": 1,
        },
    }
    assert command.toolbox_item["moves"] == set_([{"name": "x"}])


@pytest.mark.parametrize(
    ("value", "replaced", "changed"),
    [
        ({"x": 1}, "SET #s_1 = :s_1", "SET #s_1.#s_2 = :s_1"),
        ([1], "SET #s_1 = :s_1", "SET #s_1[0] = :s_1"),
        ({}, "SET #s_1 = :s_1", None),
        ([], "SET #s_1 = :s_1", None),
        (1, "SET #s_1 = :s_1", "SET #s_1 = :s_1"),
        (set_({"x": 1}), "SET #s_1 = :s_1", "SET #s_1 = :s_1"),
    ],
)
def test_what_update_item_changes_in_part_is_replaced(value: Any, replaced: str, changed: str | None) -> None:
    item = {**KEY, "a": value}
    assert PLAIN.build(UpdateAttributesCommand).item(item).params().get("UpdateExpression") == replaced
    assert PLAIN.build(UpdateItemCommand).item(item).params().get("UpdateExpression") == changed


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({"id": "p", "moves": [{}]}, "parsing.attributeRequired", "moves[0].name"),
        ({"id": "p", "moves": {0: {"name": "x"}}}, "parsing.invalidAttributeInput", "moves"),
        ({"id": "p", "moves": append([{}])}, "parsing.attributeRequired", "moves.$APPEND[0].name"),
        ({}, "parsing.attributeRequired", "id"),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_item(item: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        UPDATE.item(item).params()
