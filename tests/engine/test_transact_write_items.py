"""TransactWriteItems: all of it or nothing, and why not."""

import pytest

from dynamodb_toolbox.engine import item_collections
from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import (
    Wire,
    cancellation,
    get,
    indexed_table,
    key,
    put,
    refusal,
    transact_put,
    transact_update,
    values,
)

INVALID = "One or more parameter values were invalid: "
NONE: Wire = {"Code": "None"}
FAILED: Wire = {"Code": "ConditionalCheckFailed", "Message": "The conditional request failed"}
NO_MATCH = "The provided key element does not match the schema"


def delete(text: str, **parameters: object) -> Wire:
    return {"Delete": {"TableName": "plain", "Key": key(text), **parameters}}


def check(text: str, condition: str, **parameters: object) -> Wire:
    return {
        "ConditionCheck": {
            "TableName": "plain",
            "Key": key(text),
            "ConditionExpression": condition,
            **parameters,
        }
    }


def indexed_put(**attributes: Wire) -> Wire:
    return {"Put": {"TableName": "indexed", "Item": {"id": {"S": "a"}, "at": {"S": "1"}, **attributes}}}


def transact(engine: Engine, *members: Wire, **parameters: str) -> Wire:
    return engine.call("TransactWriteItems", {"TransactItems": list(members), **parameters})


def refused(engine: Engine, *members: Wire) -> str:
    return refusal(engine, "TransactWriteItems", {"TransactItems": list(members)})


def reasons(engine: Engine, *members: Wire) -> list[Wire]:
    return cancellation(engine, "TransactWriteItems", {"TransactItems": list(members)})


def invalid(message: str) -> Wire:
    return {"Code": "ValidationError", "Message": message}


def test_all_of_it_is_done(engine: Engine) -> None:
    put(engine, key("b") | {"n": {"N": "1"}})
    put(engine, key("c"))
    item = {"id": {"S": "a"}, "at": {"N": "1"}}
    reply = transact(
        engine,
        transact_put("a", v={"S": "x"}),
        transact_update("b", "ADD n :one", **values(one={"N": "1"})),
        delete("c"),
        check("d", "attribute_not_exists(id)"),
        {"Put": {"TableName": "sorted", "Item": item}},
    )
    assert reply == {}
    assert [get(engine, text) for text in "abcd"] == [
        key("a") | {"v": {"S": "x"}},
        key("b") | {"n": {"N": "2"}},
        None,
        None,
    ]
    assert engine.call("GetItem", {"TableName": "sorted", "Key": item}) == {"Item": item}


def test_a_failed_condition_cancels_all_of_it(engine: Engine) -> None:
    put(engine, key("a") | {"n": {"N": "1"}})
    condition: Wire = {"ConditionExpression": "n > :n", **values(n={"N": "5"})}
    wants_item = {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    assert reasons(
        engine,
        transact_put("new"),
        {"Delete": {"TableName": "plain", "Key": key("a"), **condition, **wants_item}},
        check("gone", "attribute_exists(id)", **wants_item),
        check("gone too", "attribute_exists(id)"),
    ) == [NONE, FAILED | {"Item": key("a") | {"n": {"N": "1"}}}, FAILED, FAILED]
    assert get(engine, "new") is None
    assert get(engine) == key("a") | {"n": {"N": "1"}}


def test_conditions_are_of_the_state_before(engine: Engine) -> None:
    put(engine, key("a"))
    transact(engine, delete("a"), check("b", "attribute_not_exists(id)"), transact_put("c"))
    assert reasons(engine, transact_put("a"), check("c", "attribute_not_exists(id)")) == [NONE, FAILED]
    assert get(engine) is None


def test_an_update_of_what_is_not_there_makes_no_ghost(engine: Engine) -> None:
    update = transact_update(
        "a", "SET v = :v", ConditionExpression="attribute_exists(id)", **values(v={"S": "x"})
    )
    assert reasons(engine, update) == [FAILED]
    assert get(engine) is None


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ({"Put": {"TableName": "plain", "Item": {}}}, f"{INVALID}Missing the key id in the item"),
        (
            {"Put": {"TableName": "plain", "Item": {"id": {"N": "1"}}}},
            f"{INVALID}Type mismatch for key id expected: S actual: N",
        ),
        ({"Delete": {"TableName": "plain", "Key": {"id": {"N": "1"}}}}, NO_MATCH),
        ({"Delete": {"TableName": "plain", "Key": {"id": {"L": []}}}}, NO_MATCH),
        (
            transact_update("x", "SET id = :v", **values(v={"S": "x"})),
            f"{INVALID}Cannot update attribute id. This attribute is part of the key",
        ),
        (
            transact_update("x", "SET v = gone"),
            "The provided expression refers to an attribute that does not exist in the item",
        ),
        (
            transact_update("x", "SET v.w = :v", **values(v={"S": "x"})),
            "The document path provided in the update expression is invalid for update",
        ),
        (
            transact_update("x", "SET v = :v", **values(v={"S": "x" * 409_600})),
            "Item size to update has exceeded the maximum allowed size",
        ),
        (
            indexed_put(g={"N": "1"}),
            f"{INVALID}Type mismatch for Index Key g Expected: S Actual: N IndexName: global",
        ),
    ],
)
def test_what_does_not_fit_cancels_it(engine: Engine, member: Wire, message: str) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    assert reasons(engine, transact_put("a"), member) == [NONE, invalid(message)]
    assert get(engine) is None


