"""Interceptors, and actions of one's own that they see (spec/actions.md §8.1, §8.3)."""

import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    MISSING,
    Call,
    EntitySpy,
    GetItemCommand,
    GetTransaction,
    KeyInput,
    PutItemCommand,
    Sendable,
    TableSpy,
    TransactGetCommand,
    UpdateItemCommand,
    add,
)
from dynamodb_toolbox.errors import ConditionalCheckFailedException, ResourceNotFoundException
from dynamodb_toolbox.protocol.calls import Steps
from dynamodb_toolbox.table import Table
from tests.commands.entities import PLAIN, POKEMONS
from tests.commands.league import League
from tests.refusals import refused

ASH = {"league": "kanto", "name": "ash"}


def test_an_interceptor_sees_each_action_before_it_is_sent(league: League) -> None:
    seen: list[Any] = []

    def watch(action: Any) -> Any:
        seen.append(action)
        return MISSING

    league.trainers.interceptor = watch
    put = league.trainers.build(PutItemCommand).item({**ASH, "badges": 1})
    get = league.trainers.build(GetItemCommand).key(ASH)
    put.send()
    assert asyncio.run(get.send_async()).item == {**ASH, "badges": 1}
    assert seen == [put, get]
    assert [action.action_name for action in seen] == ["put", "get"]


@pytest.mark.parametrize("answer", [None, 0, "", {"item": 1}])
def test_whatever_it_gives_is_the_response(league: League, answer: Any) -> None:
    league.trainers.interceptor = lambda _: answer
    get = league.trainers.build(GetItemCommand).key(ASH)
    assert get.send() == answer
    assert asyncio.run(get.send_async()) == answer


def test_an_action_on_several_entities_is_shown_to_each_until_one_answers() -> None:
    seen: list[str] = []

    def watcher(name: str, answer: Any) -> Any:
        def watch(_: Any) -> Any:
            seen.append(name)
            return answer

        return watch

    get = PLAIN.build(GetTransaction).key({"pk": "a", "sk": "b"})
    look = POKEMONS.build(GetTransaction).key({"id": "a"})
    try:
        PLAIN.interceptor = watcher("plain", MISSING)
        POKEMONS.interceptor = watcher("pokemon", "answer")
        command: Any = TransactGetCommand(get, look, get)
        assert command.send() == "answer"
        assert seen == ["plain", "pokemon"]
        command = TransactGetCommand(look, get)
        assert command.send() == "answer"
        assert seen == ["plain", "pokemon", "pokemon"]
    finally:
        PLAIN.interceptor = POKEMONS.interceptor = None


class Touch(KeyInput[Any, Any], Sendable[Any]):
    """Adds a level to an item that exists, and gives the item; made of another action."""

    action_name = "touch"

    def params(self) -> dict[str, Any]:
        return self._update().params()

    def steps(self) -> Steps[Any]:
        response = yield from self._update().steps()
        return response.attributes

    def _update(self) -> UpdateItemCommand[Any, Any]:
        key, _ = self.sent_args()
        update = self.entity.build(UpdateItemCommand).item({**key, "badges": add(1)})
        return update.options(condition={"attr": "league", "exists": True}, return_values="ALL_NEW")


class CountTables(Sendable[int]):
    """Counts the tables; made of calls of its own, on a table that need not be there."""

    def __init__(self, table: Table) -> None:
        self._table = table

    @property
    def table(self) -> Table:
        return self._table

    @property
    def concerned(self) -> tuple[Table]:
        return (self._table,)

    def params(self) -> dict[str, Any]:
        return {"Limit": 1}

    def steps(self) -> Steps[int]:
        try:
            yield Call("DescribeTable", {"TableName": "nope"})
        except ResourceNotFoundException:
            reply = yield Call("ListTables", {})
            return len(reply["TableNames"])
        return -1


def test_an_action_of_ones_own_is_sent(league: League) -> None:
    league.fill()
    touch = league.trainers.build(Touch).key(ASH)
    assert touch.send() == {**ASH, "badges": 9}
    assert asyncio.run(touch.send_async()) == {**ASH, "badges": 10}
    with pytest.raises(ConditionalCheckFailedException):
        league.trainers.build(Touch).key({**ASH, "name": "nobody"}).send()
    with refused("actions.incompleteAction"):
        league.trainers.build(Touch).send()


def test_an_action_of_ones_own_may_catch_errors_of_the_service(league: League) -> None:
    assert league.table.build(CountTables).send() == 1
    assert asyncio.run(league.table.build(CountTables).send_async()) == 1


def test_an_action_of_ones_own_is_seen_by_spies(league: League) -> None:
    with league.trainers.build(EntitySpy) as spy, league.table.build(TableSpy) as of_table:
        spy.on(Touch).resolve("touched")
        of_table.on(CountTables).resolve(7)
        assert league.trainers.build(Touch).key(ASH).send() == "touched"
        assert spy.sent(Touch).args(0) == [ASH, {}]
        assert league.table.build(CountTables).send() == 7
        assert of_table.sent(CountTables).args(0) == []
