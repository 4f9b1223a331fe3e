"""Provisioned units changed, with when they last went up and down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dynamodb_toolbox.engine.throughput import UNITS, only_units
from dynamodb_toolbox.errors import ValidationException


def changed_units(before: Mapping[str, Any], given: Mapping[str, int], now: float) -> dict[str, Any]:
    """Give the units that are given, with what is known of earlier changes."""
    changed = {**before, **only_units(given)}
    if any(given[name] > before[name] for name in UNITS):
        changed["LastIncreaseDateTime"] = now
    if any(given[name] < before[name] for name in UNITS):
        changed["NumberOfDecreasesToday"] = decreases_today(before, now) + 1
        changed["LastDecreaseDateTime"] = now
    return changed


def will_not_change(what: str, before: Mapping[str, Any], given: Mapping[str, int]) -> ValidationException:
    """Build the refusal of units that a table or an index (`what`) has already."""
    told = " ".join(
        f"Current {name} provisioned for the {what}: {before[name]}. Requested {name}: {given[name]}."
        for name in UNITS
    )
    return ValidationException(
        f"The provisioned throughput for the {what} will not change. "
        f"The requested value equals the current value. {told} "
        "Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
    )


def decreases_today(units: Mapping[str, Any], now: float) -> int:
    """Give how often units went down since midnight, UTC."""
    last = units.get("LastDecreaseDateTime")
    is_today = last is not None and _day(last) == _day(now)
    return int(units.get("NumberOfDecreasesToday", 0)) if is_today else 0


def described_units(units: Mapping[str, Any], now: float) -> dict[str, Any]:
    """Give units as descriptions show them."""
    return {**units, "NumberOfDecreasesToday": decreases_today(units, now)}


def _day(moment: float) -> object:
    return datetime.fromtimestamp(moment, UTC).date()
