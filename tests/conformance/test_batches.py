"""BatchGetItem, BatchWriteItem."""

from tests.conformance.target import Target, refusal, wire


def test_writes_and_reads_of_several_tables(target: Target) -> None:
    one, two = target.create(), target.create(key="pk:S sk:N")
    target.put(one, id="gone")
    reply = target.dynamodb.batch_write_item(
        RequestItems={
            one: [
                {"PutRequest": {"Item": wire({"id": "a", "v": 1})}},
                {"DeleteRequest": {"Key": wire({"id": "gone"})}},
            ],
            two: [{"PutRequest": {"Item": wire({"pk": "a", "sk": 1})}}],
        }
    )
    assert reply["UnprocessedItems"] == {}
    found = target.dynamodb.batch_get_item(
        RequestItems={
            one: {"Keys": [wire({"id": "a"}), wire({"id": "gone"})], "ProjectionExpression": "v"},
            two: {"Keys": [wire({"pk": "a", "sk": 1})], "ConsistentRead": True},
        }
    )
    assert found["Responses"] == {one: [wire({"v": 1})], two: [wire({"pk": "a", "sk": 1})]}
    assert found["UnprocessedKeys"] == {}


def test_a_batch_that_cannot_be_is_refused(target: Target) -> None:
    table = target.create()
    put = {"PutRequest": {"Item": wire({"id": "a"})}}
    twice = refusal(target.dynamodb.batch_write_item, RequestItems={table: [put, put]})
    assert twice["Code"] == "ValidationException"
    many = [{"PutRequest": {"Item": wire({"id": f"{number}"})}} for number in range(26)]
    assert (
        refusal(target.dynamodb.batch_write_item, RequestItems={table: many})["Code"] == "ValidationException"
    )
    keys = [wire({"id": f"{number}"}) for number in range(101)]
    read = refusal(target.dynamodb.batch_get_item, RequestItems={table: {"Keys": keys}})
    assert read["Code"] == "ValidationException"
    missing = refusal(target.dynamodb.batch_write_item, RequestItems={"no-such-table": [put]})
    assert missing["Code"] == "ResourceNotFoundException"
