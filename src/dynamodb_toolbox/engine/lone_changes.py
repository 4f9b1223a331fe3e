"""Which changes UpdateTable makes in one request, and which only by themselves.

AWS documents it in parts (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html);
the rest are its answers, as recorded.
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine.throughput import on_demand_of
from dynamodb_toolbox.errors import ValidationException

_INVALID: Final = "One or more parameter values were invalid: "
_LONE: Final = {
    "SSESpecification": "Server-Side Encryption modification must be the only operation in the request",
    "TableClass": "TableClass modification must be the only operation in the request",
    "DeletionProtectionEnabled": "DeletionProtection modification must be the only operation in the request",
    "WarmThroughput": "WarmThroughput must be the only operation in the request",
}
_OTHERS: Final = ("ProvisionedThroughput", "BillingMode", "StreamSpecification")
_LISTS: Final = ("GlobalSecondaryIndexUpdates", "VectorIndexUpdates")


def check_changes(request: dict[str, Any]) -> None:
    """Check that a request changes something, and that its changes go together.

    Raises:
        ValidationException: It changes nothing, or what is to be changed by itself.
    """
    given = {name for name in (*_LONE, *_OTHERS) if request.get(name) is not None}
    given |= {name for name in _LISTS if request.get(name)}
    if on_demand_of(request):
        given.add("OnDemandThroughput")
    if not given:
        raise ValidationException(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
            "GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, "
            "ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, "
            "WarmThroughput or TableClass is required"
        )
    fault = _fault(given, changes_indexes=_changes_indexes(request))
    if fault is not None:
        raise ValidationException(f"{_INVALID}{fault}")


def _fault(given: set[str], *, changes_indexes: bool) -> str | None:
    """Say which changes do not go together, if some do not."""
    for name, rule in _LONE.items():
        if name in given and len(given) > 1:
            return rule
    if "OnDemandThroughput" in given and given - {"OnDemandThroughput", "BillingMode"}:
        return "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request"
    if "StreamSpecification" in given and "ProvisionedThroughput" in given:
        return "You cannot modify stream status while updating table IOPS"
    if changes_indexes and "ProvisionedThroughput" in given:
        return "You cannot create or delete index while updating table IOPS"
    if changes_indexes and "StreamSpecification" in given:
        return "You cannot create or delete index while changing stream status"
    return None


def _changes_indexes(request: dict[str, Any]) -> bool:
    updates = request.get("GlobalSecondaryIndexUpdates") or ()
    return any(update.get(name) is not None for update in updates for name in ("Create", "Delete"))
