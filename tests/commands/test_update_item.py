"""`UpdateItemCommand.params()` and `toolbox_item` (spec/actions.md §5)."""

from typing import Any

import pytest

from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.update.actions import add, append, get, remove, set_
from tests.commands.conftest import NOW
from tests.commands.entities import COMPUTED, PLAIN, POKEMONS, TABLE
from tests.refusals import refused

UPDATE = POKEMONS.build(UpdateItemCommand)
STAMPED = "#s_{0} = if_not_exists(#s_{0}, :s_{1}), #s_{2} = if_not_exists(#s_{2}, :s_{3}), #s_{4} = :s_{5}"


def test_an_update_keeps_the_entity_and_the_creation_date_that_are_there() -> None:
    command = UPDATE.item({"id": "p1", "lvl": add(1), "moves": append([{"name": "x"}]), "tags": remove()})
    assert command.params() == {
        "TableName": "t",
        "Key": {"pk": "ID#p1", "sk": "cat"},
        "UpdateExpression": "SET #s_1 = list_append(if_not_exists(#s_1, :s_1), :s_2), "
        + STAMPED.format(2, 3, 3, 4, 4, 5)
        + " REMOVE #r_1 ADD #a_1 :a_1",
        "ExpressionAttributeNames": {
            "#s_1": "moves",
            "#s_2": "_et",
            "#s_3": "_ct",
            "#s_4": "_md",
            "#r_1": "tags",
            "#a_1": "_l",
        },
        "ExpressionAttributeValues": {
            ":s_1": [],
            ":s_2": [{"_n": "x"}],
            ":s_3": "POKEMON",
            ":s_4": NOW,
            ":s_5": NOW,
            ":a_1": 1,
        },
    }
    assert command.toolbox_item == {
        "id": "p1",
        "kind": "cat",
        "lvl": add(1),
        "moves": append([{"name": "x"}]),
        "tags": remove(),
        "entity": get("entity", "POKEMON"),
        "created": get("created", NOW),
        "modified": NOW,
    }


FULL: Entity[Any, Any] = Entity(
    name="E",
    table=TABLE,
    schema=s.item(
        {
            "email": s.string().key().saved_as("pk"),
            "sort": s.string().key().saved_as("sk"),
            "big": s.number().big().optional(),
            "test_string": s.string().put_default("put").update_default("default string"),
            "n0": s.number().update_default(0),
            "flag": s.boolean().update_default(False),
            "copy": s.string().optional().update_link(lambda item: "copy of " + item["test_string"]),
            "touch": s.number().update_default(lambda: add(1)),
        }
    ),
)


def test_the_defaults_and_links_of_updates() -> None:
    command = FULL.build(UpdateItemCommand).item({"email": "p", "sort": "s", "big": 10000000})
    params = command.params()
    assert params["UpdateExpression"] == (
        "SET #s_1 = :s_1, #s_2 = :s_2, #s_3 = :s_3, #s_4 = :s_4, #s_5 = :s_5, "
        "#s_6 = if_not_exists(#s_6, :s_6), #s_7 = if_not_exists(#s_7, :s_7), #s_8 = :s_8 ADD #a_1 :a_1"
    )
    names = ["big", "test_string", "n0", "flag", "copy", "_et", "_ct", "_md"]
    assert params["ExpressionAttributeNames"] == {
        **{f"#s_{i}": name for i, name in enumerate(names, 1)},
        "#a_1": "touch",
    }
    values = [10000000, "default string", 0, False, "copy of default string", "E", NOW, NOW]
    assert params["ExpressionAttributeValues"] == {
        **{f":s_{i}": value for i, value in enumerate(values, 1)},
        ":a_1": 1,
    }
    assert command.toolbox_item["touch"] == add(1)


