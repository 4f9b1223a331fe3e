"""CreateTable, DescribeTable, UpdateTable, ListTables, DeleteTable, tags and time to live."""

import pytest

from tests.conformance.target import Target, index, refusal


def test_a_table_is_described(target: Target) -> None:
    name = target.create(key="pk:S sk:N", attributes="g:S", GlobalSecondaryIndexes=[index("by-g", "g", "sk")])
    table = target.dynamodb.describe_table(TableName=name)["Table"]
    assert table["TableStatus"] == "ACTIVE"
    assert [element["AttributeName"] for element in table["KeySchema"]] == ["pk", "sk"]
    assert table["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
    [described] = table["GlobalSecondaryIndexes"]
    assert (described["IndexName"], described["IndexStatus"]) == ("by-g", "ACTIVE")
    assert table["TableArn"].endswith(f":table/{name}")


def test_tables_are_listed_in_pages(target: Target) -> None:
    names = sorted(target.create() for _ in range(3))
    found: list[str] = []
    for page in target.dynamodb.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 2}):
        found += page["TableNames"]
    assert [name for name in found if name in names] == names


def test_a_name_is_taken_once(target: Target) -> None:
    name = target.create()
    error = refusal(
        target.dynamodb.create_table,
        TableName=name,
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    assert error["Code"] == "ResourceInUseException"
    missing = refusal(target.dynamodb.delete_table, TableName="no-such-table")
    assert missing["Code"] == "ResourceNotFoundException"


@pytest.mark.parametrize(
    ("schema", "attributes"),
    [
        ([("id", "HASH"), ("id", "RANGE")], {"id": "S"}),
        ([("id", "HASH")], {"id": "S", "idle": "S"}),
        ([("id", "HASH")], {"other": "S"}),
        ([("id", "RANGE")], {"id": "S"}),
    ],
)
def test_keys_that_cannot_be_are_refused(
    target: Target, schema: list[tuple[str, str]], attributes: dict[str, str]
) -> None:
    error = refusal(
        target.dynamodb.create_table,
        TableName="refused-table",
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in schema],
        AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in attributes.items()],
        BillingMode="PAY_PER_REQUEST",
    )
    assert error["Code"] == "ValidationException"


def test_an_index_comes_and_goes_on_live_data(target: Target) -> None:
    name = target.create()
    target.put(name, id="a", g="x")
    target.put(name, id="b")
    target.dynamodb.update_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "g", "AttributeType": "S"}],
        GlobalSecondaryIndexUpdates=[{"Create": index("by-g", "g")}],
    )
    if target.name == "local":
        target.dynamodb.get_waiter("table_exists").wait(TableName=name)
    assert target.dynamodb.scan(TableName=name, IndexName="by-g")["Count"] == 1
    target.dynamodb.update_table(
        TableName=name, GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by-g"}}]
    )
    if target.name != "local":
        error = refusal(target.dynamodb.scan, TableName=name, IndexName="by-g")
        assert error["Code"] == "ValidationException"


def test_a_protected_table_stays(target: Target) -> None:
    name = target.create(DeletionProtectionEnabled=True)
    assert refusal(target.dynamodb.delete_table, TableName=name)["Code"] == "ValidationException"
    target.dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)


def test_tags_come_and_go(target: Target) -> None:
    name = target.create(Tags=[{"Key": "a", "Value": "1"}])
    arn = target.dynamodb.describe_table(TableName=name)["Table"]["TableArn"]
    target.dynamodb.tag_resource(ResourceArn=arn, Tags=[{"Key": "b", "Value": "2"}])
    target.dynamodb.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert target.dynamodb.list_tags_of_resource(ResourceArn=arn)["Tags"] == [{"Key": "b", "Value": "2"}]


def test_time_to_live_is_set_and_told(target: Target) -> None:
    name = target.create()
    told = target.dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    assert told["TimeToLiveStatus"] == "DISABLED"
    target.dynamodb.update_time_to_live(
        TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"}
    )
    told = target.dynamodb.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    assert (told["TimeToLiveStatus"], told["AttributeName"]) == ("ENABLED", "expires")
