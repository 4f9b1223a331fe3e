"""CreateTable, DescribeTable, ListTables, DeleteTable."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from dynamodb_toolbox.errors import UnknownOperationException
from tests.engine.support import Wire, create_table, get, indexed_table, put, refusal, table_request

INVALID = "ValidationException: One or more parameter values were invalid: "


def test_a_table_is_described_in_full(engine: Engine) -> None:
    table = engine.call("DescribeTable", {"TableName": "sorted"})["Table"]
    assert len(table.pop("TableId")) == 36
    assert table == {
        "AttributeDefinitions": [
            {"AttributeName": "id", "AttributeType": "S"},
            {"AttributeName": "at", "AttributeType": "N"},
        ],
        "TableName": "sorted",
        "KeySchema": [
            {"AttributeName": "id", "KeyType": "HASH"},
            {"AttributeName": "at", "KeyType": "RANGE"},
        ],
        "TableStatus": "ACTIVE",
        "CreationDateTime": 1_700_000_000.5,
        "ProvisionedThroughput": {
            "NumberOfDecreasesToday": 0,
            "ReadCapacityUnits": 0,
            "WriteCapacityUnits": 0,
        },
        "TableSizeBytes": 0,
        "ItemCount": 0,
        "TableArn": "arn:aws:dynamodb:local:000000000000:table/sorted",
        "DeletionProtectionEnabled": False,
        "BillingModeSummary": {
            "BillingMode": "PAY_PER_REQUEST",
            "LastUpdateToPayPerRequestDateTime": 1_700_000_000.5,
        },
    }


def test_items_are_counted(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}})
    put(engine, {"id": {"S": "b"}, "v": {"S": "x"}})
    put(engine, {"id": {"S": "b"}, "v": {"S": "xyz"}})
    engine.call("DeleteItem", {"TableName": "plain", "Key": {"id": {"S": "a"}}})
    table = engine.call("DescribeTable", {"TableName": "plain"})["Table"]
    assert (table["ItemCount"], table["TableSizeBytes"]) == (1, len("idbvxyz"))


def test_tables_are_listed_by_pages(engine: Engine) -> None:
    create_table(engine, "another", id="S")
    first = engine.call("ListTables", {"Limit": 2})
    assert first == {"TableNames": ["another", "plain"], "LastEvaluatedTableName": "plain"}
    assert engine.call("ListTables", {"ExclusiveStartTableName": "plain"}) == {"TableNames": ["sorted"]}


def test_a_deleted_table_takes_its_items_along(engine: Engine) -> None:
    put(engine, {"id": {"S": "a"}})
    description = engine.call("DeleteTable", {"TableName": "plain"})["TableDescription"]
    assert (description["TableStatus"], description["ItemCount"]) == ("DELETING", 1)
    assert refusal(engine, "DescribeTable", {"TableName": "plain"}) == (
        "ResourceNotFoundException: Requested resource not found: Table: plain not found"
    )
    create_table(engine, "plain", id="S")
    assert get(engine) is None


def test_a_protected_table_stays(engine: Engine) -> None:
    engine.call("CreateTable", {**table_request("safe", id="S"), "DeletionProtectionEnabled": True})
    assert refusal(engine, "DeleteTable", {"TableName": "safe"}).startswith(
        "ValidationException: Resource cannot be deleted"
    )
    assert "safe" in engine.call("ListTables", {})["TableNames"]


def test_a_name_is_taken_once(engine: Engine) -> None:
    assert refusal(engine, "CreateTable", table_request("plain", id="S")) == (
        "ResourceInUseException: Table already exists: plain"
    )


def test_names_are_data(engine: Engine) -> None:
    create_table(engine, "a.b-c_catalog", id="S")
    create_table(engine, "sqlite_master", id="S")
    engine.call("PutItem", {"TableName": "sqlite_master", "Item": {"id": {"S": "'; DROP TABLE catalog; --"}}})
    assert len(engine.call("ListTables", {})["TableNames"]) == 4


def test_index_definitions_are_kept_and_described(engine: Engine) -> None:
    request = table_request("indexed", id="S", at="N") | {
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": kind}
            for name, kind in (("id", "S"), ("at", "N"), ("g", "S"))
        ],
        "LocalSecondaryIndexes": [
            {
                "IndexName": "local",
                "KeySchema": [
                    {"AttributeName": "id", "KeyType": "HASH"},
                    {"AttributeName": "g", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            }
        ],
        "GlobalSecondaryIndexes": [
            {
                "IndexName": "global",
                "KeySchema": [{"AttributeName": "g", "KeyType": "HASH"}],
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    }
    engine.call("CreateTable", request)
    table = engine.call("DescribeTable", {"TableName": "indexed"})["Table"]
    assert table["LocalSecondaryIndexes"][0]["IndexArn"].endswith("table/indexed/index/local")
    assert table["GlobalSecondaryIndexes"][0]["IndexStatus"] == "ACTIVE"
    item: Wire = {"id": {"S": "a"}, "at": {"N": "1"}, "g": {"N": "1"}}
    assert refusal(engine, "PutItem", {"TableName": "indexed", "Item": item}) == (
        f"{INVALID}Type mismatch for Index Key g Expected: S Actual: N IndexName: local"
    )
    metrics = engine.call(
        "PutItem",
        {
            "TableName": "indexed",
            "Item": item | {"g": {"S": "x"}},
            "ReturnItemCollectionMetrics": "SIZE",
        },
    )["ItemCollectionMetrics"]
    assert metrics == {"ItemCollectionKey": {"id": {"S": "a"}}, "SizeEstimateRangeGB": [0.0, 1.0]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"TableName": "ab"},
            (
                "ValidationException: 1 validation error detected: Value 'ab' at 'tableName' "
                "failed to satisfy constraint: Member must have length greater than or equal to 3"
            ),
        ),
        (
            {"TableName": None},
            "ValidationException: The parameter 'TableName' is required but was not present in the request",
        ),
        (
            {"KeySchema": [{"AttributeName": "id", "KeyType": "X"}]},
            (
                "ValidationException: 1 validation error detected: Value 'X' at 'keySchema.1.member.keyType' "
                "failed to satisfy constraint: Member must satisfy enum value set: [HASH, RANGE]"
            ),
        ),
        (
            {"KeySchema": [{"AttributeName": "id", "KeyType": "RANGE"}]},
            "ValidationException: Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
        ),
        (
            {"KeySchema": [{"AttributeName": "x", "KeyType": "HASH"}]},
            (
                f"{INVALID}Some index key attributes are not defined in AttributeDefinitions. "
                "Keys: [x], AttributeDefinitions: [id]"
            ),
        ),
        (
            {"BillingMode": "PROVISIONED"},
            (
                f"{INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified "
                "when BillingMode is PROVISIONED"
            ),
        ),
        (
            {"StreamSpecification": {"StreamEnabled": True}},
            f"{INVALID}Table is being created with a stream enabled, UpdateViewType is required",
        ),
        (
            {"StreamSpecification": {"StreamEnabled": False, "StreamViewType": "NEW_IMAGE"}},
            (
                f"{INVALID}Table is being created with a stream disabled, "
                "UpdateViewType should not be specified"
            ),
        ),
        (
            {"StreamSpecification": {"StreamEnabled": True, "StreamViewType": "ALL"}},
            (
                "ValidationException: 1 validation error detected: "
                "Value 'ALL' at 'streamSpecification.streamViewType' failed to satisfy constraint: "
                "Member must satisfy enum value set: [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]"
            ),
        ),
        (
            {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]},
            "ValidationException: Duplicate Tag Keys provided as input: Duplicate Tag Key found a",
        ),
        (
            {"OnDemandThroughput": {"MaxReadRequestUnits": 0}},
            (
                f"{INVALID}Requested MaxReadRequestUnits for OnDemandThroughput for table "
                "is outside of valid range"
            ),
        ),
        (
            {"ResourcePolicy": "{}"},
            "ValidationException: The parameter ResourcePolicy is not supported by this engine",
        ),
        (
            {"AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}] * 2},
            "ValidationException: Attribute Name is duplicated: id",
        ),
        (
            {"SSESpecification": {"Enabled": True, "KMSMasterKeyId": "mine"}},
            f"{INVALID}SSEType KMS is required if KMSMasterKeyId is specified",
        ),
        (
            {"SSESpecification": {"Enabled": True, "SSEType": "AES256"}},
            f"{INVALID}SSEType AES256 is not supported",
        ),
        (
            {"SSESpecification": {"Enabled": False, "SSEType": "KMS"}},
            f"{INVALID}SSEType can not be specified if Enabled is false",
        ),
        (
            {"LocalSecondaryIndexes": []},
            f"{INVALID}List of LocalSecondaryIndexes is empty",
        ),
    ],
)
def test_a_faulty_definition_is_refused(engine: Engine, change: Wire, message: str) -> None:
    assert refusal(engine, "CreateTable", table_request("new", id="S") | change) == message
    assert "new" not in engine.call("ListTables", {})["TableNames"]


def test_settings_are_kept_and_described(engine: Engine) -> None:
    settings: Wire = {
        "OnDemandThroughput": {"MaxReadRequestUnits": 7},
        "WarmThroughput": {"ReadUnitsPerSecond": 12_000, "WriteUnitsPerSecond": 4_000},
        "SSESpecification": {"Enabled": True},
        "TableClass": "STANDARD_INFREQUENT_ACCESS",
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    }
    created = engine.call("CreateTable", table_request("new", id="S") | settings)["TableDescription"]
    table = engine.call("DescribeTable", {"TableName": "new"})["Table"]
    assert created == table
    shown = {
        "OnDemandThroughput": {"MaxReadRequestUnits": 7},
        "WarmThroughput": {
            "ReadUnitsPerSecond": 12_000,
            "WriteUnitsPerSecond": 4_000,
            "Status": "ACTIVE",
        },
        "SSEDescription": {
            "Status": "ENABLED",
            "SSEType": "KMS",
            "KMSMasterKeyArn": "arn:aws:kms:local:000000000000:alias/aws/dynamodb",
        },
        "TableClassSummary": {"TableClass": "STANDARD_INFREQUENT_ACCESS"},
        "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
        "LatestStreamLabel": "2023-11-14T22:13:20.500",
        "LatestStreamArn": "arn:aws:dynamodb:local:000000000000:table/new/stream/2023-11-14T22:13:20.500",
    }
    assert {name: table[name] for name in shown} == shown


def test_units_on_demand_are_for_tables_paid_per_request(engine: Engine) -> None:
    request = table_request("new", id="S") | {
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
        "OnDemandThroughput": {"MaxWriteRequestUnits": 1},
    }
    assert refusal(engine, "CreateTable", request) == (
        f"{INVALID}MaxWriteRequestUnits for OnDemandThroughput cannot be specified "
        "when table BillingMode is PROVISIONED."
    )


def test_indexes_name_a_hundred_attributes_at_most(engine: Engine) -> None:
    projection = {"ProjectionType": "INCLUDE", "NonKeyAttributes": [f"a{i}" for i in range(51)]}
    request = indexed_table("new")
    for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes"):
        request[kind][0]["Projection"] = projection
    assert refusal(engine, "CreateTable", request) == (
        f"{INVALID}102 NonKeyAttributes over all indexes, where a table has at most 100"
    )


def test_an_unknown_operation_says_so(engine: Engine) -> None:
    with pytest.raises(UnknownOperationException, match="GetItems"):
        engine.call("GetItems", {})


def test_faults_of_global_indexes_come_before_those_of_local_ones(engine: Engine) -> None:
    index = {
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
    }
    request = table_request("indexed", id="S") | {
        "LocalSecondaryIndexes": [{"IndexName": "aa", **index}],
        "GlobalSecondaryIndexes": [{"IndexName": "zz", **index}],
    }
    rule = "failed to satisfy constraint: Member must have length greater than or equal to 3"
    assert refusal(engine, "CreateTable", request) == (
        "ValidationException: 2 validation errors detected: "
        f"Value 'zz' at 'globalSecondaryIndexes.1.member.indexName' {rule}; "
        f"Value 'aa' at 'localSecondaryIndexes.1.member.indexName' {rule}"
    )


def test_a_table_may_be_named_by_its_arn(engine: Engine) -> None:
    """Whatever its region and account: both are the engine's own."""
    create_table(engine, "plain2", id="S")
    arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/plain2"
    item = {"id": {"S": "a"}, "n": {"N": "1"}}
    engine.call("PutItem", {"TableName": arn, "Item": item})
    change = {"TableName": arn, "Key": {"id": {"S": "a"}}, "UpdateExpression": "REMOVE n"}
    engine.call("TransactWriteItems", {"TransactItems": [{"Update": change}]})
    engine.call("BatchWriteItem", {"RequestItems": {arn: [{"PutRequest": {"Item": {"id": {"S": "b"}}}}]}})
    reply = engine.call("Scan", {"TableName": arn, "ReturnConsumedCapacity": "TOTAL"})
    assert [found["id"]["S"] for found in reply["Items"]] == ["a", "b"]
    assert reply["ConsumedCapacity"]["TableName"] == arn
    keys = {"Keys": [{"id": {"S": "a"}}]}
    assert engine.call("BatchGetItem", {"RequestItems": {arn: keys}})["Responses"] == {
        arn: [{"id": {"S": "a"}}]
    }
    engine.call("UpdateTable", {"TableName": arn, "DeletionProtectionEnabled": True})
    assert engine.call("DescribeTable", {"TableName": arn})["Table"]["TableName"] == "plain2"
    engine.call("UpdateTable", {"TableName": arn, "DeletionProtectionEnabled": False})
    engine.call("DeleteTable", {"TableName": arn})
    assert "plain2" not in engine.call("ListTables", {})["TableNames"]


def test_one_item_is_one_item_by_name_and_by_arn(engine: Engine) -> None:
    create_table(engine, "plain2", id="S")
    put_it = {"PutRequest": {"Item": {"id": {"S": "a"}}}}
    arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/plain2"
    assert refusal(engine, "BatchWriteItem", {"RequestItems": {"plain2": [put_it], arn: [put_it]}}) == (
        "ValidationException: Provided list of item keys contains duplicates"
    )


def test_a_new_table_has_a_name_and_other_arns_name_no_table(engine: Engine) -> None:
    arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/fresh"
    assert "at 'tableName' failed" in refusal(engine, "CreateTable", table_request(arn, id="S"))
    assert refusal(engine, "DescribeTable", {"TableName": arn}) == (
        f"ResourceNotFoundException: Requested resource not found: Table: {arn} not found"
    )
    index = {"TableName": f"{arn}/index/i", "Key": {"id": {"S": "a"}}}
    assert "at 'tableName' failed" in refusal(engine, "GetItem", index)
