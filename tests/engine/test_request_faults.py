"""The words in which each operation tells of faulty values and expressions.

As AWS answered in October 2026: paritysuite/dynamodb-conformance, `tier3/error-messages/{valueLayers,putItem,
updateItem,deleteItem,batchGetItem,partiqlParameterNumbers}`, `tier3/limits/numberExponent`,
`tier3/validation-ordering/{updateItem,batchOperations,query,deepRequests}`, and its captures of all regions.
"""

from collections.abc import Callable
from typing import Any, Final

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, get, key, refusal

Surface = Callable[[Wire], tuple[str, Wire]]

AT_LEAST_ONE: Final = "Member must have length greater than or equal to 1"
ONE: Final = "1 validation error detected: "
INVALID: Final = "One or more parameter values were invalid: "
NO_NUMBER: Final = "The parameter cannot be converted to a numeric value"
OVERFLOW: Final = "Number overflow. Attempting to store a number with magnitude larger than supported range"
UNDERFLOW: Final = (
    "Number underflow. Attempting to store a number with magnitude smaller than supported range"
)
EMPTY_SET: Final = f"{INVALID}An string set  may not be empty"
FALSE_NULL: Final = f"{INVALID}Null attribute value types must have the value of true"
FAR_BEYOND: Final = "1e" + "9" * 5000
BEYOND_64_BITS: Final = "1e9223372036854775808"
TOO_DEEP: Final = (
    "Nesting Levels have exceeded supported limits: "
    "Attributes in the item have nested levels beyond supported limit"
)
EMPTY_NAME: Final = f"{ONE}Value at 'TableName' failed to satisfy constraint: {AT_LEAST_ONE}"
RETURN_VALUES: Final = (
    "Failed to satisfy constraint: "
    "Member must satisfy enum value set: [ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"
)
CAPACITY: Final = (
    "Value 'X' at 'returnConsumedCapacity' failed to satisfy constraint: "
    "Member must satisfy enum value set: [INDEXES, TOTAL, NONE]"
)


def named(value: Wire) -> Wire:
    return {"ExpressionAttributeValues": {":v": value}}


def of_plain(**parameters: Any) -> Wire:
    return {"TableName": "plain", **parameters}


def compared(value: Wire) -> Wire:
    return {"v": {"ComparisonOperator": "EQ", "AttributeValueList": [value]}}


IN_ENVELOPE: Final[dict[str, Surface]] = {
    "put": lambda v: ("PutItem", of_plain(Item=key("a") | {"v": {"M": {"x": {"L": [v]}}}})),
    "put if": lambda v: ("PutItem", of_plain(Item=key("a"), ConditionExpression="v = :v", **named(v))),
    "put expected": lambda v: ("PutItem", of_plain(Item=key("a"), Expected={"v": {"Value": v}})),
    "update": lambda v: ("UpdateItem", of_plain(Key=key("a"), UpdateExpression="SET v = :v", **named(v))),
    "update legacy": lambda v: ("UpdateItem", of_plain(Key=key("a"), AttributeUpdates={"v": {"Value": v}})),
    "update key": lambda v: ("UpdateItem", of_plain(Key={"id": v})),
    "delete if": lambda v: ("DeleteItem", of_plain(Key=key("a"), ConditionExpression="v = :v", **named(v))),
    "delete key": lambda v: ("DeleteItem", of_plain(Key={"id": v})),
}
BARE: Final[dict[str, Surface]] = {
    "get": lambda v: ("GetItem", of_plain(Key={"id": v})),
    "batch get": lambda v: ("BatchGetItem", {"RequestItems": {"plain": {"Keys": [{"id": v}]}}}),
    "query": lambda v: ("Query", of_plain(KeyConditionExpression="id = :v", **named(v))),
    "query legacy": lambda v: ("Query", of_plain(KeyConditions={"id": compared(v)["v"]})),
    "query filter": lambda v: (
        "Query",
        of_plain(KeyConditions={"id": compared({"S": "a"})["v"]}, QueryFilter=compared(v)),
    ),
}
OLDER: Final[dict[str, Surface]] = {
    "batch put": lambda v: (
        "BatchWriteItem",
        {"RequestItems": {"plain": [{"PutRequest": {"Item": key("a") | {"v": v}}}]}},
    ),
    "batch delete": lambda v: (
        "BatchWriteItem",
        {"RequestItems": {"plain": [{"DeleteRequest": {"Key": {"id": v}}}]}},
    ),
    "scan": lambda v: ("Scan", of_plain(ScanFilter=compared(v))),
    "transact put": lambda v: (
        "TransactWriteItems",
        {"TransactItems": [{"Put": of_plain(Item=key("a") | {"v": v})}]},
    ),
    "transact get": lambda v: ("TransactGetItems", {"TransactItems": [{"Get": of_plain(Key={"id": v})}]}),
    "statement": lambda v: (
        "ExecuteStatement",
        {"Statement": "SELECT * FROM plain WHERE id = 'a' AND v = ?", "Parameters": [v]},
    ),
}
OLDER_NAMED: Final[dict[str, Surface]] = {
    "scan filter": lambda v: ("Scan", of_plain(FilterExpression="v = :v", **named(v))),
    "transact update": lambda v: (
        "TransactWriteItems",
        {"TransactItems": [{"Update": of_plain(Key=key("a"), UpdateExpression="SET v = :v", **named(v))}]},
    ),
    "transact check": lambda v: (
        "TransactWriteItems",
        {
            "TransactItems": [
                {"ConditionCheck": of_plain(Key=key("a"), ConditionExpression="v = :v", **named(v))}
            ]
        },
    ),
}

