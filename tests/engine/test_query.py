"""Query: what it finds, in which order, by pages, and what it refuses."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.indexed import all_pages, create_scores, put_scores, query, score
from tests.engine.support import Wire, refusal

INVALID = "ValidationException: One or more parameter values were invalid: "
KEY_FAULT = "ValidationException: Invalid KeyConditionExpression: "
A: Wire = {":i": {"S": "a"}}


@pytest.fixture(autouse=True)
def table(engine: Engine) -> None:
    create_scores(engine)
    put_scores(
        engine,
        *(score("a", turn, team="x", points=-turn, note=f"n{turn}", more="m") for turn in range(-1, 4)),
    )
    put_scores(
        engine, score("b", 1, team="x", points=7, country="fr", city="a", season=1, stage=2, tag="AA==")
    )


def found(reply: Wire) -> list[int]:
    return [int(item["turn"]["N"]) for item in reply["Items"]]


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ("id = :i", {}, [-1, 0, 1, 2, 3]),
        ("id = :i AND turn = :a", {":a": "1"}, [1]),
        ("turn = :a AND :i = id", {":a": "1"}, [1]),
        ("id = :i AND turn < :a", {":a": "1"}, [-1, 0]),
        ("id = :i AND turn <= :a", {":a": "1.0"}, [-1, 0, 1]),
        ("id = :i AND turn > :a", {":a": "1"}, [2, 3]),
        ("id = :i AND :a < turn", {":a": "1"}, [2, 3]),
        ("id = :i AND :a >= turn", {":a": "0"}, [-1, 0]),
        ("id = :i AND turn >= :a", {":a": "-0.5"}, [0, 1, 2, 3]),
        ("(id = :i) AND (turn BETWEEN :a AND :b)", {":a": "0", ":b": "2"}, [0, 1, 2]),
        ("id = :i AND turn > :a", {":a": "9"}, []),
    ],
)
def test_a_key_condition_selects(engine: Engine, condition: str, values: Wire, expected: list[int]) -> None:
    given = A | {name: {"N": number} for name, number in values.items()}
    reply = query(engine, condition, given)
    assert found(reply) == expected
    assert reply["Count"] == reply["ScannedCount"] == len(expected)
    assert found(query(engine, condition, given, ScanIndexForward=False)) == expected[::-1]


def test_begins_with_is_by_bytes(engine: Engine) -> None:
    table: Wire = {
        "TableName": "texts",
        "AttributeDefinitions": [
            {"AttributeName": n, "AttributeType": t} for n, t in (("p", "S"), ("q", "B"))
        ],
        "KeySchema": [{"AttributeName": "p", "KeyType": "HASH"}, {"AttributeName": "q", "KeyType": "RANGE"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    engine.call("CreateTable", table)
    for key in ("/w==", "//8=", "//8A", "/gE=", "AA=="):
        engine.call("PutItem", {"TableName": "texts", "Item": {"p": {"S": "a"}, "q": {"B": key}}})
    values = {":p": {"S": "a"}, ":q": {"B": "/w=="}}
    reply = query(engine, "p = :p AND begins_with(q, :q)", values, TableName="texts")
    assert [item["q"]["B"] for item in reply["Items"]] == ["/w==", "//8=", "//8A"]


def test_a_filter_leaves_the_counts_of_what_was_read(engine: Engine) -> None:
    reply = query(
        engine, "id = :i", A | {":n": {"S": "n2"}}, FilterExpression="note >= :n", ProjectionExpression="note"
    )
    assert reply == {"Items": [{"note": {"S": "n2"}}, {"note": {"S": "n3"}}], "Count": 2, "ScannedCount": 5}


def test_count_gives_no_items(engine: Engine) -> None:
    assert query(engine, "id = :i", A, Select="COUNT", Limit=2) == {
        "Count": 2,
        "ScannedCount": 2,
        "LastEvaluatedKey": {"id": {"S": "a"}, "turn": {"N": "0"}},
    }
    reply = query(engine, "id = :i", A, Select="COUNT", FilterExpression="attribute_not_exists(note)")
    assert reply == {"Count": 0, "ScannedCount": 5}


@pytest.mark.parametrize("forward", [True, False])
@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_pages_are_the_whole(engine: Engine, forward: bool, limit: int) -> None:
    request: Wire = {
        "TableName": "scores",
        "KeyConditionExpression": "id = :i AND turn > :a",
        "ExpressionAttributeValues": A | {":a": {"N": "-5"}},
        "ScanIndexForward": forward,
    }
    whole = engine.call("Query", request)["Items"]
    assert all_pages(engine, "Query", request | {"Limit": limit}) == whole


def test_a_limit_reached_at_the_last_item_gives_a_key(engine: Engine) -> None:
    last = query(engine, "id = :i", A, Limit=5)["LastEvaluatedKey"]
    assert last == {"id": {"S": "a"}, "turn": {"N": "3"}}
    assert query(engine, "id = :i", A, Limit=5, ExclusiveStartKey=last) == {
        "Items": [],
        "Count": 0,
        "ScannedCount": 0,
    }
    assert "LastEvaluatedKey" not in query(engine, "id = :i", A, Limit=6)


def test_a_page_ends_after_the_item_that_reaches_1_mb(engine: Engine) -> None:
    put_scores(engine, *(score("big", turn, text="x" * 60_000) for turn in range(20)))
    reply = query(engine, "id = :i", {":i": {"S": "big"}}, Select="COUNT", ReturnConsumedCapacity="TOTAL")
    assert reply["Count"] == 18
    assert reply["LastEvaluatedKey"]["turn"] == {"N": "17"}
    assert reply["ConsumedCapacity"]["CapacityUnits"] == 132.0


@pytest.mark.parametrize(
    ("select", "index", "names"),
    [
        (None, None, "id more note points team turn"),
        ("ALL_ATTRIBUTES", None, "id more note points team turn"),
        (None, "by-points", "id note points turn"),
        ("ALL_PROJECTED_ATTRIBUTES", "by-points", "id note points turn"),
        ("ALL_ATTRIBUTES", "by-points", "id more note points team turn"),
    ],
)
def test_select(engine: Engine, select: str | None, index: str | None, names: str) -> None:
    parameters = {"Select": select, "IndexName": index}
    reply = query(engine, "id = :i", A, **parameters)
    assert [" ".join(sorted(item)) for item in reply["Items"]] == [names] * 5


def test_a_local_index_orders_and_fetches(engine: Engine) -> None:
    condition = "id = :i AND points BETWEEN :a AND :b"
    values = A | {":a": {"N": "-2"}, ":b": {"N": "0"}}
    parameters: Wire = {"IndexName": "by-points", "ReturnConsumedCapacity": "INDEXES"}
    reply = query(engine, condition, values, **parameters)
    assert found(reply) == [2, 1, 0]
    capacity = {"TableName": "scores", "CapacityUnits": 0.5, "Table": {"CapacityUnits": 0.0}}
    local = {"LocalSecondaryIndexes": {"by-points": {"CapacityUnits": 0.5}}}
    assert reply["ConsumedCapacity"] == capacity | local
    reply = query(engine, condition, values, ProjectionExpression="more", ConsistentRead=True, **parameters)
    assert reply["Items"] == [{"more": {"S": "m"}}] * 3
    assert reply["ConsumedCapacity"] == {
        "TableName": "scores",
        "CapacityUnits": 4.0,
        "Table": {"CapacityUnits": 3.0},
        "LocalSecondaryIndexes": {"by-points": {"CapacityUnits": 1.0}},
    }


def test_fetched_items_count_for_the_size_of_a_page(engine: Engine) -> None:
    put_scores(engine, *(score("big", turn, points=turn, text="x" * 300_000) for turn in range(5)))
    values, parameters = {":i": {"S": "big"}}, {"IndexName": "by-points"}
    assert "LastEvaluatedKey" not in query(engine, "id = :i", values, **parameters)
    reply = query(engine, "id = :i", values, Select="ALL_ATTRIBUTES", **parameters)
    assert (reply["Count"], reply["LastEvaluatedKey"]["points"]) == (4, {"N": "3"})


def test_a_global_index_has_what_is_in_it(engine: Engine) -> None:
    reply = query(
        engine, "team = :t", {":t": {"S": "x"}}, IndexName="by-team", ReturnConsumedCapacity="INDEXES"
    )
    assert [int(item["points"]["N"]) for item in reply["Items"]] == [-3, -2, -1, 0, 1, 7]
    assert reply["ConsumedCapacity"]["GlobalSecondaryIndexes"] == {"by-team": {"CapacityUnits": 0.5}}
    start = query(engine, "team = :t", {":t": {"S": "x"}}, IndexName="by-team", Limit=2)["LastEvaluatedKey"]
    assert start == {"id": {"S": "a"}, "turn": {"N": "2"}, "team": {"S": "x"}, "points": {"N": "-2"}}


def test_a_read_of_nothing_costs_the_least(engine: Engine) -> None:
    values: Wire = {":i": {"S": "none"}}
    for consistent, units in ((False, 0.5), (True, 1.0)):
        parameters: Wire = {"ReturnConsumedCapacity": "TOTAL", "ConsistentRead": consistent}
        reply = query(engine, "id = :i", values, **parameters)
        assert reply["ConsumedCapacity"] == {"TableName": "scores", "CapacityUnits": units}


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("turn = :n", "ValidationException: Query condition missed key schema element: id"),
        ("more = :i", "ValidationException: Query condition missed key schema element: id"),
        ("id = :i AND more = :n", "ValidationException: Query condition missed key schema element: turn"),
        ("id > :i", "ValidationException: Query key condition not supported"),
        ("begins_with(id, :i)", "ValidationException: Query key condition not supported"),
        ("id = :n", f"{INVALID}Condition parameter type does not match schema type"),
        ("id = :i AND turn > :i", f"{INVALID}Condition parameter type does not match schema type"),
        (
            "id = :i AND turn > :n AND more = :n",
            (
                "ValidationException: The number of query conditions (3) exceeds the number of key "
                "attributes defined in the schema (2)"
            ),
        ),
        (
            "id = :i AND turn > :n AND turn < :n",
            f"{KEY_FAULT}KeyConditionExpressions must only contain one condition per key",
        ),
        ("id = :i OR turn = :n", f"{KEY_FAULT}Invalid operator used in KeyConditionExpression: OR"),
        ("NOT id = :i", f"{KEY_FAULT}Invalid operator used in KeyConditionExpression: NOT"),
        ("id IN (:i)", f"{KEY_FAULT}Invalid operator used in KeyConditionExpression: IN"),
        ("id <> :i", f"{KEY_FAULT}Invalid operator used in KeyConditionExpression: <>"),
        (
            "attribute_exists(id)",
            f"{KEY_FAULT}Invalid operator used in KeyConditionExpression: attribute_exists",
        ),
        ("size(id) = :n", f"{KEY_FAULT}KeyConditionExpressions cannot contain nested operations"),
        ("id.a = :i", f"{KEY_FAULT}KeyConditionExpressions cannot have conditions on nested attributes"),
        (
            "id = turn",
            (
                f"{KEY_FAULT}Invalid condition in KeyConditionExpression: "
                "Multiple attribute names used in one condition"
            ),
        ),
        (":i = :n", f"{KEY_FAULT}Invalid condition in KeyConditionExpression: No key attribute specified"),
        (
            ":i BETWEEN id AND id",
            (
                f"{KEY_FAULT}Invalid condition in KeyConditionExpression: "
                "BETWEEN operator must have the key attribute as its first operand"
            ),
        ),
        ("", f"{KEY_FAULT}The expression can not be empty;"),
    ],
)
def test_a_faulty_key_condition_is_refused(engine: Engine, condition: str, message: str) -> None:
    values = {name: value for name, value in (A | {":n": {"N": "1"}}).items() if name in condition}
    request: Wire = {"TableName": "scores", "KeyConditionExpression": condition}
    assert (
        refusal(engine, "Query", request | ({"ExpressionAttributeValues": values} if values else {}))
        == message
    )


def test_values_that_no_key_has_are_refused(engine: Engine) -> None:
    for value, message in (
        ("", "The AttributeValue for a key attribute cannot contain an empty string value. Key: id"),
        ("x" * 2049, "Size of hashkey has exceeded the maximum size limit of2048 bytes"),
    ):
        request: Wire = {"TableName": "plain", "KeyConditionExpression": "id = :i"}
        request["ExpressionAttributeValues"] = {":i": {"S": value}}
        assert refusal(engine, "Query", request).endswith(message)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"IndexName": "none"}, "The table does not have the specified index: none"),
        (
            {"IndexName": "by-team", "ConsistentRead": True},
            "Consistent reads are not supported on global secondary indexes",
        ),
        (
            {"Limit": 0},
            (
                "1 validation error detected: Value at 'Limit' failed to satisfy constraint: "
                "Member must have value greater than or equal to 1"
            ),
        ),
        (
            {"Select": "SOME"},
            (
                "1 validation error detected: Value 'SOME' at 'select' failed to satisfy constraint: "
                "Member must satisfy enum value set: "
                "[SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]"
            ),
        ),
        (
            {"Select": "SPECIFIC_ATTRIBUTES"},
            (
                "1 validation error detected: Must specify the AttributesToGet or ProjectionExpression "
                "when choosing to get SPECIFIC_ATTRIBUTES"
            ),
        ),
        (
            {"Select": "COUNT", "ProjectionExpression": "more"},
            (
                "1 validation error detected: Cannot specify the ProjectionExpression "
                "when choosing to get only the Count"
            ),
        ),
        (
            {"Select": "ALL_ATTRIBUTES", "ProjectionExpression": "more"},
            (
                "1 validation error detected: Cannot specify the ProjectionExpression "
                "when choosing to get ALL_ATTRIBUTES"
            ),
        ),
        (
            {"Select": "ALL_PROJECTED_ATTRIBUTES"},
            (
                "1 validation error detected: ALL_PROJECTED_ATTRIBUTES can be used only when Querying "
                "using an IndexName"
            ),
        ),
        (
            {"FilterExpression": "turn = :i"},
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: turn",
        ),
        (
            {"FilterExpression": "size(id) = :i"},
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: id",
        ),
        (
            {"ProjectionExpression": "id.x"},
            (
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "
                "Key: id"
            ),
        ),
        (
            {"FilterExpression": "team[0] = :i"},
            (
                "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: "
                "IndexKey: team"
            ),
        ),
        ({"KeyConditionExpression": None}, "ExpressionAttributeValues can only be specified"),
        ({"KeyConditions": {}}, "Can not use both expression and non-expression parameters"),
        (
            {
                "KeyConditionExpression": None,
                "ExpressionAttributeValues": None,
                "KeyConditions": {"id": {"ComparisonOperator": "IN", "AttributeValueList": [{"S": "a"}]}},
            },
            "Attempted conditional constraint is not an indexable operation",
        ),
        (
            {"KeyConditionExpression": None, "ExpressionAttributeValues": None},
            "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.",
        ),
        (
            {"ExpressionAttributeNames": {"#x": "x"}},
            "Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}",
        ),
    ],
)
def test_a_faulty_request_is_refused(engine: Engine, parameters: dict[str, Any], message: str) -> None:
    request: Wire = {
        "TableName": "scores",
        "KeyConditionExpression": "id = :i",
        "ExpressionAttributeValues": A,
        **parameters,
    }
    request = {name: value for name, value in request.items() if value is not None}
    assert refusal(engine, "Query", request).startswith(f"ValidationException: {message}")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        (
            {"ProjectionExpression": "more, note, id"},
            f"{INVALID}Global secondary index by-place does not project [more, note]",
        ),
        (
            {"Select": "ALL_ATTRIBUTES"},
            (
                f"{INVALID}Select type ALL_ATTRIBUTES is not supported for global secondary index by-place "
                "because its projection type is not ALL"
            ),
        ),
        (
            {"FilterExpression": "attribute_exists(more)"},
            f"{INVALID}Secondary index by-place does not project one or more filter attributes: [more]",
        ),
    ],
)
def test_a_global_index_gives_only_what_it_projects(engine: Engine, parameters: Wire, message: str) -> None:
    request: Wire = {
        "TableName": "scores",
        "IndexName": "by-place",
        "KeyConditionExpression": "country = :c AND city = :d",
        "ExpressionAttributeValues": {":c": {"S": "fr"}, ":d": {"S": "a"}},
    }
    assert refusal(engine, "Query", request | parameters) == message
    [item] = engine.call("Query", request | {"FilterExpression": "attribute_exists(id)"})["Items"]
    assert sorted(item) == ["city", "country", "id", "season", "stage", "tag", "turn"]
