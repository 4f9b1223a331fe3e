"""UpdateTable: indexes come and go on live data; settings change."""

from typing import Any

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, index, indexed_table, key, put, refusal, table_request

INVALID = "ValidationException: One or more parameter values were invalid: "
G = [{"AttributeName": "g", "AttributeType": "S"}]
UNITS = ("ReadCapacityUnits", "WriteCapacityUnits")


def units(read: int, write: int) -> Wire:
    return dict(zip(UNITS, (read, write), strict=True))


def update(engine: Engine, **request: Any) -> Wire:
    description: Wire = engine.call("UpdateTable", {"TableName": "plain", **request})["TableDescription"]
    return description


def create_index(**changes: Any) -> Wire:
    return {
        "AttributeDefinitions": G,
        "GlobalSecondaryIndexUpdates": [{"Create": index("by-g", ("g", "HASH")) | changes}],
    }


def drop_index(name: str) -> Wire:
    return {"GlobalSecondaryIndexUpdates": [{"Delete": {"IndexName": name}}]}


def in_index(engine: Engine, name: str = "by-g") -> list[Wire]:
    items: list[Wire] = engine.call("Scan", {"TableName": "plain", "IndexName": name})["Items"]
    return items


@pytest.fixture
def provisioned(engine: Engine) -> Engine:
    engine.call("DeleteTable", {"TableName": "plain"})
    request = table_request("plain", id="S") | {
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": units(5, 5),
    }
    engine.call("CreateTable", request)
    return engine


def test_an_index_made_on_live_data_has_what_is_there(engine: Engine) -> None:
    put(engine, key("a") | {"g": {"S": "x"}})
    put(engine, key("b") | {"g": {"N": "1"}})
    put(engine, key("c"))
    put(engine, key("d") | {"g": {"S": "x" * 2049}})
    table = update(engine, **create_index(Projection={"ProjectionType": "KEYS_ONLY"}))
    [described] = table["GlobalSecondaryIndexes"]
    assert (described["IndexStatus"], described["ItemCount"]) == ("ACTIVE", 1)
    assert table["AttributeDefinitions"] == [{"AttributeName": "id", "AttributeType": "S"}, *G]
    assert in_index(engine) == [key("a") | {"g": {"S": "x"}}]
    put(engine, key("c") | {"g": {"S": "w"}})
    assert [item["id"]["S"] for item in in_index(engine)] == ["c", "a"]


def test_an_index_removed_takes_its_attributes_along(engine: Engine) -> None:
    update(engine, **create_index())
    table = update(engine, **drop_index("by-g"))
    assert "GlobalSecondaryIndexes" not in table
    assert table["AttributeDefinitions"] == [{"AttributeName": "id", "AttributeType": "S"}]
    put(engine, key("a") | {"g": {"N": "1"}})
    request = {"TableName": "plain", "IndexName": "by-g"}
    assert refusal(engine, "Scan", request) == (
        "ValidationException: The table does not have the specified index: by-g"
    )
    update(engine, **create_index())
    assert in_index(engine) == []