# The value, the newer words, and the older ones.
FAULTS: Final[list[tuple[Wire, str, str]]] = [
    ({"N": "abc"}, f"{NO_NUMBER}: abc", f"{NO_NUMBER}: abc"),
    ({"N": ""}, f"{NO_NUMBER}: ", NO_NUMBER),
    ({"N": "1e126"}, OVERFLOW, OVERFLOW),
    ({"N": "1e2147483647"}, OVERFLOW, UNDERFLOW),
    ({"N": "1e2147483648"}, OVERFLOW, f"{NO_NUMBER}: 1e2147483648"),
    ({"N": "1e-2147483648"}, UNDERFLOW, f"{NO_NUMBER}: 1e-2147483648"),
    ({"N": "-1e99999999999"}, OVERFLOW, f"{NO_NUMBER}: -1e99999999999"),
    ({"N": BEYOND_64_BITS}, f"{NO_NUMBER}: {BEYOND_64_BITS}", f"{NO_NUMBER}: {BEYOND_64_BITS}"),
    ({"N": FAR_BEYOND}, f"{NO_NUMBER}: {FAR_BEYOND}", f"{NO_NUMBER}: {FAR_BEYOND}"),
    ({"NS": ["1", "0x10"]}, f"{NO_NUMBER}: 0x10", f"{NO_NUMBER}: 0x10"),
    (
        {"SS": ["b", "a", "b"]},
        f'{INVALID}Input collection ["a", "b", "b"] contains duplicates.',
        f"{INVALID}Input collection [b, a, b] contains duplicates.",
    ),
    (
        {"BS": ["/w==", "AA==", "AA=="]},
        f'{INVALID}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.',
        f"{INVALID}Input collection [/w==, AA==, AA==]of type BS contains duplicates.",
    ),
    (
        {"NS": ["2", "1", "2"]},
        f"{INVALID}Input collection contains duplicates.",
        "Input collection contains duplicates",
    ),
    ({"SS": []}, EMPTY_SET, EMPTY_SET),
    ({"NULL": False}, FALSE_NULL, FALSE_NULL),
]
EACH_NEWER: Final = pytest.mark.parametrize(
    ("value", "message"), [(value, newer) for value, newer, _ in FAULTS], ids=range(len(FAULTS))
)
EACH_OLDER: Final = pytest.mark.parametrize(
    ("value", "message"), [(value, older) for value, _, older in FAULTS], ids=range(len(FAULTS))
)


@EACH_NEWER
@pytest.mark.parametrize("where", IN_ENVELOPE)
def test_writes_of_one_item_put_faults_in_an_envelope(
    engine: Engine, where: str, value: Wire, message: str
) -> None:
    assert refusal(engine, *IN_ENVELOPE[where](value)) == f"ValidationException: {ONE}{message}"
    assert get(engine) is None


@EACH_NEWER
@pytest.mark.parametrize("where", BARE)
def test_reads_tell_the_same_without_it(engine: Engine, where: str, value: Wire, message: str) -> None:
    assert refusal(engine, *BARE[where](value)) == f"ValidationException: {message}"


