"""A write whose answer was lost may have been applied: that is told, on the error and on the response."""

import time
from typing import Any

import pytest

from dynamodb_toolbox import (
    ConditionalCheckFailedException,
    Credentials,
    CredentialsError,
    TransactionCanceledException,
    TransportError,
    connect,
)
from dynamodb_toolbox.client.hooks import Outcome
from dynamodb_toolbox.protocol.calls import Call as CallOf
from tests.client.conftest import Call
from tests.client.faulty_server import FaultyServer, answer, close, error, late, patience
from tests.client.test_faults import PASSING, failure_of

PUT = {"TableName": "t", "Item": {"id": {"S": "a"}}, "ConditionExpression": "attribute_not_exists(id)"}
WRITES = ["PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "ExecuteStatement", "CreateTable"]
READS = ["GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems", "DescribeTable", "ListTables"]
FAILED = error("ConditionalCheckFailedException")


@pytest.mark.parametrize("fault", PASSING)
def test_a_condition_that_fails_after_a_loss_may_have_failed_because_of_it(fault: str, call: Call) -> None:
    act, _ = PASSING[fault]
    with FaultyServer(act, FAILED) as server, connect(server.url, **patience(act)) as client:
        caught = failure_of(lambda: call(client, "PutItem", PUT))
    assert isinstance(caught, ConditionalCheckFailedException)
    assert (caught.attempts, caught.maybe_applied) == (2, True)
    [note] = caught.__notes__
    assert note.startswith("1 of 2 attempts of this PutItem got no answer")


def test_without_a_loss_a_condition_failed_by_itself(call: Call) -> None:
    script = error("ThrottlingException"), FAILED
    with FaultyServer(*script) as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "PutItem", PUT))
    assert (caught.attempts, caught.maybe_applied) == (2, False)
    assert not hasattr(caught, "__notes__")


@pytest.mark.parametrize("operation", WRITES)
def test_a_write_that_never_got_an_answer_may_have_been_applied(operation: str, call: Call) -> None:
    with FaultyServer(close, close) as server, connect(server.url, max_attempts=2) as client:
        caught = failure_of(lambda: call(client, operation, {}))
    assert (caught.attempts, caught.maybe_applied) == (2, True)


@pytest.mark.parametrize("operation", READS)
def test_a_read_applies_nothing(operation: str) -> None:
    with FaultyServer(close, close) as server, connect(server.url, max_attempts=2) as client:
        caught = failure_of(lambda: client.call(operation, {}))
    assert not caught.maybe_applied


def test_a_write_that_went_well_in_the_end_says_how_many_were_lost() -> None:
    outcomes: list[Outcome] = []

    def hook(call: CallOf) -> Any:
        return outcomes.append

    with FaultyServer(close, close) as server, connect(server.url, hooks=[hook]) as client:
        client.call("UpdateItem", {})
    assert (outcomes[0].metadata.attempts, outcomes[0].metadata.lost) == (3, 2)


@pytest.mark.parametrize("fault", PASSING)
def test_lost_writes_are_not_repeated_where_the_user_says_so(fault: str, call: Call) -> None:
    act, _ = PASSING[fault]
    options: Any = {"repeat_lost_writes": False, **patience(act)}
    with FaultyServer(act) as server, connect(server.url, **options) as client:
        caught = failure_of(lambda: call(client, "UpdateItem", {}))
        assert (caught.attempts, caught.maybe_applied) == (1, True)
        assert client.call("UpdateItem", {}) == {}


@pytest.mark.parametrize(
    "act", [error("ThrottlingException"), error("ProvisionedThroughputExceededException")]
)
def test_refused_writes_are_repeated_all_the_same(act: Any) -> None:
    with FaultyServer(act) as server, connect(server.url, repeat_lost_writes=False) as client:
        assert client.call("UpdateItem", {}) == {}
        assert client.call("GetItem", {}) == {}


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        ("TransactWriteItems", "ClientRequestToken"),
        ("ExecuteTransaction", "ClientRequestToken"),
        ("ImportTable", "ClientToken"),
        ("ExportTableToPointInTime", "ClientToken"),
    ],
)
def test_a_token_makes_repetitions_known(operation: str, field: str, call: Call) -> None:
    with FaultyServer(close, answer({})) as server, connect(server.url, repeat_lost_writes=False) as client:
        assert call(client, operation, {"TransactItems": []}) == {}
        call(client, operation, {field: "mine"})
    first, again, other = [body for _, body in server.requests]
    assert first == again
    assert f'"{field}":"'.encode() in first
    assert other == f'{{"{field}":"mine"}}'.encode()


def test_a_transaction_that_is_refused_after_a_loss_was_not_applied(call: Call) -> None:
    refused = error("TransactionCanceledException", CancellationReasons=[{"Code": "ConditionalCheckFailed"}])
    with FaultyServer(close, refused) as server, connect(server.url) as client:
        caught = failure_of(lambda: call(client, "TransactWriteItems", {"TransactItems": []}))
    assert isinstance(caught, TransactionCanceledException)
    assert caught.reasons == [{"Code": "ConditionalCheckFailed"}]
    assert (caught.attempts, caught.maybe_applied) == (2, False)


def test_a_loss_is_told_where_credentials_run_out_before_the_next_attempt(call: Call) -> None:
    class Source:
        def load(self) -> Credentials:
            if self.given:
                raise CredentialsError("credentials.sourceFailed", "No more.")
            self.given = True
            return Credentials("AKID", "secret", expires=time.time() + 0.3)

        given = False

    with (
        FaultyServer(late(0.5, close)) as server,
        connect(server.url, credentials=Source()) as client,
    ):
        caught = failure_of(lambda: call(client, "PutItem", {}))
        assert isinstance(caught, TransportError)
        assert (caught.code, caught.attempts, caught.maybe_applied) == ("client.connectionLost", 1, True)
        assert caught.__notes__[0] == "It was not tried again: No more."
        with pytest.raises(CredentialsError, match="No more"):  # and nothing was sent
            call(client, "PutItem", {})


def test_a_transaction_that_never_got_an_answer_may_have_been_applied(call: Call) -> None:
    with FaultyServer(close, close) as server, connect(server.url, max_attempts=2) as client:
        caught = failure_of(lambda: call(client, "TransactWriteItems", {"TransactItems": []}))
    assert caught.maybe_applied
