"""The shapes of what CreateTable and UpdateTable take, checked before their rules.

Shapes: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dynamodb_toolbox.engine.key_definition import check_key_shape
from dynamodb_toolbox.engine.throughput import BILLING_MODES, note_units
from dynamodb_toolbox.engine.validation import (
    Constraints,
    flag_of,
    list_of,
    map_of,
    require_struct,
    text_of,
)
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MIN_TABLE_NAME

_TABLE_CLASSES: Final = ("STANDARD", "STANDARD_INFREQUENT_ACCESS")
_VIEWS: Final = ("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY")
_ENCRYPTIONS: Final = ("AES256", "KMS")
_PROJECTIONS: Final = ("ALL", "INCLUDE", "KEYS_ONLY")


def note_table_name(constraints: Constraints, request: dict[str, Any], *, is_new: bool = False) -> None:
    """Note what the TableName breaks; that of a new table (`is_new`) cannot be an ARN.

    Raises:
        ValidationException: It is not there.
        SerializationException: It is no string.
    """
    name = text_of(request, "TableName")
    if name is None:
        raise ValidationException("The parameter 'TableName' is required but was not present in the request")
    require = constraints.name if is_new else constraints.table
    require(name, "tableName", MIN_TABLE_NAME)


def note_settings(constraints: Constraints, request: dict[str, Any]) -> None:
    """Note what the settings break that CreateTable and UpdateTable share.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    constraints.one_of(text_of(request, "BillingMode"), "billingMode", BILLING_MODES)
    constraints.one_of(text_of(request, "TableClass"), "tableClass", _TABLE_CLASSES)
    note_units(constraints, map_of(request, "ProvisionedThroughput"), "provisionedThroughput")
    flag_of(request, "DeletionProtectionEnabled")
    _note_stream(constraints, map_of(request, "StreamSpecification"))
    _note_encryption(constraints, map_of(request, "SSESpecification"))


def _note_stream(constraints: Constraints, stream: dict[str, Any] | None) -> None:
    if stream is None:
        return
    constraints.require(stream.get("StreamEnabled"), "streamSpecification.streamEnabled")
    flag_of(stream, "StreamEnabled")
    constraints.one_of(text_of(stream, "StreamViewType"), "streamSpecification.streamViewType", _VIEWS)


def _note_encryption(constraints: Constraints, encryption: dict[str, Any] | None) -> None:
    if encryption is not None:
        flag_of(encryption, "Enabled")
        text_of(encryption, "KMSMasterKeyId")
        constraints.one_of(text_of(encryption, "SSEType"), "sSESpecification.sSEType", _ENCRYPTIONS)


def note_attributes(constraints: Constraints, attributes: Sequence[Any] | None) -> None:
    """Note what the AttributeDefinitions break, where they are there.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    for number, attribute in enumerate(attributes or (), 1):
        place = f"attributeDefinitions.{number}.member"
        require_struct(attribute)
        constraints.require(text_of(attribute, "AttributeName"), f"{place}.attributeName")
        kind = text_of(attribute, "AttributeType")
        if constraints.require(kind, f"{place}.attributeType"):
            constraints.one_of(kind, f"{place}.attributeType", ("B", "N", "S"))


def note_index(constraints: Constraints, index: dict[str, Any], place: str, *, is_local: bool) -> None:
    """Note what an index to be made breaks.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    require_struct(index)
    note_index_name(constraints, index, place)
    schema = list_of(index, "KeySchema")
    if is_local:
        check_key_shape(constraints, schema, f"{place}.keySchema")
    else:
        check_key_shape(constraints, schema, f"{place}.keySchema", most=None)
    note_projection(constraints, map_of(index, "Projection"), f"{place}.projection")
    note_units(constraints, map_of(index, "ProvisionedThroughput"), f"{place}.provisionedThroughput")


def note_index_name(constraints: Constraints, index: dict[str, Any], place: str) -> None:
    """Note what the name of an index breaks.

    Raises:
        SerializationException: It is no string.
    """
    name = text_of(index, "IndexName")
    if name is None:
        constraints.require(name, f"{place}.indexName")
    else:
        constraints.name(name, f"{place}.indexName", MIN_TABLE_NAME)


def note_projection(constraints: Constraints, projection: dict[str, Any] | None, place: str) -> None:
    """Note what the projection of an index breaks.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    if projection is None:
        constraints.require(projection, place)
        return
    constraints.one_of(text_of(projection, "ProjectionType"), f"{place}.projectionType", _PROJECTIONS)
    others = list_of(projection, "NonKeyAttributes")
    if others is not None:
        constraints.length(others, f"{place}.nonKeyAttributes", 1)