def test_an_attribute_that_is_known_keeps_its_type(engine: Engine) -> None:
    update(engine, **create_index())
    other: Wire = index("other", ("g", "HASH"), ("h", "RANGE"))
    definitions = [{"AttributeName": name, "AttributeType": "N"} for name in ("g", "h", "unused")]
    table = update(engine, AttributeDefinitions=definitions, GlobalSecondaryIndexUpdates=[{"Create": other}])
    types = {a["AttributeName"]: a["AttributeType"] for a in table["AttributeDefinitions"]}
    assert types == {"id": "S", "g": "S", "h": "N"}


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {},
            "ValidationException: At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, ",
        ),
        (
            {"GlobalSecondaryIndexUpdates": [{}]},
            f"{INVALID}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, ",
        ),
        (
            {"GlobalSecondaryIndexUpdates": drop_index("abc")["GlobalSecondaryIndexUpdates"] * 2},
            (
                f"{INVALID}Only one global secondary index update per index is allowed simultaneously. "
                "Index: abc"
            ),
        ),
        (
            {
                "GlobalSecondaryIndexUpdates": [
                    {"Create": index(name, ("id", "HASH"))} for name in ("one", "two")
                ],
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            },
            (
                "LimitExceededException: Subscriber limit exceeded: "
                "Only 1 online index can be created or deleted simultaneously per table"
            ),
        ),
        (
            {"GlobalSecondaryIndexUpdates": [{"Create": index("new", ("id", "HASH"))}]},
            f"{INVALID}AttributeDefinitions is not specified for index: new",
        ),
        (
            {
                "GlobalSecondaryIndexUpdates": [{"Create": index("new", ("id", "HASH"))}],
                "AttributeDefinitions": [],
            },
            (
                f"{INVALID}Some index key attributes are not defined in AttributeDefinitions. "
                "Keys: [id], AttributeDefinitions: []"
            ),
        ),
        (
            create_index(ProvisionedThroughput=units(1, 1)),
            (
                f"{INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: by-g "
                "when BillingMode is PAY_PER_REQUEST"
            ),
        ),
        (
            drop_index("none"),
            "ResourceNotFoundException: Requested resource not found: Index: none not found",
        ),
        (
            {
                "GlobalSecondaryIndexUpdates": [
                    {"Update": {"IndexName": "none", "ProvisionedThroughput": units(1, 1)}}
                ]
            },
            (
                "ValidationException: This operation cannot be performed with given input values. "
                "Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate"
            ),
        ),
        (
            {"GlobalSecondaryIndexUpdates": [{"Update": {"IndexName": "x"}}]},
            (
                "ValidationException: 2 validation errors detected: "
                "Value 'x' at 'globalSecondaryIndexUpdates.1.member.update.indexName' failed to satisfy "
                "constraint: Member must have length greater than or equal to 3; "
                "Value null at 'globalSecondaryIndexUpdates.1.member.update.provisionedThroughput' failed "
                "to satisfy constraint: Member must not be null"
            ),
        ),
        (
            {"ProvisionedThroughput": units(1, 1)},
            (
                f"{INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
                "when BillingMode is PAY_PER_REQUEST"
            ),
        ),
        (
            {"BillingMode": "PROVISIONED"},
            f"{INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED",
        ),
        (
            {"BillingMode": "PROVISIONED", "ProvisionedThroughput": units(10**12 + 1, 1)},
            "ValidationException: Given value 1000000000001 for ReadCapacityUnits is out of bounds",
        ),
        (
            {"StreamSpecification": {"StreamEnabled": False}},
            "ValidationException: Table has no stream to disable: TableName: plain",
        ),
        (
            {"ReplicaUpdates": [{"Create": {"RegionName": "eu-west-1"}}]},
            "ValidationException: The parameter ReplicaUpdates is not supported by this engine",
        ),
        (
            {"SSESpecification": {"Enabled": False}},
            f"{INVALID}Table is already encrypted by default",
        ),
        (
            {"StreamSpecification": {"StreamEnabled": True}},
            f"{INVALID}If stream is being enabled then UpdateViewType is required",
        ),
        (
            {"StreamSpecification": {"StreamEnabled": False, "StreamViewType": "KEYS_ONLY"}},
            f"{INVALID}If stream is being disabled, then UpdateViewType must not be specified",
        ),
        (
            {
                "GlobalSecondaryIndexUpdates": [
                    {"Delete": {"IndexName": "abc"}, "Create": index("abd", ("id", "HASH"))}
                ]
            },
            f"{INVALID}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate ",
        ),
        (
            {"TableClass": "STANDARD", "DeletionProtectionEnabled": True},
            f"{INVALID}TableClass modification must be the only operation in the request",
        ),
        (
            {"DeletionProtectionEnabled": True, "BillingMode": "PAY_PER_REQUEST"},
            f"{INVALID}DeletionProtection modification must be the only operation in the request",
        ),
        (
            {"SSESpecification": {"Enabled": True}, "BillingMode": "PAY_PER_REQUEST"},
            f"{INVALID}Server-Side Encryption modification must be the only operation in the request",
        ),
        (
            {"WarmThroughput": {"ReadUnitsPerSecond": 1}, "BillingMode": "PAY_PER_REQUEST"},
            f"{INVALID}WarmThroughput must be the only operation in the request",
        ),
        (
            {"OnDemandThroughput": {"MaxReadRequestUnits": 1}, **drop_index("abc")},
            f"{INVALID}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request",
        ),
        (
            {
                "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
                "ProvisionedThroughput": units(1, 1),
            },
            f"{INVALID}You cannot modify stream status while updating table IOPS",
        ),
        (
            {"ProvisionedThroughput": units(1, 1), **drop_index("abc")},
            f"{INVALID}You cannot create or delete index while updating table IOPS",
        ),
        (
            {
                "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
                **drop_index("abc"),
            },
            f"{INVALID}You cannot create or delete index while changing stream status",
        ),
    ],
)
def test_a_faulty_update_is_refused(engine: Engine, request_: Wire, message: str) -> None:
    before = engine.call("DescribeTable", {"TableName": "plain"})
    told = refusal(engine, "UpdateTable", {"TableName": "plain", **request_})
    assert told.startswith(message)
    assert engine.call("DescribeTable", {"TableName": "plain"}) == before


