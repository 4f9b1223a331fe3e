"""Spies: what is sent is noted, and answered where the action has a stub (spec/actions.md §8.2)."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    MISSING,
    BatchDeleteRequest,
    BatchGetCommand,
    BatchGetRequest,
    BatchPutRequest,
    BatchWriteCommand,
    Client,
    ConditionCheck,
    DeleteItemCommand,
    DescribeTableCommand,
    EntityRepository,
    EntitySpy,
    GetItemCommand,
    GetTransaction,
    PutItemCommand,
    PutTransaction,
    QueryCommand,
    ScanCommand,
    TableSpy,
    TransactGetCommand,
    TransactWriteCommand,
    UpdateAttributesCommand,
    UpdateItemCommand,
    execute_batch_get,
    execute_batch_write,
    execute_transact_get,
    execute_transact_write,
)
from dynamodb_toolbox.commands.execute_batch_get import BatchGetExecution, BatchGetResponse
from dynamodb_toolbox.commands.execute_batch_write import BatchWriteExecution
from dynamodb_toolbox.commands.responses import GetItemResponse
from tests.commands.entities import POKEMONS, TABLE
from tests.commands.league import League, make_league
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash"}
EEVEE = {"league": "kanto", "name": "eevee"}
ITEM = {**ASH, "badges": 9}


@pytest.mark.parametrize(
    ("action", "given"),
    [
        (GetItemCommand, {"id": "p1"}),
        (DeleteItemCommand, {"id": "p1"}),
        (PutItemCommand, {"id": "p1", "lvl": 3}),
        (UpdateItemCommand, {"id": "p1", "lvl": 3}),
        (UpdateAttributesCommand, {"id": "p1", "lvl": 3}),
    ],
)
def test_each_action_on_an_entity_is_noted_and_answered(action: Any, given: dict[str, Any]) -> None:
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(action).resolve("answer")
        command = action(POKEMONS, given, {"capacity": "TOTAL"})
        assert command.send() == "answer"
        assert asyncio.run(command.send_async()) == "answer"
        assert spy.sent(action).all_args() == [[given, {"capacity": "TOTAL"}]] * 2
        assert spy.sent(QueryCommand).all_args() == []


def test_each_action_on_a_table_is_noted_and_answered() -> None:
    query: Any = {"partition": "a"}
    with TABLE.build(TableSpy) as spy:
        spy.on(QueryCommand).resolve("q").on(ScanCommand).resolve("s")
        spy.on(DescribeTableCommand).resolve("d")
        commands: list[Any] = [
            TABLE.build(QueryCommand).entities(POKEMONS).query(query).options(limit=1),
            TABLE.build(ScanCommand).options(limit=1),
            TABLE.build(DescribeTableCommand),
        ]
        assert [command.send() for command in commands] == ["q", "s", "d"]
        assert spy.sent(QueryCommand).args(0) == [[POKEMONS], query, {"limit": 1}]
        assert spy.sent(ScanCommand).args(0) == [[], {"limit": 1}]
        assert spy.sent(DescribeTableCommand).args(0) == [{}]


def test_what_has_no_stub_goes_through_and_is_noted(league: League) -> None:
    league.fill()
    with league.trainers.build(EntitySpy) as spy, league.table.build(TableSpy) as of_table:
        repository = league.trainers.build(EntityRepository)
        assert repository.get(ASH).item == {**ASH, "badges": 8}
        assert len(repository.scan().items) == 2
        assert spy.sent(GetItemCommand).all_args() == [[ASH, {}]]
        assert of_table.sent(ScanCommand).all_args() == [[[league.trainers], {}]]
        assert spy.sent(ScanCommand).count() == 0


def test_what_was_sent_is_a_live_view() -> None:
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(GetItemCommand).resolve(None)
        sent = spy.sent(GetItemCommand)
        assert (sent.count(), sent.args(0), sent.all_args()) == (0, None, [])
        for name in ("a", "b"):
            POKEMONS.build(GetItemCommand).key({"id": name}).send()
        assert sent.count() == 2
        assert sent.args(1) == [{"id": "b"}, {}]
        assert (sent.args(2), sent.args(-1)) == (None, None)
        index: Any = 0.5
        with pytest.raises(TypeError):
            sent.args(index)


def test_a_stub_may_raise() -> None:
    get = POKEMONS.build(GetItemCommand).key({"id": "a"})
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(GetItemCommand).reject(KeyError("no"))
        for _ in range(2):
            with pytest.raises(KeyError, match="no"):
                get.send()
        with pytest.raises(KeyError, match="no"):
            asyncio.run(get.send_async())
        spy.on(GetItemCommand).reject("out of order")
        with pytest.raises(RuntimeError, match="out of order"):
            get.send()
        spy.on(GetItemCommand).reject()
        with pytest.raises(RuntimeError, match="Rejected"):
            get.send()
        assert spy.sent(GetItemCommand).count() == 5


def test_a_stub_may_be_a_function_of_the_arguments() -> None:
    def answer(key: dict[str, Any], options: dict[str, Any]) -> Any:
        return GetItemResponse({**key, "capacity": options.get("capacity")})

    with POKEMONS.build(EntitySpy) as spy:
        spy.on(GetItemCommand).mock(answer)
        command = POKEMONS.build(GetItemCommand).key({"id": "a"}).options(capacity="TOTAL")
        assert command.send().item == {"id": "a", "capacity": "TOTAL"}


def test_a_function_may_be_async() -> None:
    async def answer(key: dict[str, Any], _: Any) -> Any:
        await asyncio.sleep(0)
        return key

    get: Any = POKEMONS.build(GetItemCommand).key({"id": "a"})
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(GetItemCommand).mock(answer)
        assert asyncio.run(get.send_async()) == {"id": "a"}
        with pytest.raises(TypeError, match="send_async"):
            get.send()


def test_a_function_lets_through_what_it_gives_missing_for(league: League) -> None:
    league.fill()

    async def later(*_: Any) -> Any:
        return MISSING

    get = league.trainers.build(GetItemCommand).key(ASH)
    with league.trainers.build(EntitySpy) as spy:
        spy.on(GetItemCommand).mock(lambda *_: MISSING)
        assert get.send().item == {**ASH, "badges": 8}
        spy.on(GetItemCommand).mock(later)
        assert asyncio.run(get.send_async()).item == {**ASH, "badges": 8}


def test_the_last_stub_counts_and_calls_are_chained() -> None:
    with POKEMONS.build(EntitySpy) as spy:
        chained = spy.on(GetItemCommand).reject().on(GetItemCommand).resolve(1).on(PutItemCommand).resolve(2)
        assert chained is spy
        get: Any = POKEMONS.build(GetItemCommand).key({"id": "a"})
        assert get.send() == 1


def test_reset_forgets_history_and_stubs() -> None:
    get = POKEMONS.build(GetItemCommand).key({"id": "a"})
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(GetItemCommand).resolve(1)
        get.send()
        assert spy.reset() is spy
        assert spy.sent(GetItemCommand).count() == 0
        with refused("actions.missingDocumentClient"):
            get.send()
        assert spy.sent(GetItemCommand).count() == 1


def test_restore_lets_go() -> None:
    get = POKEMONS.build(GetItemCommand).key({"id": "a"})
    spy = POKEMONS.build(EntitySpy)
    spy.on(GetItemCommand).resolve(1)
    get.send()
    spy.restore()
    with refused("actions.missingDocumentClient"):
        get.send()
    assert spy.sent(GetItemCommand).count() == 1
    assert POKEMONS.interceptor is None


def test_leaving_the_with_form_lets_go_whatever_happened() -> None:
    with pytest.raises(RuntimeError, match="in between"), POKEMONS.build(EntitySpy):
        raise RuntimeError("in between")
    assert POKEMONS.interceptor is None


def test_an_interceptor_of_one_s_own_sees_what_is_let_through_and_stays() -> None:
    seen: list[Any] = []
    POKEMONS.interceptor = seen.append
    get, put = POKEMONS.build(GetItemCommand).key({"id": "a"}), POKEMONS.build(PutItemCommand)
    with POKEMONS.build(EntitySpy) as first, POKEMONS.build(EntitySpy) as second:
        answer: Any = "stubbed"
        second.on(PutItemCommand).resolve(answer)
        assert put.item({"id": "a"}).send() is answer
        assert get.send() is None
        first.restore()  # it is in place no more
        assert second.sent(GetItemCommand).count() == 1
    assert get.send() is None
    assert seen == [get, get]
    POKEMONS.interceptor = None


def test_a_new_spy_takes_the_place_of_the_last() -> None:
    first = POKEMONS.build(EntitySpy)
    with POKEMONS.build(EntitySpy) as second:
        second.on(GetItemCommand).resolve(1)
        POKEMONS.build(GetItemCommand).key({"id": "a"}).send()
        assert (first.sent(GetItemCommand).count(), second.sent(GetItemCommand).count()) == (0, 1)


def test_a_stubbed_action_builds_no_request() -> None:
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(PutItemCommand).resolve("done")
        wrong: Any = {"nope": True}
        put: Any = POKEMONS.build(PutItemCommand).item({"lvl": "x"}).options(wrong)
        assert put.send() == "done"
        with refused("actions.incompleteAction"):
            POKEMONS.build(PutItemCommand).send()
        assert spy.sent(PutItemCommand).all_args() == [[{"lvl": "x"}, wrong]]


def test_batches_are_noted_whole_and_request_by_request(league: League) -> None:
    league.fill()
    put = league.trainers.build(BatchPutRequest).item(ITEM)
    delete = league.pokemons.build(BatchDeleteRequest).key(EEVEE)
    writes = league.table.build(BatchWriteCommand).requests(put, delete)
    gets = league.table.build(BatchGetCommand).requests(league.trainers.build(BatchGetRequest).key(ASH))
    with league.trainers.build(EntitySpy) as trainers, league.pokemons.build(EntitySpy) as pokemons:
        execute_batch_write(writes, capacity="TOTAL")
        assert execute_batch_get(gets).items == [[ITEM]]
        assert trainers.sent(BatchWriteExecution).args(0) == [[writes], {"capacity": "TOTAL"}]
        assert trainers.sent(BatchPutRequest).all_args() == [[ITEM, {}]]
        assert trainers.sent(BatchDeleteRequest).all_args() == []
        assert trainers.sent(BatchGetExecution).all_args() == [[[gets], {}]]
        assert trainers.sent(BatchGetRequest).all_args() == [[ASH, {}]]
        assert pokemons.sent(BatchDeleteRequest).all_args() == [[EEVEE, {}]]
        assert pokemons.sent(BatchWriteExecution).count() == 1
        assert pokemons.sent(BatchGetExecution).count() == 0


def test_a_batch_may_be_answered() -> None:
    gets = TABLE.build(BatchGetCommand).requests(POKEMONS.build(BatchGetRequest).key({"id": "a"}))
    answer: BatchGetResponse[Any] = BatchGetResponse([[{"id": "a"}]])
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(BatchGetExecution).resolve(answer)
        assert execute_batch_get(gets) is answer


def test_transactions_are_noted_whole_and_operation_by_operation(league: League) -> None:
    league.fill()
    put = league.trainers.build(PutTransaction).item(ITEM)
    condition = {"attr": "level", "gt": 1}
    check = league.pokemons.build(ConditionCheck).key(EEVEE).condition(condition)
    get = league.trainers.build(GetTransaction).key(ASH).options(attributes=["badges"])
    with league.trainers.build(EntitySpy) as trainers, league.pokemons.build(EntitySpy) as pokemons:
        execute_transact_write(put, check, metrics="SIZE")
        assert execute_transact_get(get).items == ({"badges": 9},)
        assert trainers.sent(TransactWriteCommand).args(0) == [[put, check], {"metrics": "SIZE"}]
        assert trainers.sent(PutTransaction).all_args() == [[ITEM, {}]]
        assert trainers.sent(TransactGetCommand).all_args() == [[[get], {}]]
        assert trainers.sent(GetTransaction).all_args() == [[ASH, {"attributes": ["badges"]}]]
        assert pokemons.sent(ConditionCheck).all_args() == [[EEVEE, condition, {}]]
        assert trainers.sent(ConditionCheck).count() == 0


def test_a_transaction_may_be_answered() -> None:
    with POKEMONS.build(EntitySpy) as spy:
        spy.on(TransactWriteCommand).resolve("written")
        command: Any = TransactWriteCommand(POKEMONS.build(PutTransaction).item({"lvl": "x"}))
        assert command.send() == "written"


def test_a_table_sees_batches_and_transactions_too(league: League, client: Client) -> None:
    other = make_league(client, "other")
    put = league.trainers.build(BatchPutRequest).item(ITEM)
    elsewhere = other.trainers.build(BatchPutRequest).item({**ITEM, "badges": 1})
    batches = [
        league.table.build(BatchWriteCommand).requests(put),
        other.table.build(BatchWriteCommand).requests(elsewhere),
    ]
    with league.table.build(TableSpy) as spy, other.table.build(TableSpy) as others:
        execute_batch_write(*batches)
        execute_transact_write(other.trainers.build(PutTransaction).item(ITEM))
        assert spy.sent(BatchWriteExecution).all_args() == [[batches, {}]]
        assert others.sent(BatchWriteExecution).count() == 1
        assert spy.sent(BatchPutRequest).all_args() == [[ITEM, {}]]
        assert others.sent(PutTransaction).all_args() == [[ITEM, {}]]
        assert (spy.sent(TransactWriteCommand).count(), others.sent(TransactWriteCommand).count()) == (0, 1)
        others.on(BatchWriteExecution).reject("not now")
        with pytest.raises(RuntimeError, match="not now"):
            execute_batch_write(*batches)


def test_an_entity_answers_before_its_table() -> None:
    command: Any = TransactWriteCommand(POKEMONS.build(PutTransaction).item({"id": "a"}))
    with TABLE.build(TableSpy) as table, POKEMONS.build(EntitySpy) as entity:
        table.on(TransactWriteCommand).resolve("table")
        assert command.send() == "table"
        entity.on(TransactWriteCommand).resolve("entity")
        assert command.send() == "entity"
        assert (table.sent(TransactWriteCommand).count(), entity.sent(TransactWriteCommand).count()) == (1, 2)
