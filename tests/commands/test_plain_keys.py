"""Keys stored as they are given: what is sent, and every error, are those of the walk over the schema."""

from __future__ import annotations

from collections import OrderedDict
from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import Entity, GetItemCommand, Table, prefix, s
from dynamodb_toolbox.client.client import Client
from dynamodb_toolbox.schema.types import NumberSchema, StringSchema
from tests.commands.test_entity_codec import Answering, Walking, told

TEXTS = st.one_of(st.text(max_size=3), st.sampled_from(["a", "é", "\ud800", ""]))
NUMBERS = st.one_of(
    st.integers(),
    st.sampled_from([0, -1, 10**15, 2**53 + 1, 10**40]),
    st.floats(),
    st.booleans(),
    st.decimals(),
)
VALUES = st.one_of(TEXTS, NUMBERS, st.none(), st.binary(max_size=2), st.lists(TEXTS, max_size=1))
KEYS = st.dictionaries(st.sampled_from(["owner", "number", "more"]), VALUES, max_size=3)


PLAIN = (s.string().key().saved_as("pk"), s.number().key().saved_as("sk"))


def sent(key: Any, owner: StringSchema, number: NumberSchema, *, walking: bool = False) -> Any:
    """Give the request that a key is sent in, or what the error tells."""
    endpoint = Answering({})
    table = Table(
        name="things",
        partition_key={"name": "pk", "type": "string"},
        sort_key={"name": "sk", "type": "number"},
        client=Client(cast("Any", endpoint)),
    )
    schema = s.item({"owner": owner, "number": number, "more": s.any().optional()})
    entity = Entity(name="thing", table=table, schema=schema)
    entity.codec = Walking(entity) if walking else None
    return told(lambda: entity.build(GetItemCommand).key(key).send().item), endpoint.sent


@given(KEYS)
def test_keys_and_their_errors_are_those_of_the_walk(key: dict[str, Any]) -> None:
    assert repr(sent(key, *PLAIN)) == repr(sent(key, *PLAIN, walking=True))


@pytest.mark.parametrize(
    ("key", "wire"),
    [
        ({"owner": "ash", "number": 7}, {"pk": {"S": "ash"}, "sk": {"N": "7"}}),
        ({"number": -3, "owner": "ash"}, {"pk": {"S": "ash"}, "sk": {"N": "-3"}}),
        ({"owner": "é", "number": 10**20}, {"pk": {"S": "é"}, "sk": {"N": str(10**20)}}),
        (OrderedDict(owner="ash", number=Decimal("1.50")), {"pk": {"S": "ash"}, "sk": {"N": "1.5"}}),
        ({"owner": "ash", "number": 7, "more": [1]}, {"pk": {"S": "ash"}, "sk": {"N": "7"}}),
    ],
)
def test_a_key_is_written_by_its_stored_names(key: Any, wire: Any) -> None:
    [(_, request)] = sent(key, *PLAIN)[1]
    assert list(request["Key"].items()) == list(wire.items())


@pytest.mark.parametrize(
    "owner",
    [
        PLAIN[0].enum("misty"),
        PLAIN[0].validate(lambda value: value != "ash"),
        PLAIN[0].transform(prefix("TRAINER")),
        PLAIN[0].default("misty"),
        PLAIN[0].link(lambda _: "misty"),
    ],
)
@pytest.mark.parametrize("key", [{"owner": "ash", "number": 7}, {"number": 7}])
def test_what_else_is_said_of_a_key_attribute_counts(owner: StringSchema, key: Any) -> None:
    assert repr(sent(key, owner, PLAIN[1])) == repr(sent(key, owner, PLAIN[1], walking=True))
