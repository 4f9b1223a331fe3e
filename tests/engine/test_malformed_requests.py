"""Requests that are no requests at all get an error of AWS's, never one of Python's, and change nothing."""

import json

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import SerializationException, ServiceError, ValidationException
from tests.engine.support import Wire, get, key, put, refusal, table_request

SURROGATE = "\ud800"  # half a character: no UTF-8 has it
TABLE_ARN = "arn:aws:dynamodb:local:000000000000:table/plain"


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("PutItem", {"TableName": "plain", "Item": {**key("a"), SURROGATE: {"S": "x"}}}),
        ("PutItem", {"TableName": "plain", "Item": {**key("a"), "m": {"M": {SURROGATE: {"S": "x"}}}}}),
        (
            "UpdateItem",
            {
                "TableName": "plain",
                "Key": key("a"),
                "UpdateExpression": "REMOVE #n",
                "ExpressionAttributeNames": {"#n": SURROGATE},
            },
        ),
        (
            "UpdateItem",
            {"TableName": "plain", "Key": key("a"), "AttributeUpdates": {SURROGATE: {"Value": {"S": "x"}}}},
        ),
        ("BatchGetItem", {"RequestItems": {SURROGATE * 3: {"Keys": [key("a")]}}}),
        (
            "TransactWriteItems",
            {
                "ClientRequestToken": SURROGATE,
                "TransactItems": [{"Put": {"TableName": "plain", "Item": key("a")}}],
            },
        ),
        ("TagResource", {"ResourceArn": TABLE_ARN, "Tags": [{"Key": "k", "Value": SURROGATE}]}),
        ("CreateTable", table_request("other", **{SURROGATE: "S"})),
        ("ListBackups", {"ExclusiveStartBackupArn": SURROGATE * 40}),
    ],
)
def test_half_a_character_is_refused_wherever_it_stands(
    engine: Engine, operation: str, request_: Wire
) -> None:
    with pytest.raises(SerializationException) as caught:
        engine.call(operation, request_)
    assert caught.value.message == "Strings must be well-formed Unicode"
    assert get(engine) is None
    assert engine.call("ListTables", {}) == {"TableNames": ["plain", "sorted"]}


@pytest.mark.parametrize("index", [None, 0, True, "", []], ids=json.dumps)
@pytest.mark.parametrize("kind", ["GlobalSecondaryIndexes", "LocalSecondaryIndexes"])
def test_an_index_that_is_no_structure(engine: Engine, kind: str, index: object) -> None:
    with pytest.raises(ServiceError) as caught:
        engine.call("CreateTable", {**table_request("other", id="S"), kind: [index]})
    assert isinstance(caught.value, (SerializationException, ValidationException))


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        (
            "Scan",
            {
                "TableName": "plain",
                "FilterExpression": "a = :v",
                "ExpressionAttributeValues": {1: {"S": "x"}},
            },
        ),
        (
            "Scan",
            {"TableName": "plain", "ProjectionExpression": "#n", "ExpressionAttributeNames": {1: "x"}},
        ),
        ("BatchGetItem", {"RequestItems": {1: {"Keys": [key("a")]}}}),
        ("BatchWriteItem", {"RequestItems": {1: [{"PutRequest": {"Item": key("a")}}]}}),
    ],
)
def test_names_that_are_no_strings(engine: Engine, operation: str, request_: Wire) -> None:
    with pytest.raises(SerializationException, match="strings"):
        engine.call(operation, request_)


@pytest.mark.parametrize("seconds", [10**30, 10**400])
def test_a_time_beyond_all_bounds(engine: Engine, seconds: int) -> None:
    request = {"TimeRangeUpperBound": seconds}
    if seconds < 10**308:
        assert engine.call("ListBackups", request) == {"BackupSummaries": []}
    else:
        assert refusal(engine, "ListBackups", request).startswith("SerializationException: ")


def test_a_legacy_update_of_an_attribute_without_a_name(engine: Engine) -> None:
    put(engine, key("a"))
    update = {"TableName": "plain", "Key": key("a"), "AttributeUpdates": {"": {"Value": {"S": "x"}}}}
    assert refusal(engine, "UpdateItem", update).endswith("Empty attribute name")
    assert get(engine) == key("a")
