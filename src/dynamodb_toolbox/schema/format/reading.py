"""The settings of one formatting walk, its projections, and its errors (spec/schema.md §7)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeAlias

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.values import Place

Projected: TypeAlias = tuple[Place, ...] | None
"""The paths wanted below a node, relative to it; `None`: all of it."""


class Reading(Record, slots=False):
    """The settings of one walk.

    Attributes:
        node: Formats one node; the walk's own dispatch.
        transform: Whether names and values are as stored, hence decoded.
        hide: Whether hidden attributes are left out.
        partial: Whether any attribute may be missing.
    """

    node: Callable[[Schema, Any, Place, Projected, Reading], Any]
    transform: bool = True
    hide: bool = True
    partial: bool = False

    @cached_property
    def lenient(self) -> Reading:
        """The same, with any attribute possibly missing."""
        return self if self.partial else replace(self, partial=True)


def below(projected: Projected, element: str | int) -> tuple[bool, Projected]:
    """Tell whether a child is wanted, and what of it."""
    if projected is None:
        return True, None
    rests = tuple(path[1:] for path in projected if path and path[0] == element)
    return bool(rests), None if () in rests else rests


def invalid(received: Any, place: Place, expected: Any = None) -> DynamoDBToolboxError:
    """Build the error for a stored value that the schema does not allow."""
    path = format_path(place) if place else None
    subject = "The stored value" if path is None else f"The stored attribute '{path}'"
    wanted = "match an element of the union" if expected is None else f"be {_described(expected)}"
    return DynamoDBToolboxError(
        "formatter.invalidAttribute",
        f"{subject} should {wanted}; got {type(received).__name__}: {received!r}. "
        "Mend the item, or let the schema allow it.",
        path=path,
        payload={"received": received} if expected is None else {"received": received, "expected": expected},
    )


def _described(expected: Any) -> str:
    return f"one of: {', '.join(map(repr, expected))}" if isinstance(expected, list) else f"a {expected}"


def missing(place: Place) -> DynamoDBToolboxError:
    """Build the error for a required attribute that is not stored."""
    path = format_path(place) if place else None
    return DynamoDBToolboxError(
        "formatter.missingAttribute",
        f"The stored attribute '{path}' is required by the schema but missing. "
        "Mend the item, or make the attribute optional.",
        path=path,
    )
