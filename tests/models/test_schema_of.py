"""`schema_of(Class)` is the schema that the builder makes: each construct of the language, in a class."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, ClassVar, Generic, Literal, NewType, TypeVar
from uuid import UUID

import pytest

from dynamodb_toolbox import (
    MISSING,
    Attr,
    Item,
    Map,
    attr,
    from_schema_dto,
    json_stringify,
    key,
    pipe,
    prefix,
    s,
    schema_of,
    trim,
)
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.dto.write import SchemaDTO
from tests.models.alike import assert_alike


class Color(Enum):
    RED = "r"
    BLUE = "b"


class Size(IntEnum):
    S = 1
    L = 2


Name = NewType("Name", str)


class Inner(Map):
    x: Attr[int]


INNER = s.map({"x": s.number()})
PREFIX = prefix("P")
COLOR: Any = s.enum(Color)


def one(annotation: Any, **options: Any) -> Attribute:
    """Give the schema of an attribute declared so."""
    body = {"__annotations__": {"a": Attr[annotation]}, "a": attr(**options), "__module__": __name__}
    return schema_of(type("One", (Map,), body)).attributes["a"]


SCALARS: list[tuple[Any, Schema]] = [
    (str, s.string()),
    (int, s.number()),
    (float, s.number()),
    (bool, s.boolean()),
    (bytes, s.binary()),
    (None, s.null()),
    (Any, s.any()),
    (object, s.any()),
    (Decimal, s.decimal()),
    (datetime, s.datetime()),
    (date, s.date()),
    (timedelta, s.timedelta()),
    (UUID, s.uuid()),
    (Color, s.enum(Color)),
    (Size, s.enum(Size)),
    (Name, s.string()),
    (Literal["a", "b"], s.string().enum("a", "b")),
    (Literal[1, 2], s.number().enum(1, 2)),
    (Literal[True], s.boolean().enum(True)),
    (Literal[b"x"], s.binary().enum(b"x")),
    (Literal[Color.RED], s.enum(Color).enum(Color.RED)),
    (
        Literal["a", 1, None],  # noqa: PYI061  # as people write it
        s.any_of(s.string().enum("a"), s.number().enum(1), s.null()),
    ),
    (int | float, s.number()),
    (int | Decimal, s.number().big()),
    (float | Decimal, s.number().big()),
]
CONTAINERS: list[tuple[Any, Schema]] = [
    (list[str], s.list(s.string())),
    (list, s.list(s.any())),
    (Sequence[str], s.list(s.string())),
    (tuple[str, ...], s.list(s.string())),
    (set[int], s.set(s.number())),
    (set[Literal["a", "b"]], s.set(s.string().enum("a", "b"))),
    (set[Color], s.set(s.enum(Color))),
    (frozenset[bytes], s.set(s.binary())),
    (AbstractSet[str], s.set(s.string())),
    (tuple[str, int], s.tuple(s.string(), s.number())),
    (tuple[Inner, Inner], s.tuple(INNER, INNER)),
    (dict[str, int], s.record(s.string(), s.number())),
    (dict, s.record(s.string(), s.any())),
    (Mapping[str, Inner], s.record(s.string(), INNER)),
    (dict[Literal["a", "b"], int], s.record(s.string().enum("a", "b"), s.number()).partial()),
    (dict[Color, int], s.record(COLOR, s.number())),
    (Inner, INNER),
    (list[Inner], s.list(INNER)),
    (list[list[Inner]], s.list(s.list(INNER))),
    (str | int, s.any_of(s.string(), s.number())),
    (Inner | str, s.any_of(INNER, s.string())),
    (str | None, s.any_of(s.string(), s.null())),
    (list[str | None], s.list(s.any_of(s.string(), s.null()))),
    (Annotated[str, "a note"], s.string()),
    (Annotated[str, attr(transform=trim())], s.string().transform(trim())),
    (list[Annotated[str, attr(transform=trim())]], s.list(s.string().transform(trim()))),
    (set[Annotated[str, attr(validate=bool)]], s.set(s.string().validate(bool))),
    (Annotated[Any, s.string().enum("x")], s.string().enum("x")),
    (dict[Annotated[str, attr(transform=PREFIX)], int], s.record(s.string().transform(PREFIX), s.number())),
]  # fmt: skip


@pytest.mark.parametrize(("annotation", "schema"), SCALARS + CONTAINERS)
def test_annotations(annotation: Any, schema: Schema) -> None:
    assert_alike(one(annotation), schema)


def now() -> str:
    return "2026"


def linked(item: dict[str, Any]) -> str:
    return str(item["x"])


def is_short(value: str) -> bool:
    return len(value) < 9


OPTIONS: list[tuple[dict[str, Any], Schema]] = [
    ({"default": "x"}, s.string().default("x")),
    ({"default": now}, s.string().default(now)),
    ({"put_default": now, "update_default": now}, s.string().put_default(now).update_default(now)),
    ({"key": True, "default": "x"}, s.string().key().default("x")),
    ({"key": True, "key_default": now}, s.string().key().key_default(now)),
    ({"key": True, "required": "at_least_once"}, s.string().key().required()),
    ({"required": "always"}, s.string().required("always")),
    ({"required": "never"}, s.string().optional()),
    ({"required": "never", "default": "x"}, s.string().optional().default("x")),
    ({"hidden": True}, s.string().hidden()),
    ({"saved_as": "_x"}, s.string().saved_as("_x")),
    ({"transform": prefix("X")}, s.string().transform(prefix("X"))),
    ({"transform": pipe(trim(), prefix("X"))}, s.string().transform(pipe(trim(), prefix("X")))),
    ({"link": linked}, s.string().link(linked)),
    ({"key": True, "link": linked}, s.string().key().link(linked)),
    ({"put_link": linked, "update_link": linked}, s.string().put_link(linked).update_link(linked)),
    ({"validate": is_short}, s.string().validate(is_short)),
    ({"validate": [is_short, bool]}, s.string().validate(is_short).validate(bool)),
    ({"update_validate": is_short}, s.string().update_validate(is_short)),
    ({"title": "T", "description": "D"}, s.string().title("T").description("D")),
    ({"default": MISSING, "link": linked}, s.string().link(linked)),
]


@pytest.mark.parametrize(("options", "schema"), OPTIONS)
def test_options(options: dict[str, Any], schema: Schema) -> None:
    assert_alike(one(str, **options), schema)


def test_options_of_single_types() -> None:
    assert_alike(one(int, big=True), s.number().big())
    assert_alike(one(datetime, stored_as="epoch"), s.datetime(stored_as="epoch"))
    assert_alike(one(datetime, stored_as="iso"), s.datetime())
    assert_alike(
        one(dict[Literal["a"], int], partial=False), s.record(s.string().enum("a"), s.number()).partial(False)
    )
    assert_alike(one(Any, transform=json_stringify()), s.any().transform(json_stringify()))
    assert_alike(one(Any, cast_as=int), s.any().cast_as(int))
    assert_alike(one(list[int], default=list), s.list(s.number()).default(list))
    assert_alike(one(Inner, default=Inner(x=1)), INNER.default({"x": 1}))
    assert_alike(one(list[Inner], default=[Inner(x=1)]), s.list(INNER).default([{"x": 1}]))


def test_none_as_the_default_is_absence() -> None:
    assert_alike(one(str | None, default=None), s.string().optional())
    assert_alike(one(Inner | None, default=None), INNER.optional())
    assert_alike(one(int | str | None, default=None), s.any_of(s.number(), s.string()).optional())
    assert_alike(one(Any, default=None), s.any().default(None))
    assert_alike(one(str | None, default="x"), s.any_of(s.string(), s.null()).default("x"))


class Captured(Map):
    status: Attr[Literal["captured"]]
    at: Attr[str]


class Wild(Map):
    status: Attr[Literal["wild", "shy"]]
    kind: Attr[Literal["a"]]


class Other(Map):
    kind: Attr[Literal["a", "b"]]


def test_unions_are_discriminated_where_an_attribute_tells_them_apart() -> None:
    captured = s.map({"status": s.string().enum("captured"), "at": s.string()})
    wild = s.map({"status": s.string().enum("wild", "shy"), "kind": s.string().enum("a")})
    assert_alike(one(Captured | Wild), s.any_of(captured, wild).discriminate("status"))
    assert_alike(one(list[Captured | Wild]), s.list(s.any_of(captured, wild).discriminate("status")))
    assert_alike(
        one(Wild | Other), s.any_of(wild, s.map({"kind": s.string().enum("a", "b")}))
    )  # "a" names both
    assert_alike(one(Captured | Inner), s.any_of(captured, INNER))


class Base(Map):
    """Attributes come in the order of their classes, those of bases first."""

    VERSION: ClassVar[int] = 1

    id: Attr[str] = key()
    level: Attr[int]

    def method(self) -> str:
        return self.id

    @property
    def doubled(self) -> int:
        return self.level * 2


class Stamped(Map):
    at: Attr[str] = attr(default=now)


class Derived(Base, Stamped, Item):
    level: Attr[int] = attr(default=3)
    name: Attr[str]


def test_inheritance() -> None:
    schema = schema_of(Derived)
    level = s.number().default(3)
    expected = {"at": s.string().default(now), "id": s.string().key(), "level": level, "name": s.string()}
    assert_alike(schema, s.item(expected))
    assert schema.attributes["id"] is schema_of(Base).attributes["id"]
    assert Derived(id="x", name="y").doubled == 6
    assert schema_of(Base).type == "map"


T = TypeVar("T")
U = TypeVar("U")


class Pair(Map, Generic[T, U]):
    first: Attr[T]
    rest: Attr[list[U]]


class Named(Pair[str, T]):
    name: Attr[T]


class Whole(Item):
    pair: Attr[Pair[int, Inner]]
    named: Attr[Named[bool]]


def test_generic_bases() -> None:
    pair = s.map({"first": s.number(), "rest": s.list(INNER)})
    named = s.map({"first": s.string(), "rest": s.list(s.boolean()), "name": s.boolean()})
    assert_alike(schema_of(Whole), s.item({"pair": pair, "named": named}))

    class Fixed(Pair[str, int]):
        pass

    assert_alike(schema_of(Fixed), s.map({"first": s.string(), "rest": s.list(s.number())}))
    whole = Whole(pair=Pair(first=1, rest=[Inner(x=1)]), named=Named(first="x", rest=[True], name=False))
    model = Whole.__model__
    assert model.load(model.dump(whole)) == whole
    assert isinstance(model.load(model.dump(whole)).pair.rest[0], Inner)


class Late(Map):
    later: Attr["list[Later]"]


class Later(Map):
    x: Attr[int]


def test_annotations_may_name_what_is_defined_later() -> None:
    assert_alike(schema_of(Late), s.map({"later": s.list(INNER)}))
    assert Late(later=[Later(x=1)]).to_dict() == {"later": [{"x": 1}]}


def test_a_class_within_a_function_sees_what_is_there() -> None:
    class Local(Map):
        x: Attr[int]

    class User(Map):
        local: "Attr[Local]"

    assert_alike(schema_of(User), s.map({"local": INNER}))


class Internal(Item):
    id: Attr[str] = key()
    created: Attr[str] = attr(internal=True, default=MISSING)


def test_what_the_entity_adds_is_no_part_of_the_schema() -> None:
    assert_alike(schema_of(Internal), s.item({"id": s.string().key()}))
    assert schema_of(Internal) is schema_of(Internal)


def test_the_dto_goes_round() -> None:
    json = SchemaDTO(schema_of(Whole)).to_json()
    assert SchemaDTO(from_schema_dto(json)).to_json() == json