def test_a_table_must_be_there(engine: Engine) -> None:
    assert refusal(engine, "UpdateTable", {"TableName": "none", "BillingMode": "PAY_PER_REQUEST"}) == (
        "ResourceNotFoundException: Requested resource not found: Table: none not found"
    )


def test_an_index_that_is_there_cannot_be_made_again(engine: Engine) -> None:
    update(engine, **create_index())
    assert refusal(engine, "UpdateTable", {"TableName": "plain", **create_index()}) == (
        "ValidationException: Attempting to create an index which already exists"
    )


def test_units_change_and_tell_when(provisioned: Engine) -> None:
    assert update(provisioned, ProvisionedThroughput=units(9, 5))["ProvisionedThroughput"] == {
        **units(9, 5),
        "NumberOfDecreasesToday": 0,
        "LastIncreaseDateTime": 1_700_000_000.5,
    }
    changed = update(provisioned, ProvisionedThroughput=units(9, 4))["ProvisionedThroughput"]
    assert (changed["NumberOfDecreasesToday"], changed["LastDecreaseDateTime"]) == (1, 1_700_000_000.5)
    request = {"TableName": "plain", "ProvisionedThroughput": units(9, 4)}
    assert refusal(provisioned, "UpdateTable", request) == (
        "ValidationException: The provisioned throughput for the table will not change. "
        "The requested value equals the current value. "
        "Current ReadCapacityUnits provisioned for the table: 9. Requested ReadCapacityUnits: 9. "
        "Current WriteCapacityUnits provisioned for the table: 4. Requested WriteCapacityUnits: 4. "
        "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
    )


