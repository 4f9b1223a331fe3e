"""UpdateTable: indexes come and go on live data; settings change. What is refused: the file beside."""

import pytest

from dynamodb_toolbox.engine.engine import Engine
from tests.engine.support import Wire, index, key, put, refusal, table_request
from tests.engine.updating import INVALID, G, create_index, drop_index, units, update


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
