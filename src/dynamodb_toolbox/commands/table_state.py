"""What is deployed of a table, as far as a comparison needs it: one call for each part that is declared.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/ API_DescribeTable.html,
API_DescribeTimeToLive.html, API_DescribeContinuousBackups.html, API_ListTagsOfResource.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.protocol.calls import Call, Steps
from dynamodb_toolbox.table_settings import TableSettings

_ON: tuple[str, ...] = ("ENABLED", "ENABLING")


def deployed_settings(
    name: str, description: dict[str, Any], declared: TableSettings
) -> Steps[dict[str, Any]]:
    """Give the deployed settings under the names of `TableSettings`; what takes a call, only where declared.

    Of tags, only the declared keys are given; of encryption, AWS's structure without what is not declared.
    """
    settings = _described(description, declared)
    if "time_to_live" in declared:
        reply = yield Call("DescribeTimeToLive", {"TableName": name})
        ttl = reply["TimeToLiveDescription"]
        settings["time_to_live"] = ttl["AttributeName"] if ttl["TimeToLiveStatus"] in _ON else None
    if "point_in_time_recovery" in declared:
        reply = yield Call("DescribeContinuousBackups", {"TableName": name})
        backups = reply["ContinuousBackupsDescription"].get("PointInTimeRecoveryDescription", {})
        settings["point_in_time_recovery"] = backups.get("PointInTimeRecoveryStatus") in _ON
    if "tags" in declared:
        tags = yield from _tags(description["TableArn"])
        settings["tags"] = {key: value for key, value in tags.items() if key in declared["tags"]}
    return settings


def _described(description: dict[str, Any], declared: TableSettings) -> dict[str, Any]:
    stream = description.get("StreamSpecification", {})
    return {
        "billing_mode": description.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED"),
        "provisioned_throughput": units(description, "ProvisionedThroughput"),
        "on_demand_throughput": units(description, "OnDemandThroughput"),
        "stream_view_type": stream.get("StreamViewType") if stream.get("StreamEnabled") else None,
        "deletion_protection": description.get("DeletionProtectionEnabled", False),
        "table_class": description.get("TableClassSummary", {}).get("TableClass", "STANDARD"),
        "sse_specification": _sse(description.get("SSEDescription", {}), dict(declared)),
    }


def units(described: dict[str, Any], which: str) -> dict[str, int] | None:
    """Give the units of a described throughput, without what else is told of it; `None` where it has none."""
    names = ("ReadCapacityUnits", "WriteCapacityUnits", "MaxReadRequestUnits", "MaxWriteRequestUnits")
    found = {name: value for name, value in described.get(which, {}).items() if name in names and value > 0}
    return found or None


def _sse(described: dict[str, Any], declared: dict[str, Any]) -> dict[str, Any]:
    """Give the deployed encryption in the form of what is declared; an alias of a key cannot be compared."""
    wanted = declared.get("sse_specification", {})
    deployed: dict[str, Any] = {"Enabled": described.get("Status") in (*_ON, "UPDATING")}
    if "SSEType" in wanted:
        deployed["SSEType"] = described.get("SSEType")
    key = wanted.get("KMSMasterKeyId")
    if key is not None:
        arn = described.get("KMSMasterKeyArn")
        unknown = "alias/" in key and arn is not None
        deployed["KMSMasterKeyId"] = key if unknown or _is_key(arn, key) else arn
    return deployed


def _is_key(arn: str | None, key: str) -> bool:
    return arn is not None and (arn == key or arn.endswith(f"/{key}"))


def _tags(arn: str) -> Steps[dict[str, str]]:
    tags: dict[str, str] = {}
    request = {"ResourceArn": arn}
    while True:
        reply = yield Call("ListTagsOfResource", request)
        tags |= {tag["Key"]: tag["Value"] for tag in reply.get("Tags", ())}
        if not reply.get("NextToken"):
            return tags
        request = {"ResourceArn": arn, "NextToken": reply["NextToken"]}
