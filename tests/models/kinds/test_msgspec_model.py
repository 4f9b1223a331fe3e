"""msgspec Structs as schemas."""

from typing import Annotated, Any, Generic, TypeVar

import msgspec
import pytest

from dynamodb_toolbox import Table, key, schema_of
from tests.models.kinds.support import read_back, stored
from tests.refusals import refused

T = TypeVar("T")
Id = Annotated[str, key(saved_as="pk")]


class Captured(msgspec.Struct, tag=True):
    by: str


class Wild(msgspec.Struct, tag=True):
    pass


class Numbered(msgspec.Struct, tag=7, tag_field="kind"):
    id: Id


class Pokemon(msgspec.Struct, kw_only=True, rename="camel", omit_defaults=True):
    state_now: Captured | Wild = msgspec.field(default_factory=Wild)
    id: Id
    nickname: str | msgspec.UnsetType = msgspec.UNSET
    either: str | msgspec.UnsetType | None = msgspec.UNSET
    levels: list[Annotated[int, msgspec.Meta(ge=1)]] = []


class Page(msgspec.Struct, Generic[T]):
    id: Id
    rows: tuple[T, ...]


class Holder(msgspec.Struct):
    id: Id
    page: Page[bytes]


def test_names_are_those_of_the_fields_and_stored_as_renamed(table: Table) -> None:
    given = Pokemon(id="x", state_now=Captured("ash"))
    assert stored(table, given) == {"pk": "x", "stateNow": {"type": "Captured", "by": "ash"}, "levels": []}
    assert "state_now" in schema_of(Pokemon).attributes


@pytest.mark.parametrize(
    "more",
    [{}, {"nickname": "y", "either": None}, {"state_now": Captured("ash"), "either": "z", "levels": [1]}],
    ids=["unset", "null", "set"],
)
def test_tags_and_what_is_unset_come_back(table: Table, more: dict[str, Any]) -> None:
    given = Pokemon(id="x", **more)
    assert read_back(table, given) == given
    assert stored(table, Numbered("x")) == {"pk": "x", "kind": 7}
    assert read_back(table, Numbered("x")) == Numbered("x")


def test_constraints_are_checked(table: Table) -> None:
    with refused("parsing.customValidationFailed", "levels") as caught:
        stored(table, Pokemon(id="x", levels=[1, 0]))
    assert "`int` >= 1" in caught.value.message


def test_generic_structs(table: Table) -> None:
    given = Holder("x", Page("y", (b"1", b"2")))
    assert read_back(table, given) == given
