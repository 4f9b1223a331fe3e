"""`Path`: an attribute of a class, as the class has it: `Pokemon.level`.

`Path[Owner, T, Given]`: of items of `Owner`, to a `T`, to which a `Given` may be set: the two differ where
the attribute may be absent (`None`). Which methods a path has hangs on `T`: type checkers see it in the
annotation of `self`; when the program runs, the schema tells.
"""

from __future__ import annotations

import builtins
from decimal import Decimal
from typing import Any, Generic, Literal, NoReturn, TypeVar, overload

from dynamodb_toolbox.models.marker import Declared
from dynamodb_toolbox.models.paths.assignments import Assignment, Unfit
from dynamodb_toolbox.models.paths.conditions import PathCondition
from dynamodb_toolbox.models.paths.operands import (
    Computed,
    PathOf,
    Size,
    compared,
    computed,
    operand_of,
    settable,
    spot_of,
)
from dynamodb_toolbox.models.paths.spot import Spot, attributes_of, element_of, kinds, shapes
from dynamodb_toolbox.models.plain import plain
from dynamodb_toolbox.models.shapes import ModelShape
from dynamodb_toolbox.records import replace
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.update import actions as a

Owner = TypeVar("Owner")
T = TypeVar("T", covariant=True)
Given = TypeVar("Given")
E = TypeVar("E")
F = TypeVar("F")
G = TypeVar("G")
K = TypeVar("K")
M = TypeVar("M", bound=Declared)