def test_what_is_given_goes_before_defaults_remove_too() -> None:
    schema = s.item(
        {"pk": s.string().key(), "sk": s.string().key(), "a": s.any().optional().update_default(1)}
    )
    entity = Entity(name="E", table=TABLE, schema=schema, entity_attribute=False, timestamps=False)
    update = entity.build(UpdateItemCommand)
    expressions = [
        update.item({"pk": "a", "sk": "b", **more}).params()["UpdateExpression"]
        for more in ({}, {"a": remove()}, {"a": 2})
    ]
    assert expressions == ["SET #s_1 = :s_1", "REMOVE #r_1", "SET #s_1 = :s_1"]


def test_an_odd_name_of_an_internal_attribute_is_found_again() -> None:
    entity = Entity(
        name="E",
        table=TABLE,
        schema=s.item({"pk": s.string().key(), "sk": s.string().key()}),
        entity_attribute={"name": "a.b"},
        timestamps=False,
    )
    params = entity.build(UpdateItemCommand).item({"pk": "a", "sk": "b"}).params()
    assert params["UpdateExpression"] == "SET #s_1 = if_not_exists(#s_1, :s_1)"
    assert params["ExpressionAttributeNames"] == {"#s_1": "_et"}


def test_with_nothing_to_change_there_is_no_expression() -> None:
    params = PLAIN.build(UpdateItemCommand).item({"pk": "a", "sk": "b"}).params()
    assert params == {"TableName": "t", "Key": {"pk": "a", "sk": "b"}}


def test_key_attributes_that_are_not_the_table_s_are_set_again() -> None:
    params = (
        COMPUTED.build(UpdateItemCommand).item({"user": "u", "day": "d", "note": "x", "pk": "mine"}).params()
    )
    assert params["Key"] == {"pk": "U#u", "sk": "d"}
    assert params["ExpressionAttributeNames"] == {"#s_1": "user", "#s_2": "day", "#s_3": "note"}


def test_all_options_and_the_names_of_the_condition_first() -> None:
    options: Any = {
        "capacity": "TOTAL",
        "metrics": "SIZE",
        "return_values": "UPDATED_NEW",
        "return_values_on_condition_false": "ALL_OLD",
        "condition": {"attr": "a", "gt": 4},
        "table_name": "u",
    }
    params = (
        PLAIN.build(UpdateItemCommand)
        .item({"pk": "a", "sk": "b", "a": set_({"x": 1})})
        .options(options)
        .params()
    )
    assert params == {
        "TableName": "u",
        "Key": {"pk": "a", "sk": "b"},
        "UpdateExpression": "SET #s_1 = :s_1",
        "ReturnConsumedCapacity": "TOTAL",
        "ReturnItemCollectionMetrics": "SIZE",
        "ReturnValues": "UPDATED_NEW",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        "ConditionExpression": "#c_1 > :c_1",
        "ExpressionAttributeNames": {"#c_1": "a", "#s_1": "a"},
        "ExpressionAttributeValues": {":c_1": 4, ":s_1": {"x": 1}},
    }
    assert list(params["ExpressionAttributeNames"]) == ["#c_1", "#s_1"]


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": remove()}, "parsing.attributeRequired", "id"),
        ({"id": add(1)}, "parsing.invalidAttributeInput", "id"),
        ({"id": "p", "lvl": add("x")}, "parsing.invalidAttributeInput", "lvl.$ADD"),
        ({"id": "p", "created": remove()}, "parsing.attributeRequired", "created"),
        ({"id": "p", "lvl": get("nope")}, "actions.invalidExpressionAttributePath", None),
        (None, "actions.incompleteAction", None),
        ("p", "parsing.invalidItem", None),
    ],
)
def test_a_wrong_item(item: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        UPDATE.item(item).params()


def test_a_key_that_is_an_action_is_refused() -> None:
    with refused("actions.parsePrimaryKey.invalidKeyPart", "pk"):
        PLAIN.build(UpdateItemCommand).item({"pk": get("a"), "sk": "b"}).params()
