"""PutItem, GetItem, UpdateItem, DeleteItem."""

from typing import Any

import pytest

from tests.conformance.target import Target, Wire, refusal, wire

EVERYTHING: Wire = {
    "id": {"S": "all"},
    "empty": {"S": ""},
    "number": {"N": "-1.5"},
    "binary": {"B": b"\x00\xff"},
    "true": {"BOOL": True},
    "null": {"NULL": True},
    "list": {"L": [{"N": "1"}, {"S": "é"}, {"L": []}]},
    "map": {"M": {"a": {"M": {}}}},
}


def test_an_item_comes_back_as_it_was_put(target: Target) -> None:
    table = target.create()
    target.dynamodb.put_item(TableName=table, Item=EVERYTHING)
    assert target.get(table, id="all") == EVERYTHING
    assert target.get(table, id="other") is None


def test_sets_have_no_order(target: Target) -> None:
    table = target.create()
    sets = {"s": {"SS": ["b", "a"]}, "n": {"NS": ["2", "1"]}, "b": {"BS": [b"2", b"1"]}}
    target.put(table, id="sets", **sets)
    found = target.get(table, id="sets") or {}
    assert {name: {k: sorted(v) for k, v in found[name].items()} for name in sets} == {
        "s": {"SS": ["a", "b"]},
        "n": {"NS": ["1", "2"]},
        "b": {"BS": [b"1", b"2"]},
    }


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("042", "42"),
        ("1.50", "1.5"),
        ("1e3", "1000"),
        ("-0", "0"),
        ("0.000001", "0.000001"),
        ("12345678901234567890123456789012345678", "12345678901234567890123456789012345678"),
    ],
)
def test_numbers_have_one_form(target: Target, given: str, stored: str) -> None:
    table = target.create()
    target.put(table, id="n", v={"N": given})
    assert (target.get(table, id="n") or {})["v"] == {"N": stored}


@pytest.mark.parametrize(
    "item",
    [
        {"other": {"S": "a"}},
        {"id": {"N": "1"}},
        {"id": {"S": ""}},
        {"id": {"S": "a"}, "v": {"N": "no number"}},
        {"id": {"S": "a"}, "v": {"N": "1e126"}},
        {"id": {"S": "a"}, "v": {"SS": []}},
        {"id": {"S": "a"}, "v": {"SS": ["x", "x"]}},
        {"id": {"S": "a"}, "v": {"S": "x" * 410_000}},
    ],
)
def test_an_item_that_cannot_be_is_refused(target: Target, item: Wire) -> None:
    table = target.create()
    assert refusal(target.dynamodb.put_item, TableName=table, Item=item)["Code"] == "ValidationException"


def test_a_put_replaces_and_gives_back_what_was_there(target: Target) -> None:
    table = target.create()
    target.put(table, id="a", v=1, w=2)
    item = wire({"id": "a", "v": 3})
    reply = target.dynamodb.put_item(TableName=table, Item=item, ReturnValues="ALL_OLD")
    assert reply["Attributes"] == wire({"id": "a", "v": 1, "w": 2})
    assert target.get(table, id="a") == item


