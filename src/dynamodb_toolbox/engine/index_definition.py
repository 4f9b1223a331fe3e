"""Secondary indexes, as CreateTable and UpdateTable take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from dynamodb_toolbox.engine.key_definition import check_defined, check_global_parts, check_parts
from dynamodb_toolbox.engine.throughput import check_on_demand, on_demand_of
from dynamodb_toolbox.errors import LimitExceededException, ValidationException
from dynamodb_toolbox.limits import MAX_GLOBAL_INDEXES, MAX_LOCAL_INDEXES, MAX_NON_KEY_ATTRIBUTES

_INVALID: Final = "One or more parameter values were invalid: "


def check_local_indexes(
    indexes: Sequence[dict[str, Any]],
    table_schema: Sequence[dict[str, str]],
    defined: Sequence[str],
    names: set[str],
) -> None:
    """Check the local indexes of a table; `names` collects the names taken.

    Raises:
        ValidationException: One breaks a rule.
    """
    if not indexes:
        raise ValidationException(f"{_INVALID}List of LocalSecondaryIndexes is empty")
    if len(table_schema) == 1:
        raise ValidationException(
            f"{_INVALID}Table KeySchema does not have a range key, "
            "which is required when specifying a LocalSecondaryIndex"
        )
    table_hash = table_schema[0]["AttributeName"]
    for index in indexes:
        schema: list[dict[str, str]] = index["KeySchema"]
        check_defined(schema, defined)
        check_parts(schema)
        _check_local_key(index["IndexName"], schema, table_hash)
        check_projection(index["Projection"])
        check_name(index["IndexName"], names)
    if len(indexes) > MAX_LOCAL_INDEXES:
        raise ValidationException(
            f"{_INVALID}Number of LocalSecondaryIndexes exceeds per-table limit of {MAX_LOCAL_INDEXES}"
        )


def check_global_indexes(
    indexes: Sequence[dict[str, Any]], defined: Sequence[str], names: set[str], billing: str
) -> None:
    """Check the global indexes of a table; `names` collects the names taken.

    Raises:
        ValidationException: One breaks a rule.
    """
    if not indexes:
        raise ValidationException(f"{_INVALID}List of GlobalSecondaryIndexes is empty")
    for index in indexes:
        check_global_index(index, defined, billing)
        check_name(index["IndexName"], names)
    check_count(indexes)


def check_global_index(
    index: dict[str, Any], defined: Sequence[str], billing: str, *, at_creation: bool = True
) -> None:
    """Check one global index by itself; `at_creation` of its table.

    Raises:
        ValidationException: It breaks a rule.
    """
    check_defined(index["KeySchema"], defined)
    check_global_parts(index["KeySchema"])
    check_projection(index["Projection"])
    _check_throughput(index, billing, at_creation=at_creation)
    check_on_demand(on_demand_of(index), billing, at_creation=True)


def check_count(global_indexes: Sequence[dict[str, Any]], *, at_creation: bool = True) -> None:
    """Check that a table does not have too many global indexes; `at_creation` of the table.

    Raises:
        ValidationException: It would have, from the start.
        LimitExceededException: It would have, by an update.
    """
    if len(global_indexes) > MAX_GLOBAL_INDEXES:
        refusal = ValidationException if at_creation else LimitExceededException
        raise refusal(
            f"{_INVALID}GlobalSecondaryIndex count exceeds the per-table limit of {MAX_GLOBAL_INDEXES}"
        )


def check_projected(indexes: Iterable[dict[str, Any]]) -> None:
    """Check how many attributes all indexes of a table together name in their projections.

    Raises:
        ValidationException: They are too many.
    """
    named = sum(len(index["Projection"].get("NonKeyAttributes") or ()) for index in indexes)
    if named > MAX_NON_KEY_ATTRIBUTES:
        raise ValidationException(
            f"{_INVALID}{named} NonKeyAttributes over all indexes, where a table has at most "
            f"{MAX_NON_KEY_ATTRIBUTES}"
        )


def _check_local_key(name: str, schema: Sequence[dict[str, str]], table_hash: str) -> None:
    if len(schema) == 1:
        raise ValidationException(f"{_INVALID}Index KeySchema does not have a range key for index: {name}")
    index_hash = schema[0]["AttributeName"]
    if index_hash != table_hash:
        raise ValidationException(
            f"{_INVALID}Index KeySchema does not have the same leading hash key as table KeySchema "
            f"for index: {name}. index hash key: {index_hash}, table hash key: {table_hash}"
        )


def check_projection(projection: dict[str, Any]) -> None:
    """Check what an index is to hold.

    Raises:
        ValidationException: It breaks a rule.
    """
    kind = projection.get("ProjectionType")
    if kind is None:
        raise ValidationException(f"{_INVALID}Unknown ProjectionType: null")
    if projection.get("NonKeyAttributes") and kind != "INCLUDE":
        raise ValidationException(f"{_INVALID}ProjectionType is {kind}, but NonKeyAttributes is specified")
    if kind == "INCLUDE" and not projection.get("NonKeyAttributes"):
        raise ValidationException(
            f"{_INVALID}ProjectionType is INCLUDE, but NonKeyAttributes is not specified"
        )
    named: list[str] = projection.get("NonKeyAttributes") or []
    twice = next((name for number, name in enumerate(named) if name in named[:number]), None)
    if twice is not None:
        raise ValidationException(f"{_INVALID}Duplicate element in NonKeyAttributes: {twice}")


def _check_throughput(index: dict[str, Any], billing: str, *, at_creation: bool) -> None:
    given = index.get("ProvisionedThroughput") is not None
    name = index["IndexName"]
    if given and billing == "PAY_PER_REQUEST" and not at_creation:
        raise units_for_index(name)
    if given and billing == "PAY_PER_REQUEST":
        raise ValidationException(
            f"{_INVALID}ProvisionedThroughput should not be specified for index: {name} "
            "when BillingMode is PAY_PER_REQUEST"
        )
    if not given and billing == "PROVISIONED":
        told = "is not" if at_creation else "must be"
        raise ValidationException(f"{_INVALID}ProvisionedThroughput {told} specified for index: {name}")


def units_for_index(name: str) -> ValidationException:
    """Build the refusal of units for an index of a table that is paid per request."""
    return ValidationException(
        f"{_INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: {name} "
        "when BillingMode is PAY_PER_REQUEST"
    )


def check_name(name: str, names: set[str]) -> None:
    """Check that the name of an index is free, and take it.

    Raises:
        ValidationException: It is not.
    """
    if name in names:
        raise ValidationException(f"{_INVALID}Duplicate index name: {name}")
    names.add(name)
