"""Records: immutable classes of values that cost nothing to declare."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

import pytest

from dynamodb_toolbox.records import Record, names_of, replace, values_of

T = TypeVar("T")


class Point(Record):
    unit: ClassVar[str] = "cm"
    x: int
    y: int = 0


class Named(Point, Generic[T]):
    name: str = ""


class Shifted(Record, slots=False):
    x: int

    @cached_property
    def more(self) -> int:
        return self.x + 1


class Signed(Record, aside=("secret",)):
    text: str
    secret: str = ""


class Sealed(Signed, aside=("seal",)):
    seal: str = ""


def test_attributes_are_given_by_place_or_name_with_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(x=1, y=2).y, Point.unit) == (1, 0, 2, "cm")
    named: Named[int] = Named(1, 2, "a")
    assert (names_of(Named), values_of(named)) == (("x", "y", "name"), (1, 2, "a"))


def test_the_many_are_made_as_the_first() -> None:
    class Pair(Record):
        left: int
        right: int = 0

    made = [Pair(number) if number % 2 else Pair(number, right=1) for number in range(200)]
    assert [values_of(pair) for pair in made] == [(number, 1 - number % 2) for number in range(200)]


@pytest.mark.parametrize(
    "wrong",
    [
        Point,
        lambda: Point(1, 2, 3),  # type: ignore[call-arg]
        lambda: Point(1, z=2),  # type: ignore[call-arg]
        lambda: Point(1, x=1),  # type: ignore[misc]
    ],
)
def test_wrong_arguments_are_refused(wrong: Any) -> None:
    for _ in range(2):  # before and after the constructor is compiled
        with pytest.raises(TypeError):
            wrong()


def test_records_of_one_class_and_value_are_equal() -> None:
    assert Point(1, 2) == Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Named(1, 2)
    assert len({Point(1, 2), Point(1, 2), Named(1, 2)}) == 2


def test_what_stands_aside_is_neither_shown_nor_compared() -> None:
    assert Signed("a", "b") == Signed("a", "c") != Signed("b", "c")
    assert len({Signed("a", "b"), Signed("a", "c")}) == 1
    assert repr(Sealed("a", "b", "c")) == "Sealed(text='a')"
    assert Sealed("a", "b", "c") == Sealed("a", "x", "y")
    assert values_of(copy.copy(Sealed("a", "b", "c"))) == ("a", "b", "c")
    assert replace(Signed("a", "b"), secret="c").secret == "c"


def test_nothing_can_be_changed_but_in_a_copy() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        delattr(point, "x")
    assert replace(point, y=5) == Point(1, 5)
    assert not hasattr(point, "__dict__")


def test_they_are_shown_copied_pickled_and_matched() -> None:
    point = Point(1, 2)
    assert repr(point) == "Point(x=1, y=2)"
    assert copy.deepcopy(point) == copy.copy(point) == pickle.loads(pickle.dumps(point)) == point
    match point:
        case Point(x, y):
            assert (x, y) == (1, 2)


def test_one_without_slots_keeps_what_it_computed() -> None:
    shifted = Shifted(1)
    assert (shifted.more, shifted.__dict__) == (2, {"x": 1, "more": 2})
