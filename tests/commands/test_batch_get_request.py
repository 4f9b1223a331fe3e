"""`BatchGetRequest.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import BatchGetRequest
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

GET = POKEMONS.build(BatchGetRequest)


def test_it_is_the_key_as_in_the_table() -> None:
    assert GET.key({"id": "p1", "lvl": 3}).params() == {"pk": "ID#p1", "sk": "cat"}
    assert COMPUTED.build(BatchGetRequest).key({"user": "u", "day": "d"}).params() == {"pk": "U#u", "sk": "d"}


@pytest.mark.parametrize(
    ("key", "code", "path"),
    [
        ({}, "parsing.attributeRequired", "id"),
        ({"id": 1}, "parsing.invalidAttributeInput", "id"),
        ("p1", "parsing.invalidItem", None),
        (None, "actions.incompleteAction", None),
    ],
)
def test_a_wrong_key(key: Any, code: str, path: str | None) -> None:
    with refused(code, path):
        GET.key(key).params()
