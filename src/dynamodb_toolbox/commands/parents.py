"""Updates inside of maps that may not be stored: DynamoDB refuses them (spec/actions.md §5.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions import nodes as n
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.expressions.printer import Printed, print_update
from dynamodb_toolbox.values import Place

_REFUSAL: Final = "The document path provided in the update expression is invalid for update"


def is_missing_parent(error: ValidationException) -> bool:
    """Tell whether the service refused an update because a parent is not stored, or is no map or list."""
    return _REFUSAL in error.message


def explained(error: ValidationException, update: n.Update) -> ValidationException:
    """Add to the service's refusal which paths it may be about, and what to do."""
    places = ", ".join(format_path(place) for place in _nested(update))
    told = ValidationException(
        f"{error.message}: the parent of one of these is not stored: {places}. Put it first, or let the "
        "update create missing maps (`create_parents=True`)."
    )
    return told.as_told(error)


def creations(update: n.Update) -> Iterator[Printed]:
    """Give, level by level, the updates that make an empty map of each parent that is not stored."""
    parents = sorted({parent for place in _nested(update) for parent in _parents(place)}, key=len)
    for length in sorted({len(parent) for parent in parents}):
        level = [n.Path(parent) for parent in parents if len(parent) == length]
        actions = tuple(n.SetAction(path, n.IfNotExists(path, n.Value({}))) for path in level)
        yield print_update(n.Update(set=actions))


def _nested(update: n.Update) -> list[Place]:
    clauses = (update.set, update.remove, update.add, update.delete)
    places = [action.path.elements for clause in clauses for action in clause]
    return [place for place in places if len(place) > 1]


def _parents(place: Place) -> Iterator[Place]:
    """Give the maps on the way to a place; past a list there is nothing to create."""
    for length in range(1, len(place)):
        if isinstance(place[length], int):
            return
        yield place[:length]