def test_a_condition_guards_a_write(target: Target) -> None:
    table = target.create()
    target.put(table, id="a", v=1)
    guarded: Any = {
        "TableName": table,
        "Item": wire({"id": "a"}),
        "ConditionExpression": "attribute_not_exists(id)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }
    error = refusal(target.dynamodb.put_item, **guarded)
    assert error["Code"] == "ConditionalCheckFailedException"
    assert error["Item"] == wire({"id": "a", "v": 1})
    target.dynamodb.put_item(**{**guarded, "Item": wire({"id": "b"})})
    delete = {"TableName": table, "Key": wire({"id": "a"}), "ConditionExpression": "v > :v"}
    values = {"ExpressionAttributeValues": {":v": {"N": "5"}}}
    assert (
        refusal(target.dynamodb.delete_item, **delete, **values)["Code"] == "ConditionalCheckFailedException"
    )


@pytest.mark.parametrize(
    ("expression", "values", "expected"),
    [
        ("SET v = :a", {":a": {"N": "5"}}, {"v": {"N": "5"}}),
        ("SET v = v + :a", {":a": {"N": "0.5"}}, {"v": {"N": "1.5"}}),
        ("SET w = if_not_exists(w, :a)", {":a": {"N": "7"}}, {"w": {"N": "7"}}),
        ("SET l = list_append(l, :a)", {":a": {"L": [{"S": "b"}]}}, {"l": {"L": [{"S": "a"}, {"S": "b"}]}}),
        ("SET m.k = :a", {":a": {"S": "x"}}, {"m": {"M": {"k": {"S": "x"}}}}),
        ("REMOVE v, l[0]", None, {"v": None, "l": {"L": []}}),
        ("ADD v :a", {":a": {"N": "-3"}}, {"v": {"N": "-2"}}),
        ("ADD n :a", {":a": {"N": "2"}}, {"n": {"N": "2"}}),
        ("DELETE s :a", {":a": {"SS": ["x"]}}, {"s": None}),
    ],
)
def test_an_update_changes_parts(
    target: Target, expression: str, values: Wire | None, expected: Wire
) -> None:
    table = target.create()
    item = {"v": 1, "l": {"L": [{"S": "a"}]}, "m": {"M": {}}, "s": {"SS": ["x"]}}
    target.put(table, id="a", **item)
    before = target.get(table, id="a") or {}
    parameters = {"ExpressionAttributeValues": values} if values else {}
    reply = target.dynamodb.update_item(
        TableName=table,
        Key=wire({"id": "a"}),
        UpdateExpression=expression,
        ReturnValues="ALL_NEW",
        **parameters,
    )
    after = {name: value for name, value in {**before, **expected}.items() if value is not None}
    assert reply["Attributes"] == after
    assert target.get(table, id="a") == after


def test_an_update_makes_what_is_not_there(target: Target) -> None:
    table = target.create()
    update = {"UpdateExpression": "SET v = :v", "ExpressionAttributeValues": {":v": {"N": "1"}}}
    reply = target.dynamodb.update_item(
        TableName=table, Key=wire({"id": "new"}), ReturnValues="UPDATED_NEW", **update
    )
    assert reply["Attributes"] == {"v": {"N": "1"}}
    assert target.get(table, id="new") == wire({"id": "new", "v": 1})


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("SET id = :v", {":v": {"S": "b"}}),
        ("SET v = :v, v = :v", {":v": {"N": "1"}}),
        ("SET nope.a = :v", {":v": {"N": "1"}}),
        ("SET v = nope", None),
        ("SET v = :v", {":v": {"N": "1"}, ":unused": {"N": "1"}}),
        ("SET status = :v", {":v": {"N": "1"}}),
        ("ADD t :v", {":v": {"N": "1"}}),
        ("SET", None),
    ],
)
def test_an_update_that_cannot_be_is_refused(target: Target, expression: str, values: Wire | None) -> None:
    table = target.create()
    target.put(table, id="a", t="text")
    parameters = {"ExpressionAttributeValues": values} if values else {}
    error = refusal(
        target.dynamodb.update_item,
        TableName=table,
        Key=wire({"id": "a"}),
        UpdateExpression=expression,
        **parameters,
    )
    assert error["Code"] == "ValidationException"
    assert target.get(table, id="a") == wire({"id": "a", "t": "text"})


def test_a_delete_gives_back_what_was_there(target: Target) -> None:
    table = target.create()
    target.put(table, id="a", v=1)
    delete = {"TableName": table, "Key": wire({"id": "a"}), "ReturnValues": "ALL_OLD"}
    assert target.dynamodb.delete_item(**delete)["Attributes"] == wire({"id": "a", "v": 1})
    assert "Attributes" not in target.dynamodb.delete_item(**delete)


def test_a_projection_gives_parts(target: Target) -> None:
    table = target.create()
    target.put(table, id="a", m={"M": {"x": {"N": "1"}, "y": {"N": "2"}}}, l={"L": [{"S": "0"}, {"S": "1"}]})
    reply = target.dynamodb.get_item(
        TableName=table,
        Key=wire({"id": "a"}),
        ProjectionExpression="#m.x, l[1], nope",
        ExpressionAttributeNames={"#m": "m"},
    )
    assert reply["Item"] == {"m": {"M": {"x": {"N": "1"}}}, "l": {"L": [{"S": "1"}]}}


def test_what_it_costs_is_told(target: Target) -> None:
    table = target.create()

    def units(call: Any, **parameters: Any) -> float:
        reply = call(TableName=table, ReturnConsumedCapacity="TOTAL", **parameters)
        return float(reply["ConsumedCapacity"]["CapacityUnits"])

    item = wire({"id": "a", "v": "x" * 5000})
    assert units(target.dynamodb.put_item, Item=item) == 5.0
    assert units(target.dynamodb.get_item, Key=wire({"id": "a"})) == 1.0
    assert units(target.dynamodb.get_item, Key=wire({"id": "a"}), ConsistentRead=True) == 2.0
    assert units(target.dynamodb.get_item, Key=wire({"id": "b"})) == 0.5
    assert units(target.dynamodb.delete_item, Key=wire({"id": "a"})) == 5.0


def test_a_table_must_be_there(target: Target) -> None:
    error = refusal(target.dynamodb.get_item, TableName="no-such-table", Key=wire({"id": "a"}))
    assert error["Code"] == "ResourceNotFoundException"
