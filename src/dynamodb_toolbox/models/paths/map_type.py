"""`MapType`: what the path of a map has, to type checkers, which take it for the class that is there."""

from __future__ import annotations

from abc import ABCMeta
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from dynamodb_toolbox.models.marker import Declared
from dynamodb_toolbox.models.paths.assignments import Assignment
from dynamodb_toolbox.models.paths.conditions import PathCondition
from dynamodb_toolbox.models.paths.operands import Size

E = TypeVar("E")
M = TypeVar("M", bound=Declared)


class MapType(ABCMeta):
    """The class of `Map`, which type checkers take `Pokemon.capture_state` to be.

    So its attributes are typed paths; the methods below are those of the path that it is when the program
    runs. An attribute of the same name comes before them.
    """

    if TYPE_CHECKING:
        begins_paths: Literal[False]

    def eq(cls: type[E], other: E) -> PathCondition[Any]:
        """It is equal to an instance."""
        raise _no_path(cls)

    def ne(cls: type[E], other: E) -> PathCondition[Any]:
        """It is another instance, or not there."""
        raise _no_path(cls)

    def exists(cls) -> PathCondition[Any]:
        """It is there."""
        raise _no_path(cls)

    def not_exists(cls) -> PathCondition[Any]:
        """It is not there."""
        raise _no_path(cls)

    def has_type(cls, code: str) -> PathCondition[Any]:
        """What is stored is of this type: `M` for a map, `NULL`."""
        raise _no_path(cls)

    def size(cls) -> Size[Any]:
        """Give the number of its attributes, to compare."""
        raise _no_path(cls)

    def set(cls: type[E], value: E) -> Assignment[Any]:
        """Give it a value, whole; of a union, say which class: `P.state.as_(Wild).set(Wild())`."""
        raise _no_path(cls)

    def set_if_absent(cls: type[E], value: E) -> Assignment[Any]:
        """Give it a value where it is not there."""
        raise _no_path(cls)

    def remove(cls) -> Assignment[Any]:
        """Remove it."""
        raise _no_path(cls)

    def as_(cls, kind: type[M]) -> type[M]:
        """Take what is there for an instance of `kind`, where it may be of several classes."""
        raise _no_path(cls)


class ItemType(MapType):
    """The class of `Item`."""

    if TYPE_CHECKING:
        begins_paths: Literal[True]  # type: ignore[assignment]  # pyright: ignore[reportIncompatibleVariableOverride]  # it tells the two apart


def _no_path(cls: type[Any]) -> TypeError:
    return TypeError(
        f"{cls.__name__} is a class here, not the path of an attribute: take the path of one, as in "
        f"`Pokemon.capture_state.exists()`."
    )