class Path(PathOf[Owner], Generic[Owner, T, Given]):
    """The path of an attribute; compared, it gives conditions; its verbs give what an update does."""

    __slots__ = ()

    # Conditions

    def __eq__(self, other: Given | Path[Owner, T, Any]) -> PathCondition[Owner]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return _equals(spot_of(self), other, equal=True)

    def __ne__(self, other: Given | Path[Owner, T, Any]) -> PathCondition[Owner]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        return _equals(spot_of(self), other, equal=False)

    __hash__ = None  # type: ignore[assignment]  # as `==` gives a condition

    def __lt__(self, other: T | Path[Owner, T, Any]) -> PathCondition[Owner]:
        return compared(spot_of(self), "lt", other)

    def __le__(self, other: T | Path[Owner, T, Any]) -> PathCondition[Owner]:
        return compared(spot_of(self), "lte", other)

    def __gt__(self, other: T | Path[Owner, T, Any]) -> PathCondition[Owner]:
        return compared(spot_of(self), "gt", other)

    def __ge__(self, other: T | Path[Owner, T, Any]) -> PathCondition[Owner]:
        return compared(spot_of(self), "gte", other)

    def eq(self, other: Given | Path[Owner, T, Any]) -> PathCondition[Owner]:
        """It is equal to a value; `None`, where it stands for absence: it is not there. The same as `==`."""
        return _equals(spot_of(self), other, equal=True)

    def ne(self, other: Given | Path[Owner, T, Any]) -> PathCondition[Owner]:
        """It is another value, or not there; `None`: it is there. The same as `!=`."""
        return _equals(spot_of(self), other, equal=False)

    def between(self, low: T | Path[Owner, T, Any], high: T | Path[Owner, T, Any]) -> PathCondition[Owner]:
        """It is from `low` to `high`, both included."""
        (first, above), (second, more) = operand_of(low), operand_of(high)
        spot = spot_of(self)
        condition = {"attr": spot.text, "between": [first, second], "transform": True}
        return PathCondition(condition, (spot, *above, *more))

    def in_(self, *values: T | Path[Owner, T, Any]) -> PathCondition[Owner]:
        """It is one of these values, of which there may be a hundred."""
        spot = spot_of(self)
        operands = [operand_of(value) for value in values]
        read = [other for _, spots in operands for other in spots]
        condition = {"attr": spot.text, "in": [operand for operand, _ in operands], "transform": True}
        return PathCondition(condition, (spot, *read))

    @overload
    def begins_with(self: Path[Owner, bytes, Any], prefix: bytes) -> PathCondition[Owner]: ...
    @overload
    def begins_with(self: Path[Owner, str, Any], prefix: str) -> PathCondition[Owner]: ...
    def begins_with(self: Path[Owner, Any, Any], prefix: str | bytes) -> PathCondition[Owner]:
        """The text begins so."""
        spot = _expected(self, "begins_with", "strings and bytes", t.StringSchema, t.BinarySchema)
        return compared(spot, "begins_with", prefix)

    @overload
    def contains(self: Path[Owner, list[E], Any], value: E) -> PathCondition[Owner]: ...
    @overload
    def contains(self: Path[Owner, builtins.set[E], Any], value: E) -> PathCondition[Owner]: ...
    @overload
    def contains(self: Path[Owner, frozenset[E], Any], value: E) -> PathCondition[Owner]: ...
    @overload
    def contains(self: Path[Owner, bytes, Any], value: bytes) -> PathCondition[Owner]: ...
    @overload
    def contains(self: Path[Owner, str, Any], value: str) -> PathCondition[Owner]: ...
    def contains(self: Path[Owner, Any, Any], value: Any) -> PathCondition[Owner]:
        """The list or set has this element; the text has this text in it."""
        kinds = (t.ListSchema, t.TupleSchema, t.SetSchema, t.StringSchema, t.BinarySchema)
        return compared(_expected(self, "contains", "lists, sets and text", *kinds), "contains", value)

    def exists(self) -> PathCondition[Owner]:
        """It is there."""
        spot = spot_of(self)
        return PathCondition({"attr": spot.text, "exists": True}, (spot,))

    def not_exists(self) -> PathCondition[Owner]:
        """It is not there."""
        spot = spot_of(self)
        return PathCondition({"attr": spot.text, "exists": False}, (spot,))

    def has_type(self, code: str) -> PathCondition[Owner]:
        """What is stored is of this type: `S` `N` `B` `SS` `NS` `BS` `BOOL` `NULL` `L` `M`."""
        spot = spot_of(self)
        return PathCondition({"attr": spot.text, "type": code}, (spot,))

    def size(self) -> Size[Owner]:
        """Give its size, to compare: characters of text, bytes, elements of what has elements."""
        kinds = (t.StringSchema, t.BinarySchema, t.SetSchema, t.ListSchema, t.TupleSchema, t.MapSchema)
        return Size(_expected(self, "size", "text, bytes and what has elements", *kinds, t.RecordSchema))

    # Updates

    def set(self, value: Given | Path[Owner, T, Any] | Computed[Owner, T]) -> Assignment[Owner]:
        """Give it a value, whole; `None`, where it stands for absence, removes it."""
        spot = spot_of(self)
        if value is None and spot.none_is_absent:
            return Assignment(spot, a.Remove())
        return Assignment(spot, *settable(value))

    def set_if_absent(self, value: T | Path[Owner, T, Any]) -> Assignment[Owner]:
        """Give it a value where it is not there."""
        spot = spot_of(self)
        fallback, read = settable(value)
        return Assignment(spot, a.Get(spot.text, fallback), read)

    def remove(self) -> Assignment[Owner]:
        """Remove it; only what is optional, or an element, can be."""
        return Assignment(spot_of(self), a.Remove())

    @overload
    def add(self: Path[Owner, bool, Any], amount: object) -> Unfit: ...  # type: ignore[overload-overlap]  # a bool is an int
    @overload
    def add(self: Path[Owner, int, Any], amount: int) -> Assignment[Owner]: ...  # pyright: ignore[reportOverlappingOverload]
    @overload
    def add(self: Path[Owner, int, Any], amount: float) -> Unfit: ...  # pyright: ignore[reportOverlappingOverload]  # nor is the sum of an int and a float an int
    @overload
    def add(self: Path[Owner, float, Any], amount: float) -> Assignment[Owner]: ...
    @overload
    def add(self: Path[Owner, Decimal, Any], amount: Decimal | int) -> Assignment[Owner]: ...
    @overload
    def add(self: Path[Owner, int | Decimal, Any], amount: Decimal | int) -> Assignment[Owner]: ...
    @overload
    def add(self: Path[Owner, builtins.set[E], Any], amount: builtins.set[E]) -> Assignment[Owner]: ...
    @overload
    def add(self: Path[Owner, frozenset[E], Any], amount: frozenset[E]) -> Assignment[Owner]: ...
    def add(self: Path[Owner, Any, Any], amount: Any) -> Assignment[Owner] | Unfit:
        """Add a number to the number (0, where there is none), or elements to the set."""
        spot = _expected(self, "add", "numbers and sets", t.NumberSchema, t.SetSchema)
        return Assignment(spot, a.Add(plain(amount)))

    @overload
    def delete(self: Path[Owner, builtins.set[E], Any], elements: builtins.set[E]) -> Assignment[Owner]: ...
    @overload
    def delete(self: Path[Owner, frozenset[E], Any], elements: frozenset[E]) -> Assignment[Owner]: ...
    def delete(self: Path[Owner, Any, Any], elements: Any) -> Assignment[Owner]:
        """Delete elements from the set."""
        return Assignment(_expected(self, "delete", "sets", t.SetSchema), a.Delete(plain(elements)))

    def append(self: Path[Owner, list[E], Any], *elements: E) -> Assignment[Owner]:
        """Add elements at the end of the list (an empty one, where there is none)."""
        return Assignment(_expected(self, "append", "lists", t.ListSchema), a.Append(plain(elements)))

    def prepend(self: Path[Owner, list[E], Any], *elements: E) -> Assignment[Owner]:
        """Add elements at the start of the list (an empty one, where there is none)."""
        return Assignment(_expected(self, "prepend", "lists", t.ListSchema), a.Prepend(plain(elements)))

    @overload
    def __add__(self: Path[Owner, int, Any], other: int | Path[Owner, int, Any]) -> Computed[Owner, int]: ...  # pyright: ignore[reportOverlappingOverload]  # the first that fits
    @overload
    def __add__(
        self: Path[Owner, float, Any], other: float | Path[Owner, float, Any]
    ) -> Computed[Owner, float]: ...
    @overload
    def __add__(
        self: Path[Owner, Decimal, Any], other: Decimal | int | Path[Owner, Decimal, Any]
    ) -> Computed[Owner, Decimal]: ...
    def __add__(self: Path[Owner, Any, Any], other: Any) -> Computed[Owner, Any]:
        _expected(self, "+", "numbers", t.NumberSchema)
        return computed(a.Sum, self, other)

    @overload
    def __sub__(self: Path[Owner, int, Any], other: int | Path[Owner, int, Any]) -> Computed[Owner, int]: ...  # pyright: ignore[reportOverlappingOverload]
    @overload
    def __sub__(
        self: Path[Owner, float, Any], other: float | Path[Owner, float, Any]
    ) -> Computed[Owner, float]: ...
    @overload
    def __sub__(
        self: Path[Owner, Decimal, Any], other: Decimal | int | Path[Owner, Decimal, Any]
    ) -> Computed[Owner, Decimal]: ...
    def __sub__(self: Path[Owner, Any, Any], other: Any) -> Computed[Owner, Any]:
        _expected(self, "-", "numbers", t.NumberSchema)
        return computed(a.Subtract, self, other)

    # Ways further down

    @overload
    def __getitem__(self: Path[Owner, list[M], Any], key: int) -> type[M]: ...  # pyright: ignore[reportOverlappingOverload]  # the first that fits
    @overload
    def __getitem__(self: Path[Owner, list[E], Any], key: int) -> Path[Owner, E, E]: ...
    @overload
    def __getitem__(self: Path[Owner, dict[K, M], Any], key: K) -> type[M]: ...  # pyright: ignore[reportOverlappingOverload]
    @overload
    def __getitem__(self: Path[Owner, dict[K, E], Any], key: K) -> Path[Owner, E, E]: ...
    @overload
    def __getitem__(self: Path[Owner, tuple[E, F], Any], key: Literal[0]) -> Path[Owner, E, E]: ...
    @overload
    def __getitem__(self: Path[Owner, tuple[E, F], Any], key: Literal[1]) -> Path[Owner, F, F]: ...
    @overload
    def __getitem__(self: Path[Owner, tuple[E, F, G], Any], key: Literal[0]) -> Path[Owner, E, E]: ...
    @overload
    def __getitem__(self: Path[Owner, tuple[E, F, G], Any], key: Literal[1]) -> Path[Owner, F, F]: ...
    @overload
    def __getitem__(self: Path[Owner, tuple[E, F, G], Any], key: Literal[2]) -> Path[Owner, G, G]: ...
    @overload
    def __getitem__(self: Path[Owner, tuple[E, ...], Any], key: int) -> Path[Owner, E, E]: ...
    def __getitem__(self: Path[Owner, Any, Any], key: Any) -> Any:
        return path_at(element_of(spot_of(self), key))

    def as_(self, kind: type[M]) -> type[M]:
        """Take what is there for an instance of `kind`, where it may be `None` or of another class."""
        return seen_as(spot_of(self), kind)

    def __iter__(self) -> NoReturn:
        raise TypeError(f"{self!r} is a path, not what is stored there: it has no elements to go through.")

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{self!r} is a path, not what is stored there: it is neither true nor false.")

    def __repr__(self) -> str:
        spot = spot_of(self)
        return f"Path({spot.owner.__name__}.{spot.text})"


