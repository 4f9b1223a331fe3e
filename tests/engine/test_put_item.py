"""PutItem: what is stored, what is refused, what comes back."""

import copy

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from tests.engine.support import Wire, get, put, refusal, values

ONE = "ValidationException: 1 validation error detected: "
BARE = "ValidationException: One or more parameter values were invalid: "
INVALID = f"{ONE}One or more parameter values were invalid: "


def nested(levels: int) -> Wire:
    value: Wire = {"S": "x"}
    for _ in range(levels):
        value = {"L": [value]}
    return value


def test_an_item_of_every_type_comes_back(engine: Engine) -> None:
    item: Wire = {
        "id": {"S": "a"},
        "n": {"N": "-12.5"},
        "b": {"B": "AQI="},
        "t": {"BOOL": False},
        "nothing": {"NULL": True},
        "ss": {"SS": ["x", "y"]},
        "ns": {"NS": ["1", "2"]},
        "bs": {"BS": ["AQ==", "Ag=="]},
        "l": {"L": [{"S": ""}, {"L": []}]},
        "m": {"M": {"é": {"M": {}}}},
    }
    before = copy.deepcopy(item)
    assert put(engine, item) == {}
    assert get(engine) == item == before


def test_a_put_replaces_the_whole_item(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}, "old": {"S": "x"}})
    assert put(engine, {"id": {"S": "a"}}, ReturnValues="ALL_OLD") == {
        "Attributes": {"id": {"S": "a"}, "old": {"S": "x"}}
    }
    assert get(engine) == {"id": {"S": "a"}}


def test_what_is_stored_is_out_of_reach(engine: Engine) -> None:
    item: Wire = {"id": {"S": "a"}, "l": {"L": [{"S": "x"}]}}
    put(engine, item)
    item["l"]["L"].clear()
    first = get(engine)
    assert first is not None
    first["l"]["L"].clear()
    assert get(engine) == {"id": {"S": "a"}, "l": {"L": [{"S": "x"}]}}


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("-0", "0"),
        ("00012.500", "12.5"),
        ("1E2", "100"),
        (".5", "0.5"),
        ("+5", "5"),
        ("1e-130", "0." + "0" * 129 + "1"),
        ("9.9e125", "99" + "0" * 124),
        ("0e125", "0"),
        ("0e-130", "0"),
    ],
)
def test_numbers_have_one_form(engine: Engine, written: str, stored: str) -> None:
    put(engine, {"id": {"S": "a"}, "n": {"N": written}})
    assert get(engine) == {"id": {"S": "a"}, "n": {"N": stored}}


@pytest.mark.parametrize("name", ["n" * 65_536, "é" * 32_768])
def test_a_name_that_is_too_long(engine: Engine, name: str) -> None:
    told = f"{ONE}Attribute name is too large, must be less than 65536 bytes"
    for value in ({name: {"S": "x"}}, {"m": {"M": {name: {"S": "x"}}}}):
        request = {"TableName": "plain", "Item": {"id": {"S": "a"}, **value}}
        assert refusal(engine, "PutItem", request) == told
    put(engine, {"id": {"S": "a"}, name[1:]: {"M": {name[1:]: {"S": "x"}}}})
    update = {
        "TableName": "plain",
        "Key": {"id": {"S": "a"}},
        "UpdateExpression": "SET m = :v",
        **values(v={"M": {name: {"S": "x"}}}),
    }
    assert refusal(engine, "UpdateItem", update) == told


def test_a_long_set_with_a_repeat_at_its_end(engine: Engine) -> None:
    """Finding it takes time in proportion to the set, not to its square."""
    elements = [f"{number:05d}" for number in range(70_000)]
    told = refusal(
        engine,
        "PutItem",
        {"TableName": "plain", "Item": {"id": {"S": "a"}, "v": {"SS": [*elements, "00000"]}}},
    )
    assert told.endswith('"69999", "00000"] contains duplicates.')


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"SS": []}, f"{INVALID}An string set  may not be empty"),
        ({"NS": []}, f"{INVALID}An number set  may not be empty"),
        ({"BS": []}, f"{INVALID}Binary sets should not be empty"),
        ({"SS": ["a", "a"]}, f'{INVALID}Input collection ["a", "a"] contains duplicates.'),
        ({"NS": ["1", "1.0"]}, f"{INVALID}Input collection contains duplicates."),
        ({"NULL": False}, f"{INVALID}Null attribute value types must have the value of true"),
        (
            {"N": "abc"},
            f"{ONE}The parameter cannot be converted to a numeric value: abc",
        ),
        (
            {"N": "1e126"},
            (
                f"{ONE}Number overflow. "
                "Attempting to store a number with magnitude larger than supported range"
            ),
        ),
        (
            {"N": "1" * 39},
            f"{ONE}Attempting to store more than 38 significant digits in a Number",
        ),
        (
            {},
            (
                "ValidationException: Supplied AttributeValue is empty, "
                "must contain exactly one of the supported datatypes"
            ),
        ),
        (
            {"S": "a", "N": "1"},
            (
                "ValidationException: Supplied AttributeValue has more than one datatypes set, "
                "must contain exactly one of the supported datatypes"
            ),
        ),
        ({"S": 1}, "SerializationException: NUMBER_VALUE cannot be converted to String"),
        (
            nested(32),
            (
                f"{ONE}Nesting Levels have exceeded supported limits: "
                "Attributes in the item have nested levels beyond supported limit"
            ),
        ),
    ],
)
def test_values_that_cannot_be_held_are_refused(engine: Engine, value: Wire, message: str) -> None:
    item = {"id": {"S": "a"}, "v": value}
    assert refusal(engine, "PutItem", {"TableName": "plain", "Item": item}) == message
    assert get(engine) is None


