from typing import Any

import pytest

from dynamodb_toolbox import Entity, GetItemCommand, PutItemCommand
from dynamodb_toolbox.errors import ResourceNotFoundException
from dynamodb_toolbox.testing import TestClient

Pokemons = Entity[Any, Any]


def test_what_was_asked_and_answered_is_there(dynamodb: TestClient, pokemons: Pokemons) -> None:
    pokemons.build(PutItemCommand).item({"id": "a"}).send()
    pokemons.build(GetItemCommand).key({"id": "a"}).options(consistent=True).send()
    calls = dynamodb.calls
    assert calls.operations == ["PutItem", "GetItem"]
    assert len(calls) == 2
    assert calls[1].request == {"TableName": "pokemons", "Key": {"id": {"S": "a"}}, "ConsistentRead": True}
    assert calls[1].reply is not None
    assert calls[1].reply["Item"]["level"] == {"N": "1"}
    assert [call.operation for call in calls.of("GetItem", ConsistentRead=True)] == ["GetItem"]
    calls.assert_made("PutItem")
    calls.assert_made("GetItem", times=1, TableName="pokemons")
    calls.assert_not_made("GetItem", TableName="others")
    calls.clear()
    assert not len(calls)


def test_what_failed_is_there_with_its_error(dynamodb: TestClient) -> None:
    with pytest.raises(ResourceNotFoundException):
        dynamodb.call("Scan", {"TableName": "nope"})
    [call] = dynamodb.calls
    assert (call.operation, call.reply, type(call.error)) == ("Scan", None, ResourceNotFoundException)


def test_what_was_expected_and_did_not_come_is_told(dynamodb: TestClient, pokemons: Pokemons) -> None:
    with pytest.raises(
        AssertionError, match=r"Expected Scan at least once, it was called 0 times\. There were"
    ):
        dynamodb.calls.assert_made("Scan")
    pokemons.build(GetItemCommand).key({"id": "a"}).send()
    with pytest.raises(AssertionError) as failed:
        dynamodb.calls.assert_made("GetItem", times=2, TableName="pokemons")
    assert str(failed.value) == (
        "Expected GetItem with {'TableName': 'pokemons'} 2 times, it was called 1 times. All calls:\n"
        "  GetItem {'TableName': 'pokemons', 'Key': {'id': {'S': 'a'}}}"
    )


def test_a_request_that_changes_later_stays_as_it_was_made(dynamodb: TestClient) -> None:
    request: dict[str, Any] = {"Limit": 1}
    dynamodb.call("ListTables", request)
    request["Limit"] = 2
    assert dynamodb.calls[0].request == {"Limit": 1}


def test_an_operation_that_there_is_not_is_refused_as_it_would_never_be_called(dynamodb: TestClient) -> None:
    with pytest.raises(ValueError, match=r"no operation 'Putitem'\. Did you mean 'PutItem'\?"):
        dynamodb.calls.assert_not_made("Putitem")
    with pytest.raises(ValueError, match=r"no operation 'Vacuum'\. It has: BatchExecuteStatement, "):
        dynamodb.calls.of("Vacuum")
