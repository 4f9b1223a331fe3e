"""`PathCondition`: what comparing a typed path gives; joined by `&`, `|` and `~`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, NoReturn, TypeVar

from dynamodb_toolbox.models.paths.spot import Spot
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.conditions import Condition, TypedCondition

Owner = TypeVar("Owner", contravariant=True)


class PathCondition(TypedCondition, Generic[Owner]):
    """A condition on items of `Owner` and of what inherits from it: `(P.level > 3) & P.shiny.exists()`."""

    def __init__(self, condition: Condition, spots: tuple[Spot, ...]) -> None:
        self._condition = condition
        self.spots = spots

    def on(self, schema: Schema) -> Condition:
        """Give the condition as a dict, by the names of the schema.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where a path is of another class.
        """
        for spot in self.spots:
            spot.check(schema)
        return self._condition

    def __and__(self, other: PathCondition[Owner]) -> PathCondition[Owner]:
        return self._joined("and", other)

    def __or__(self, other: PathCondition[Owner]) -> PathCondition[Owner]:
        return self._joined("or", other)

    def __invert__(self) -> PathCondition[Owner]:
        return PathCondition({"not": self._condition}, self.spots)

    def _joined(self, word: str, other: PathCondition[Owner]) -> PathCondition[Owner]:
        if not isinstance(other, PathCondition):  # pyright: ignore[reportUnnecessaryIsInstance]  # users' input
            return NotImplemented
        children = [*self._parts(word), *other._parts(word)]
        return PathCondition({word: children}, (*self.spots, *other.spots))

    def _parts(self, word: str) -> list[Mapping[str, Any]]:
        """Give what is joined by the same word already, so that `a & b & c` is one list."""
        return list(self._condition[word]) if word in self._condition else [self._condition]

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "A condition is neither true nor false here: join conditions with `&`, `|` and `~` instead of "
            "`and`, `or` and `not`, each comparison in parentheses, and do not chain comparisons."
        )

    def __repr__(self) -> str:
        return f"PathCondition({self._condition!r})"