def test_a_key_that_does_not_fit_is_told_before_conditions(engine: Engine) -> None:
    bad = {"Delete": {"TableName": "plain", "Key": {"id": {"N": "1"}}}}
    assert reasons(engine, check("a", "attribute_exists(id)"), bad) == [NONE, invalid(NO_MATCH)]


def test_an_update_may_make_an_index_key_empty_no_more_than_a_put(engine: Engine) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    request: Wire = {
        "TableName": "indexed",
        "Key": {"id": {"S": "a"}, "at": {"S": "1"}},
        "UpdateExpression": "SET g = :v",
        **values(v={"S": ""}),
    }
    message = (
        "ValidationException: One or more parameter values are not valid. The update expression attempted "
        "to update a secondary index key to a value that is not supported. The AttributeValue for a key "
        "attribute cannot contain an empty string value."
    )
    assert refused(engine, {"Update": request}) == message
    assert refusal(engine, "UpdateItem", request) == message
    assert refused(engine, indexed_put(g={"S": ""})).endswith("IndexName: global, IndexKey: g")


@pytest.mark.parametrize(
    ("members", "message"),
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
            "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request",
        ),
        (
            [transact_put("a") | delete("a")],
            "TransactItems can only contain one of Check, Put, Update or Delete",
        ),
        (
            [transact_put("a"), {"Update": {"TableName": "plain", "Key": key("b")}}],
            (
                "1 validation error detected: Value null at 'transactItems.2.member.update.updateExpression' "
                "failed to satisfy constraint: Member must not be null"
            ),
        ),
        (
            [{"ConditionCheck": {}}],
            (
                "3 validation errors detected: "
                "Value null at 'transactItems.1.member.conditionCheck.tableName' failed to satisfy "
                "constraint: Member must not be null; "
                "Value null at 'transactItems.1.member.conditionCheck.key' failed to satisfy "
                "constraint: Member must not be null; "
                "Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy "
                "constraint: Member must not be null"
            ),
        ),
        (
            [transact_put("a"), check("a", "attribute_exists(id)")],
            "Transaction request cannot include multiple operations on one item",
        ),
        (
            [transact_put("")],
            (
                "One or more parameter values are not valid. The AttributeValue for a key attribute "
                "cannot contain an empty string value. Key: id"
            ),
        ),
        (
            [transact_put("a", v={"S": "x" * 409_600})],
            "Item size has exceeded the maximum allowed size",
        ),
        (
            [{"Put": {"TableName": "nowhere", "Item": key("a")}}, check("a", "attribute_not_exists(")],
            'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "("',
        ),
        (
            [check("a", "attribute_exists(id)", **values(v={"S": "x"})), transact_put("a")],
            "Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}",
        ),
        (
            [check("a", "attribute_exists(id.x)")],
            (
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not "
                "allowed: Key: id"
            ),
        ),
    ],
)
def test_a_faulty_request_is_refused(engine: Engine, members: list[Wire], message: str) -> None:
    assert refused(engine, *members) == f"ValidationException: {message}"
    assert get(engine) is None


