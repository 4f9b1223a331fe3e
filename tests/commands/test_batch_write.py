"""`BatchWriteCommand.params()` (spec/actions.md §3.5)."""

from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchDeleteRequest,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    Entity,
    Table,
    s,
)
from dynamodb_toolbox.table import KeyAttribute
from tests.commands.entities import PLAIN, POKEMONS, TABLE
from tests.refusals import refused

PUT = PLAIN.build(BatchPutRequest).item({"pk": "a", "sk": "b"})
DELETE = POKEMONS.build(BatchDeleteRequest).key({"id": "p1"})
BATCH = TABLE.build(BatchWriteCommand)
PARAMS = [
    {"PutRequest": {"Item": {"pk": "a", "sk": "b"}}},
    {"DeleteRequest": {"Key": {"pk": "ID#p1", "sk": "cat"}}},
]


def test_the_requests_by_the_tables_name() -> None:
    assert BATCH.requests(PUT, DELETE).params() == {"t": PARAMS}


def test_another_table_name_given_before_or_after_the_requests() -> None:
    assert BATCH.requests(PUT, DELETE).options(table_name="u").params() == {"u": PARAMS}
    assert BATCH.options(table_name="u").requests(PUT, DELETE).params() == {"u": PARAMS}
    merged = BATCH.requests(PUT).options(table_name="u").options(lambda last: {**last})
    assert list(merged.params()) == ["u"]


def test_without_requests_it_is_incomplete() -> None:
    with refused("actions.incompleteAction"):
        BATCH.params()


def test_a_wrong_request() -> None:
    with refused("parsing.attributeRequired", "sk"):
        BATCH.requests(DELETE, PLAIN.build(BatchPutRequest).item({"pk": "a"})).params()


@pytest.mark.parametrize(
    ("options", "code", "payload"),
    [
        ({"table_name": b"u"}, "options.invalidTableNameOption", {"table_name": b"u"}),
        ({"consistent": True}, "options.unknownOption", {"option": "consistent"}),
    ],
)
def test_a_wrong_option(options: Any, code: str, payload: dict[str, Any]) -> None:
    with refused(code, payload=payload):
        BATCH.requests(PUT).options(options).params()


def test_a_request_for_another_table_is_refused() -> None:
    key: KeyAttribute = {"name": "id", "type": "string"}
    mine, other = (Table(name=name, partition_key=key) for name in ("mine", "other"))
    entity = Entity(name="e", table=other, schema=s.item({"id": s.string().key()}))
    with refused("actions.invalidAction"):
        BatchWriteCommand(mine, [entity.build(BatchPutRequest).item({"id": "a"})]).params()
    with refused("actions.invalidAction"):
        BatchGetCommand(mine, [entity.build(BatchGetRequest).key({"id": "a"})]).params()
    same = Table(name=lambda: "other", partition_key=key)
    assert BatchGetCommand(same, [entity.build(BatchGetRequest).key({"id": "a"})]).params()
