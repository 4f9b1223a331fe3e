"""Global indexes made, changed and removed by UpdateTable.

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.engine import table_shapes as shapes
from dynamodb_toolbox.engine.index_definition import (
    check_count,
    check_global_index,
    check_projected,
    units_for_index,
)
from dynamodb_toolbox.engine.table_definition import INDEX_KINDS, index_of
from dynamodb_toolbox.engine.throughput import (
    NO_UNITS,
    UNITS,
    check_on_demand,
    merged_maxima,
    note_units,
    on_demand_of,
    only_units,
    warm_of,
)
from dynamodb_toolbox.engine.throughput_changes import changed_units, will_not_change
from dynamodb_toolbox.engine.validation import Constraints, list_of, map_of, require_struct
from dynamodb_toolbox.errors import LimitExceededException, ResourceNotFoundException, ValidationException
from dynamodb_toolbox.limits import MAX_CAPACITY_UNITS

_INVALID: Final = "One or more parameter values were invalid: "
_ACTIONS: Final = ("Update", "Create", "Delete")
_BLOCKED: Final = (
    "This operation cannot be performed with given input values. "
    "Please contact DynamoDB service team for more info: Action Blocked: IndexUpdate"
)


def note_index_updates(constraints: Constraints, request: dict[str, Any]) -> None:
    """Note what the GlobalSecondaryIndexUpdates break by themselves.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    for number, update in enumerate(list_of(request, "GlobalSecondaryIndexUpdates") or (), 1):
        require_struct(update)
        place = f"globalSecondaryIndexUpdates.{number}.member"
        for name in _ACTIONS:
            action = map_of(update, name)
            if action is not None:
                _note_action(constraints, name, action, f"{place}.{name.lower()}")


def _note_action(constraints: Constraints, name: str, action: dict[str, Any], place: str) -> None:
    if name == "Create":
        shapes.note_index(constraints, action, place, is_local=False)
        return
    shapes.note_index_name(constraints, action, place)
    if name == "Update":
        throughput = map_of(action, "ProvisionedThroughput")
        note_units(constraints, throughput, f"{place}.provisionedThroughput")
        if not on_demand_of(action) and not warm_of(action):
            constraints.require(throughput, f"{place}.provisionedThroughput")


def check_index_updates(request: dict[str, Any]) -> None:
    """Check what can be checked without the table.

    Raises:
        ValidationException: An update says nothing, or an index is named twice.
    """
    names: set[str] = set()
    for update in request.get("GlobalSecondaryIndexUpdates") or ():
        actions = [update[name] for name in _ACTIONS if update.get(name) is not None]
        if not actions:
            raise ValidationException(
                f"{_INVALID}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, "
                "GlobalSecondaryIndexUpdate.Delete must not be null"
            )
        if len(actions) > 1:
            raise ValidationException(
                f"{_INVALID}Only one global secondary index action is allowed "
                "per GlobalSecondaryIndexUpdate object"
            )
        name = actions[0]["IndexName"]
        if name in names:
            raise ValidationException(
                f"{_INVALID}Only one global secondary index update per index is allowed simultaneously. "
                f"Index: {name}"
            )
        names.add(name)


def changed_indexes(
    definition: dict[str, Any], request: dict[str, Any], billing: str, now: float
) -> list[dict[str, Any]]:
    """Give the global indexes of a table as a request leaves them.

    Raises:
        ValidationException: The request does not suit them.
        LimitExceededException: It makes or removes several of them.
        ResourceNotFoundException: It removes one that is not there.
    """
    known = {index["IndexName"]: index for index in definition.get("GlobalSecondaryIndexes", ())}
    updates = request.get("GlobalSecondaryIndexUpdates") or ()
    changed = _as_billed(definition, known, request, billing)
    _check_one_online(updates)
    for update in updates:
        if update.get("Update") is not None:
            _check_not_local(definition, update["Update"]["IndexName"], "update")
            _update(changed, update["Update"], billing, now)
        if update.get("Create") is not None:
            _create(definition, changed, request, update["Create"])
        if update.get("Delete") is not None:
            _delete(definition, changed, update["Delete"]["IndexName"])
    check_count(list(changed.values()), at_creation=False)
    return list(changed.values())


