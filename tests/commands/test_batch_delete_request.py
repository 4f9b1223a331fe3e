"""`BatchDeleteRequest.params()`."""

from typing import Any

import pytest

from dynamodb_toolbox import BatchDeleteRequest
from tests.commands.entities import COMPUTED, POKEMONS
from tests.refusals import refused

DELETE = POKEMONS.build(BatchDeleteRequest)


def test_it_is_the_key_as_in_the_table() -> None:
    request = DELETE.key({"id": "p1", "lvl": 3})
    assert request.params() == {"DeleteRequest": {"Key": {"pk": "ID#p1", "sk": "cat"}}}
    computed = COMPUTED.build(BatchDeleteRequest).key({"user": "u", "day": "d"})
    assert computed.params() == {"DeleteRequest": {"Key": {"pk": "U#u", "sk": "d"}}}


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
        DELETE.key(key).params()
