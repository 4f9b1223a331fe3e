"""CreateTable's request checked, as the definition that the catalog keeps.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, Final

from dynamodb_toolbox.engine.index_definition import check_global_indexes, check_local_indexes
from dynamodb_toolbox.engine.key_definition import check_key_schema, check_key_shape
from dynamodb_toolbox.engine.validation import (
    Constraints,
    flag_of,
    list_of,
    map_of,
    refuse_parameters,
    require_struct,
    text_of,
)
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.limits import MAX_CAPACITY_UNITS, MIN_TABLE_NAME

_INVALID: Final = "One or more parameter values were invalid: "
_UNITS: Final = ("ReadCapacityUnits", "WriteCapacityUnits")
_NOT_YET: Final = (
    "SSESpecification",
    "Tags",
    "ResourcePolicy",
    "WarmThroughput",
    "OnDemandThroughput",
    "VectorIndexes",
    "GlobalTableSourceArn",
    "GlobalTableSettingsReplicationMode",
)


def definition_of(request: dict[str, Any], now: float) -> dict[str, Any]:
    """Check a CreateTable request and give the table's definition.

    Raises:
        ValidationException: A constraint or a rule of the definition is broken.
        SerializationException: A member is of a wrong JSON type.
    """
    _check_shape(request)
    refuse_parameters(request, _NOT_YET)
    if flag_of(map_of(request, "StreamSpecification") or {}, "StreamEnabled"):
        raise ValidationException("The parameter StreamSpecification is not supported by this engine")
    billing = request.get("BillingMode") or "PROVISIONED"
    throughput = _throughput(request, billing)
    attributes: list[dict[str, str]] = request["AttributeDefinitions"]
    defined = [attribute["AttributeName"] for attribute in attributes]
    check_key_schema(request["KeySchema"], defined)
    local, global_ = request.get("LocalSecondaryIndexes"), request.get("GlobalSecondaryIndexes")
    if local is None and global_ is None:
        _check_all_used(request["KeySchema"], defined)
    names: set[str] = set()
    if local is not None:
        check_local_indexes(local, request["KeySchema"], defined, names)
    if global_ is not None:
        check_global_indexes(global_, defined, names, billing)
    _check_none_left(request, defined)
    definition: dict[str, Any] = {
        "AttributeDefinitions": [_only(a, ("AttributeName", "AttributeType")) for a in attributes],
        "KeySchema": [_only(k, ("AttributeName", "KeyType")) for k in request["KeySchema"]],
        "BillingMode": billing,
        "ProvisionedThroughput": throughput,
        "DeletionProtectionEnabled": flag_of(request, "DeletionProtectionEnabled"),
        "TableId": str(uuid.uuid4()),
        "CreationDateTime": now,
    }
    for kind, indexes in (("LocalSecondaryIndexes", local), ("GlobalSecondaryIndexes", global_)):
        if indexes:
            definition[kind] = [
                _only(i, ("IndexName", "KeySchema", "Projection", "ProvisionedThroughput")) for i in indexes
            ]
    if request.get("TableClass"):
        definition["TableClass"] = request["TableClass"]
    return definition


def _check_shape(request: dict[str, Any]) -> None:
    if text_of(request, "TableName") is None:
        raise ValidationException("The parameter 'TableName' is required but was not present in the request")
    constraints = Constraints()
    constraints.name(request["TableName"], "tableName", MIN_TABLE_NAME)
    _check_attribute_definitions(constraints, list_of(request, "AttributeDefinitions"))
    check_key_shape(constraints, list_of(request, "KeySchema"), "keySchema")
    constraints.one_of(text_of(request, "BillingMode"), "billingMode", ("PROVISIONED", "PAY_PER_REQUEST"))
    constraints.one_of(
        text_of(request, "TableClass"), "tableClass", ("STANDARD", "STANDARD_INFREQUENT_ACCESS")
    )
    _check_units(constraints, map_of(request, "ProvisionedThroughput"), "provisionedThroughput")
    for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes"):
        for number, index in enumerate(list_of(request, kind) or (), 1):
            _check_index_shape(constraints, index, f"{kind[0].lower()}{kind[1:]}.{number}.member")
    constraints.check()


def _check_attribute_definitions(constraints: Constraints, attributes: Sequence[Any] | None) -> None:
    constraints.require(attributes, "attributeDefinitions")
    for number, attribute in enumerate(attributes or (), 1):
        place = f"attributeDefinitions.{number}.member"
        require_struct(attribute)
        constraints.require(text_of(attribute, "AttributeName"), f"{place}.attributeName")
        kind = text_of(attribute, "AttributeType")
        if constraints.require(kind, f"{place}.attributeType"):
            constraints.one_of(kind, f"{place}.attributeType", ("B", "N", "S"))


def _check_index_shape(constraints: Constraints, index: Any, place: str) -> None:
    require_struct(index)
    name = text_of(index, "IndexName")
    if name is None:
        constraints.require(name, f"{place}.indexName")
    else:
        constraints.name(name, f"{place}.indexName", MIN_TABLE_NAME)
    schema = list_of(index, "KeySchema")
    if place.startswith("global"):
        check_key_shape(constraints, schema, f"{place}.keySchema", most=None)
    else:
        check_key_shape(constraints, schema, f"{place}.keySchema")
    projection = map_of(index, "Projection")
    if projection is None:
        constraints.require(projection, f"{place}.projection")
    else:
        kinds = ("ALL", "INCLUDE", "KEYS_ONLY")
        constraints.one_of(text_of(projection, "ProjectionType"), f"{place}.projection.projectionType", kinds)
        others = list_of(projection, "NonKeyAttributes")
        if others is not None:
            constraints.length(others, f"{place}.projection.nonKeyAttributes", 1)
    _check_units(constraints, map_of(index, "ProvisionedThroughput"), f"{place}.provisionedThroughput")


def _check_units(constraints: Constraints, throughput: dict[str, Any] | None, place: str) -> None:
    if throughput is None:
        return
    for name in _UNITS:
        units = throughput.get(name)
        where = f"{place}.{name[0].lower()}{name[1:]}"
        if constraints.require(units, where):
            if not isinstance(units, int) or isinstance(units, bool):
                raise SerializationException(f"{name}: {type(units).__name__} cannot be converted to Long")
            constraints.between(units, where, 1)


def _throughput(request: dict[str, Any], billing: str) -> dict[str, int]:
    given = request.get("ProvisionedThroughput")
    if billing == "PAY_PER_REQUEST":
        if given:
            raise ValidationException(
                f"{_INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
                "when BillingMode is PAY_PER_REQUEST"
            )
        return dict.fromkeys(_UNITS, 0)
    if not given:
        raise ValidationException(
            f"{_INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified "
            "when BillingMode is PROVISIONED"
        )
    for name in _UNITS:
        if given[name] > MAX_CAPACITY_UNITS:
            raise ValidationException(f"Given value {given[name]} for {name} is out of bounds")
    return {name: given[name] for name in _UNITS}


def _check_all_used(schema: Sequence[dict[str, str]], defined: Sequence[str]) -> None:
    if len(schema) != len(defined):
        raise ValidationException(
            f"{_INVALID}Number of attributes in KeySchema does not exactly match number of attributes "
            "defined in AttributeDefinitions"
        )


def _check_none_left(request: dict[str, Any], defined: Sequence[str]) -> None:
    schemas = [request["KeySchema"]]
    schemas += [index["KeySchema"] for index in request.get("LocalSecondaryIndexes") or ()]
    schemas += [index["KeySchema"] for index in request.get("GlobalSecondaryIndexes") or ()]
    used = sorted({element["AttributeName"] for schema in schemas for element in schema})
    if len(set(defined)) != len(used):
        raise ValidationException(
            f"{_INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: "
            f"[{', '.join(defined)}], keys used: [{', '.join(used)}]"
        )


def _only(value: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value[name] for name in names if value.get(name) is not None}
