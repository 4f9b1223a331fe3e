"""Vector indexes: how tables get and lose them, and what they ask of items."""

from collections.abc import Iterator
from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import LimitExceededException, ResourceNotFoundException, ServiceError
from tests.engine.support import Wire, index, refusal
from tests.engine.vectors_support import (
    ids,
    put_vector,
    schema,
    search,
    vector_index,
    vector_table,
    wire_vector,
)

INVALID = "ValidationException: One or more parameter values were invalid: "


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    yield engine
    engine.close()


def described(engine: Engine) -> list[Wire]:
    table: Wire = engine.call("DescribeTable", {"TableName": "plain"})["Table"]
    indexes: list[Wire] = table.get("VectorIndexes", [])
    return indexes


def update(engine: Engine, *updates: Wire, **parameters: Any) -> Wire:
    return engine.call(
        "UpdateTable", {"TableName": "plain", "VectorIndexUpdates": list(updates), **parameters}
    )


def test_a_table_tells_its_vector_indexes(engine: Engine) -> None:
    given = vector_index(SearchSchema=schema(tenant="HASH", kind="INLINE_FILTER"))
    engine.call("CreateTable", vector_table(given, tenant="S", kind="N"))
    [told] = described(engine)
    assert told == given | {
        "IndexStatus": "ACTIVE",
        "IndexArn": "arn:aws:dynamodb:local:000000000000:table/plain/index/vectors",
    }


def test_a_vector_index_comes_and_goes_on_live_data(engine: Engine) -> None:
    engine.call("CreateTable", vector_table())
    put_vector(engine, "a", [1, 0])
    engine.call("PutItem", {"TableName": "plain", "Item": {"id": {"S": "short"}, "vector": {"L": []}}})
    update(engine, {"Create": vector_index()})
    assert ids(search(engine, [1, 0])) == ["a"]
    update(engine, {"Delete": {"IndexName": "vectors"}})
    assert described(engine) == []
    with pytest.raises(ServiceError, match="The table does not have the specified index: vectors"):
        search(engine, [1, 0])


def test_attributes_of_a_new_index_come_with_it(engine: Engine) -> None:
    engine.call("CreateTable", vector_table())
    create = {"Create": vector_index(SearchSchema=schema(tenant="HASH"))}
    assert "is not defined in attribute definitions" in refusal(
        engine, "UpdateTable", {"TableName": "plain", "VectorIndexUpdates": [create]}
    )
    defined = [{"AttributeName": "tenant", "AttributeType": "S"}]
    told = update(engine, create, AttributeDefinitions=defined)["TableDescription"]
    assert told["AttributeDefinitions"][1:] == defined
    assert update(engine, {"Delete": {"IndexName": "vectors"}})["TableDescription"][
        "AttributeDefinitions"
    ] == [{"AttributeName": "id", "AttributeType": "S"}]


def test_one_index_is_changed_at_a_time(engine: Engine) -> None:
    engine.call("CreateTable", vector_table())
    with pytest.raises(LimitExceededException, match="Only 1 online index can be created or deleted"):
        update(engine, {"Create": vector_index("one")}, {"Create": vector_index("two")})
    with pytest.raises(ResourceNotFoundException):
        update(engine, {"Delete": {"IndexName": "nope"}})
    assert "must not be null" in refusal(
        engine, "UpdateTable", {"TableName": "plain", "VectorIndexUpdates": [{}]}
    )