def test_decreases_are_counted_by_day() -> None:
    now = [1_700_000_000.0]
    engine = Engine.open(None, clock=lambda: now[0])
    request = table_request("plain", id="S") | {
        "BillingMode": "PROVISIONED",
        "ProvisionedThroughput": units(5, 5),
    }
    engine.call("CreateTable", request)
    update(engine, ProvisionedThroughput=units(4, 5))
    now[0] += 86_400
    table = engine.call("DescribeTable", {"TableName": "plain"})["Table"]
    assert table["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 0
    table = update(engine, ProvisionedThroughput=units(3, 5))
    assert table["ProvisionedThroughput"]["NumberOfDecreasesToday"] == 1
    engine.close()


def test_billing_goes_to_and_fro(provisioned: Engine) -> None:
    update(provisioned, **create_index(ProvisionedThroughput=units(2, 2)))
    table = update(provisioned, BillingMode="PAY_PER_REQUEST", OnDemandThroughput={"MaxReadRequestUnits": 3})
    assert table["BillingModeSummary"] == {
        "BillingMode": "PAY_PER_REQUEST",
        "LastUpdateToPayPerRequestDateTime": 1_700_000_000.5,
    }
    assert table["ProvisionedThroughput"] == units(0, 0) | {"NumberOfDecreasesToday": 0}
    assert table["OnDemandThroughput"] == {"MaxReadRequestUnits": 3}
    back: Wire = {"BillingMode": "PROVISIONED", "ProvisionedThroughput": units(1, 2)}
    assert refusal(provisioned, "UpdateTable", {"TableName": "plain", **back}) == (
        f"{INVALID}ProvisionedThroughput must be specified for index: by-g"
    )
    updates = [{"Update": {"IndexName": "by-g", "ProvisionedThroughput": units(3, 4)}}]
    table = update(provisioned, GlobalSecondaryIndexUpdates=updates, **back)
    assert table["BillingModeSummary"]["BillingMode"] == "PROVISIONED"
    assert table["ProvisionedThroughput"] == units(1, 2) | {"NumberOfDecreasesToday": 0}
    [described] = table["GlobalSecondaryIndexes"]
    assert described["ProvisionedThroughput"] == units(3, 4) | {"NumberOfDecreasesToday": 0}
    assert "OnDemandThroughput" not in table


def test_maxima_on_demand_are_merged_and_lifted(engine: Engine) -> None:
    update(engine, OnDemandThroughput={"MaxReadRequestUnits": 3, "MaxWriteRequestUnits": 4})
    table = update(engine, OnDemandThroughput={"MaxReadRequestUnits": -1})
    assert table["OnDemandThroughput"] == {"MaxWriteRequestUnits": 4}
    table = update(engine, OnDemandThroughput={"MaxWriteRequestUnits": -1})
    assert "OnDemandThroughput" not in table


def test_other_settings_change_one_by_one(engine: Engine) -> None:
    assert update(engine, DeletionProtectionEnabled=True)["DeletionProtectionEnabled"] is True
    assert refusal(engine, "DeleteTable", {"TableName": "plain"}).startswith("ValidationException: Resource")
    assert update(engine, DeletionProtectionEnabled=False)["DeletionProtectionEnabled"] is False
    assert update(engine, TableClass="STANDARD")["TableClassSummary"] == {
        "TableClass": "STANDARD",
        "LastUpdateDateTime": 1_700_000_000.5,
    }
    warm = {"ReadUnitsPerSecond": 13_000, "WriteUnitsPerSecond": 5_000}
    assert update(engine, WarmThroughput=warm)["WarmThroughput"] == warm | {"Status": "ACTIVE"}
    engine.call("DeleteTable", {"TableName": "plain"})


def test_encryption_is_described_and_nothing_more(engine: Engine) -> None:
    mine = {"Enabled": True, "SSEType": "KMS", "KMSMasterKeyId": "mine"}
    assert update(engine, SSESpecification=mine)["SSEDescription"] == {
        "Status": "ENABLED",
        "SSEType": "KMS",
        "KMSMasterKeyArn": "arn:aws:kms:local:000000000000:key/mine",
    }
    assert refusal(engine, "UpdateTable", {"TableName": "plain", "SSESpecification": mine}) == (
        f"{INVALID}Table is already encrypted with given KMSMasterKeyId. "
        "Use KMSMasterKeyId parameter if you want to change Master Key"
    )
    assert "SSEDescription" not in update(engine, SSESpecification={"Enabled": False})


def test_a_local_index_stays(engine: Engine) -> None:
    engine.call("CreateTable", indexed_table("indexed"))
    for verb, action in (("delete", "Delete"), ("update", "Update")):
        change: Wire = {"IndexName": "local"}
        if verb == "update":
            change["ProvisionedThroughput"] = units(1, 1)
        request = {"TableName": "indexed", "GlobalSecondaryIndexUpdates": [{action: change}]}
        assert refusal(engine, "UpdateTable", request) == (
            f"ValidationException: Cannot {verb} an index that is not a GlobalSecondaryIndex: local"
        )


def test_the_units_of_an_index_change(provisioned: Engine) -> None:
    update(provisioned, **create_index(ProvisionedThroughput=units(2, 2)))
    change = {"IndexName": "by-g", "ProvisionedThroughput": units(3, 1)}
    table = update(provisioned, GlobalSecondaryIndexUpdates=[{"Update": change}])
    assert table["GlobalSecondaryIndexes"][0]["ProvisionedThroughput"] == units(3, 1) | {
        "NumberOfDecreasesToday": 1,
        "LastIncreaseDateTime": 1_700_000_000.5,
        "LastDecreaseDateTime": 1_700_000_000.5,
    }
    request = {"TableName": "plain", "GlobalSecondaryIndexUpdates": [{"Update": change}]}
    assert refusal(provisioned, "UpdateTable", request).startswith(
        "ValidationException: The provisioned throughput for the index by-g will not change."
    )


def test_a_table_has_twenty_global_indexes_at_most(engine: Engine) -> None:
    for number in range(20):
        created = index(f"by-{number}", ("g", "HASH"))
        update(engine, AttributeDefinitions=G, GlobalSecondaryIndexUpdates=[{"Create": created}])
    assert refusal(engine, "UpdateTable", {"TableName": "plain", **create_index()}) == (
        "LimitExceededException: One or more parameter values were invalid: "
        "GlobalSecondaryIndex count exceeds the per-table limit of 20"
    )


def test_a_stream_is_ended_before_its_view_changes(engine: Engine) -> None:
    stream = {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    first = update(engine, StreamSpecification=stream)
    request = {"TableName": "plain", "StreamSpecification": stream | {"StreamViewType": "NEW_IMAGE"}}
    assert refusal(engine, "UpdateTable", request) == (
        "ValidationException: Table already has an enabled stream: TableName: plain"
    )
    ended = update(engine, StreamSpecification={"StreamEnabled": False})
    assert "StreamSpecification" not in ended
    assert ended["LatestStreamArn"] == first["LatestStreamArn"]
    second = engine.call("UpdateTable", request)["TableDescription"]
    assert second["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"
    assert second["LatestStreamArn"] > first["LatestStreamArn"]
