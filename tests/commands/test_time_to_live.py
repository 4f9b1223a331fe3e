"""`UpdateTimeToLiveCommand.params()` and its kin."""

from typing import Any

import pytest

from dynamodb_toolbox import DescribeTimeToLiveCommand, UpdateTimeToLiveCommand
from dynamodb_toolbox.table import KeyAttribute, Table
from tests.refusals import refused

PK: KeyAttribute = {"name": "pk", "type": "string"}
TABLE = Table(name="sessions", partition_key=PK, settings={"time_to_live": "expires_at"})


def test_it_says_the_tables_attribute() -> None:
    assert TABLE.build(UpdateTimeToLiveCommand).params() == {
        "TableName": "sessions",
        "TimeToLiveSpecification": {"Enabled": True, "AttributeName": "expires_at"},
    }
    assert TABLE.build(DescribeTimeToLiveCommand).params() == {"TableName": "sessions"}


def test_or_what_it_is_told() -> None:
    command = TABLE.build(UpdateTimeToLiveCommand).options(attribute="ttl", enabled=False, table_name="other")
    assert command.params() == {
        "TableName": "other",
        "TimeToLiveSpecification": {"Enabled": False, "AttributeName": "ttl"},
    }


def test_without_attribute_it_is_refused() -> None:
    with refused("actions.incompleteAction"):
        Table(name="sessions", partition_key=PK).build(UpdateTimeToLiveCommand).params()


@pytest.mark.parametrize(("option", "value"), [("attribute", ""), ("attribute", 1), ("enabled", "no")])
def test_options_that_are_none(option: str, value: Any) -> None:
    with refused(f"options.invalid{option.title()}Option"):
        UpdateTimeToLiveCommand(TABLE, {option: value}).params()
