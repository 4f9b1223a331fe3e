"""What stands beside a typed path: values, other paths, sums and differences; and the size of a value."""

from __future__ import annotations

from typing import Any, Generic, NoReturn, TypeVar

from dynamodb_toolbox.models.paths.conditions import PathCondition
from dynamodb_toolbox.models.paths.spot import Spot
from dynamodb_toolbox.models.plain import plain
from dynamodb_toolbox.schema.operands import Ref
from dynamodb_toolbox.schema.update.actions import Get, Subtract, Sum

Owner = TypeVar("Owner", contravariant=True)
Whose = TypeVar("Whose")  # of paths: were it contravariant, a checker might take a path for one of any item
T = TypeVar("T")


class PathOf(Generic[Whose]):
    """A path of items of `Whose`, whatever is there; the base of `Path`."""

    __slots__ = ("__spot__",)

    def __init__(self, spot: Spot) -> None:
        object.__setattr__(self, "__spot__", spot)


def spot_of(path: object) -> Spot:
    """Give the spot of a path, whose attributes are those of what is there."""
    spot: Spot = object.__getattribute__(path, "__spot__")
    return spot


def compared(spot: Spot, operator: str, value: Any) -> PathCondition[Any]:
    """Give the condition that compares what is at a spot with a value, or with what another path leads to."""
    operand, spots = operand_of(value)
    return PathCondition({"attr": spot.text, operator: operand, "transform": True}, (spot, *spots))


def operand_of(value: Any) -> tuple[Any, tuple[Spot, ...]]:
    """Give a value as the schema takes it, or a reference; and the spots it refers to."""
    if isinstance(value, PathOf):
        spot = spot_of(value)
        return Ref(spot.text), (spot,)
    return plain(value), ()


class Computed(Generic[Owner, T]):
    """A sum or a difference, for an update to set: `Pokemon.level.set(Pokemon.base + 3)`."""

    def __init__(self, action: Sum | Subtract, read: tuple[Spot, ...]) -> None:
        self.action = action
        self.read = read


def computed(kind: type[Sum | Subtract], left: Any, right: Any) -> Computed[Any, Any]:
    """Give the sum or difference of two operands, each a value or a path."""
    (first, above), (second, more) = settable(left), settable(right)
    return Computed(kind(first, second), (*above, *more))


def settable(value: Any) -> tuple[Any, tuple[Spot, ...]]:
    """Give what an update may set: a value, what another path leads to, or what is computed."""
    if isinstance(value, PathOf):
        spot = spot_of(value)
        return Get(spot.text), (spot,)
    if isinstance(value, Computed):
        return value.action, value.read
    return plain(value), ()


class Size(Generic[Owner]):
    """The size of what is at a path: characters, bytes or elements; to compare with a number."""

    def __init__(self, spot: Spot) -> None:
        self._spot = spot

    def __eq__(self, other: int) -> PathCondition[Owner]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._compared("eq", other)

    def __ne__(self, other: int) -> PathCondition[Owner]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._compared("ne", other)

    def __lt__(self, other: int) -> PathCondition[Owner]:
        return self._compared("lt", other)

    def __le__(self, other: int) -> PathCondition[Owner]:
        return self._compared("lte", other)

    def __gt__(self, other: int) -> PathCondition[Owner]:
        return self._compared("gt", other)

    def __ge__(self, other: int) -> PathCondition[Owner]:
        return self._compared("gte", other)

    __hash__ = None  # type: ignore[assignment]  # as `==` gives a condition

    def between(self, low: int, high: int) -> PathCondition[Owner]:
        """The size is from `low` to `high`, both included."""
        return self._compared("between", [low, high])

    def _compared(self, operator: str, operand: Any) -> PathCondition[Owner]:
        return PathCondition({"size": self._spot.text, operator: operand}, (self._spot,))

    def __bool__(self) -> NoReturn:
        raise TypeError(
            "The size of an attribute is not known here: compare it, as in `Pokemon.moves.size() > 2`."
        )
