"""The errors themselves: what they carry, how they are told apart, that they cross processes."""

import pickle
from typing import Any

import pytest

from dynamodb_toolbox.errors import (
    ConditionalCheckFailedException,
    DynamoDBToolboxError,
    EngineError,
    InternalServerError,
    ResourceNotFoundException,
    ServiceError,
    TransactionCanceledException,
    TransportError,
    ValidationException,
)


def test_an_error_carries_code_message_path_and_payload() -> None:
    error = DynamoDBToolboxError("parsing.x", "Bad.", path="a[0]", payload={"received": 1})
    assert (error.code, error.message, error.path, error.payload) == (
        "parsing.x",
        "Bad.",
        "a[0]",
        {"received": 1},
    )
    assert str(error) == "[parsing.x] Bad."


def test_path_and_payload_may_be_absent() -> None:
    error = DynamoDBToolboxError("table.missingTableName", "No name.")
    assert error.path is None
    assert error.payload == {}


@pytest.mark.parametrize(
    ("error", "prefix", "matches"),
    [
        (DynamoDBToolboxError("parsing.attributeRequired", ""), "", True),
        (DynamoDBToolboxError("parsing.attributeRequired", ""), "parsing.", True),
        (DynamoDBToolboxError("parsing.attributeRequired", ""), "parsing.attributeRequired", True),
        (DynamoDBToolboxError("parsing.attributeRequired", ""), "formatter.", False),
        (EngineError("engine.locked", ""), "engine.", True),
        (ValidationException("no"), "", False),
        (ValueError("parsing."), "", False),
        (None, "", False),
    ],
)
def test_match_looks_at_the_class_and_the_prefix(error: object, prefix: str, *, matches: bool) -> None:
    assert DynamoDBToolboxError.match(error, prefix) is matches


@pytest.mark.parametrize("kind", [DynamoDBToolboxError, EngineError])
def test_an_error_of_ours_crosses_processes_whole(kind: type[DynamoDBToolboxError]) -> None:
    error = pickle.loads(pickle.dumps(kind("engine.x", "Bad.", path="p", payload={"received": {1, 2}})))
    assert type(error) is kind
    assert (error.code, error.message, error.path, error.payload) == (
        "engine.x",
        "Bad.",
        "p",
        {"received": {1, 2}},
    )


@pytest.mark.parametrize(
    "error",
    [
        ValidationException("no"),
        ServiceError("odd", name="OddException"),
        ConditionalCheckFailedException("failed", item={"pk": "a"}),
        TransactionCanceledException("cancelled", reasons=[{"Code": "None"}]),
    ],
)
def test_an_error_of_the_service_crosses_processes_whole(error: ServiceError) -> None:
    read = pickle.loads(pickle.dumps(error))
    assert type(read) is type(error)
    assert vars(read) == vars(error)
    assert str(read) == str(error)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ValidationException", ValidationException),
        ("ResourceNotFoundException", ResourceNotFoundException),
        ("ConditionalCheckFailedException", ConditionalCheckFailedException),
        ("InternalServerError", InternalServerError),
        ("TransactionCanceledException", TransactionCanceledException),
    ],
)
def test_the_service_s_names_are_classes(name: str, kind: type[ServiceError]) -> None:
    error = ServiceError.from_name(name, "words")
    assert type(error) is kind
    assert (error.name, error.message, str(error)) == (name, "words", "words")


def test_a_name_without_a_class_is_kept() -> None:
    error = ServiceError.from_name("TeapotException", "")
    assert type(error) is ServiceError
    assert error.name == str(error) == "TeapotException"


def test_a_failed_condition_carries_the_item() -> None:
    item: dict[str, Any] = {"pk": {"S": "a"}}
    error = ServiceError.from_name("ConditionalCheckFailedException", "failed", item)
    assert isinstance(error, ConditionalCheckFailedException)
    assert error.item == item
    assert ConditionalCheckFailedException().item is None


def test_a_cancelled_transaction_carries_its_reasons() -> None:
    reasons = [
        {"Code": "None"},
        {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"},
    ]
    error = ServiceError.from_name("TransactionCanceledException", "cancelled", reasons=reasons)
    assert isinstance(error, TransactionCanceledException)
    assert error.reasons == reasons
    assert TransactionCanceledException("cancelled", reasons=[]).reasons == []


@pytest.mark.parametrize("name", sorted(ServiceError._classes))
def test_every_error_of_the_service_crosses_processes(name: str) -> None:
    error = ServiceError.from_name(name, "words", item={"id": {"S": "a"}}, reasons=[{"Code": "None"}])
    read = pickle.loads(pickle.dumps(error))
    assert type(read) is type(error)
    assert vars(read) == vars(error)


def test_faults_of_the_service_and_of_the_request_differ_in_status() -> None:
    assert (InternalServerError.status, ValidationException.status) == (500, 400)


@pytest.mark.parametrize(
    "error",
    [
        TransportError("client.readTimeout", "Silence."),
        ConditionalCheckFailedException(),
        TransactionCanceledException("cancelled", reasons=[]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_is_known_of_a_call_crosses_processes_with_its_error(
    error: TransportError | ServiceError,
) -> None:
    error.attempts, error.maybe_applied = 3, True
    error.add_note("Read the item.")
    read = pickle.loads(pickle.dumps(error))
    assert (read.attempts, read.maybe_applied, read.__notes__) == (3, True, ["Read the item."])