@EACH_OLDER
@pytest.mark.parametrize("where", OLDER)
def test_batches_transactions_scans_and_statements_use_older_words(
    engine: Engine, where: str, value: Wire, message: str
) -> None:
    assert refusal(engine, *OLDER[where](value)) == f"ValidationException: {message}"
    assert get(engine) is None


@EACH_OLDER
@pytest.mark.parametrize("where", OLDER_NAMED)
def test_older_words_name_the_value_of_an_expression(
    engine: Engine, where: str, value: Wire, message: str
) -> None:
    wrapped = f"ExpressionAttributeValues contains invalid value: {message} for key :v"
    assert refusal(engine, *OLDER_NAMED[where](value)) == f"ValidationException: {wrapped}"


@pytest.mark.parametrize(
    ("operation", "parameters", "column"),
    [("Query", {"KeyConditionExpression": "id = :v", **named({"S": "a"})}, 1), ("Scan", {}, 2)],
)
def test_a_starting_key_is_read_like_the_rest(
    engine: Engine, operation: str, parameters: Wire, column: int
) -> None:
    for fault in FAULTS[:-2]:
        request = of_plain(ExclusiveStartKey={"id": fault[0]}, **parameters)
        assert refusal(engine, operation, request) == f"ValidationException: {fault[column]}"


@pytest.mark.parametrize("written", ["0e126", "0e-131"])
def test_a_zero_is_held_to_the_exponent_it_is_written_with(engine: Engine, written: str) -> None:
    fault = UNDERFLOW if "-" in written else OVERFLOW
    assert refusal(engine, *IN_ENVELOPE["put"]({"N": written})) == f"ValidationException: {ONE}{fault}"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (named({"S": "x"}), "ExpressionAttributeValues can only be specified when using expressions"),
        (
            {"ExpressionAttributeNames": {"#a": "a"}},
            "ExpressionAttributeNames can only be specified when using expressions",
        ),
        ({"ConditionExpression": ""}, "Invalid ConditionExpression: The expression can not be empty;"),
        (
            {"ConditionExpression": "attribute_exists(a)", "ExpressionAttributeValues": {}},
            "ExpressionAttributeValues must not be empty",
        ),
        (
            {"ConditionExpression": "a = :w", **named({"S": "x"})},
            (
                "Invalid ConditionExpression: An expression attribute value used in expression "
                "is not defined; attribute value: :w"
            ),
        ),
        (
            {"Expected": {"a": {"Exists": True}}},
            f"{INVALID}Value must be provided when Exists is true for Attribute: a",
        ),
        (
            {"Expected": {"a": {"ComparisonOperator": "BETWEEN", "AttributeValueList": [{"S": "x"}]}}},
            f"{INVALID}Invalid number of argument(s) for the BETWEEN ComparisonOperator",
        ),
    ],
)
@pytest.mark.parametrize(("operation", "content"), [("PutItem", "Item"), ("DeleteItem", "Key")])
def test_faulty_expressions_come_in_the_envelope(
    engine: Engine, operation: str, content: str, parameters: Wire, message: str
) -> None:
    request = of_plain(**{content: key("a")}, **parameters)
    assert refusal(engine, operation, request) == f"ValidationException: {ONE}{message}"


@pytest.mark.parametrize(
    ("operation", "request_", "message"),
    [
        (
            "PutItem",
            of_plain(Item={"id": {"N": "1"}}),
            f"{INVALID}Type mismatch for key id expected: S actual: N",
        ),
        (
            "PutItem",
            of_plain(Item=key("a") | {"v": {"S": "x" * 410_000}}),
            "Item size has exceeded the maximum allowed size",
        ),
        (
            "PutItem",
            of_plain(Item=key("a") | {"v": {}}),
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes",
        ),
        (
            "UpdateItem",
            of_plain(Key=key("a"), UpdateExpression="SET id = :v", **named({"S": "b"})),
            f"{INVALID}Cannot update attribute id. This attribute is part of the key",
        ),
        (
            "DeleteItem",
            of_plain(Key=key("")),
            (
                "One or more parameter values are not valid. The AttributeValue for a key attribute cannot "
                "contain an empty string value. Key: id"
            ),
        ),
    ],
)
def test_what_the_table_or_the_data_refuse_is_bare(
    engine: Engine, operation: str, request_: Wire, message: str
) -> None:
    assert refusal(engine, operation, request_) == f"ValidationException: {message}"


