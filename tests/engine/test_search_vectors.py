"""SearchVectors: what is found, in which order, and what is shown of it."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import ResourceNotFoundException, ServiceError
from tests.engine.support import Wire, refusal, update
from tests.engine.vectors_support import (
    ids,
    put_vector,
    schema,
    search,
    vector_index,
    vector_table,
    wire_vector,
)

SCHEMA = schema(tenant="HASH", kind="INLINE_FILTER", mass="INLINE_FILTER")


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine.open(None)
    yield engine
    engine.close()


@pytest.fixture
def tenants(engine: Engine) -> Engine:
    """Items of two tenants, and one of none."""
    given = vector_index(SearchSchema=SCHEMA, Projection={"ProjectionType": "KEYS_ONLY"})
    engine.call("CreateTable", vector_table(given, tenant="S", kind="S", mass="N"))
    for number, (tenant, kind) in enumerate([("t1", "x"), ("t1", "y"), ("t2", "x")]):
        shown: Wire = {"kind": {"S": kind}, "mass": {"N": str(number)}, "note": {"S": "…"}}
        put_vector(engine, f"{tenant}{kind}", [1, number], tenant={"S": tenant}, **shown)
    put_vector(engine, "nobody", [1, 0], kind={"S": "x"})
    put_vector(engine, "t1-plain", [1, 9], tenant={"S": "t1"})
    return engine


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("COSINE", [("same", 0.0), ("longer", 0.0), ("across", 1.0), ("against", 2.0)]),
        ("EUCLIDEAN", [("same", 0.0), ("across", math.sqrt(2)), ("against", 2.0), ("longer", 9.0)]),
        ("DOT_PRODUCT", [("longer", 10.0), ("same", 1.0), ("across", 0.0), ("against", -1.0)]),
    ],
)
def test_the_closest_come_first(engine: Engine, function: str, expected: list[tuple[str, float]]) -> None:
    engine.call("CreateTable", vector_table(vector_index(DistanceFunction=function)))
    for text, numbers in (("against", [-1, 0]), ("across", [0, 1]), ("longer", [10, 0]), ("same", [1, 0])):
        put_vector(engine, text, numbers)
    results = search(engine, [1, 0])
    scores = {result["Item"]["id"]["S"]: result["Score"] for result in results}
    assert scores == pytest.approx(dict(expected))
    order = [score for _, score in expected]
    assert [result["Score"] for result in results] == pytest.approx(order)
    assert len(search(engine, [1, 0], 2)) == 2


vectors = st.lists(st.floats(-100, 100, width=32), min_size=3, max_size=3).map(tuple)


@given(stored=st.lists(vectors, max_size=8), wanted=vectors, top=st.integers(1, 5))
@pytest.mark.parametrize("function", ["EUCLIDEAN", "DOT_PRODUCT"])
def test_none_is_missed(
    function: str, stored: list[tuple[float, ...]], wanted: tuple[float, ...], top: int
) -> None:
    engine = Engine.open(None)
    engine.call("CreateTable", vector_table(vector_index(DistanceFunction=function, Dimensions=3)))
    for number, numbers in enumerate(stored):
        put_vector(engine, str(number), numbers)

    def score(number: int) -> float:
        pairs = list(zip(stored[number], wanted, strict=True))
        if function == "DOT_PRODUCT":
            return -sum(a * b for a, b in pairs)
        return math.sqrt(sum((a - b) ** 2 for a, b in pairs))

    found = [int(text) for text in ids(search(engine, wanted, top))]
    expected = sorted(range(len(stored)), key=score)[:top]
    assert [score(number) for number in found] == pytest.approx([score(number) for number in expected])
    engine.close()


def test_vectors_have_the_precision_of_32_bits(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index(DistanceFunction="EUCLIDEAN")))
    put_vector(engine, "a", [0.1, 16777217])
    assert search(engine, [0.1, 16777216])[0]["Score"] == 0
    vector = engine.call("GetItem", {"TableName": "plain", "Key": {"id": {"S": "a"}}})["Item"]["vector"]
    assert vector == {"L": [{"N": "0.1"}, {"N": "16777217"}]}


def test_an_item_is_found_as_it_is_now(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    put_vector(engine, "a", [1, 0])
    update(engine, "SET vector[0] = :n", ExpressionAttributeValues={":n": {"N": "-1"}})
    assert search(engine, [1, 0])[0]["Score"] == pytest.approx(2)
    update(engine, "REMOVE vector")
    assert search(engine, [1, 0]) == []
    put_vector(engine, "a", [1, 0])
    engine.call("DeleteItem", {"TableName": "plain", "Key": {"id": {"S": "a"}}})
    assert search(engine, [1, 0]) == []


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ("tenant = :a", {"a": {"S": "t1"}}, ["t1x", "t1y", "t1-plain"]),
        ("tenant = :a", {"a": {"S": "nobody"}}, []),
        ("tenant = :a AND kind = :b", {"a": {"S": "t1"}, "b": {"S": "y"}}, ["t1y"]),
        ("mass > :b AND tenant = :a", {"a": {"S": "t1"}, "b": {"N": "0"}}, ["t1y"]),
        (
            "tenant = :a AND mass BETWEEN :b AND :c",
            {"a": {"S": "t1"}, "b": {"N": "0"}, "c": {"N": "1"}},
            ["t1x", "t1y"],
        ),
        (
            "tenant = :a AND (kind IN (:b) OR mass = :c)",
            {"a": {"S": "t1"}, "b": {"S": "x"}, "c": {"N": "1"}},
            ["t1x", "t1y"],
        ),
        ("tenant = :a AND NOT kind = :b", {"a": {"S": "t1"}, "b": {"S": "x"}}, ["t1y", "t1-plain"]),
    ],
)
def test_a_condition_selects(tenants: Engine, condition: str, values: Wire, expected: list[str]) -> None:
    given = {f":{name}": value for name, value in values.items()}
    found = search(tenants, [1, 0], SearchConditionExpression=condition, ExpressionAttributeValues=given)
    assert ids(found) == expected


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "SearchConditionExpression must be provided when SearchSchema has a HASH key"),
        (
            {"SearchConditionExpression": "kind = :v"},
            "SearchConditionExpression must have all HASH attributes in configured SearchSchema",
        ),
        (
            {"SearchConditionExpression": "tenant = :v OR kind = :v"},
            "SearchConditionExpression must have all HASH attributes in configured SearchSchema",
        ),
        (
            {"SearchConditionExpression": "tenant < :v"},
            "Invalid SearchConditionExpression: Invalid comparator used in SearchConditionExpression",
        ),
        (
            {"SearchConditionExpression": "tenant = :v AND begins_with(kind, :v)"},
            "Invalid SearchConditionExpression: Invalid comparator used in SearchConditionExpression",
        ),
        (
            {"SearchConditionExpression": "tenant = :v AND note = :v"},
            (
                "SearchConditionExpression must not contain any attributes that is not in SearchSchema. "
                "Invalid attribute: note"
            ),
        ),
        (
            {"SearchConditionExpression": "tenant = :v AND kind.a = :v"},
            (
                "Invalid SearchConditionExpression: Only top-level attributes can be referenced in "
                "SearchConditionExpression"
            ),
        ),
        (
            {"TopK": 101},
            "Provided TopK value '101' is out of valid range. The value must be between 1 and 100 inclusive",
        ),
        (
            {"SearchVector": wire_vector([1, 2, 3])},
            "Input search vector dimension 3 does not match vector index dimension 2",
        ),
        (
            {"SearchVector": [{"L": wire_vector([1, 2])}]},
            (
                "Search vector contains invalid values. All values in the search vector must be a 32-bit "
                "floating-point number attribute"
            ),
        ),
        ({"IndexName": "nope"}, "The table does not have the specified index: nope"),
    ],
)
def test_a_search_that_does_not_suit_is_refused(
    tenants: Engine, parameters: dict[str, Any], message: str
) -> None:
    if "SearchConditionExpression" in parameters:
        parameters = parameters | {"ExpressionAttributeValues": {":v": {"S": "t1"}}}
    with pytest.raises(ServiceError) as caught:
        search(tenants, [1, 0], **parameters)
    assert (caught.value.name, caught.value.message) == ("ValidationException", message)


def test_the_shape_is_checked_first(tenants: Engine) -> None:
    message = refusal(tenants, "SearchVectors", {"IndexName": "v", "SearchVector": [], "TopK": 0})
    assert message.startswith("ValidationException: 4 validation errors detected: ")
    with pytest.raises(ResourceNotFoundException):
        search(tenants, [1, 0], TableName="nope")


def test_a_table_may_be_named_by_its_arn(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    put_vector(engine, "a", [1, 0])
    arn = engine.call("DescribeTable", {"TableName": "plain"})["Table"]["TableArn"]
    assert ids(search(engine, [1, 0], TableName=arn)) == ["a"]


def test_what_is_projected_is_shown_but_the_vector_only_when_it_is_named(tenants: Engine) -> None:
    condition: Wire = {
        "SearchConditionExpression": "tenant = :t AND kind = :k",
        "ExpressionAttributeValues": {":t": {"S": "t1"}, ":k": {"S": "x"}},
    }
    [shown] = search(tenants, [1, 0], **condition)
    assert set(shown["Item"]) == {"id", "tenant", "kind", "mass"}
    [named] = search(tenants, [1, 0], ProjectionExpression="id, vector[0], note", **condition)
    assert named["Item"] == {"id": {"S": "t1x"}, "vector": {"L": [{"N": "1"}]}}


def test_an_index_of_all_shows_all_but_the_vector(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    put_vector(engine, "a", [1, 0], note={"S": "n"})
    [result] = search(engine, [1, 0])
    assert result["Item"] == {"id": {"S": "a"}, "note": {"S": "n"}}


def test_what_it_costs_is_told_in_bytes(engine: Engine) -> None:
    engine.call("CreateTable", vector_table(vector_index()))
    request: Wire = {
        "TableName": "plain",
        "IndexName": "vectors",
        "SearchVector": wire_vector([1, 0]),
        "TopK": 1,
        "ReturnConsumedCapacity": "TOTAL",
    }
    put_vector(engine, "a", [1, 0])
    assert engine.call("SearchVectors", request)["ConsumedCapacity"] == {"VectorSearchRequestBytes": 1024.0}
    for number in range(200):
        put_vector(engine, str(number), [1, 0])
    assert engine.call("SearchVectors", request)["ConsumedCapacity"] == {"VectorSearchRequestBytes": 1608.0}


@pytest.mark.parametrize("name", ["vector", "é.#", 'a"b', "a\\b", "a\nb"])
def test_attributes_may_have_any_names(engine: Engine, name: str) -> None:
    other = f"{name}!"
    given = vector_index(VectorAttribute={"AttributeName": name}, SearchSchema=schema(**{other: "HASH"}))
    engine.call("CreateTable", vector_table(given, **{other: "S"}))
    for text, numbers in (("far", [0, 1]), ("near", [1, 0.5])):
        item = {"id": {"S": text}, name: {"L": wire_vector(numbers)}, other: {"S": "t"}}
        engine.call("PutItem", {"TableName": "plain", "Item": item})
    engine.call("PutItem", {"TableName": "plain", "Item": {"id": {"S": "none"}, other: {"S": "t"}}})
    engine.call(
        "PutItem", {"TableName": "plain", "Item": {"id": {"S": "keyless"}, name: {"L": wire_vector([1, 0])}}}
    )
    condition: Wire = {
        "SearchConditionExpression": "#o = :t",
        "ExpressionAttributeNames": {"#o": other},
        "ExpressionAttributeValues": {":t": {"S": "t"}},
    }
    assert ids(search(engine, [1, 0], **condition)) == ["near", "far"]
