"""`execute_transact_get` on the engine: items as they were at one moment (spec/actions.md §7.1)."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    GetTransaction,
    TransactGetCommand,
    connect,
    execute_transact_get,
    execute_transact_get_async,
)
from dynamodb_toolbox.protocol.calls import Reply
from tests.commands.entities import POKEMONS
from tests.commands.league import League, make_league
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash"}
NOBODY = {"league": "kanto", "name": "nobody"}
PIKACHU = {"league": "kanto", "name": "pikachu"}
GET = POKEMONS.build(GetTransaction)


def reads(league: League) -> list[GetTransaction[Any, Any]]:
    return [
        league.pokemons.build(GetTransaction).key(PIKACHU),
        league.trainers.build(GetTransaction).key(NOBODY),
        league.trainers.build(GetTransaction).key(ASH).options(attributes=["badges"]),
    ]


FOUND = [{**PIKACHU, "level": 42}, None, {"badges": 8}]


def test_items_come_in_order_each_formatted_by_its_entity(league: League) -> None:
    league.fill()
    response = execute_transact_get(*reads(league))
    assert response.items == tuple(FOUND)
    assert response.consumed_capacity is None


def test_the_same_awaited(league: League) -> None:
    league.fill()
    assert asyncio.run(execute_transact_get_async(*reads(league))).items == tuple(FOUND)


def test_several_tables(league: League, client: Client) -> None:
    league.fill()
    other = make_league(client, "other")
    other.put(other.trainers, name="ash", badges=1)
    get = league.trainers.build(GetTransaction).key(ASH)
    items = execute_transact_get(get, other.trainers.build(GetTransaction).key(ASH)).items
    assert items == ({**ASH, "badges": 8}, {**ASH, "badges": 1})
    assert execute_transact_get(get.options(table_name="other")).items == items[1:]


def test_capacity_is_reported_where_it_is_asked_for(league: League) -> None:
    league.fill()
    capacity = execute_transact_get(*reads(league), capacity="TOTAL").consumed_capacity
    assert capacity is not None
    assert [part["TableName"] for part in capacity] == ["league"]


def test_params_are_what_is_sent() -> None:
    entries = GET.key({"id": "a"}), GET.key({"id": "b"}).options(attributes=["lvl"])
    assert TransactGetCommand(*entries, capacity="INDEXES").params() == {
        "ReturnConsumedCapacity": "INDEXES",
        "TransactItems": [entry.params() for entry in entries],
    }


def test_without_reads_it_is_incomplete() -> None:
    with refused("actions.incompleteAction"):
        execute_transact_get()


def test_more_than_a_hundred_are_refused_with_the_number(league: League) -> None:
    get = league.trainers.build(GetTransaction)
    gets = [get.key({**ASH, "name": f"t{n}"}) for n in range(101)]
    with refused("actions.tooManyRequests", payload={"received": 101, "expected": 100}):
        execute_transact_get(*gets)
    assert execute_transact_get(*gets[:100]).items == (None,) * 100


@pytest.mark.parametrize(
    ("options", "code", "payload"),
    [
        ({"capacity": "ALL"}, "options.invalidCapacityOption", {"capacity": "ALL"}),
        ({"metrics": "SIZE"}, "options.unknownOption", {"option": "metrics"}),
        ({"client_request_token": "t"}, "options.unknownOption", {"option": "client_request_token"}),
    ],
)
def test_a_wrong_option(options: Any, code: str, payload: dict[str, Any]) -> None:
    with refused(code, payload=payload):
        TransactGetCommand(GET.key({"id": "a"}), **options).params()


def test_a_wrong_key_is_told_before_anything_is_sent() -> None:
    with refused("parsing.attributeRequired", "id"):
        execute_transact_get(GET.key({"id": "a"}), GET.key({}))
    with refused("actions.missingDocumentClient"):
        execute_transact_get(GET.key({"id": "a"}))


def test_a_stored_item_that_the_schema_does_not_allow(league: League, client: Client) -> None:
    key = {"pk": {"S": "kanto"}, "sk": {"S": "trainer#ash"}}
    client.call("PutItem", {"TableName": "league", "Item": key})
    with refused("formatter.missingAttribute", "badges"):
        execute_transact_get(league.trainers.build(GetTransaction).key(ASH))


class Null:
    """An endpoint that answers as AWS's reference has it: null for an item that is not there."""

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        return {
            "Responses": [None, {}, {"Item": {"pk": {"S": "ID#a"}, "sk": {"S": "cat"}, "_l": {"N": "3"}}}]
        }

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None: ...


def test_null_is_no_item() -> None:
    get = GET.key({"id": "a"}).options(attributes=["lvl"])
    assert execute_transact_get(get, get, get, client=Client(Null())).items == (None, None, {"lvl": 3})


def test_another_client_may_send_it(league: League) -> None:
    with connect("sqlite://") as elsewhere:
        make_league(elsewhere).fill()
        assert execute_transact_get(*reads(league), client=elsewhere).items == tuple(FOUND)
        assert execute_transact_get(*reads(league)).items == (None, None, None)
