"""`schema.typed(PokemonDict)`: a TypedDict is checked against the schema when it is given."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Generic, Literal, NewType, NotRequired, TypedDict, TypeVar

import pytest

from dynamodb_toolbox import s
from dynamodb_toolbox.schema.base import Attribute
from tests.refusals import refused

T = TypeVar("T")
Name = NewType("Name", str)


class Region(Enum):
    KANTO = "kanto"
    JOHTO = "johto"


class Step(TypedDict):
    to: str
    level: NotRequired[int]


class Wild(TypedDict):
    kind: Literal["wild"]


class Captured(TypedDict):
    kind: Literal["captured"]
    by: str


class Page(TypedDict, Generic[T]):
    to: T


STEP = s.map({"to": s.string(), "level": s.number().optional()})
STATE = s.any_of(
    s.map({"kind": s.string().enum("wild")}), s.map({"kind": s.string().enum("captured"), "by": s.string()})
)


def of(annotation: Any) -> Any:
    return TypedDict("Given", {"it": annotation})  # type: ignore[operator]  # made when it runs


FITS: list[tuple[Attribute, Any]] = [
    (s.string(), str),
    (s.string(), Name),
    (s.string(), Annotated[str | None, "more"]),
    (s.string().enum("a", "b"), Literal["a", "b", "c"]),
    (s.string().enum("a"), str),
    (s.number(), int),
    (s.number(), float),
    (s.number(), int | float),
    (s.number().big(), int | Decimal),
    (s.number().enum(1, 2), Literal[1, 2]),
    (s.boolean(), bool),
    (s.binary(), bytes),
    (s.null(), None),
    (s.any(), Any),
    (s.any(), object),
    (s.any().cast_as(list[int]), list[int]),
    (s.datetime(), datetime),
    (s.decimal(), Decimal),
    (s.enum(Region), Region),
    (s.enum(Region).enum(Region.KANTO), Literal[Region.KANTO]),
    (s.set(s.string()), set[str]),
    (s.list(s.number()), list[int]),
    (s.list(s.number()), Sequence[int]),
    (s.list(s.number()), list[Any]),
    (s.tuple(s.string(), s.number()), list[str | int]),
    (s.record(s.string(), s.number()), dict[str, int]),
    (s.record(s.string().enum("a"), s.number()), Mapping[Literal["a"], int]),
    (STEP, Step),
    (STEP, dict[str, Any]),
    (STEP, dict[str, str | int]),
    (s.map({"to": s.number()}), Page[int]),
    (s.list(STEP), list[Step]),
    (STATE, Wild | Captured),
    (STATE, dict[str, str]),
    (s.any_of(s.string(), s.null()), str | None),
    (s.string().default("x"), NotRequired[str]),
    (s.string().optional(), NotRequired[str]),
    (s.string().hidden(), NotRequired[str]),
]
MISFITS: list[tuple[Attribute, Any, str]] = [
    (s.string(), int, "it"),
    (s.string(), Literal["a"], "it"),
    (s.string().enum("a", "b"), Literal["a"], "it"),
    (s.number(), str, "it"),
    (s.number().big(), int, "it"),
    (s.number().big(), float, "it"),
    (s.boolean(), int, "it"),
    (s.number().enum(1), Literal[True], "it"),
    (s.any(), int, "it"),
    (s.any().cast_as(int), str, "it"),
    (s.datetime(), str, "it"),
    (s.enum(Region), Literal[Region.KANTO], "it"),
    (s.set(s.string()), list[str], "it"),
    (s.set(s.string()), set[int], "it[n]"),
    (s.list(s.number()), tuple[int, ...], "it"),
    (s.tuple(s.string(), s.number()), tuple[str, int], "it"),
    (s.tuple(s.string(), s.number()), list[str], "it[1]"),
    (s.record(s.string(), s.number()), dict[str, str], "it[string]"),
    (s.record(s.string(), s.number()), dict[Literal["a"], int], "it (KEY)"),
    (STEP, str, "it"),
    (s.map({"to": s.string()}), Step, "it.level"),
    (s.map({"to": s.string(), "level": s.number()}), Step, "it.level"),
    (s.map({"to": s.number()}), Page[str], "it.to"),
    (STEP, dict[str, str], "it.level"),
    (s.list(s.list(STEP)), list[list[Wild]], "it[n][n].kind"),
    (STATE, Wild, "it.kind"),
    (s.any_of(s.string(), s.null()), str, "it"),
    (s.string().optional(), str, "it"),
    (s.string(), NotRequired[str], "it"),
    (s.string().hidden(), str, "it"),
]


def ids(value: Any) -> str:
    return value.type if isinstance(value, Attribute) else str(value)


@pytest.mark.parametrize(("schema", "annotation"), FITS, ids=ids)
def test_what_fits(schema: Attribute, annotation: Any) -> None:
    item = s.item({"it": schema})
    assert item.typed(of(annotation)) is item


@pytest.mark.parametrize(("schema", "annotation", "path"), MISFITS, ids=ids)
def test_what_does_not_fit(schema: Attribute, annotation: Any, path: str) -> None:
    with refused("schema.invalidTypedDict", path):
        s.item({"it": schema}).typed(of(annotation))


def test_names_are_checked_both_ways() -> None:
    with refused("schema.invalidTypedDict", "level") as caught:
        s.item({"to": s.string(), "level": s.number()}).typed(Page[str].__origin__)  # type: ignore[attr-defined]
    assert "has no such key" in caught.value.message
    with refused("schema.invalidTypedDict", "by") as caught:
        s.item({"kind": s.string().enum("captured")}).typed(Captured)
    assert "has no such attribute" in caught.value.message


def test_timestamps_may_be_said() -> None:
    class Timed(TypedDict):
        to: str
        created: NotRequired[str]

    class Always(TypedDict):
        to: str
        modified: str

    item = s.item({"to": s.string()})
    assert item.typed(Timed) is item
    with refused("schema.invalidTypedDict", "modified"):
        item.typed(Always)


def test_other_classes_are_refused() -> None:
    with refused("schema.invalidTypedDict"):
        s.item({}).typed(dict)
