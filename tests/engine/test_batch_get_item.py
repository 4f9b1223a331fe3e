"""BatchGetItem: several tables, what is not there, what is left over, what is refused."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, key, put, refusal

DUPLICATES = "ValidationException: Provided list of item keys contains duplicates"


def batch(engine: Engine, tables: Wire, **parameters: str) -> Wire:
    return engine.call("BatchGetItem", {"RequestItems": tables, **parameters})


def refused(engine: Engine, tables: Wire) -> str:
    return refusal(engine, "BatchGetItem", {"RequestItems": tables})


def keys(*texts: str) -> Wire:
    return {"Keys": [key(text) for text in texts]}


def test_items_come_from_several_tables(engine: Engine) -> None:
    put(engine, key("a") | {"v": {"N": "1"}})
    put(engine, key("b") | {"v": {"N": "2"}})
    sorted_key = {"id": {"S": "a"}, "at": {"N": "1"}}
    engine.call("PutItem", {"TableName": "sorted", "Item": sorted_key})
    reply = batch(engine, {"plain": keys("b", "gone", "a"), "sorted": {"Keys": [sorted_key]}})
    assert reply == {
        "Responses": {
            "plain": [key("b") | {"v": {"N": "2"}}, key("a") | {"v": {"N": "1"}}],
            "sorted": [sorted_key],
        },
        "UnprocessedKeys": {},
    }


def test_a_table_without_such_items_answers_none(engine: Engine) -> None:
    assert batch(engine, {"plain": keys("a")}) == {"Responses": {"plain": []}, "UnprocessedKeys": {}}


def test_each_table_has_a_projection_of_its_own(engine: Engine) -> None:
    put(engine, key("a") | {"name": {"S": "x"}, "v": {"N": "1"}})
    projection = {"ProjectionExpression": "#n", "ExpressionAttributeNames": {"#n": "name"}}
    assert batch(engine, {"plain": keys("a") | projection})["Responses"]["plain"] == [{"name": {"S": "x"}}]


@pytest.mark.parametrize(
    ("consistent", "wanted", "capacity"),
    [
        (False, "TOTAL", {"TableName": "plain", "CapacityUnits": 1.5}),
        (True, "TOTAL", {"TableName": "plain", "CapacityUnits": 3.0}),
        (True, "INDEXES", {"TableName": "plain", "CapacityUnits": 3.0, "Table": {"CapacityUnits": 3.0}}),
    ],
)
def test_each_item_costs_by_itself(engine: Engine, consistent: bool, wanted: str, capacity: Wire) -> None:
    put(engine, key("a") | {"v": {"S": "x" * 5000}})
    tables = {"plain": keys("a", "gone") | {"ConsistentRead": consistent}}
    assert batch(engine, tables, ReturnConsumedCapacity=wanted)["ConsumedCapacity"] == [capacity]


def test_past_16_mb_the_rest_is_for_the_next_call(engine: Engine) -> None:
    names = [f"{number:02}" for number in range(50)]
    for name in names:
        put(engine, key(name) | {"v": {"S": "x" * 390_000}})
    settings = {"ConsistentRead": True, "ProjectionExpression": "id"}
    other = {"Keys": [{"id": {"S": "a"}, "at": {"N": "1"}}]}
    first = batch(engine, {"plain": keys(*names) | settings, "sorted": other})
    assert first["Responses"] == {"plain": [key(name) for name in names[:43]], "sorted": []}
    assert first["UnprocessedKeys"] == {"plain": keys(*names[43:]) | settings, "sorted": other}
    second = batch(engine, first["UnprocessedKeys"])
    assert second["Responses"]["plain"] == [key(name) for name in names[43:]]
    assert second["UnprocessedKeys"] == {}


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        (
            {},
            (
                "1 validation error detected: Value at 'RequestItems' "
                "failed to satisfy constraint: Member must have length greater than or equal to 1"
            ),
        ),
        (
            None,
            (
                "1 validation error detected: Value null at 'requestItems' failed to satisfy constraint: "
                "Member must not be null"
            ),
        ),
        (
            {"plain": {}},
            (
                "1 validation error detected: Value null at 'requestItems.plain.member.keys' "
                "failed to satisfy constraint: Member must not be null"
            ),
        ),
        (
            {"plain": {"Keys": []}},
            (
                "1 validation error detected: Value at 'RequestItems.plain.member.Keys' "
                "failed to satisfy constraint: Member must have length greater than or equal to 1"
            ),
        ),
        (
            {"plain": keys(*map(str, range(101)))},
            (
                "1 validation error detected: Value at 'RequestItems.plain.member.Keys' "
                "failed to satisfy constraint: Member must have length less than or equal to 100"
            ),
        ),
        (
            {"plain": keys(*map(str, range(60))), "other": keys(*map(str, range(60)))},
            "Too many items requested for the BatchGetItem call",
        ),
        (
            {"a!": keys("a")},
            (
                """1 validation error detected: Value '{"a!":{"Keys":[{"id":{"S":"a"}}]}}' """
                "at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: "
                "[Member must have length less than or equal to 255, "
                "Member must have length greater than or equal to 3, "
                "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]"
            ),
        ),
        ({"plain": {"Keys": [{}]}}, "The provided key element does not match the schema"),
        (
            {"plain": keys("")},
            (
                "One or more parameter values are not valid. The AttributeValue for a key attribute "
                "cannot contain an empty string value. Key: id"
            ),
        ),
        (
            {"plain": keys("a") | {"ProjectionExpression": ""}},
            "Invalid ProjectionExpression: The expression can not be empty;",
        ),
        (
            {"plain": keys("a") | {"ExpressionAttributeNames": {"#n": "name"}}},
            "ExpressionAttributeNames can only be specified when using expressions",
        ),
    ],
)
def test_a_faulty_request_is_refused(engine: Engine, tables: Wire, message: str) -> None:
    assert refused(engine, tables) == f"ValidationException: {message}"


def test_a_key_comes_once(engine: Engine) -> None:
    assert refused(engine, {"nowhere": keys("a", "b", "a")}) == DUPLICATES
    number = {"Keys": [{"id": {"S": "a"}, "at": {"N": text}} for text in ("1", "1.0")]}
    assert refused(engine, {"sorted": number}) == DUPLICATES


def test_every_table_must_be_there(engine: Engine) -> None:
    tables = {"plain": {"Keys": [{}]}, "nowhere": keys("a")}
    assert refused(engine, tables) == "ResourceNotFoundException: Requested resource not found"


def test_members_of_a_wrong_type_are_refused(engine: Engine) -> None:
    assert refused(engine, {"plain": []}).startswith("SerializationException: ")
    assert refused(engine, {"plain": {"Keys": {}}}).startswith("SerializationException: ")
    assert refused(engine, {"plain": {"Keys": ["a"]}}).startswith("SerializationException: ")
