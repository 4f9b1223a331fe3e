"""CreateTable's request checked, as the definition that the catalog keeps.

Rules: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from dynamodb_toolbox.engine import table_shapes as shapes
from dynamodb_toolbox.engine.index_definition import (
    check_global_indexes,
    check_local_indexes,
    check_projected,
)
from dynamodb_toolbox.engine.key_definition import check_key_schema, check_key_shape
from dynamodb_toolbox.engine.table_settings import encryption_of
from dynamodb_toolbox.engine.tags import note_tags, with_tags
from dynamodb_toolbox.engine.throughput import (
    NO_UNITS,
    both_units_specified,
    check_bounds,
    check_on_demand,
    on_demand_of,
    only_units,
    warm_of,
)
from dynamodb_toolbox.engine.validation import Constraints, flag_of, list_of, refuse_parameters
from dynamodb_toolbox.engine.vectors import definition as vectors
from dynamodb_toolbox.errors import ValidationException

INDEX_KINDS: Final[tuple[str, str]] = ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")

_INVALID: Final = "One or more parameter values were invalid: "
_NO_LOCAL_MEANING: Final = (
    "ResourcePolicy",
    "GlobalTableSourceArn",
    "GlobalTableSettingsReplicationMode",
)
_INDEX_MEMBERS: Final = ("IndexName", "KeySchema", "Projection")


def definition_of(request: dict[str, Any], now: float) -> dict[str, Any]:
    """Check a CreateTable request and give the table's definition.

    Raises:
        ValidationException: A constraint or a rule of the definition is broken.
        SerializationException: A member is of a wrong JSON type.
    """
    _check_shape(request)
    refuse_parameters(request, _NO_LOCAL_MEANING)
    billing = request.get("BillingMode") or "PROVISIONED"
    throughput = _throughput(request, billing)
    maxima = on_demand_of(request)
    check_on_demand(maxima, billing, at_creation=True)
    _check_keys(request, billing)
    definition: dict[str, Any] = {
        "AttributeDefinitions": [
            only(a, ("AttributeName", "AttributeType")) for a in request["AttributeDefinitions"]
        ],
        "KeySchema": [only(k, ("AttributeName", "KeyType")) for k in request["KeySchema"]],
        "BillingMode": billing,
        "ProvisionedThroughput": throughput,
        "DeletionProtectionEnabled": flag_of(request, "DeletionProtectionEnabled"),
        "TableId": str(uuid.uuid4()),
        "CreationDateTime": now,
    }
    if billing == "PAY_PER_REQUEST":
        definition["OnDemandSince"] = now
    for kind in INDEX_KINDS:
        if request.get(kind):
            definition[kind] = [index_of(index) for index in request[kind]]
    if request.get("VectorIndexes"):
        definition["VectorIndexes"] = vectors.kept(request["VectorIndexes"])
    return definition | _settings(request, maxima)


def index_of(index: dict[str, Any]) -> dict[str, Any]:
    """Give the definition of an index, as it is kept.

    Raises:
        ValidationException: Its warm throughput is out of range.
    """
    kept = only(index, _INDEX_MEMBERS)
    if index.get("ProvisionedThroughput") is not None:
        kept["ProvisionedThroughput"] = only_units(index["ProvisionedThroughput"])
    return kept | present(OnDemandThroughput=on_demand_of(index), WarmThroughput=warm_of(index))


def only(value: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """Give some members of a structure, as far as they are there."""
    return {name: value[name] for name in names if value.get(name) is not None}


def present(**members: Any) -> dict[str, Any]:
    """Give the members that are neither `None` nor empty."""
    return {name: value for name, value in members.items() if value}


def _settings(request: dict[str, Any], maxima: Mapping[str, int]) -> dict[str, Any]:
    return present(
        TableClass=request.get("TableClass"),
        OnDemandThroughput=maxima,
        WarmThroughput=warm_of(request),
        SSEDescription=encryption_of(request),
        Tags=with_tags((), request.get("Tags") or ()),
    )


def _check_shape(request: dict[str, Any]) -> None:
    constraints = Constraints()
    shapes.note_table_name(constraints, request, is_new=True)
    attributes = list_of(request, "AttributeDefinitions")
    constraints.require(attributes, "attributeDefinitions")
    shapes.note_attributes(constraints, attributes)
    check_key_shape(constraints, list_of(request, "KeySchema"), "keySchema")
    shapes.note_settings(constraints, request)
    for kind in reversed(INDEX_KINDS):  # the service tells of global ones first
        for number, index in enumerate(list_of(request, kind) or (), 1):
            place = f"{kind[0].lower()}{kind[1:]}.{number}.member"
            shapes.note_index(constraints, index, place, is_local=kind == "LocalSecondaryIndexes")
    vectors.note_vector_indexes(constraints, request)
    note_tags(constraints, list_of(request, "Tags") or (), "tags")
    constraints.check()


def _throughput(request: dict[str, Any], billing: str) -> dict[str, int]:
    given = request.get("ProvisionedThroughput")
    if billing == "PAY_PER_REQUEST":
        if given:
            raise both_units_specified()
        return dict(NO_UNITS)
    if not given:
        raise ValidationException(
            f"{_INVALID}ReadCapacityUnits and WriteCapacityUnits must both be specified "
            "when BillingMode is PROVISIONED"
        )
    check_bounds(given)
    return only_units(given)


def _check_keys(request: dict[str, Any], billing: str) -> None:
    """Check the keys of the table and of its indexes, and that no attribute is defined for nothing."""
    schema = request["KeySchema"]
    defined = [attribute["AttributeName"] for attribute in request["AttributeDefinitions"]]
    twice = next((name for number, name in enumerate(defined) if name in defined[:number]), None)
    if twice is not None:
        raise ValidationException(f"Attribute Name is duplicated: {twice}")
    check_key_schema(schema, defined)
    local, global_ = (request.get(kind) for kind in INDEX_KINDS)
    searched = request.get("VectorIndexes")
    if local is None and global_ is None and not searched and len(schema) != len(defined):
        raise ValidationException(
            f"{_INVALID}Number of attributes in KeySchema does not exactly match number of attributes "
            "defined in AttributeDefinitions"
        )
    names: set[str] = set()
    if local is not None:
        check_local_indexes(local, schema, defined, names)
    if global_ is not None:
        check_global_indexes(global_, defined, names, billing)
    if searched:
        vectors.check_vector_indexes(searched, defined, names, billing)
    check_projected([*(local or ()), *(global_ or ()), *(searched or ())])
    used = sorted(key_attributes(request))
    if len(set(defined)) != len(used):
        raise ValidationException(
            f"{_INVALID}Some AttributeDefinitions are not used. AttributeDefinitions: "
            f"[{', '.join(defined)}], keys used: [{', '.join(used)}]"
        )


def key_attributes(definition: Mapping[str, Any]) -> set[str]:
    """Give the attributes in the keys of a table and its indexes, and those by which vectors are searched."""
    schemas: Iterable[Any] = [
        definition["KeySchema"],
        *(index["KeySchema"] for kind in INDEX_KINDS for index in definition.get(kind) or ()),
    ]
    keys = {element["AttributeName"] for schema in schemas for element in schema}
    return keys | vectors.schema_attributes(definition)