def test_the_deepest_item_is_taken(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}, "v": nested(31)})
    assert get(engine) == {"id": {"S": "a"}, "v": nested(31)}


def test_an_item_may_have_400_kb(engine: Engine) -> None:
    most = 400 * 1024 - len("id") - len("a") - len("v")
    put(engine, {"id": {"S": "a"}, "v": {"S": "x" * most}})
    item = {"id": {"S": "a"}, "v": {"S": "x" * (most + 1)}}
    assert refusal(engine, "PutItem", {"TableName": "plain", "Item": item}) == (
        "ValidationException: Item size has exceeded the maximum allowed size"
    )


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"at": {"N": "1"}}, f"{BARE}Missing the key id in the item"),
        ({"id": {"S": "a"}}, f"{BARE}Missing the key at in the item"),
        ({"id": {"N": "1"}, "at": {"N": "1"}}, f"{BARE}Type mismatch for key id expected: S actual: N"),
        (
            {"id": {"S": ""}, "at": {"N": "1"}},
            (
                "ValidationException: One or more parameter values are not valid. The AttributeValue "
                "for a key attribute cannot contain an empty string value. Key: id"
            ),
        ),
        (
            {"id": {"S": "x" * 2049}, "at": {"N": "1"}},
            f"{BARE}Size of hashkey has exceeded the maximum size limit of2048 bytes",
        ),
    ],
)
def test_an_item_needs_the_key_of_its_table(engine: Engine, item: Wire, message: str) -> None:
    assert refusal(engine, "PutItem", {"TableName": "sorted", "Item": item}) == message


def test_a_condition_decides(engine: Engine) -> None:
    first: Wire = {"id": {"S": "a"}, "n": {"N": "1"}}
    put(engine, first, ConditionExpression="attribute_not_exists(id)")
    second = {"id": {"S": "a"}, "n": {"N": "2"}}
    with pytest.raises(ConditionalCheckFailedException) as caught:
        put(
            engine,
            second,
            ConditionExpression="n > :n",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
            **values(n={"N": "1"}),
        )
    assert caught.value.message == "The conditional request failed"
    assert caught.value.item == first == get(engine)
    put(engine, second, ConditionExpression="n >= :n", **values(n={"N": "1.0"}))
    assert get(engine) == second


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {},
            (
                "2 validation errors detected: "
                "Value null at 'tableName' failed to satisfy constraint: Member must not be null; "
                "Value null at 'item' failed to satisfy constraint: Member must not be null"
            ),
        ),
        (
            {"TableName": "no name!", "Item": {}},
            (
                "1 validation error detected: Value 'no name!' at 'tableName' failed to satisfy constraint: "
                "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
            ),
        ),
        (
            {"TableName": "plain", "Item": {}, "ReturnValues": "X"},
            (
                "1 validation error detected: Failed to satisfy constraint: "
                "Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"
            ),
        ),
        (
            {"TableName": "plain", "Item": {}, "ReturnValues": "ALL_NEW"},
            "1 validation error detected: ReturnValues can only be ALL_OLD or NONE",
        ),
        (
            {"TableName": "plain", "Item": {}, "Expected": {"a": {}}, "ConditionExpression": "a = b"},
            (
                "1 validation error detected: "
                "Can not use both expression and non-expression parameters in the same request: "
                "Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}"
            ),
        ),
        (
            {"TableName": "plain", "Item": {}, "Expected": {"a": {}}},
            (
                "1 validation error detected: One or more parameter values were invalid: "
                "Value must be provided when Exists is null for Attribute: a"
            ),
        ),
        (
            {"TableName": "plain", "Item": {}, **values(v={"S": "a"})},
            (
                "1 validation error detected: "
                "ExpressionAttributeValues can only be specified when using expressions"
            ),
        ),
        (
            {"TableName": "nowhere", "Item": {}, "ConditionExpression": "a = "},
            (
                "1 validation error detected: "
                'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "= "'
            ),
        ),
    ],
)
def test_a_request_is_checked_before_the_table(engine: Engine, request_: Wire, message: str) -> None:
    assert refusal(engine, "PutItem", request_) == f"ValidationException: {message}"


def test_an_unknown_table_is_not_found(engine: Engine) -> None:
    assert refusal(engine, "PutItem", {"TableName": "nowhere", "Item": {}}) == (
        "ResourceNotFoundException: Requested resource not found"
    )


def test_capacity_counts_the_larger_item(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}, "v": {"S": "x" * 3000}})
    reply = put(engine, {"id": {"S": "a"}}, ReturnConsumedCapacity="INDEXES")
    assert reply["ConsumedCapacity"] == {
        "TableName": "plain",
        "CapacityUnits": 3.0,
        "Table": {"CapacityUnits": 3.0},
    }