def test_a_table_with_vectors_stays_on_demand(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    units = {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1}
    request = {"TableName": "plain", "BillingMode": "PROVISIONED", "ProvisionedThroughput": units}
    assert refusal(engine, "UpdateTable", request) == (
        f"{INVALID}Vector indexes require the BillingMode PAY_PER_REQUEST"
    )


@pytest.mark.parametrize(
    ("indexes", "attributes", "message"),
    [
        (
            [vector_index(SearchSchema=schema(tenant="HASH"))],
            {},
            "One element in SearchSchema is not defined in attribute definitions",
        ),
        (
            [vector_index(SearchSchema=schema(a="HASH", b="HASH"))],
            {"a": "S", "b": "S"},
            "At most one HASH element is allowed in SearchSchema of index: vectors",
        ),
        (
            [vector_index("one"), vector_index("two", Dimensions=3)],
            {},
            (
                "Conflicting attribute definition for 'vector'. "
                "All VectorIndexes on the same vector attribute must use the same dimensions."
            ),
        ),
        ([vector_index("one"), vector_index("one")], {}, "Duplicate index name: one"),
        (
            [vector_index(f"index-{number}") for number in range(6)],
            {},
            "VectorIndex count exceeds the per-table limit of 5",
        ),
        (
            [vector_index(Dimensions=4097)],
            {},
            "Dimensions must be between 1 and 4096; got 4097 for index: vectors",
        ),
        (
            [vector_index(Projection={"ProjectionType": "INCLUDE"})],
            {},
            "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
        ),
    ],
)
def test_an_index_that_cannot_be_is_refused(
    engine: Engine, indexes: list[Wire], attributes: dict[str, str], message: str
) -> None:
    assert refusal(engine, "CreateTable", vector_table(*indexes, **attributes)) == INVALID + message


def test_the_shape_is_checked_first(engine: Engine) -> None:
    given = {"IndexName": "v", "SearchSchema": [], "Dimensions": 0, "DistanceFunction": "HAMMING"}
    message = refusal(engine, "CreateTable", vector_table(given))
    assert message.startswith("ValidationException: 6 validation errors detected: ")
    for place in (
        "indexName",
        "vectorAttribute",
        "projection",
        "dimensions",
        "distanceFunction",
        "searchSchema",
    ):
        assert f"'vectorIndexes.1.member.{place}'" in message


def test_a_name_is_taken_once_among_all_indexes(engine: Engine) -> None:
    request = vector_table(vector_index("same"), g="S")
    request["GlobalSecondaryIndexes"] = [index("same", ("g", "HASH"))]
    assert refusal(engine, "CreateTable", request) == f"{INVALID}Duplicate index name: same"


def test_it_is_neither_queried_nor_scanned(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    reading: Wire = {"TableName": "plain", "IndexName": "vectors"}
    assert refusal(engine, "Scan", reading) == (
        "ValidationException: Scan operation not supported on this index type."
    )
    query = {"KeyConditionExpression": "id = :i", "ExpressionAttributeValues": {":i": {"S": "a"}}}
    assert refusal(engine, "Query", reading | query) == (
        "ValidationException: Query operation not supported on this index type."
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            {"L": wire_vector([1])},
            "Invalid size for parameter vector, Expected: 2, Actual: 1. IndexName: vectors",
        ),
        (
            {"S": "1"},
            (
                "Invalid type for parameter vector, Expected: List of 32-bit floating point numbers, "
                "Actual: S. IndexName: vectors"
            ),
        ),
        (
            {"L": [{"N": "1"}, {"S": "2"}]},
            (
                "Invalid type for parameter vector[1], Expected: 32-bit floating point number, Actual: S. "
                "IndexName: vectors"
            ),
        ),
        (
            {"L": [{"N": "1"}, {"N": "1e39"}]},
            (
                "Invalid type for parameter vector[1], Expected: 32-bit floating point number, Actual: N. "
                "IndexName: vectors"
            ),
        ),
    ],
)
def test_a_vector_that_does_not_suit_is_refused(engine: Engine, value: Wire, message: str) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    put = {"TableName": "plain", "Item": {"id": {"S": "a"}, "vector": value}}
    change = {
        "TableName": "plain",
        "Key": {"id": {"S": "a"}},
        "UpdateExpression": "SET vector = :v",
        "ExpressionAttributeValues": {":v": value},
    }
    assert refusal(engine, "PutItem", put) == INVALID + message
    assert refusal(engine, "UpdateItem", change) == INVALID + message
    with pytest.raises(ServiceError):
        engine.call("BatchWriteItem", {"RequestItems": {"plain": [{"PutRequest": {"Item": put["Item"]}}]}})
    with pytest.raises(ServiceError):
        engine.call("TransactWriteItems", {"TransactItems": [{"Update": change}]})
    assert engine.call("Scan", {"TableName": "plain"})["Count"] == 0


def test_the_partition_key_of_an_index_has_its_type_and_is_not_empty(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index(SearchSchema=schema(tenant="HASH")), tenant="S"))
    with pytest.raises(ServiceError, match="Type mismatch for Index Key tenant Expected: S Actual: N"):
        put_vector(engine, "a", [1, 0], tenant={"N": "1"})
    with pytest.raises(ServiceError, match="cannot contain an empty string value"):
        put_vector(engine, "a", [1, 0], tenant={"S": ""})
    put_vector(engine, "a", [1, 0])