def _check_one_online(updates: Any) -> None:
    if sum(update.get(name) is not None for update in updates for name in ("Create", "Delete")) > 1:
        raise LimitExceededException(
            "Subscriber limit exceeded: "
            "Only 1 online index can be created or deleted simultaneously per table"
        )


def _as_billed(
    definition: dict[str, Any], known: Mapping[str, dict[str, Any]], request: dict[str, Any], billing: str
) -> dict[str, dict[str, Any]]:
    """Give the indexes in the billing mode that the table comes to."""
    if billing == definition["BillingMode"]:
        return {name: dict(index) for name, index in known.items()}
    if billing == "PAY_PER_REQUEST":
        return {name: index | {"ProvisionedThroughput": dict(NO_UNITS)} for name, index in known.items()}
    updates = request.get("GlobalSecondaryIndexUpdates") or ()
    given = {update["Update"]["IndexName"] for update in updates if update.get("Update") is not None}
    missing = [name for name in known if name not in given]
    if missing:
        raise ValidationException(
            f"{_INVALID}ProvisionedThroughput must be specified for index: {','.join(missing)}"
        )
    without = {
        name: {k: v for k, v in index.items() if k != "OnDemandThroughput"} for name, index in known.items()
    }
    return {name: index | {"ProvisionedThroughput": dict(NO_UNITS)} for name, index in without.items()}


def _update(indexes: dict[str, dict[str, Any]], action: dict[str, Any], billing: str, now: float) -> None:
    given = action.get("ProvisionedThroughput")
    if given is not None and max(given[name] for name in UNITS) > MAX_CAPACITY_UNITS:
        raise ValidationException(_BLOCKED)
    name = action["IndexName"]
    if name not in indexes:
        raise ValidationException(_BLOCKED)
    index, maxima = indexes[name], on_demand_of(action)
    check_on_demand(maxima, billing, at_creation=False)
    if given is not None:
        if billing == "PAY_PER_REQUEST":
            raise units_for_index(name)
        before = index.get("ProvisionedThroughput", NO_UNITS)
        if all(given[unit] == before[unit] for unit in UNITS):
            raise will_not_change(f"index {name}", before, given)
        index["ProvisionedThroughput"] = (
            changed_units(before, given, now) if any(before[unit] for unit in UNITS) else only_units(given)
        )
    if maxima:
        index["OnDemandThroughput"] = merged_maxima(index.get("OnDemandThroughput", {}), maxima)
    if action.get("WarmThroughput") is not None:
        index["WarmThroughput"] = warm_of(action)


def _create(
    definition: dict[str, Any],
    indexes: dict[str, dict[str, Any]],
    request: dict[str, Any],
    action: dict[str, Any],
) -> None:
    """Add an index; its key attributes must be defined by the request, even where the table knows them."""
    name = action["IndexName"]
    local = {index["IndexName"] for index in definition.get("LocalSecondaryIndexes", ())}
    if name in indexes or name in local:
        raise ValidationException("Attempting to create an index which already exists")
    attributes = request.get("AttributeDefinitions")
    if attributes is None:
        raise ValidationException(f"{_INVALID}AttributeDefinitions is not specified for index: {name}")
    billing = request.get("BillingMode") or definition["BillingMode"]
    defined = [attribute["AttributeName"] for attribute in attributes]
    check_global_index(action, defined, billing, at_creation=False)
    indexes[name] = index_of(action)
    others = definition.get(INDEX_KINDS[0], ())
    check_projected([*others, *indexes.values()])


def _delete(definition: dict[str, Any], indexes: dict[str, dict[str, Any]], name: str) -> None:
    _check_not_local(definition, name, "delete")
    if indexes.pop(name, None) is None:
        raise ResourceNotFoundException(f"Requested resource not found: Index: {name} not found")


def _check_not_local(definition: dict[str, Any], name: str, verb: str) -> None:
    if any(index["IndexName"] == name for index in definition.get(INDEX_KINDS[0], ())):
        raise ValidationException(f"Cannot {verb} an index that is not a GlobalSecondaryIndex: {name}")
