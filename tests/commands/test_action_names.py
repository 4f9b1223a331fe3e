"""Every action has a name of the reference's, or in its style: for interceptors, logs, spies."""

import re
from typing import Any

import pytest

import dynamodb_toolbox
from dynamodb_toolbox import MCPToolkit, Registry, Sendable, Synchronizer

ACTION = re.compile(
    r".+(Command|Request|Transaction|Repository|Spy|DTO|AccessPattern)|(Entity|PrimaryKey).+Parser"
)


def actions() -> list[Any]:
    public = {name: getattr(dynamodb_toolbox, name) for name in dynamodb_toolbox.__all__}
    classes = {name: value for name, value in public.items() if isinstance(value, type)}
    found = [value for name, value in classes.items() if ACTION.fullmatch(name) and name not in OTHERS]
    return [*found, Registry, MCPToolkit, Synchronizer]


OTHERS = {"SchemaDTO", "SyncRequest"}


@pytest.mark.parametrize("action", actions(), ids=lambda action: action.__name__)
def test_it_has_a_name(action: Any) -> None:
    assert re.fullmatch(r"[a-z][a-zA-Z-]+", action.action_name)


def test_no_two_commands_share_one() -> None:
    commands = [action for action in actions() if issubclass(action, Sendable)]
    assert len({command.action_name for command in commands}) == len(commands) > 15