class MapPath(Path[Any, Any, Any]):
    """The path of a map, or of a union with maps; its attributes are paths, and come before its methods."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("__"):
            spot: Spot = object.__getattribute__(self, "__spot__")
            field = attributes_of(spot.shape).get(name)
            if field is not None:
                return path_at(spot.below(name, field.shape, none_is_absent=field.none_is_absent))
        return object.__getattribute__(self, name)

    def __getattr__(self, name: str) -> NoReturn:
        spot = spot_of(self)
        known = ", ".join(attributes_of(spot.shape))
        raise AttributeError(f"{spot.owner.__name__}.{spot.text} has no attribute {name!r}; it has: {known}")


def path_at(spot: Spot) -> Path[Any, Any, Any]:
    """Give the path to a spot."""
    return MapPath(spot) if attributes_of(spot.shape) else Path(spot)


def seen_as(spot: Spot, kind: type[M]) -> type[M]:
    """Give the path of a map that is taken for an instance of a class: to type checkers, the class.

    Raises:
        DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where no instance of it can be there.
    """
    for shape in shapes(spot.shape):
        if isinstance(shape, ModelShape) and shape.model.kind is kind:
            path: Any = path_at(replace(spot, shape=shape, none_is_absent=False))
            return path  # type: ignore[no-any-return]
    raise spot.refusal(f"as_({kind.__name__})", "the classes that its annotation names")


def _equals(spot: Spot, value: Any, *, equal: bool) -> PathCondition[Any]:
    if value is None and spot.none_is_absent:
        return PathCondition({"attr": spot.text, "exists": not equal}, (spot,))
    return compared(spot, "eq" if equal else "ne", value)


def _expected(path: PathOf[Any], what: str, expected: str, *allowed: type[Attribute]) -> Spot:
    """Give the spot of a path that must be of one of these types, or of any.

    Raises:
        DynamoDBToolboxError: `actions.invalidExpressionAttributePath`.
    """
    spot = spot_of(path)
    if not any(isinstance(schema, (*allowed, t.AnySchema)) for schema in kinds(spot.shape.schema)):
        raise spot.refusal(what, expected)
    return spot