def test_unknown_choices_are_told_together(engine: Engine) -> None:
    request = {
        "TransactItems": [{"Put": {"TableName": "nowhere", "Item": key("a")}}],
        "ClientRequestToken": "x" * 37,
        "ReturnConsumedCapacity": "A",
        "ReturnItemCollectionMetrics": "B",
    }
    assert refusal(engine, "TransactWriteItems", request) == (
        "ValidationException: 3 validation errors detected: "
        f"Value '{'x' * 37}' at 'clientRequestToken' failed to satisfy constraint: "
        "Member must have length less than or equal to 36; "
        "Value 'A' at 'returnConsumedCapacity' failed to satisfy constraint: "
        "Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; "
        "Value 'B' at 'returnItemCollectionMetrics' failed to satisfy constraint: "
        "Member must satisfy enum value set: [SIZE, NONE]"
    )


def test_at_most_100_actions(engine: Engine) -> None:
    assert transact(engine, *(transact_put(str(number)) for number in range(100))) == {}
    message = refused(engine, *(transact_put(str(number)) for number in range(101)))
    assert message.startswith("ValidationException: 1 validation error detected: Value '[{Put={TableName=")
    assert message.endswith("Member must have length less than or equal to 100")


def test_every_table_must_be_there(engine: Engine) -> None:
    members = [transact_put("a"), transact_put("a"), {"Put": {"TableName": "nowhere", "Item": {}}}]
    assert refused(engine, *members) == "ResourceNotFoundException: Requested resource not found"


def test_the_items_have_at_most_4_mb_together(engine: Engine) -> None:
    large = [transact_put(str(number), v={"S": "x" * 400_000}) for number in range(11)]
    transact(engine, *large[:10])
    message = "ValidationException: Transaction payload size cannot exceed 4MB. Payload Size: 4400045"
    assert refused(engine, *large) == message
    assert get(engine, "10") is None
    transact(engine, *large[10:])
    assert refused(engine, *(delete(str(number)) for number in range(11))) == message


@pytest.mark.parametrize("wanted", ["TOTAL", "INDEXES"])
def test_it_costs_twice_by_the_larger_item(engine: Engine, wanted: str) -> None:
    put(engine, key("a") | {"v": {"S": "x" * 2500}})
    units = {"CapacityUnits": 16.0, "WriteCapacityUnits": 16.0}
    table = {"Table": units} if wanted == "INDEXES" else {}
    put(engine, key("b") | {"v": {"S": "x" * 2500}})
    reply = transact(
        engine,
        delete("a"),
        check("b", "attribute_exists(id)"),
        transact_put("c", v={"S": "x"}),
        delete("gone"),
        ReturnConsumedCapacity=wanted,
    )
    assert reply["ConsumedCapacity"] == [{"TableName": "plain", **units, **table}]


def test_the_collections_written_are_told(engine: Engine) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    reply = transact(engine, indexed_put(), transact_put("a"), ReturnItemCollectionMetrics="SIZE")
    assert reply == {
        "ItemCollectionMetrics": {
            "indexed": [{"ItemCollectionKey": key("a"), "SizeEstimateRangeGB": [0.0, 1.0]}]
        }
    }


def test_a_collection_that_grows_too_large_cancels_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    monkeypatch.setattr(item_collections, "MAX_COLLECTION_BYTES", 100)
    assert reasons(engine, transact_put("a"), indexed_put(v={"S": "x" * 100})) == [
        NONE,
        {"Code": "ItemCollectionSizeLimitExceeded", "Message": "Collection size exceeded."},
    ]
    assert get(engine) is None
    request = indexed_put(v={"S": "x" * 100})["Put"]
    assert refusal(engine, "PutItem", request) == (
        "ItemCollectionSizeLimitExceededException: Collection size exceeded."
    )
    for name in "bc":
        item = {"id": {"S": name}, "at": {"S": "1"}, "v": {"S": "x" * 80}}
        engine.call("PutItem", {"TableName": "indexed", "Item": item})
