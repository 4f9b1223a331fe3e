"""TransactGetItems: items as they are at one moment; one bad key cancels it."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, cancellation, key, put, refusal


def get(text: str, **parameters: object) -> Wire:
    return {"Get": {"TableName": "plain", "Key": key(text), **parameters}}


def transact(engine: Engine, *gets: Wire, **parameters: str) -> Wire:
    return engine.call("TransactGetItems", {"TransactItems": list(gets), **parameters})


def refused(engine: Engine, *gets: Wire) -> str:
    return refusal(engine, "TransactGetItems", {"TransactItems": list(gets)})


def test_there_is_a_response_for_each_get(engine: Engine) -> None:
    put(engine, key("a") | {"name": {"S": "x"}, "v": {"N": "1"}})
    sorted_item = {"id": {"S": "a"}, "at": {"N": "1"}}
    engine.call("PutItem", {"TableName": "sorted", "Item": sorted_item})
    projected = get("a", ProjectionExpression="#n", ExpressionAttributeNames={"#n": "name"})
    reply = transact(engine, get("gone"), {"Get": {"TableName": "sorted", "Key": sorted_item}}, projected)
    assert reply == {"Responses": [{}, {"Item": sorted_item}, {"Item": {"name": {"S": "x"}}}]}


def test_where_nothing_is_selected_there_is_no_item(engine: Engine) -> None:
    put(engine, key("a"))
    assert transact(engine, get("a", ProjectionExpression="gone")) == {"Responses": [{}]}


@pytest.mark.parametrize("wanted", ["TOTAL", "INDEXES"])
def test_it_costs_twice(engine: Engine, wanted: str) -> None:
    put(engine, key("a") | {"v": {"S": "x" * 5000}})
    units = {"CapacityUnits": 6.0, "ReadCapacityUnits": 6.0}
    table = {"Table": units} if wanted == "INDEXES" else {}
    reply = transact(engine, get("a"), get("gone"), ReturnConsumedCapacity=wanted)
    assert reply["ConsumedCapacity"] == [{"TableName": "plain", **units, **table}]


def test_a_bad_key_cancels_it(engine: Engine) -> None:
    bad = {"Get": {"TableName": "plain", "Key": {}}}
    mismatch = {"Code": "ValidationError", "Message": "The provided key element does not match the schema"}
    assert cancellation(engine, "TransactGetItems", {"TransactItems": [get("a"), bad]}) == [
        {"Code": "None"},
        mismatch,
    ]


@pytest.mark.parametrize(
    ("gets", "message"),
    [
        (
            [],
            (
                "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: "
                "Member must have length greater than or equal to 1"
            ),
        ),
        (
            [{}],
            (
                "1 validation error detected: Value null at 'transactItems.1.member.get' failed to satisfy "
                "constraint: Member must not be null"
            ),
        ),
        (
            [get("a"), {"Get": {}}],
            (
                "2 validation errors detected: Value null at 'transactItems.2.member.get.tableName' failed "
                "to satisfy constraint: Member must not be null; Value null at "
                "'transactItems.2.member.get.key' failed to satisfy constraint: Member must not be null"
            ),
        ),
        ([get("a"), get("a")], "Transaction request cannot include multiple operations on one item"),
        (
            [get("a", ProjectionExpression="!!!")],
            'Invalid ProjectionExpression: Syntax error; token: "!", near: "!!"',
        ),
        (
            [get("")],
            (
                "One or more parameter values are not valid. The AttributeValue for a key attribute "
                "cannot contain an empty string value. Key: id"
            ),
        ),
        (
            [get("a", ProjectionExpression="id.x")],
            (
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
                "allowed: Key: id"
            ),
        ),
    ],
)
def test_a_faulty_request_is_refused(engine: Engine, gets: list[Wire], message: str) -> None:
    assert refused(engine, *gets) == f"ValidationException: {message}"


def test_at_most_100_gets(engine: Engine) -> None:
    transact(engine, *(get(str(number)) for number in range(100)))
    message = refused(engine, *(get(str(number)) for number in range(101)))
    assert message.startswith("ValidationException: 1 validation error detected: Value '[{Get={TableName=")
    assert message.endswith(
        "]' at 'transactItems' failed to satisfy constraint: "
        "Member must have length less than or equal to 100"
    )


def test_every_table_must_be_there(engine: Engine) -> None:
    bad = {"Get": {"TableName": "plain", "Key": {}}}
    assert refused(engine, bad, {"Get": {"TableName": "nowhere", "Key": {}}}) == (
        "ResourceNotFoundException: Requested resource not found"
    )


def test_the_items_have_at_most_4_mb_together(engine: Engine) -> None:
    for number in range(11):
        put(engine, key(str(number)) | {"v": {"S": "x" * 400_000}})
    transact(engine, *(get(str(number)) for number in range(10)))
    assert refused(engine, *(get(str(number)) for number in range(11))) == (
        "ValidationException: Transaction payload size cannot exceed 4MB. Payload Size: 4400045"
    )
