"""UpdateTable: what is wrong is told, and changes nothing."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, index, indexed_table, refusal
from tests.engine.updating import INVALID, G, create_index, drop_index, units, update


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


def test_a_table_has_twenty_global_indexes_at_most(engine: Engine) -> None:
    for number in range(20):
        created = index(f"by-{number}", ("g", "HASH"))
        update(engine, AttributeDefinitions=G, GlobalSecondaryIndexUpdates=[{"Create": created}])
    assert refusal(engine, "UpdateTable", {"TableName": "plain", **create_index()}) == (
        "LimitExceededException: One or more parameter values were invalid: "
        "GlobalSecondaryIndex count exceeds the per-table limit of 20"
    )
