"""Vector indexes, as CreateTable and UpdateTable take them and DescribeTable shows them.

Pages: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_VectorIndex.html and the developer
guide's VectorSearch.Requirements.html, ServiceQuotas.html#limits-vector-indexes
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dynamodb_toolbox.engine import table_shapes as shapes
from dynamodb_toolbox.engine.index_definition import check_name, check_projection
from dynamodb_toolbox.engine.validation import (
    Constraints,
    integer_of,
    list_of,
    map_of,
    require_struct,
    text_of,
)
from dynamodb_toolbox.errors import LimitExceededException, ResourceNotFoundException, ValidationException

MAX_VECTOR_INDEXES: Final = 5
MAX_DIMENSIONS: Final = 4096
MAX_INLINE_FILTERS: Final = 18

_MEMBERS: Final = (
    "IndexName",
    "VectorAttribute",
    "SearchSchema",
    "Projection",
    "Dimensions",
    "DistanceFunction",
)
_DISTANCES: Final = ("COSINE", "DOT_PRODUCT", "EUCLIDEAN")
_ELEMENTS: Final = ("HASH", "INLINE_FILTER")
_INVALID: Final = "One or more parameter values were invalid: "


def note_vector_indexes(constraints: Constraints, request: dict[str, Any]) -> None:
    """Note what the VectorIndexes of a CreateTable request break by themselves.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    for number, index in enumerate(list_of(request, "VectorIndexes") or (), 1):
        _note_index(constraints, index, f"vectorIndexes.{number}.member")


def note_updates(constraints: Constraints, request: dict[str, Any]) -> None:
    """Note what the VectorIndexUpdates of an UpdateTable request break by themselves.

    Raises:
        SerializationException: A member is of a wrong JSON type.
    """
    for number, update in enumerate(list_of(request, "VectorIndexUpdates") or (), 1):
        require_struct(update)
        place = f"vectorIndexUpdates.{number}.member"
        create, delete = map_of(update, "Create"), map_of(update, "Delete")
        if create is not None:
            _note_index(constraints, create, f"{place}.create")
        if delete is not None:
            shapes.note_index_name(constraints, delete, f"{place}.delete")


def _note_index(constraints: Constraints, index: Any, place: str) -> None:
    require_struct(index)
    shapes.note_index_name(constraints, index, place)
    attribute = map_of(index, "VectorAttribute")
    if constraints.require(attribute, f"{place}.vectorAttribute"):
        name = text_of(attribute or {}, "AttributeName")
        if constraints.require(name, f"{place}.vectorAttribute.attributeName"):
            constraints.length(name or "", f"{place}.vectorAttribute.attributeName", 1, 255)
    shapes.note_projection(constraints, map_of(index, "Projection"), f"{place}.projection")
    dimensions = integer_of(index, "Dimensions")
    if constraints.require(dimensions, f"{place}.dimensions"):
        constraints.between(dimensions or 0, f"{place}.dimensions", 1)
    distance = text_of(index, "DistanceFunction")
    if constraints.require(distance, f"{place}.distanceFunction"):
        constraints.one_of(distance, f"{place}.distanceFunction", _DISTANCES)
    _note_schema(constraints, list_of(index, "SearchSchema"), f"{place}.searchSchema")


def _note_schema(constraints: Constraints, schema: list[Any] | None, place: str) -> None:
    if schema is None:
        return
    constraints.length(schema, place, 1)
    for number, element in enumerate(schema, 1):
        require_struct(element)
        constraints.require(text_of(element, "AttributeName"), f"{place}.{number}.member.attributeName")
        kind = text_of(element, "SearchSchemaElementType")
        where = f"{place}.{number}.member.searchSchemaElementType"
        if constraints.require(kind, where):
            constraints.one_of(kind, where, _ELEMENTS)


def check_vector_indexes(
    indexes: Sequence[dict[str, Any]], defined: Sequence[str], names: set[str], billing: str
) -> None:
    """Check the vector indexes of a table; `names` collects the names taken.

    Raises:
        ValidationException: One breaks a rule, or there are too many.
    """
    if billing != "PAY_PER_REQUEST":
        raise ValidationException(f"{_INVALID}Vector indexes require the BillingMode PAY_PER_REQUEST")
    if len(indexes) > MAX_VECTOR_INDEXES:
        raise ValidationException(
            f"{_INVALID}VectorIndex count exceeds the per-table limit of {MAX_VECTOR_INDEXES}"
        )
    dimensions: dict[str, int] = {}
    for index in indexes:
        check_name(index["IndexName"], names)
        check_projection(index["Projection"])
        _check_schema(index, defined)
        _check_dimensions(index, dimensions)


