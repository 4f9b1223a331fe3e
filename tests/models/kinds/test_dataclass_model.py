"""Dataclasses as schemas."""

from dataclasses import InitVar, dataclass, field
from typing import Annotated, Any, ClassVar, Generic, Optional, TypeVar

import pydantic.dataclasses
import pytest
from pydantic import Field

from dynamodb_toolbox import Entity, PutItemCommand, Table, attr, key, s, schema_of
from tests.models.kinds.support import read_back, stored
from tests.refusals import refused

T = TypeVar("T")
Id = Annotated[str, key(saved_as="pk")]


@dataclass
class Counted:
    made: ClassVar[int] = 0
    id: Id
    start: InitVar[int]
    doubled: int = field(init=False)

    def __post_init__(self, start: int) -> None:
        type(self).made += 1
        self.doubled = start * 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    name: str = "x"
    id: Id


@dataclass
class Base(Generic[T]):
    id: Id
    value: T


@dataclass
class Child(Base[int], Generic[T]):
    rows: list[T]


@dataclass
class Holder:
    id: Id
    page: Base[bytes]
    child: Child[str]


@dataclass
class Timed:
    id: Id
    created: Annotated[str | None, attr(internal=True)] = None


@pydantic.dataclasses.dataclass
class Checked:
    id: Id
    level: Annotated[int, Field(ge=1)] = 1


@dataclass
class Node:
    id: Id
    children: "list[Node]"


@dataclass
class Unknown:
    id: Id
    other: "Nowhere"  # type: ignore[name-defined]  # noqa: F821  # pyright: ignore[reportUndefinedVariable]


@dataclass
class Small:
    a: str


@dataclass
class Big:
    a: str
    b: str


@dataclass
class Twin:
    a: str
    b: str


@dataclass
class Choice:
    id: Id
    found: Small | Big


@dataclass
class Ambiguous:
    id: Id
    found: Big | Twin


def test_what_is_read_is_made_without_the_constructor(table: Table) -> None:
    before = Counted.made
    given = Counted("x", 4)
    assert stored(table, given) == {"pk": "x", "doubled": 8}
    assert read_back(table, given) == given
    assert Counted.made == before + 1


def test_frozen_classes_with_slots(table: Table) -> None:
    assert read_back(table, Frozen(id="x")) == Frozen(id="x")
    assert hash(read_back(table, Frozen(id="x"))) == hash(Frozen(id="x"))


def test_generic_classes_and_inheritance(table: Table) -> None:
    given = Holder("x", Base("y", b"1"), Child("z", 3, ["a"]))
    assert read_back(table, given) == given
    attributes: dict[str, Any] = schema_of(Holder).attributes
    assert attributes["page"].attributes["value"].type == "binary"
    assert attributes["child"].attributes["value"].type == "number"
    assert attributes["child"].attributes["rows"].elements.type == "string"


def test_what_an_entity_adds_is_seen_where_it_is_declared(table: Table) -> None:
    found = read_back(table, Timed("x"))
    assert found.created.startswith("20")
    again = read_back(table, found)
    assert again.created == found.created
    assert "created" not in schema_of(Timed).attributes


def test_dataclasses_of_pydantic_are_checked(table: Table) -> None:
    assert read_back(table, Checked("x", 2)) == Checked("x", 2)
    with refused("parsing.customValidationFailed", "level"):
        stored(table, {"id": "x", "level": 0}, Checked)


def test_instances_of_a_subclass_are_refused_as_they_may_have_more(table: Table) -> None:
    @dataclass
    class More(Checked):
        extra: int = 1

    with refused("parsing.invalidItem"):
        stored(table, More("x"), Checked)


def test_classes_that_nothing_tells_apart_are_refused(table: Table) -> None:
    for found in (Small("1"), Big("1", "2")):
        assert read_back(table, Choice("x", found)) == Choice("x", found)
    with refused("schema.ambiguousUnion", "Ambiguous.found"):
        schema_of(Ambiguous)


def test_a_default_tells_no_classes_apart_as_it_would_be_filled() -> None:
    @dataclass
    class Wide(Small):
        more: int = 1

    @dataclass
    class Holder:
        id: Id
        found: Any

    Holder.__annotations__["found"] = Small | Wide
    with refused("schema.ambiguousUnion", "Holder.found"):
        schema_of(Holder)


def test_what_no_schema_can_say_is_refused() -> None:
    @dataclass
    class Hidden:
        id: Id
        secret: Annotated[str, attr(hidden=True)] = "x"

    @dataclass
    class Absent:
        id: Id
        name: Annotated[str, attr(required="never")]

    @dataclass
    class Internal:
        id: Id
        created: Annotated[str, attr(internal=True)]

    @dataclass
    class Default:
        id: Id
        name: str = attr(title="x")

    for kind, path in ((Hidden, "secret"), (Absent, "name"), (Internal, "created"), (Default, "name")):
        with refused("schema.unsupportedField", f"{kind.__name__}.{path}"):
            schema_of(kind)
    with refused("schema.recursiveClass", "Node"):
        schema_of(Node)
    with refused("schema.unsupportedAnnotation", "Unknown"):
        schema_of(Unknown)


def test_options_are_those_of_attr(table: Table) -> None:
    @dataclass
    class Options:
        id: Id
        stamp: Annotated[Optional[str], attr(put_default=lambda: "put", title="Stamp")] = None  # noqa: UP045
        stated: Annotated[Any, s.string().enum("a")] = "a"

    assert stored(table, Options("x")) == {"pk": "x", "stamp": "put", "stated": "a"}
    assert schema_of(Options).attributes["stamp"].props.title == "Stamp"
    with refused("parsing.invalidAttributeInput", "stated"):
        stored(table, Options("x", stated="b"))


def test_a_validator_sees_what_the_class_has(table: Table) -> None:
    @dataclass
    class Inner:
        level: int

    def is_strong(inner: Inner) -> bool:
        return inner.level > 0

    @dataclass
    class Outer:
        id: Id
        inner: Annotated[Inner, attr(validate=is_strong)]

    assert read_back(table, Outer("x", Inner(1))) == Outer("x", Inner(1))
    with refused("parsing.customValidationFailed", "inner"):
        stored(table, Outer("x", Inner(0)))


@pytest.mark.parametrize("value", [Small("1"), {"a": "1"}])
def test_any_takes_instances_and_gives_dicts(table: Table, value: Any) -> None:
    @dataclass
    class Open:
        id: Id
        anything: Any

    entity: Entity[Any, Any] = Entity(name="it", table=table, schema=Open)
    assert entity.build(PutItemCommand).item(Open("x", value)).params()["Item"]["anything"] == {"a": "1"}
    assert read_back(table, Open("x", value)).anything == {"a": "1"}