@pytest.mark.parametrize(
    ("operation", "content"), [("PutItem", "Item"), ("UpdateItem", "Key"), ("DeleteItem", "Key")]
)
def test_an_empty_table_name_is_told_alone(engine: Engine, operation: str, content: str) -> None:
    request = {"TableName": "", content: {}, "ReturnValues": "X", "ReturnConsumedCapacity": "X"}
    assert refusal(engine, operation, request) == f"ValidationException: {EMPTY_NAME}"


def test_return_values_that_are_none_are_told_without_their_value(engine: Engine) -> None:
    wrong = {"ReturnValues": "X", "ReturnConsumedCapacity": "X"}
    both = f"ValidationException: 2 validation errors detected: {CAPACITY}; {RETURN_VALUES}"
    assert refusal(engine, "PutItem", of_plain(Item=key("a"), **wrong)) == both
    assert refusal(engine, "DeleteItem", of_plain(Key=key("a"), **wrong)) == both
    alone = f"ValidationException: {ONE}{RETURN_VALUES}"
    assert refusal(engine, "UpdateItem", of_plain(Key=key("a"), **wrong)) == alone


def test_without_its_key_all_that_is_wrong_is_told_in_older_words(engine: Engine) -> None:
    request = {"TableName": "", "ReturnConsumedCapacity": "X", "ReturnValues": "X"}
    assert refusal(engine, "UpdateItem", request) == (
        f"ValidationException: 4 validation errors detected: {CAPACITY}; "
        f"Value '' at 'tableName' failed to satisfy constraint: {AT_LEAST_ONE}; "
        "Value 'X' at 'returnValues' failed to satisfy constraint: "
        "Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
        "Value null at 'key' failed to satisfy constraint: Member must not be null"
    )
    assert refusal(engine, "UpdateItem", of_plain(ConditionalOperator="XOR")) == (
        "ValidationException: 2 validation errors detected: "
        "Value 'XOR' at 'conditionalOperator' failed to satisfy constraint: "
        "Member must satisfy enum value set: [OR, AND]; "
        "Value null at 'key' failed to satisfy constraint: Member must not be null"
    )


def test_query_tells_of_a_conditional_operator_alone(engine: Engine) -> None:
    request = of_plain(ConditionalOperator="XOR", Select="X")
    assert refusal(engine, "Query", request) == (
        "ValidationException: Failed to satisfy constraint: Member must satisfy enum value set: [ALL, OR]"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {},
            f"Value at 'RequestItems' failed to satisfy constraint: {AT_LEAST_ONE}",
        ),
        (
            {"plain": {"Keys": []}},
            (
                "Value at 'RequestItems.plain.member.Keys' failed to satisfy constraint: "
                "Member must have length greater than or equal to 1"
            ),
        ),
    ],
)
def test_batch_get_item_does_not_repeat_what_is_empty(engine: Engine, given: Wire, message: str) -> None:
    assert refusal(engine, "BatchGetItem", {"RequestItems": given}) == f"ValidationException: {ONE}{message}"


def test_batch_get_item_repeats_a_wrong_name_as_json_and_batch_write_item_gives_way(engine: Engine) -> None:
    request = {"RequestItems": {"bad!": {"Keys": [key("a")]}}, "ReturnConsumedCapacity": "X"}
    assert refusal(engine, "BatchGetItem", request) == (
        """ValidationException: 2 validation errors detected: Value '{"bad!":{"Keys":[{"id":{"S":"a"}}]}}' """
        "at 'requestItems' failed to satisfy constraint: Map keys must satisfy constraint: "
        "[Member must have length less than or equal to 255, "
        "Member must have length greater than or equal to 3, "
        f"Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]; {CAPACITY}"
    )
    writes = {"RequestItems": {"bad!": [{"PutRequest": {"Item": key("a")}}]}, "ReturnConsumedCapacity": "X"}
    assert refusal(engine, "BatchWriteItem", writes) == f"ValidationException: {ONE}{CAPACITY}"


def test_an_empty_name_of_an_attribute_comes_before_its_values(engine: Engine) -> None:
    deep: Wire = {"S": "leaf"}
    for _ in range(40):
        deep = {"M": {"n": deep}}
    item = key("a") | {"deep": deep, "": {"S": "x"}}
    request = {"TransactItems": [{"Put": of_plain(Item=item)}]}
    assert refusal(engine, "TransactWriteItems", request) == "ValidationException: Empty attribute name"
    del item[""]
    assert refusal(engine, "TransactWriteItems", request) == f"ValidationException: {TOO_DEEP}"
