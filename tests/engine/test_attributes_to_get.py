"""`AttributesToGet`: projections from before expressions, of whole attributes."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, key, put, refusal

ITEM: Wire = key("a") | {"n": {"N": "1"}, "a.b": {"S": "x"}}
SELECTED = {"a.b": {"S": "x"}}
WANTED = {"AttributesToGet": ["a.b", "none"]}


@pytest.fixture
def stored(engine: Engine) -> Engine:
    put(engine, ITEM)
    return engine


def test_every_read_gives_the_attributes_named(stored: Engine) -> None:
    plain: Wire = {"TableName": "plain", **WANTED}
    assert stored.call("GetItem", plain | {"Key": key("a")}) == {"Item": SELECTED}
    assert stored.call("Scan", plain)["Items"] == [SELECTED]
    conditions = {"id": {"ComparisonOperator": "EQ", "AttributeValueList": [{"S": "a"}]}}
    assert stored.call("Query", plain | {"KeyConditions": conditions})["Items"] == [SELECTED]
    batch = {"RequestItems": {"plain": {"Keys": [key("a")], **WANTED}}}
    assert stored.call("BatchGetItem", batch)["Responses"] == {"plain": [SELECTED]}


def test_what_a_batch_leaves_over_names_them_too(stored: Engine) -> None:
    put(stored, key("b") | {"x": {"B": "A" * 540_000}})
    large = [key("b" * number) | {"x": {"B": "A" * 540_000}} for number in range(1, 43)]
    for item in large:
        put(stored, item)
    keys = [{"id": item["id"]} for item in large]
    batch = {"RequestItems": {"plain": {"Keys": keys, "AttributesToGet": ["id"]}}}
    left = stored.call("BatchGetItem", batch)["UnprocessedKeys"]["plain"]
    assert left["AttributesToGet"] == ["id"]
    assert left["Keys"]


@pytest.mark.parametrize(
    ("operation", "request_", "message"),
    [
        (
            "GetItem",
            {"Key": key("a"), "AttributesToGet": []},
            (
                "1 validation error detected: Value '[]' at 'attributesToGet' failed to satisfy constraint: "
                "Member must have length greater than or equal to 1"
            ),
        ),
        (
            "Scan",
            {"AttributesToGet": ["a", "b", "a"]},
            "One or more parameter values were invalid: Duplicate value in attribute name: a",
        ),
        (
            "Scan",
            {"AttributesToGet": ["a"], "Select": "COUNT"},
            "Cannot specify the AttributesToGet when choosing to get only the Count",
        ),
        (
            "Scan",
            {"AttributesToGet": ["a"], "ProjectionExpression": "a"},
            (
                "Can not use both expression and non-expression parameters in the same request: "
                "Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}"
            ),
        ),
    ],
)
def test_a_faulty_request_is_refused(
    stored: Engine, operation: str, request_: dict[str, Any], message: str
) -> None:
    told = refusal(stored, operation, {"TableName": "plain", **request_})
    assert told == f"ValidationException: {message}"


def test_one_batch_has_one_kind_of_projection(stored: Engine) -> None:
    items = {
        "plain": {"Keys": [key("a")], **WANTED},
        "sorted": {"Keys": [key("a") | {"at": {"N": "1"}}], "ProjectionExpression": "id"},
    }
    assert refusal(stored, "BatchGetItem", {"RequestItems": items}) == (
        "ValidationException: Can not use both expression and non-expression parameters in the same request: "
        "Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}"
    )
