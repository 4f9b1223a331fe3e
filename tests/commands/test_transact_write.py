"""`execute_transact_write` on the engine: all or nothing (spec/actions.md §7.2)."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    Client,
    ConditionCheck,
    DeleteTransaction,
    DynamoDBToolboxError,
    GetItemCommand,
    PutTransaction,
    TransactionCanceledException,
    TransactWriteCommand,
    UpdateTransaction,
    add,
    connect,
    execute_transact_write,
    execute_transact_write_async,
)
from dynamodb_toolbox.errors import IdempotentParameterMismatchException
from dynamodb_toolbox.protocol.calls import Reply
from tests.commands.entities import POKEMONS
from tests.commands.league import Kind, League, make_league
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash"}
MISTY = {"league": "kanto", "name": "misty"}
BROCK = {"league": "kanto", "name": "brock"}
EEVEE = {"league": "kanto", "name": "eevee"}
PIKACHU = {"league": "kanto", "name": "pikachu"}


def read(entity: Kind, key: dict[str, Any]) -> Any:
    return entity.build(GetItemCommand).key(key).options(consistent=True).send().item


def operations(league: League) -> tuple[Any, ...]:
    """One of each, of two entities; all go through once the league is filled."""
    return (
        league.trainers.build(PutTransaction).item({**BROCK, "badges": 1}),
        league.pokemons.build(UpdateTransaction).item({**PIKACHU, "level": add(1)}),
        league.pokemons.build(DeleteTransaction).key(EEVEE),
        league.trainers.build(ConditionCheck).key(ASH).condition({"attr": "badges", "gte": 8}),
    )


def check_written(league: League) -> None:
    assert read(league.trainers, BROCK) == {**BROCK, "badges": 1}
    assert read(league.pokemons, PIKACHU) == {**PIKACHU, "level": 43}
    assert read(league.pokemons, EEVEE) is None


def check_unchanged(league: League) -> None:
    assert read(league.trainers, BROCK) is None
    assert read(league.pokemons, PIKACHU) == {**PIKACHU, "level": 42}
    assert read(league.pokemons, EEVEE) == {**EEVEE, "level": 7}


def test_all_are_written(league: League) -> None:
    league.fill()
    response = execute_transact_write(*operations(league))
    check_written(league)
    put, update, delete, check = response.toolbox_items
    assert put == {**BROCK, "badges": 1, "entity": "trainer"}
    assert update is not None
    assert update["level"] == add(1)
    assert (delete, check) == (None, None)
    assert response.consumed_capacity is None
    assert response.item_collection_metrics is None


def test_the_same_awaited(league: League) -> None:
    league.fill()
    response = asyncio.run(execute_transact_write_async(*operations(league)))
    check_written(league)
    assert len(response.toolbox_items) == 4


def failing(league: League) -> tuple[Any, ...]:
    """The operations, two more of which fail: one tells its stored item, one does not."""
    return (
        *operations(league)[:3],
        league.trainers.build(ConditionCheck)
        .key(ASH)
        .condition({"attr": "badges", "gt": 8})
        .options(return_values_on_condition_false="ALL_OLD"),
        league.trainers.build(DeleteTransaction)
        .key(MISTY)
        .options(condition={"attr": "badges", "exists": False}),
    )


def check_told(error: TransactionCanceledException) -> None:
    failure = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
    assert error.reasons == [
        {"Code": "None"},
        {"Code": "None"},
        {"Code": "None"},
        {**failure, "Item": {**ASH, "badges": 8}},
        failure,
    ]
    head, *lines = error.message.split("\n")
    assert "[None, None, None, ConditionalCheckFailed, ConditionalCheckFailed]" in head
    assert lines == [
        "3: ConditionCheck of 'trainer': ConditionalCheckFailed: The conditional request failed",
        "4: DeleteTransaction of 'trainer': ConditionalCheckFailed: The conditional request failed",
    ]


def test_nothing_is_written_where_one_fails(league: League) -> None:
    league.fill()
    with pytest.raises(TransactionCanceledException) as caught:
        execute_transact_write(*failing(league))
    check_told(caught.value)
    check_unchanged(league)


def test_nothing_is_written_where_one_fails_awaited(league: League) -> None:
    league.fill()
    with pytest.raises(TransactionCanceledException) as caught:
        asyncio.run(execute_transact_write_async(*failing(league)))
    check_told(caught.value)
    check_unchanged(league)


def test_an_item_of_another_kind_is_told_as_stored(league: League, client: Client) -> None:
    key = {"pk": {"S": "kanto"}, "sk": {"S": "trainer#ash"}}
    client.call("PutItem", {"TableName": "league", "Item": {**key, "team": {"S": "many"}}})
    put = league.trainers.build(PutTransaction).item({**ASH, "badges": 1})
    condition = {"attr": "league", "exists": False}
    with pytest.raises(TransactionCanceledException) as caught:
        execute_transact_write(put.options(condition=condition, return_values_on_condition_false="ALL_OLD"))
    assert caught.value.reasons[0]["Item"] == {"pk": "kanto", "sk": "trainer#ash", "team": "many"}


def test_several_tables_are_one_transaction(league: League, client: Client) -> None:
    other = make_league(client, "other")
    puts = [each.trainers.build(PutTransaction).item({**ASH, "badges": 1}) for each in (league, other)]
    again = puts[1].options(condition={"attr": "league", "exists": False})
    execute_transact_write(puts[0], again)
    assert read(league.trainers, ASH) == read(other.trainers, ASH) == {**ASH, "badges": 1}
    with pytest.raises(TransactionCanceledException):
        execute_transact_write(league.trainers.build(DeleteTransaction).key(ASH), again)
    assert read(league.trainers, ASH) is not None


def test_another_table_of_the_same_shape(league: League, client: Client) -> None:
    other = make_league(client, "other")
    put = league.trainers.build(PutTransaction).item({**ASH, "badges": 1})
    execute_transact_write(put.options(table_name="other"))
    assert read(league.trainers, ASH) is None
    assert read(other.trainers, ASH) == {**ASH, "badges": 1}


def test_capacity_and_metrics_are_reported_where_they_are_asked_for(league: League) -> None:
    league.fill()
    response = execute_transact_write(*operations(league), capacity="TOTAL", metrics="SIZE")
    assert response.consumed_capacity is not None
    assert [capacity["TableName"] for capacity in response.consumed_capacity] == ["league"]
    assert response.item_collection_metrics is not None
    assert list(response.item_collection_metrics) == ["league"]


def test_a_command_sent_twice_writes_once(league: League) -> None:
    league.fill()
    command = TransactWriteCommand(
        league.pokemons.build(UpdateTransaction).item({**PIKACHU, "level": add(1)})
    )
    command.send()
    command.send()
    asyncio.run(command.send_async())
    assert read(league.pokemons, PIKACHU)["level"] == 43
    assert command.params()["ClientRequestToken"] == command.params()["ClientRequestToken"]


def test_two_commands_alike_write_twice(league: League) -> None:
    league.fill()
    update = league.pokemons.build(UpdateTransaction).item({**PIKACHU, "level": add(1)})
    execute_transact_write(update)
    execute_transact_write(update)
    assert read(league.pokemons, PIKACHU)["level"] == 44


def test_a_token_may_be_given(league: League) -> None:
    league.fill()
    update = league.pokemons.build(UpdateTransaction)
    for _ in range(2):
        execute_transact_write(update.item({**PIKACHU, "level": add(1)}), client_request_token="t")
    assert read(league.pokemons, PIKACHU)["level"] == 43
    with pytest.raises(IdempotentParameterMismatchException):
        execute_transact_write(update.item({**PIKACHU, "level": add(2)}), client_request_token="t")
    assert read(league.pokemons, PIKACHU)["level"] == 43


def test_params_are_what_is_sent() -> None:
    put, check = POKEMONS.build(PutTransaction), POKEMONS.build(ConditionCheck)
    entries = put.item({"id": "a"}), check.key({"id": "b"}).condition({"attr": "lvl", "gt": 4})
    command = TransactWriteCommand(*entries, client_request_token="tok", capacity="NONE", metrics="SIZE")
    assert command.params() == {
        "ClientRequestToken": "tok",
        "ReturnConsumedCapacity": "NONE",
        "ReturnItemCollectionMetrics": "SIZE",
        "TransactItems": [entry.params() for entry in entries],
    }


def test_a_token_of_none_is_not_given() -> None:
    options: Any = {"client_request_token": None, "capacity": None}
    params = TransactWriteCommand(POKEMONS.build(PutTransaction).item({"id": "a"}), **options).params()
    assert set(params) == {"ClientRequestToken", "TransactItems"}
    assert params["ClientRequestToken"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"client_request_token": 1}, "options.invalidClientRequestToken"),
        ({"capacity": "ALL"}, "options.invalidCapacityOption"),
        ({"metrics": True}, "options.invalidMetricsOption"),
    ],
)
def test_a_wrong_option(options: Any, code: str) -> None:
    with refused(code, payload=options):
        execute_transact_write(POKEMONS.build(PutTransaction).item({"id": "a"}), **options)


def test_an_unknown_option_is_refused(league: League) -> None:
    options: Any = {"max_attempts": 3}
    with refused("options.unknownOption", payload={"option": "max_attempts"}):
        execute_transact_write(*operations(league), **options)


def test_without_operations_it_is_incomplete() -> None:
    with refused("actions.incompleteAction"):
        execute_transact_write()
    with refused("actions.incompleteAction"):
        TransactWriteCommand().params()


def test_more_than_a_hundred_are_refused_with_the_number(league: League) -> None:
    put = league.trainers.build(PutTransaction)
    puts = [put.item({**ASH, "name": f"t{n}", "badges": n}) for n in range(101)]
    with refused("actions.tooManyRequests", payload={"received": 101, "expected": 100}) as caught:
        execute_transact_write(*puts)
    assert "101" in caught.value.message
    assert read(league.trainers, {**ASH, "name": "t0"}) is None
    assert len(execute_transact_write(*puts[:100]).toolbox_items) == 100


def test_what_is_wrong_is_told_before_anything_is_sent(league: League) -> None:
    put = league.trainers.build(PutTransaction)
    with refused("parsing.invalidAttributeInput", "badges"):
        execute_transact_write(put.item({**ASH, "badges": 1}), put.item({**MISTY, "badges": "3"}))
    with refused("encoding.emptyKey", "pk"):
        execute_transact_write(put.item({**ASH, "badges": 1}), put.item({**MISTY, "league": "", "badges": 3}))
    assert read(league.trainers, ASH) is None


def test_another_client_may_send_it(league: League) -> None:
    with connect("sqlite://") as elsewhere:
        make_league(elsewhere)
        put = league.trainers.build(PutTransaction).item({**ASH, "badges": 1})
        execute_transact_write(put, client=elsewhere)
        assert read(league.trainers, ASH) is None
        league.table.client = elsewhere
        assert read(league.trainers, ASH) == {**ASH, "badges": 1}


def test_without_a_client() -> None:
    with refused("actions.missingDocumentClient"):
        execute_transact_write(POKEMONS.build(PutTransaction).item({"id": "a"}))
    with pytest.raises(DynamoDBToolboxError, match="parsing"):
        execute_transact_write(POKEMONS.build(PutTransaction).item({}))


class Terse:
    """An endpoint that cancels every transaction, and gives no reasons."""

    def call(self, operation: str, request: dict[str, Any]) -> Reply:
        raise TransactionCanceledException("Transaction cancelled", reasons=[])

    async def call_async(self, operation: str, request: dict[str, Any]) -> Reply:
        return self.call(operation, request)

    def close(self) -> None: ...


def test_an_endpoint_that_gives_no_reasons() -> None:
    put = POKEMONS.build(PutTransaction).item({"id": "a"})
    with pytest.raises(TransactionCanceledException, match=r"^Transaction cancelled$") as caught:
        execute_transact_write(put, client=Client(Terse()))
    assert caught.value.reasons == []
