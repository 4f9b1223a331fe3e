import asyncio
from typing import Any

import pytest

from dynamodb_toolbox import (
    BatchPutRequest,
    BatchWriteCommand,
    Entity,
    GetItemCommand,
    PutItemCommand,
    execute_batch_write,
)
from dynamodb_toolbox.errors import (
    ConditionalCheckFailedException,
    InternalServerError,
    ProvisionedThroughputExceededException,
    ServiceError,
    TransportError,
)
from dynamodb_toolbox.testing import TestClient

Pokemons = Entity[Any, Any]


def put(pokemons: Pokemons, text: str = "a") -> None:
    pokemons.build(PutItemCommand).item({"id": text}).send()


def get(pokemons: Pokemons, text: str = "a") -> Any:
    return pokemons.build(GetItemCommand).key({"id": text}).send().item


def outcomes(pokemons: Pokemons, count: int) -> str:
    """What comes of so many puts: `.` done, `x` failed."""
    found = ""
    for number in range(count):
        try:
            put(pokemons, f"{number}")
        except (ServiceError, TransportError):
            found += "x"
        else:
            found += "."
    return found


def test_throttled_once_then_well(dynamodb: TestClient, pokemons: Pokemons) -> None:
    dynamodb.faults.throttle()
    with pytest.raises(ProvisionedThroughputExceededException):
        put(pokemons)
    assert get(pokemons) is None
    put(pokemons)
    assert get(pokemons) == {"id": "a", "level": 1}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "x....."),
        ({"times": 2}, "xx...."),
        ({"after": 2}, "..x..."),
        ({"after": 1, "times": 3}, ".xxx.."),
        ({"times": None}, "xxxxxx"),
        ({"on": "PutItem", "after": 3, "times": None}, "...xxx"),
        ({"on": "DeleteItem"}, "......"),
    ],
)
def test_which_calls_are_met(
    dynamodb: TestClient, pokemons: Pokemons, settings: dict[str, Any], expected: str
) -> None:
    dynamodb.faults.throttle(**settings)
    assert outcomes(pokemons, 6) == expected


def test_orders_come_one_after_the_other_until_they_are_cleared(
    dynamodb: TestClient, pokemons: Pokemons
) -> None:
    dynamodb.faults.throttle()
    dynamodb.faults.fail(InternalServerError("down"), after=1)
    assert outcomes(pokemons, 4) == "x.x."
    dynamodb.faults.throttle(times=None)
    dynamodb.faults.clear()
    assert outcomes(pokemons, 2) == ".."


def test_a_condition_fails_as_if_another_had_been_faster(dynamodb: TestClient, pokemons: Pokemons) -> None:
    dynamodb.faults.fail_condition(on="PutItem", item={"id": {"S": "a"}, "level": {"N": "9"}})
    with pytest.raises(ConditionalCheckFailedException) as failed:
        put(pokemons)
    assert failed.value.item is not None
    assert failed.value.item["level"] == 9


def test_a_call_without_an_answer_may_be_done(dynamodb: TestClient, pokemons: Pokemons) -> None:
    dynamodb.faults.time_out(on="PutItem")
    dynamodb.faults.time_out(on="PutItem", done=True)
    for text, done in (("lost", False), ("done", True)):
        with pytest.raises(TransportError, match=r"client\.readTimeout") as lost:
            put(pokemons, text)
        assert lost.value.maybe_applied
        assert (get(pokemons, text) is not None) is done


def test_each_error_is_a_new_one(dynamodb: TestClient, pokemons: Pokemons) -> None:
    dynamodb.faults.fail(InternalServerError("down"), times=2)
    errors: list[Exception] = []
    for _ in range(2):
        with pytest.raises(InternalServerError, match="down") as caught:
            put(pokemons)
        errors.append(caught.value)
    assert errors[0] is not errors[1]


def test_a_batch_comes_back_and_is_sent_again(dynamodb: TestClient, pokemons: Pokemons) -> None:
    dynamodb.faults.leave_unprocessed(on="BatchWriteItem", times=2)
    request = pokemons.build(BatchPutRequest).item({"id": "a"})
    execute_batch_write(pokemons.table.build(BatchWriteCommand).requests(request))
    dynamodb.calls.assert_made("BatchWriteItem", times=3)
    assert get(pokemons) == {"id": "a", "level": 1}


def test_calls_that_are_awaited_are_met_too(dynamodb: TestClient, pokemons: Pokemons) -> None:
    dynamodb.faults.throttle()

    async def twice() -> None:
        with pytest.raises(ProvisionedThroughputExceededException):
            await pokemons.build(PutItemCommand).item({"id": "a"}).send_async()
        await pokemons.build(PutItemCommand).item({"id": "a"}).send_async()

    asyncio.run(twice())
    assert get(pokemons) == {"id": "a", "level": 1}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"times": 0}, "Expected after of 0 or more and times of 1 or more; got 0 and 0"),
        ({"after": -1}, "got -1 and 1"),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    dynamodb: TestClient, settings: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        dynamodb.faults.throttle(**settings)
    with pytest.raises(ValueError, match=r"no operation 'put_item'\. Did you mean 'PutItem'\?"):
        dynamodb.faults.throttle(on="put_item")
    with pytest.raises(ValueError, match="Expected on='BatchGetItem' or on='BatchWriteItem'; got 'PutItem'"):
        dynamodb.faults.leave_unprocessed(on="PutItem")
