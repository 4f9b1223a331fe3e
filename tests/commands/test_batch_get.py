"""`BatchGetCommand.params()` (spec/actions.md §3.4)."""

from typing import Any

import pytest

from dynamodb_toolbox import BatchGetCommand, BatchGetRequest, Entity, Table, s
from tests.commands.entities import PLAIN, POKEMONS, TABLE
from tests.refusals import refused

GET = POKEMONS.build(BatchGetRequest)
P1, P2 = GET.key({"id": "p1"}), GET.key({"id": "p2", "kind": "dog"})
OTHER = PLAIN.build(BatchGetRequest).key({"pk": "a", "sk": "b"})
BATCH: BatchGetCommand[Any] = TABLE.build(BatchGetCommand)
KEYS = [{"pk": "ID#p1", "sk": "cat"}, {"pk": "ID#p2", "sk": "dog"}]


def test_the_keys_by_the_tables_name() -> None:
    assert BATCH.requests(P1, P2).params() == {"t": {"Keys": KEYS}}


def test_all_options() -> None:
    batch = BATCH.requests(P1, P2).options(consistent=True, attributes=["lvl"], table_name="u")
    assert batch.params() == {
        "u": {
            "Keys": KEYS,
            "ConsistentRead": True,
            "ProjectionExpression": "#p_1, #_pk, #_sk, #_et",
            "ExpressionAttributeNames": {"#p_1": "_l", "#_pk": "pk", "#_sk": "sk", "#_et": "_et"},
        }
    }


def test_builders_keep_what_was_said_before() -> None:
    options: Any = {"table_name": "u", "consistent": False}
    assert BATCH.options(options).requests(P1).params() == BATCH.requests(P1).options(options).params()
    assert BATCH.requests(P1).requests(P2).params() == {"t": {"Keys": KEYS[1:]}}


def test_a_table_without_sort_key_has_one_key_to_project() -> None:
    table = Table(name="t", partition_key={"name": "pk", "type": "string"})
    entity = Entity(name="E", table=table, schema=s.item({"pk": s.string().key(), "a": s.any()}))
    batch = table.build(BatchGetCommand).requests(entity.build(BatchGetRequest).key({"pk": "x"}))
    params = batch.options(attributes=["a"]).params()["t"]
    assert params["ProjectionExpression"] == "#p_1, #_pk, #_et"


def test_keys_that_are_asked_for_are_not_projected_twice() -> None:
    params = BATCH.requests(P1).options(attributes=["kind", "id", "lvl"]).params()["t"]
    assert params["ProjectionExpression"] == "#p_1, #p_2, #p_3, #_et"


def test_a_nested_attribute_named_like_a_key_is_no_key() -> None:
    schema = s.item({"pk": s.string().key(), "sk": s.string().key(), "m": s.map({"pk": s.string()})})
    entity = Entity(name="E", table=TABLE, schema=schema)
    batch = BATCH.requests(entity.build(BatchGetRequest).key({"pk": "a", "sk": "b"}))
    params = batch.options(attributes=["m.pk"]).params()["t"]
    assert params["ProjectionExpression"] == "#p_1.#p_2, #_pk, #_sk, #_et"


def test_paths_of_several_entities_come_in_the_order_of_their_first_requests() -> None:
    batch = BATCH.requests(P1, OTHER, P2).options(attributes=["a", "lvl"])
    params = batch.params()["t"]
    assert params["ExpressionAttributeNames"]["#p_1"] == "_l"
    assert params["ExpressionAttributeNames"]["#p_2"] == "a"
    assert [entity.name for entity in batch.entities] == ["POKEMON", "PLAIN"]


def test_each_entity_must_have_one_of_the_attributes() -> None:
    with refused("batchGetCommand.invalidProjectionExpression", payload={"entity": "PLAIN"}):
        BATCH.requests(P1, OTHER).options(attributes=["lvl"]).params()


def test_an_empty_list_of_attributes_is_all() -> None:
    assert BATCH.requests(P1).options(attributes=[]).params() == BATCH.requests(P1).params()


def test_without_requests_it_is_incomplete() -> None:
    with refused("actions.incompleteAction"):
        BATCH.params()
    with refused("actions.incompleteAction"):
        BATCH.requests().params()


def test_a_wrong_key() -> None:
    with refused("parsing.attributeRequired", "id"):
        BATCH.requests(P1, GET.key({})).params()


@pytest.mark.parametrize(
    ("options", "code", "payload"),
    [
        ({"consistent": 1}, "options.invalidConsistentOption", {"consistent": 1}),
        ({"attributes": "lvl"}, "options.invalidAttributesOption", {"attributes": "lvl"}),
        ({"table_name": 1}, "options.invalidTableNameOption", {"table_name": 1}),
        ({"capacity": "TOTAL"}, "options.unknownOption", {"option": "capacity"}),
    ],
)
def test_a_wrong_option(options: Any, code: str, payload: dict[str, Any]) -> None:
    with refused(code, payload=payload):
        BATCH.requests(P1).options(options).params()


def test_a_table_without_a_name() -> None:
    table = Table(partition_key={"name": "pk", "type": "string"}, sort_key={"name": "sk", "type": "string"})
    with refused("table.missingTableName"):
        table.build(BatchGetCommand).requests(OTHER).params()
    assert list(table.build(BatchGetCommand).requests(OTHER).options(table_name="u").params()) == ["u"]


def test_a_tag_that_is_a_key_is_projected_once() -> None:
    table = Table(
        name="t",
        partition_key={"name": "id", "type": "string"},
        sort_key={"name": "_et", "type": "string"},
    )
    schema = s.item({"id": s.string().key(), "a": s.string()})
    entity = Entity(
        name="e", table=table, schema=schema, compute_key=lambda key: {"id": key["id"], "_et": "e"}
    )
    batch = table.build(BatchGetCommand).requests(entity.build(BatchGetRequest).key({"id": "x"}))
    assert batch.options(attributes=["a"]).params()["t"] == {
        "Keys": [{"id": "x", "_et": "e"}],
        "ProjectionExpression": "#p_1, #_pk, #_sk",
        "ExpressionAttributeNames": {"#p_1": "a", "#_pk": "id", "#_sk": "_et"},
    }
