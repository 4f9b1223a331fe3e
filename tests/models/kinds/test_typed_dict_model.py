"""TypedDicts as schemas: what is read is a dict."""

import typing
from dataclasses import dataclass
from typing import Annotated, Any, Generic, NotRequired, Required, TypeVar

from typing_extensions import ReadOnly, TypedDict

from dynamodb_toolbox import Table, attr, key, schema_of
from tests.models.kinds.support import read_back, stored
from tests.refusals import refused

T = TypeVar("T")
Id = Annotated[str, key(saved_as="pk")]


@dataclass
class Move:
    name: str


class Pokemon(typing.TypedDict, total=False):
    id: Required[Id]
    level: int
    moves: list[Move]


class Trainer(TypedDict):
    id: ReadOnly[Id]
    age: NotRequired[ReadOnly[int]]
    nested: NotRequired["Page[bytes]"]


class Page(TypedDict, Generic[T]):
    rows: list[T]


class Numbers(Page[int]):
    total: int


class Holder(TypedDict):
    id: Id
    numbers: Numbers


Odd = TypedDict("Odd", {"id": Id, "class": str, "a.b": int})


def required(kind: Any) -> dict[str, str | None]:
    return {name: child.props.required for name, child in schema_of(kind).attributes.items()}


def test_what_is_required() -> None:
    assert required(Pokemon) == {"id": "always", "level": "never", "moves": "never"}
    assert required(Trainer) == {"id": "always", "age": "never", "nested": "never"}


def test_classes_within_come_back_as_themselves(table: Table) -> None:
    given: Pokemon = {"id": "x", "moves": [Move("bolt")]}
    assert read_back(table, given, Pokemon, timestamps=False) == given
    assert {"created", "modified"} < read_back(table, given, Pokemon).keys()


def test_generic_and_extended_classes(table: Table) -> None:
    attributes: dict[str, Any] = schema_of(Holder).attributes
    assert attributes["numbers"].attributes["rows"].elements.type == "number"
    given: Trainer = {"id": "x", "nested": {"rows": [b"1"]}}
    assert read_back(table, given, Trainer, timestamps=False) == given


def test_names_that_are_no_identifiers(table: Table) -> None:
    given: Odd = {"id": "x", "class": "y", "a.b": 1}
    assert stored(table, given, Odd) == {"pk": "x", "class": "y", "a.b": 1}
    assert read_back(table, given, Odd, timestamps=False) == given


def test_hidden_keys_must_not_be_required() -> None:
    class Hidden(TypedDict):
        id: Id
        secret: Annotated[str, attr(hidden=True)]

    with refused("schema.unsupportedField", "Hidden.secret"):
        schema_of(Hidden)
