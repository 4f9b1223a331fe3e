"""BatchWriteItem: puts and deletes, all of them at once; what is refused is refused whole."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, get, indexed_table, key, put, refusal

DUPLICATES = "ValidationException: Provided list of item keys contains duplicates"


def puts(*items: Wire) -> list[Wire]:
    return [{"PutRequest": {"Item": item}} for item in items]


def deletes(*keys: Wire) -> list[Wire]:
    return [{"DeleteRequest": {"Key": key}} for key in keys]


def batch(engine: Engine, tables: Wire, **parameters: str) -> Wire:
    return engine.call("BatchWriteItem", {"RequestItems": tables, **parameters})


def refused(engine: Engine, tables: Wire) -> str:
    return refusal(engine, "BatchWriteItem", {"RequestItems": tables})


def test_puts_and_deletes_in_several_tables(engine: Engine) -> None:
    put(engine, key("old"))
    item = {"id": {"S": "a"}, "at": {"N": "1"}}
    tables = {"plain": puts(key("new") | {"v": {"N": "01"}}) + deletes(key("old")), "sorted": puts(item)}
    assert batch(engine, tables) == {"UnprocessedItems": {}}
    assert get(engine, "new") == key("new") | {"v": {"N": "1"}}
    assert get(engine, "old") is None
    assert engine.call("GetItem", {"TableName": "sorted", "Key": item}) == {"Item": item}


def test_25_items_may_be_written(engine: Engine) -> None:
    assert batch(engine, {"plain": puts(*(key(str(number)) for number in range(25)))}) == {
        "UnprocessedItems": {}
    }
    assert engine.call("DescribeTable", {"TableName": "plain"})["Table"]["ItemCount"] == 25


def test_cost_and_collections_are_told_by_table(engine: Engine) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    put(engine, key("a") | {"v": {"S": "x" * 3000}})
    items = [{"id": {"S": name}, "at": {"S": at}} for name, at in (("a", "1"), ("a", "2"), ("b", "1"))]
    tables = {"plain": puts(key("a")) + deletes(key("gone")), "indexed": puts(*items)}
    reply = batch(engine, tables, ReturnConsumedCapacity="TOTAL", ReturnItemCollectionMetrics="SIZE")
    assert [(table["TableName"], table["CapacityUnits"]) for table in reply["ConsumedCapacity"]] == [
        ("plain", 4.0),
        ("indexed", 3.0),
    ]
    assert reply["ItemCollectionMetrics"] == {
        "indexed": [
            {"ItemCollectionKey": {"id": {"S": name}}, "SizeEstimateRangeGB": [0.0, 1.0]} for name in "ab"
        ]
    }


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({}, "The requestItems parameter is required for BatchWriteItem"),
        (
            {"plain": []},
            (
                "1 validation error detected: Value '{plain=[]}' at 'requestItems' failed to satisfy "
                "constraint: Map value must satisfy constraint: [Member must have length less than or equal "
                "to 25, Member must have length greater than or equal to 1]"
            ),
        ),
        (
            {"plain": [{"PutRequest": {}}]},
            (
                "1 validation error detected: Value null at "
                "'requestItems.plain.member.1.member.putRequest.item' failed to satisfy constraint: "
                "Member must not be null"
            ),
        ),
        (
            {"plain": [{}]},
            (
                "Supplied AttributeValue has more than one datatypes set, "
                "must contain exactly one of the supported datatypes"
            ),
        ),
        (
            {"plain": [{**puts(key("a"))[0], **deletes(key("a"))[0]}]},
            (
                "Supplied AttributeValue has more than one datatypes set, "
                "must contain exactly one of the supported datatypes"
            ),
        ),
        (
            {name: puts(*(key(str(number)) for number in range(20))) for name in ("plain", "other")},
            "Too many items requested for the BatchWriteItem call",
        ),
        ({"plain": puts({})}, "The provided key element does not match the schema"),
        ({"plain": puts({"id": {"N": "1"}})}, "The provided key element does not match the schema"),
        ({"plain": deletes({"id": {"N": "1"}})}, "The provided key element does not match the schema"),
        (
            {"plain": puts(key(""))},
            (
                "One or more parameter values are not valid. The AttributeValue for a key attribute "
                "cannot contain an empty string value. Key: id"
            ),
        ),
        (
            {"plain": puts(key("a") | {"v": {"S": "x" * 410_000}})},
            "Item size has exceeded the maximum allowed size",
        ),
        (
            {"plain": puts(key("a") | {"v": {"N": "x"}})},
            "The parameter cannot be converted to a numeric value: x",
        ),
    ],
)
def test_a_faulty_request_is_refused_whole(engine: Engine, tables: Wire, message: str) -> None:
    whole = tables | {"sorted": puts({"id": {"S": "a"}, "at": {"N": "1"}})} if "plain" in tables else tables
    assert refused(engine, tables) == f"ValidationException: {message}"
    assert refused(engine, whole).startswith("ValidationException: ")
    for table in ("plain", "sorted"):
        assert engine.call("DescribeTable", {"TableName": table})["Table"]["ItemCount"] == 0


def test_at_most_25_items(engine: Engine) -> None:
    message = refused(engine, {"plain": puts(*(key(str(number)) for number in range(26)))})
    start = (
        "ValidationException: 1 validation error detected: Value '{plain=[{PutRequest={Item={id={S=0}}}}, "
    )
    assert message.startswith(start)
    assert message.endswith(
        "]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: "
        "[Member must have length less than or equal to 25, "
        "Member must have length greater than or equal to 1]"
    )


def test_a_request_has_at_most_16_mb(engine: Engine) -> None:
    flags = {"L": [{"BOOL": True}] * 60_000}
    assert batch(engine, {"plain": puts(key("a") | {"v": flags})}) == {"UnprocessedItems": {}}
    items = [key(str(number)) | {"v": flags} for number in range(25)]
    assert refused(engine, {"plain": puts(*items)}) == (
        "ValidationException: The request is larger than 16777216 bytes; send it in parts"
    )


def test_one_item_is_written_once(engine: Engine) -> None:
    assert refused(engine, {"plain": puts(key("a")) + deletes(key("a"))}) == DUPLICATES
    items = [{"id": {"S": "a"}, "at": {"N": text}} for text in ("1", "1.0")]
    assert refused(engine, {"sorted": puts(*items)}) == DUPLICATES


def test_every_table_must_be_there(engine: Engine) -> None:
    tables = {"plain": puts({}), "nowhere": puts(key("a")) + deletes(key("a"))}
    assert refused(engine, tables) == "ResourceNotFoundException: Requested resource not found"


def test_index_keys_are_checked(engine: Engine) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    item: Wire = {"id": {"S": "a"}, "at": {"S": "1"}, "g": {"N": "1"}}
    assert refused(engine, {"indexed": puts(item)}) == (
        "ValidationException: One or more parameter values were invalid: "
        "Type mismatch for Index Key g Expected: S Actual: N IndexName: global"
    )
