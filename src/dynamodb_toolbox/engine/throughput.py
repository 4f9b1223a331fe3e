"""Billing modes and throughputs, of tables and of global indexes.

They are kept, described and checked as AWS checks them; here nothing is throttled.
Pages: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/capacity-mode.html,
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.engine.validation import Constraints, integer_of, map_of
from dynamodb_toolbox.errors import SerializationException, ValidationException
from dynamodb_toolbox.limits import MAX_CAPACITY_UNITS

BILLING_MODES: Final = ("PROVISIONED", "PAY_PER_REQUEST")
UNITS: Final = ("ReadCapacityUnits", "WriteCapacityUnits")
NO_UNITS: Final[Mapping[str, int]] = dict.fromkeys(UNITS, 0)

_INVALID: Final = "One or more parameter values were invalid: "
_ON_DEMAND_UNITS: Final = ("MaxReadRequestUnits", "MaxWriteRequestUnits")
_WARM_UNITS: Final = ("ReadUnitsPerSecond", "WriteUnitsPerSecond")


def note_units(constraints: Constraints, throughput: dict[str, Any] | None, place: str) -> None:
    """Note what a ProvisionedThroughput breaks.

    Raises:
        SerializationException: A number is none.
    """
    if throughput is None:
        return
    for name in UNITS:
        units = throughput.get(name)
        where = f"{place}.{name[0].lower()}{name[1:]}"
        if constraints.require(units, where):
            if not isinstance(units, int) or isinstance(units, bool):
                raise SerializationException(f"{name}: {type(units).__name__} cannot be converted to Long")
            constraints.between(units, where, 1)


def check_bounds(throughput: Mapping[str, int]) -> None:
    """Check that the units of a table are not too many.

    Raises:
        ValidationException: They are.
    """
    for name in UNITS:
        if throughput[name] > MAX_CAPACITY_UNITS:
            raise ValidationException(f"Given value {throughput[name]} for {name} is out of bounds")


def only_units(throughput: Mapping[str, Any]) -> dict[str, Any]:
    """Give the units of a throughput, without what else may stand there."""
    return {name: throughput[name] for name in UNITS}


def both_units_specified() -> ValidationException:
    """Build the refusal of units for a table that is paid per request."""
    return ValidationException(
        f"{_INVALID}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified "
        "when BillingMode is PAY_PER_REQUEST"
    )


def on_demand_of(request: Mapping[str, Any]) -> dict[str, int]:
    """Give the maximal units that an OnDemandThroughput names; an empty one is as none.

    Raises:
        SerializationException: A number is none.
    """
    return _integers(request, "OnDemandThroughput", _ON_DEMAND_UNITS)


def check_on_demand(maxima: Mapping[str, int], billing: str, *, at_creation: bool) -> None:
    """Check an OnDemandThroughput; -1, which lifts a maximum, is for tables that exist.

    Raises:
        ValidationException: The table is not paid per request, or a number is out of range.
    """
    if maxima and billing == "PROVISIONED":
        rule = (
            "cannot be specified when table BillingMode is PROVISIONED."
            if at_creation
            else "cannot be specified when the table BillingMode is PROVISIONED"
        )
        raise ValidationException(f"{_INVALID}{next(iter(maxima))} for OnDemandThroughput {rule}")
    for name, units in maxima.items():
        if units < 1 and (at_creation or units != -1):
            raise ValidationException(
                f"{_INVALID}Requested {name} for OnDemandThroughput for table is outside of valid range"
            )


def merged_maxima(known: Mapping[str, int], given: Mapping[str, int]) -> dict[str, int]:
    """Give the maximal units after an update: what is given counts, and -1 lifts a maximum."""
    return {name: units for name, units in {**known, **given}.items() if units != -1}


def warm_of(request: Mapping[str, Any]) -> dict[str, int]:
    """Give the units that a WarmThroughput names.

    Raises:
        ValidationException: One is less than 1.
        SerializationException: A number is none.
    """
    warm = _integers(request, "WarmThroughput", _WARM_UNITS)
    for name, units in warm.items():
        if units < 1:
            raise ValidationException(
                f"{_INVALID}Requested {name} for WarmThroughput is less than 1: {units}"
            )
    return warm


def _integers(request: Mapping[str, Any], member: str, names: tuple[str, ...]) -> dict[str, int]:
    given = map_of(request, member) or {}
    found = {name: integer_of(given, name) for name in names}
    return {name: value for name, value in found.items() if value is not None}
