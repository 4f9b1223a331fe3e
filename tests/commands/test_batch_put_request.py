"""`BatchPutRequest.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import BatchPutRequest
from tests.commands.conftest import NOW
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

PUT = POKEMONS.build(BatchPutRequest)


def test_it_is_the_item_as_in_the_table() -> None:
    put = PUT.item({"id": "p1", "lvl": 3})
    item = {"pk": "ID#p1", "sk": "cat", "_l": 3, "_et": "POKEMON", "_ct": NOW, "_md": NOW}
    assert put.params() == {"PutRequest": {"Item": item}}
    assert put.toolbox_item["kind"] == "cat"


def test_the_key_may_be_computed() -> None:
    put = COMPUTED.build(BatchPutRequest).item({"user": "u", "day": "d"})
    assert put.params()["PutRequest"]["Item"] == {"user": "u", "day": "d", "pk": "U#u", "sk": "d"}


def test_what_params_gives_is_a_copy() -> None:
    put = PUT.item({"id": "p1", "tags": {"a"}})
    put.params()["PutRequest"]["Item"]["tags"].add("b")
    assert put.params()["PutRequest"]["Item"]["tags"] == {"a"}


@pytest.mark.parametrize(
    ("item", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": "p1", "lvl": "3"}, "parsing.invalidAttributeInput", "lvl"),
        ("p1", "parsing.invalidItem", None),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_item(item: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        PUT.item(item).params()
