"""Query and Scan, of tables and indexes."""

from typing import Any

import pytest

from tests.conformance.target import Target, Wire, index, refusal


@pytest.fixture
def table(target: Target) -> str:
    """Two partitions of numbers, with indexes."""
    name = target.create(
        key="pk:S sk:N",
        attributes="g:S l:S",
        GlobalSecondaryIndexes=[index("by-g", "g", "sk"), index("keys", "g", projection="KEYS_ONLY")],
        LocalSecondaryIndexes=[index("by-l", "pk", "l")],
    )
    for number in (-10, 2, 3.5, 10):
        target.put(name, pk="a", sk=number, g="x", v=abs(number))
    target.put(name, pk="a", sk=100, l="first")
    target.put(name, pk="b", sk=1, g="y", l="second")
    return name


def query(target: Target, table: str, condition: str, /, **parameters: Any) -> list[str]:
    values = parameters.pop("values")
    reply = target.dynamodb.query(
        TableName=table,
        KeyConditionExpression=condition,
        ExpressionAttributeValues={f":{name}": value for name, value in values.items()},
        **parameters,
    )
    return [item["sk"]["N"] for item in reply["Items"]]


A: Wire = {"S": "a"}


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        ("pk = :p", {}, ["-10", "2", "3.5", "10", "100"]),
        ("pk = :p AND sk = :n", {"n": {"N": "2.0"}}, ["2"]),
        ("pk = :p AND sk < :n", {"n": {"N": "3"}}, ["-10", "2"]),
        ("pk = :p AND sk >= :n", {"n": {"N": "3.5"}}, ["3.5", "10", "100"]),
        ("pk = :p AND sk BETWEEN :n AND :m", {"n": {"N": "0"}, "m": {"N": "10"}}, ["2", "3.5", "10"]),
    ],
)
def test_key_conditions_select_in_order(
    target: Target, table: str, condition: str, values: Wire, expected: list[str]
) -> None:
    given = {"p": A, **values}
    assert query(target, table, condition, values=given) == expected
    assert query(target, table, condition, values=given, ScanIndexForward=False) == expected[::-1]


def test_a_filter_leaves_out_after_the_limit(target: Target, table: str) -> None:
    reply = target.dynamodb.query(
        TableName=table,
        KeyConditionExpression="pk = :p",
        FilterExpression="v > :v",
        ExpressionAttributeValues={":p": A, ":v": {"N": "5"}},
        Limit=2,
    )
    assert (reply["Count"], reply["ScannedCount"]) == (1, 2)
    assert reply["LastEvaluatedKey"] == {"pk": A, "sk": {"N": "2"}}


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_pages_follow_one_another(target: Target, table: str, limit: int) -> None:
    for operation, parameters in (
        ("query", {"KeyConditionExpression": "pk = :p", "ExpressionAttributeValues": {":p": A}}),
        ("scan", {}),
    ):
        call = getattr(target.dynamodb, operation)
        whole = call(TableName=table, **parameters)["Items"]
        found: list[Wire] = []
        start: Wire = {}
        while True:
            page = call(TableName=table, Limit=limit, **parameters, **start)
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                break
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        assert found == whole


def test_indexes_have_the_items_that_have_their_keys(target: Target, table: str) -> None:
    assert query(target, table, "g = :p", IndexName="by-g", values={"p": {"S": "x"}}) == [
        "-10",
        "2",
        "3.5",
        "10",
    ]
    assert query(target, table, "pk = :p", IndexName="by-l", values={"p": A}) == ["100"]
    assert target.dynamodb.scan(TableName=table, IndexName="by-l")["Count"] == 2
    keys = target.dynamodb.scan(
        TableName=table,
        IndexName="keys",
        FilterExpression="g = :g",
        ExpressionAttributeValues={":g": {"S": "y"}},
    )
    assert keys["Items"] == [{"pk": {"S": "b"}, "sk": {"N": "1"}, "g": {"S": "y"}}]
    target.dynamodb.delete_item(TableName=table, Key={"pk": A, "sk": {"N": "2"}})
    assert query(target, table, "g = :p", IndexName="by-g", values={"p": {"S": "x"}}) == ["-10", "3.5", "10"]


def test_segments_are_the_whole_together(target: Target) -> None:
    table = target.create()
    for number in range(30):
        target.put(table, id=f"{number}")
    found: list[str] = []
    for segment in range(3):
        page = target.dynamodb.scan(TableName=table, Segment=segment, TotalSegments=3)
        found += [item["id"]["S"] for item in page["Items"]]
    assert sorted(found) == sorted(f"{number}" for number in range(30))


def test_counts_come_without_items(target: Target, table: str) -> None:
    reply = target.dynamodb.scan(TableName=table, Select="COUNT")
    assert reply["Count"] == 6
    assert "Items" not in reply


@pytest.mark.parametrize(
    ("condition", "parameters"),
    [
        ("sk = :n", {}),
        ("pk > :p", {}),
        ("pk = :p AND v = :n", {}),
        ("pk = :p OR sk = :n", {}),
        ("pk = :n", {}),
        ("pk = :p", {"FilterExpression": "sk > :n"}),
        ("pk = :p", {"IndexName": "nope"}),
        ("g = :p", {"IndexName": "by-g", "ConsistentRead": True}),
    ],
)
def test_a_query_that_cannot_be_is_refused(
    target: Target, table: str, condition: str, parameters: Wire
) -> None:
    used = {
        name: {":p": A, ":n": {"N": "1"}}[name] for name in (":p", ":n") if name in f"{condition}{parameters}"
    }
    with_values = {"KeyConditionExpression": condition, "ExpressionAttributeValues": used}
    error = refusal(target.dynamodb.query, TableName=table, **with_values, **parameters)
    assert error["Code"] == "ValidationException"
