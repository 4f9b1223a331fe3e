"""`Assignment`: what an update does at one typed path; several become one input of the update language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.paths.spot import Spot
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.update.actions import Set
from dynamodb_toolbox.values import Place

Owner = TypeVar("Owner", contravariant=True)


class Assignment(Generic[Owner]):
    """What an update of items of `Owner` does at one path: `Pokemon.level.add(1)`."""

    def __init__(self, spot: Spot, action: Any, read: tuple[Spot, ...] = ()) -> None:
        self.spot = spot
        self.action = action
        self.read = read

    def value(self, *, whole: bool) -> Any:
        """Give the value or action; dicts and lists replace what is stored, as all does with `whole`."""
        if not whole and isinstance(self.action, (Mapping, list)):
            return Set(self.action)
        return self.action

    def __repr__(self) -> str:
        return f"Assignment({self.spot.text}, {self.action!r})"


class Unfit:
    """What type checkers are told of a verb that the type of an attribute does not have: no assignment."""


def update_input(
    given: Mapping[str, Any], assignments: Iterable[Assignment[Any]], schema: Schema, *, whole: bool
) -> dict[str, Any]:
    """Give the input of an update: what is given, and the assignments.

    Args:
        given: An input already there, such as a key.
        assignments: What to do, each at a path of its own.
        schema: The schema of the items.
        whole: Whether attributes are replaced whole, as `UpdateAttributesCommand` does.

    Raises:
        DynamoDBToolboxError: `actions.invalidExpressionAttributePath` for a path of another class;
            `actions.overlappingPaths` for a path that is, or lies within, another's.
    """
    update = dict(given)
    taken: set[Place] = {(name,) for name in given}
    for assignment in assignments:
        for spot in (assignment.spot, *assignment.read):
            spot.check(schema)
        place = assignment.spot.place
        if whole and len(place) > 1:
            raise _refused(
                assignment, "UpdateAttributesCommand replaces attributes whole: use UpdateItemCommand"
            )
        if any(place[: len(other)] == other or other[: len(place)] == place for other in taken):
            raise _refused(
                assignment, "the update has something at this path, within it, or above it already"
            )
        taken.add(place)
        _put(update, place, assignment.value(whole=whole))
    return update


def _put(update: dict[Any, Any], place: tuple[str | int, ...], value: Any) -> None:
    for element in place[:-1]:
        update = update.setdefault(element, {})
    update[place[-1]] = value


def _refused(assignment: Assignment[Any], reason: str) -> DynamoDBToolboxError:
    path = assignment.spot.text
    return DynamoDBToolboxError(
        "actions.overlappingPaths", f"Unable to update '{path}': {reason}.", path=path, payload={"path": path}
    )