def _check_dimensions(index: dict[str, Any], known: dict[str, int]) -> None:
    count, name = index["Dimensions"], index["VectorAttribute"]["AttributeName"]
    if count > MAX_DIMENSIONS:
        raise ValidationException(
            f"{_INVALID}Dimensions must be between 1 and {MAX_DIMENSIONS}; "
            f"got {count} for index: {index['IndexName']}"
        )
    if known.setdefault(name, count) != count:
        raise ValidationException(
            f"{_INVALID}Conflicting attribute definition for '{name}'. "
            "All VectorIndexes on the same vector attribute must use the same dimensions."
        )


def _check_schema(index: dict[str, Any], defined: Sequence[str]) -> None:
    schema: list[dict[str, str]] = index.get("SearchSchema") or []
    names = [element["AttributeName"] for element in schema]
    if any(name not in defined for name in names):
        raise ValidationException(
            f"{_INVALID}One element in SearchSchema is not defined in attribute definitions"
        )
    kinds = [element["SearchSchemaElementType"] for element in schema]
    place = f"SearchSchema of index: {index['IndexName']}"
    if kinds.count("HASH") > 1:
        raise ValidationException(f"{_INVALID}At most one HASH element is allowed in {place}")
    if kinds.count("INLINE_FILTER") > MAX_INLINE_FILTERS:
        raise ValidationException(
            f"{_INVALID}At most {MAX_INLINE_FILTERS} INLINE_FILTER elements are allowed in {place}"
        )
    if len(set(names)) < len(names):
        raise ValidationException(f"{_INVALID}An attribute is listed twice in {place}")


def kept(indexes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give the definitions of vector indexes, as they are kept."""
    return [{name: index[name] for name in _MEMBERS if index.get(name) is not None} for index in indexes]


def schema_attributes(definition: Mapping[str, Any]) -> set[str]:
    """Give the attributes by which the vector indexes of a table are searched."""
    indexes = definition.get("VectorIndexes") or ()
    return {element["AttributeName"] for index in indexes for element in index.get("SearchSchema") or ()}


def changed(definition: Mapping[str, Any], request: dict[str, Any], billing: str) -> list[dict[str, Any]]:
    """Give the vector indexes of a table as an UpdateTable request leaves them.

    Raises:
        ValidationException: The request does not suit the table.
        LimitExceededException: It makes or removes several indexes.
        ResourceNotFoundException: It removes one that is not there.
    """
    indexes: list[dict[str, Any]] = list(definition.get("VectorIndexes") or ())
    updates: list[dict[str, Any]] = request.get("VectorIndexUpdates") or []
    _check_one_online(updates, request.get("GlobalSecondaryIndexUpdates") or ())
    for update in updates:
        if update.get("Delete") is not None:
            indexes = _without(indexes, update["Delete"]["IndexName"])
        if update.get("Create") is not None:
            indexes = indexes + kept([update["Create"]])
    if indexes:
        attributes = [*definition["AttributeDefinitions"], *(request.get("AttributeDefinitions") or ())]
        defined = [attribute["AttributeName"] for attribute in attributes]
        check_vector_indexes(indexes, defined, _other_names(definition), billing)
    return indexes


def _check_one_online(updates: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]]) -> None:
    given = [name for update in (*updates, *others) for name in ("Create", "Delete") if update.get(name)]
    if updates and len(given) > 1:
        raise LimitExceededException(
            "Subscriber limit exceeded: "
            "Only 1 online index can be created or deleted simultaneously per table"
        )
    if updates and not given:
        raise ValidationException(
            f"{_INVALID}One of VectorIndexUpdate.Create, VectorIndexUpdate.Delete must not be null"
        )


def _without(indexes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    left = [index for index in indexes if index["IndexName"] != name]
    if len(left) == len(indexes):
        raise ResourceNotFoundException("Requested resource not found")
    return left


def _other_names(definition: Mapping[str, Any]) -> set[str]:
    kinds = ("LocalSecondaryIndexes", "GlobalSecondaryIndexes")
    return {index["IndexName"] for kind in kinds for index in definition.get(kind) or ()}
