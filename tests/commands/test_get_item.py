"""`GetItemCommand.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox.commands.get_item import GetItemCommand
from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.table import Table
from tests.commands.entities import COMPUTED, PLAIN, POKEMONS
from tests.refusals import refused

GET = POKEMONS.build(GetItemCommand)
KEY = {"id": "p1", "kind": "dog"}


def test_the_key_is_stored_as_in_the_table() -> None:
    assert GET.key(KEY).params() == {"TableName": "t", "Key": {"pk": "ID#p1", "sk": "dog"}}


def test_a_default_fills_a_part_of_the_key_and_what_is_no_key_is_dropped() -> None:
    assert GET.key({"id": "p1", "lvl": "x", "zz": 1}).params()["Key"] == {"pk": "ID#p1", "sk": "cat"}


def test_all_options() -> None:
    options: Any = {
        "consistent": True,
        "attributes": ["lvl", "moves[0].name"],
        "capacity": "TOTAL",
        "table_name": "u",
    }
    params = GET.key(KEY).options(options).params()
    assert params == {
        "TableName": "u",
        "Key": {"pk": "ID#p1", "sk": "dog"},
        "ReturnConsumedCapacity": "TOTAL",
        "ConsistentRead": True,
        "ProjectionExpression": "#p_1, #p_2[0].#p_3",
        "ExpressionAttributeNames": {"#p_1": "_l", "#p_2": "moves", "#p_3": "_n"},
    }


def test_internal_attributes_can_be_projected() -> None:
    names = GET.key(KEY).options(attributes=["entity", "created"]).params()["ExpressionAttributeNames"]
    assert names == {"#p_1": "_et", "#p_2": "_ct"}


def test_nothing_projected_is_no_projection() -> None:
    assert GET.key(KEY).options(attributes=[]).params().keys() == {"TableName", "Key"}


@pytest.mark.parametrize(
    ("consistent", "fields"), [(True, {"ConsistentRead": True}), (False, {"ConsistentRead": False})]
)
def test_consistent_is_said_as_given(consistent: bool, fields: dict[str, Any]) -> None:
    params = GET.key(KEY).options(consistent=consistent).params()
    assert {name: params[name] for name in fields} == fields


def test_the_key_may_be_computed() -> None:
    assert COMPUTED.build(GetItemCommand).key({"user": "u", "day": "d"}).params()["Key"] == {
        "pk": "U#u",
        "sk": "d",
    }


@pytest.mark.parametrize(
    ("key", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": 1}, "parsing.invalidAttributeInput", "id"),
        ({"id": "p", "kind": None}, "parsing.invalidAttributeInput", "kind"),
        ("p1", "parsing.invalidItem", None),
    ],
)
def test_a_wrong_key(key: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        GET.key(key).params()


def test_the_key_is_looked_at_before_the_options() -> None:
    with refused("parsing.attributeRequired", "id"):
        GET.key({}).options(capacity="x").params()


@pytest.mark.parametrize("attributes", [["nope"], ["lvl", "moves.name"], ["lvl["]])
def test_a_projected_path_that_leads_nowhere(attributes: list[str]) -> None:
    payload = {"attributePath": attributes[-1]}
    with refused("actions.invalidExpressionAttributePath", payload=payload):
        GET.key(KEY).options(attributes=attributes).params()


def test_without_key_it_is_incomplete() -> None:
    with refused("actions.incompleteAction", payload={}):
        GET.params()


def test_a_builder_gives_a_new_command() -> None:
    command = GET.key(KEY)
    command.options(consistent=True)
    assert command.params().keys() == {"TableName", "Key"}
    with refused("actions.incompleteAction"):
        GET.params()


def test_a_table_without_name_needs_the_option() -> None:
    table = Table(partition_key={"name": "pk", "type": "string"})
    schema = s.item({"pk": s.string().key()})
    command = Entity(name="E", table=table, schema=schema).build(GetItemCommand).key({"pk": "a"})
    with refused("table.missingTableName"):
        command.params()
    assert command.options(table_name="t").params()["TableName"] == "t"


def test_the_constructor_takes_all_at_once() -> None:
    params = GetItemCommand(PLAIN, {"pk": "a", "sk": "b"}, {"consistent": True}).params()
    assert params == {"TableName": "t", "Key": {"pk": "a", "sk": "b"}, "ConsistentRead": True}
