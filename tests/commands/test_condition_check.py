"""`ConditionCheck.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import ConditionCheck
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

CHECK = POKEMONS.build(ConditionCheck)
KEY = {"id": "p1"}
CONDITION = {"attr": "lvl", "gt": 3}


def test_a_check() -> None:
    assert CHECK.key(KEY).condition(CONDITION).params() == {
        "ConditionCheck": {
            "TableName": "t",
            "Key": {"pk": "ID#p1", "sk": "cat"},
            "ConditionExpression": "#c_1 > :c_1",
            "ExpressionAttributeNames": {"#c_1": "_l"},
            "ExpressionAttributeValues": {":c_1": 3},
        }
    }


def test_all_options() -> None:
    check = CHECK.key(KEY).condition({"attr": "lvl", "exists": True})
    assert check.options(return_values_on_condition_false="ALL_OLD", table_name="u").params() == {
        "ConditionCheck": {
            "TableName": "u",
            "Key": {"pk": "ID#p1", "sk": "cat"},
            "ConditionExpression": "attribute_exists(#c_1)",
            "ExpressionAttributeNames": {"#c_1": "_l"},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        }
    }


def test_the_builders_come_in_any_order() -> None:
    first = CHECK.options(table_name="u").condition(CONDITION).key(KEY)
    second = CHECK.key(KEY).condition(CONDITION).options(table_name="u")
    assert first.params() == second.params()
    assert first.sent_args() == second.sent_args() == [KEY, CONDITION, {"table_name": "u"}]


def test_the_key_may_be_computed() -> None:
    check = COMPUTED.build(ConditionCheck).key({"user": "u", "day": "d"})
    params = check.condition({"attr": "note", "exists": True}).params()
    assert params["ConditionCheck"]["Key"] == {"pk": "U#u", "sk": "d"}


def test_without_key_or_condition_it_is_incomplete() -> None:
    with refused("actions.incompleteAction") as caught:
        CHECK.key(KEY).params()
    assert "'condition'" in caught.value.message
    with refused("actions.incompleteAction") as caught:
        CHECK.condition(CONDITION).params()
    assert "'key'" in caught.value.message


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ({}, "actions.invalidCondition"),
        ({"attr": "lvl"}, "actions.invalidCondition"),
        ({"attr": "nope", "eq": 1}, "actions.invalidExpressionAttributePath"),
        ({"attr": "lvl", "eq": "three"}, "actions.invalidExpressionAttributePath"),
        ("lvl > 3", "actions.invalidCondition"),
    ],
)
def test_a_wrong_condition(condition: Any, code: str) -> None:
    with refused(code):
        CHECK.key(KEY).condition(condition).params()


def test_the_condition_is_no_option() -> None:
    options: Any = {"condition": CONDITION}
    with refused("options.unknownOption", payload={"option": "condition"}):
        CHECK.key(KEY).condition(CONDITION).options(options).params()
