"""The options of the commands: what each takes, what is refused (spec/actions.md §0.4)."""

from collections.abc import Callable
from typing import Any

import pytest

from dynamodb_toolbox.commands.create_table import CreateTableCommand
from dynamodb_toolbox.commands.delete_item import DeleteItemCommand
from dynamodb_toolbox.commands.delete_table import DeleteTableCommand
from dynamodb_toolbox.commands.describe_table import DescribeTableCommand
from dynamodb_toolbox.commands.diff_table import DiffTableCommand
from dynamodb_toolbox.commands.ensure_table import EnsureTableCommand
from dynamodb_toolbox.commands.get_item import GetItemCommand
from dynamodb_toolbox.commands.put_item import PutItemCommand
from dynamodb_toolbox.commands.time_to_live import DescribeTimeToLiveCommand
from dynamodb_toolbox.commands.update_attributes import UpdateAttributesCommand
from dynamodb_toolbox.commands.update_item import UpdateItemCommand
from tests.commands.entities import PLAIN, TABLE
from tests.refusals import refused

KEY = {"pk": "a", "sk": "b"}
Make = Callable[[Any], Any]
MAKE: dict[str, Make] = {
    "get": lambda options: GetItemCommand(PLAIN, KEY, options),
    "put": lambda options: PutItemCommand(PLAIN, KEY, options),
    "delete": lambda options: DeleteItemCommand(PLAIN, KEY, options),
    "update": lambda options: UpdateItemCommand(PLAIN, KEY, options),
    "attributes": lambda options: UpdateAttributesCommand(PLAIN, KEY, options),
    "create": lambda options: CreateTableCommand(TABLE, (), options),
    "ensure": lambda options: EnsureTableCommand(TABLE, (), options),
    "describe": lambda options: DescribeTableCommand(TABLE, options),
    "drop": lambda options: DeleteTableCommand(TABLE, options),
    "diff": lambda options: DiffTableCommand(TABLE, (), options),
    "describe_ttl": lambda options: DescribeTimeToLiveCommand(TABLE, options),
}
ITEMS = ("get", "put", "delete", "update", "attributes")
WRITES = ("put", "delete", "update", "attributes")
UPDATES = ("update", "attributes")
TABLES = ("create", "ensure", "describe", "drop", "diff", "describe_ttl")

TAKEN: list[tuple[tuple[str, ...], str, list[Any], str]] = [
    (ITEMS, "capacity", ["NONE", "TOTAL", "INDEXES"], "ReturnConsumedCapacity"),
    (ITEMS + TABLES, "table_name", ["u"], "TableName"),
    (("get",), "consistent", [True, False], "ConsistentRead"),
    (WRITES, "metrics", ["NONE", "SIZE"], "ReturnItemCollectionMetrics"),
    (WRITES, "return_values", ["NONE", "ALL_OLD"], "ReturnValues"),
    (UPDATES, "return_values", ["UPDATED_OLD", "ALL_NEW", "UPDATED_NEW"], "ReturnValues"),
    (WRITES, "return_values_on_condition_false", ["NONE", "ALL_OLD"], "ReturnValuesOnConditionCheckFailure"),
]


@pytest.mark.parametrize(
    ("command", "option", "value", "field"),
    [(c, option, value, field) for cs, option, values, field in TAKEN for c in cs for value in values],
)
def test_an_option_is_a_field_of_the_request(command: str, option: str, value: Any, field: str) -> None:
    assert MAKE[command]({option: value}).params()[field] == value


WRONG: list[tuple[tuple[str, ...], str, list[Any], str]] = [
    (ITEMS, "capacity", ["none", "", 1, ["TOTAL"]], "options.invalidCapacityOption"),
    (ITEMS + TABLES, "table_name", [1, ["t"], b"t"], "options.invalidTableNameOption"),
    (("get",), "consistent", ["true", 1, 0], "options.invalidConsistentOption"),
    (("get",), "attributes", ["pk", 1, {"pk": 1}], "options.invalidAttributesOption"),
    (WRITES, "metrics", ["TOTAL", True], "options.invalidMetricsOption"),
    (("put", "delete"), "return_values", ["ALL_NEW", "x"], "options.invalidReturnValuesOption"),
    (UPDATES, "return_values", ["x", 1], "options.invalidReturnValuesOption"),
    (
        WRITES,
        "return_values_on_condition_false",
        ["ALL_NEW", 1],
        "options.invalidReturnValuesOnConditionFalseOption",
    ),
]


@pytest.mark.parametrize(
    ("command", "option", "value", "code"),
    [(c, option, value, code) for cs, option, values, code in WRONG for c in cs for value in values],
)
def test_a_wrong_option_is_refused(command: str, option: str, value: Any, code: str) -> None:
    with refused(code, payload={option: value}):
        MAKE[command]({option: value}).params()


@pytest.mark.parametrize("command", MAKE)
@pytest.mark.parametrize("option", ["nope", "tableName", "limit"])
def test_an_unknown_option_is_refused(command: str, option: str) -> None:
    with refused("options.unknownOption", payload={"option": option}):
        MAKE[command]({option: None}).params()


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("get", "condition"),
        ("get", "metrics"),
        ("put", "consistent"),
        ("delete", "attributes"),
        ("create", "capacity"),
    ],
)
def test_an_option_of_another_command_is_unknown(command: str, option: str) -> None:
    with refused("options.unknownOption", payload={"option": option}):
        MAKE[command]({option: True}).params()


@pytest.mark.parametrize("command", WRITES)
def test_a_wrong_condition_is_refused(command: str) -> None:
    with refused("actions.invalidCondition"):
        MAKE[command]({"condition": {"attr": "a"}}).params()
    with refused("actions.invalidExpressionAttributePath", payload={"attributePath": "nope"}):
        MAKE[command]({"condition": {"attr": "nope", "exists": True}}).params()


@pytest.mark.parametrize("command", MAKE)
def test_options_replace_the_last_ones_unless_a_function_merges_them(command: str) -> None:
    first = MAKE[command]({}).options(table_name="u")
    assert first.params()["TableName"] == "u"
    assert first.options({}).params()["TableName"] == "t"
    assert (
        first.options(lambda last: {**last, "table_name": last["table_name"] + "2"}).params()["TableName"]
        == "u2"
    )
    assert first.options({"table_name": "x"}, table_name="y").params()["TableName"] == "y"
    assert first.params()["TableName"] == "u"
