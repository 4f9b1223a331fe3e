"""What the operations of a transaction that write have in common: their options (spec/actions.md §4.6)."""

from collections.abc import Callable
from typing import Any

import pytest

from dynamodb_toolbox import ConditionCheck, DeleteTransaction, PutTransaction, UpdateTransaction
from tests.commands.entities import PLAIN
from tests.refusals import refused

KEY = {"pk": "a", "sk": "b"}
MAKE: dict[str, Callable[[Any], Any]] = {
    "Put": lambda options: PutTransaction(PLAIN, KEY, options),
    "Update": lambda options: UpdateTransaction(PLAIN, KEY, options),
    "Delete": lambda options: DeleteTransaction(PLAIN, KEY, options),
    "ConditionCheck": lambda options: ConditionCheck(PLAIN, KEY, {"attr": "a", "exists": True}, options),
}
WITH_CONDITION = ("Put", "Update", "Delete")


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("value", ["NONE", "ALL_OLD"])
def test_what_to_tell_of_an_item_that_fails(kind: str, value: str) -> None:
    fields = MAKE[kind]({"return_values_on_condition_false": value}).params()[kind]
    assert fields["ReturnValuesOnConditionCheckFailure"] == value


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("return_values_on_condition_false", "ALL_NEW", "options.invalidReturnValuesOnConditionFalseOption"),
        ("return_values_on_condition_false", True, "options.invalidReturnValuesOnConditionFalseOption"),
        ("table_name", 1, "options.invalidTableNameOption"),
    ],
)
def test_a_wrong_option_is_refused(kind: str, option: str, value: Any, code: str) -> None:
    with refused(code, payload={option: value}):
        MAKE[kind]({option: value}).params()


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("option", ["capacity", "metrics", "return_values", "attributes", "tableName"])
def test_an_unknown_option_is_refused(kind: str, option: str) -> None:
    with refused("options.unknownOption", payload={"option": option}):
        MAKE[kind]({option: None}).params()


@pytest.mark.parametrize("kind", WITH_CONDITION)
def test_a_wrong_condition_is_refused(kind: str) -> None:
    with refused("actions.invalidCondition"):
        MAKE[kind]({"condition": {"attr": "a"}}).params()
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "nope"}):
        MAKE[kind]({"condition": {"attr": "nope", "exists": True}}).params()


@pytest.mark.parametrize("kind", MAKE)
def test_options_replace_the_last_ones_unless_a_function_merges_them(kind: str) -> None:
    first = MAKE[kind]({}).options(table_name="u")
    assert first.params()[kind]["TableName"] == "u"
    assert first.options({}).params()[kind]["TableName"] == "t"
    merged = first.options(lambda last: {**last, "return_values_on_condition_false": "NONE"})
    assert merged.params()[kind]["TableName"] == "u"
    assert merged.sent_args()[-1] == {"table_name": "u", "return_values_on_condition_false": "NONE"}
    assert first.params()[kind]["TableName"] == "u"


@pytest.mark.parametrize("kind", MAKE)
def test_an_option_of_none_is_not_given(kind: str) -> None:
    given = MAKE[kind]({"table_name": None, "return_values_on_condition_false": None})
    assert given.params() == MAKE[kind]({}).params()
