"""`GetTransaction.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import GetTransaction
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

GET = POKEMONS.build(GetTransaction)
KEY = {"pk": "ID#p1", "sk": "cat"}


def test_the_key_is_stored_as_in_the_table() -> None:
    assert GET.key({"id": "p1", "lvl": 3}).params() == {"Get": {"TableName": "t", "Key": KEY}}


def test_the_key_may_be_computed() -> None:
    params = COMPUTED.build(GetTransaction).key({"user": "u", "day": "d"}).params()
    assert params["Get"]["Key"] == {"pk": "U#u", "sk": "d"}


def test_all_options() -> None:
    get = GET.key({"id": "p1"}).options(attributes=["lvl", "moves[0].name"], table_name="u")
    assert get.params() == {
        "Get": {
            "TableName": "u",
            "Key": KEY,
            "ProjectionExpression": "#p_1, #p_2[0].#p_3",
            "ExpressionAttributeNames": {"#p_1": "_l", "#p_2": "moves", "#p_3": "_n"},
        }
    }


def test_no_attributes_are_all() -> None:
    assert GET.key({"id": "p1"}).options(attributes=[]).params() == GET.key({"id": "p1"}).params()


def test_builders_change_nothing_of_what_they_are_called_on() -> None:
    first = GET.key({"id": "p1"})
    second = first.options(table_name="u").key({"id": "p2"})
    assert first.params()["Get"] == {"TableName": "t", "Key": KEY}
    assert second.params()["Get"] == {"TableName": "u", "Key": {"pk": "ID#p2", "sk": "cat"}}


def test_it_says_what_it_was_made_with() -> None:
    assert GET.key({"id": "p1"}).options(table_name="u").sent_args() == [{"id": "p1"}, {"table_name": "u"}]


@pytest.mark.parametrize(
    ("key", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": 1}, "parsing.invalidAttributeInput", "id"),
        ([], "parsing.invalidItem", None),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_key(key: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        GET.key(key).params()


@pytest.mark.parametrize(
    ("options", "code", "payload"),
    [
        ({"attributes": ["nope"]}, "actions.invalidExpressionAttributePath", {"attributePath": "nope"}),
        ({"attributes": "lvl"}, "options.invalidAttributesOption", {"attributes": "lvl"}),
        ({"table_name": 1}, "options.invalidTableNameOption", {"table_name": 1}),
        ({"consistent": True}, "options.unknownOption", {"option": "consistent"}),
        ({"capacity": "TOTAL"}, "options.unknownOption", {"option": "capacity"}),
    ],
)
def test_a_wrong_option(options: Any, code: str, payload: dict[str, Any]) -> None:
    with refused(code, payload=payload):
        GET.key({"id": "p1"}).options(options).params()
