"""TransactGetItems, TransactWriteItems."""

from typing import Any

from tests.conformance.target import Target, refusal, wire


def put(table: str, text: str, **parameters: Any) -> dict[str, Any]:
    return {"Put": {"TableName": table, "Item": wire({"id": text}), **parameters}}


def test_all_is_done_or_nothing(target: Target) -> None:
    table = target.create()
    target.put(table, id="there", v=1)
    change = {
        "Update": {
            "TableName": table,
            "Key": wire({"id": "there"}),
            "UpdateExpression": "SET v = v + :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }
    target.dynamodb.transact_write_items(TransactItems=[put(table, "new"), change])
    assert target.get(table, id="there") == wire({"id": "there", "v": 2})
    taken = put(
        table,
        "new",
        ConditionExpression="attribute_not_exists(id)",
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
    error = refusal(target.dynamodb.transact_write_items, TransactItems=[change, taken, put(table, "newer")])
    assert error["Code"] == "TransactionCanceledException"
    reasons = error["CancellationReasons"]
    assert [reason["Code"] for reason in reasons] == ["None", "ConditionalCheckFailed", "None"]
    assert reasons[1]["Item"] == wire({"id": "new"})
    assert target.get(table, id="there") == wire({"id": "there", "v": 2})
    assert target.get(table, id="newer") is None


def test_a_check_holds_the_others_back(target: Target) -> None:
    table = target.create()
    check = {
        "ConditionCheck": {
            "TableName": table,
            "Key": wire({"id": "absent"}),
            "ConditionExpression": "attribute_exists(id)",
        }
    }
    error = refusal(target.dynamodb.transact_write_items, TransactItems=[check, put(table, "a")])
    assert [reason["Code"] for reason in error["CancellationReasons"]] == ["ConditionalCheckFailed", "None"]
    assert target.get(table, id="a") is None


def test_a_token_stands_for_one_request(target: Target) -> None:
    table = target.create()
    request = {"TransactItems": [put(table, "a")], "ClientRequestToken": f"{table[-30:]}"}
    target.dynamodb.transact_write_items(**request)
    target.dynamodb.delete_item(TableName=table, Key=wire({"id": "a"}))
    target.dynamodb.transact_write_items(**request)
    assert target.get(table, id="a") is None
    other = refusal(target.dynamodb.transact_write_items, **{**request, "TransactItems": [put(table, "b")]})
    assert other["Code"] == "IdempotentParameterMismatchException"


def test_reads_come_in_order(target: Target) -> None:
    table = target.create()
    target.put(table, id="a", v=1)
    gets = [{"Get": {"TableName": table, "Key": wire({"id": text})}} for text in ("a", "absent")]
    reply = target.dynamodb.transact_get_items(TransactItems=gets)
    assert reply["Responses"] == [{"Item": wire({"id": "a", "v": 1})}, {}]


def test_an_item_may_come_once(target: Target) -> None:
    table = target.create()
    error = refusal(target.dynamodb.transact_write_items, TransactItems=[put(table, "a"), put(table, "a")])
    assert error["Code"] == "ValidationException"
