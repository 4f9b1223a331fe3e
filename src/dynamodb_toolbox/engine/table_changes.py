"""UpdateTable's request, checked, and the definition to which it brings a table.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine import table_shapes as shapes
from dynamodb_toolbox.engine.index_changes import changed_indexes, check_index_updates, note_index_updates
from dynamodb_toolbox.engine.lone_changes import check_changes
from dynamodb_toolbox.engine.table_definition import INDEX_KINDS, key_attributes, only
from dynamodb_toolbox.engine.table_settings import encryption_of
from dynamodb_toolbox.engine.throughput import (
    NO_UNITS,
    UNITS,
    both_units_specified,
    check_bounds,
    check_on_demand,
    merged_maxima,
    on_demand_of,
    only_units,
    warm_of,
)
from dynamodb_toolbox.engine.throughput_changes import changed_units, will_not_change
from dynamodb_toolbox.engine.validation import Constraints, flag_of, list_of, refuse_parameters
from dynamodb_toolbox.engine.vectors import definition as vectors
from dynamodb_toolbox.errors import ValidationException

_INVALID: Final = "One or more parameter values were invalid: "
_NO_LOCAL_MEANING: Final = (
    "ReplicaUpdates",
    "MultiRegionConsistency",
    "GlobalTableWitnessUpdates",
    "GlobalTableSettingsReplicationMode",
    "DisassociationProtectionEnabled",
)


def check_request(request: dict[str, Any]) -> None:
    """Check what can be checked without the table.

    Raises:
        ValidationException: A constraint or a rule is broken, or nothing is to be changed.
        SerializationException: A member is of a wrong JSON type.
    """
    constraints = Constraints()
    shapes.note_table_name(constraints, request)
    shapes.note_attributes(constraints, list_of(request, "AttributeDefinitions"))
    shapes.note_settings(constraints, request)
    note_index_updates(constraints, request)
    vectors.note_updates(constraints, request)
    constraints.check()
    refuse_parameters(request, _NO_LOCAL_MEANING)
    throughput, billing = request.get("ProvisionedThroughput"), request.get("BillingMode")
    if throughput is not None and billing == "PAY_PER_REQUEST":
        raise both_units_specified()
    if throughput is not None:
        check_bounds(throughput)
    check_changes(request)
    if billing == "PROVISIONED" and throughput is None:
        raise ValidationException(
            f"{_INVALID}ProvisionedThroughput must be specified when BillingMode is PROVISIONED"
        )
    check_index_updates(request)


def changed_definition(definition: dict[str, Any], request: dict[str, Any], now: float) -> dict[str, Any]:
    """Give the definition of a table as a request leaves it; `definition` stays as it is.

    Raises:
        ValidationException: The request does not suit the table.
        LimitExceededException: It makes or removes several indexes.
        ResourceNotFoundException: It removes an index that the table does not have.
    """
    known = definition["BillingMode"]
    billing: str = request.get("BillingMode") or known
    changed = (
        definition | _throughput(definition, request, billing, now) | _maxima(definition, request, billing)
    )
    changed |= _settings(definition, request, now)
    changed["GlobalSecondaryIndexes"] = changed_indexes(definition, request, billing, now)
    changed["VectorIndexes"] = vectors.changed(definition, request, billing)
    changed["AttributeDefinitions"] = _attributes(changed, request)
    return {name: value for name, value in changed.items() if value is not None and value != []}


def _throughput(
    definition: dict[str, Any], request: dict[str, Any], billing: str, now: float
) -> dict[str, Any]:
    known, given = definition["BillingMode"], request.get("ProvisionedThroughput")
    if billing == "PAY_PER_REQUEST":
        if given is not None:
            raise both_units_specified()
        if known == billing:
            return {}
        return {"BillingMode": billing, "OnDemandSince": now, "ProvisionedThroughput": dict(NO_UNITS)}
    if given is None:
        return {}
    if known != billing:
        return {"BillingMode": billing, "ProvisionedThroughput": only_units(given)}
    before = definition["ProvisionedThroughput"]
    if all(given[name] == before[name] for name in UNITS):
        raise will_not_change("table", before, given)
    return {"ProvisionedThroughput": changed_units(before, given, now)}


def _maxima(definition: dict[str, Any], request: dict[str, Any], billing: str) -> dict[str, Any]:
    """Give the maximal units on demand, which end where the table is no longer paid per request."""
    given = on_demand_of(request)
    check_on_demand(given, billing, at_creation=False)
    if billing == "PROVISIONED":
        return {"OnDemandThroughput": None}
    return {"OnDemandThroughput": merged_maxima(definition.get("OnDemandThroughput", {}), given) or None}


def _settings(definition: dict[str, Any], request: dict[str, Any], now: float) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    if request.get("DeletionProtectionEnabled") is not None:
        changed["DeletionProtectionEnabled"] = flag_of(request, "DeletionProtectionEnabled")
    if request.get("TableClass") is not None:
        changed |= {"TableClass": request["TableClass"], "TableClassSince": now}
    if request.get("SSESpecification") is not None:
        changed["SSEDescription"] = _encryption(definition, request)
    if request.get("WarmThroughput") is not None:
        changed["WarmThroughput"] = warm_of(request)
    return changed


def _encryption(definition: dict[str, Any], request: dict[str, Any]) -> dict[str, Any] | None:
    known, wanted = definition.get("SSEDescription"), encryption_of(request)
    if known is None and wanted is None:
        raise ValidationException(f"{_INVALID}Table is already encrypted by default")
    if known == wanted:
        raise ValidationException(
            f"{_INVALID}Table is already encrypted with given KMSMasterKeyId. "
            "Use KMSMasterKeyId parameter if you want to change Master Key"
        )
    return wanted


def _attributes(changed: dict[str, Any], request: dict[str, Any]) -> list[dict[str, str]]:
    """Give the attributes in the keys, and no others; what is known of one counts, not what is given."""
    attributes = {
        attribute["AttributeName"]: attribute for attribute in request.get("AttributeDefinitions") or ()
    }
    attributes |= {attribute["AttributeName"]: attribute for attribute in changed["AttributeDefinitions"]}
    used = key_attributes({kind: changed.get(kind) for kind in ("KeySchema", *INDEX_KINDS, "VectorIndexes")})
    known = [attribute["AttributeName"] for attribute in changed["AttributeDefinitions"]]
    order = [*known, *(name for name in attributes if name not in known)]
    return [only(attributes[name], ("AttributeName", "AttributeType")) for name in order if name in used]
