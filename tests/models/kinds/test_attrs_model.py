"""attrs classes as schemas."""

from typing import Annotated, Any, Generic, TypeVar, cast

import attrs
import pytest

from dynamodb_toolbox import Table, key, schema_of
from tests.models.kinds.support import read_back, stored
from tests.refusals import refused

T = TypeVar("T")
Id = Annotated[str, key(saved_as="pk")]
ID: Any = Id


@attrs.frozen(cache_hash=True)
class Frozen:
    id: Id
    level: int = attrs.field(default=1, converter=int)


@attrs.define(slots=False, unsafe_hash=True, cache_hash=True)
class Unslotted:
    id: Id


def is_above_level(instance: Any, attribute: Any, value: int) -> None:
    if value < instance.level:
        raise ValueError("most is below level")


@attrs.define
class Validated:
    id: Id
    level: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    most: int = attrs.field(default=9, validator=is_above_level)
    _hidden_by_name: str = attrs.field(default="x", alias="plain")


@attrs.define
class Derived:
    id: Id
    twice: str = attrs.field(default=attrs.Factory(lambda self: self.id * 2, takes_self=True))


@attrs.define
class Page(Generic[T]):
    rows: list[T] = attrs.field(factory=list)


@attrs.define
class Holder:
    id: Id
    page: Page[bytes]


def as_tuple(given: Any) -> tuple[str, ...]:
    return tuple(given)


@attrs.define
class Converted:
    id: Id
    level: int = attrs.field(default=cast("Any", "1"), converter=int)
    moves: tuple[str, ...] = attrs.field(factory=cast("Any", list), converter=as_tuple)
    name: str | None = attrs.field(default=None, converter=attrs.converters.optional(str))


Old: Any = attrs.make_class("Old", {"id": attrs.field(type=ID), "rest": attrs.field()})


@pytest.mark.parametrize("given", [Frozen("x", "3"), Unslotted("x")], ids=["frozen", "unslotted"])
def test_classes_that_keep_their_hash(table: Table, given: Any) -> None:
    found = read_back(table, given)
    assert found == given
    assert hash(found) == hash(given)


def test_validators_run_on_what_is_sent(table: Table) -> None:
    given = Validated("x", 2, 3, "y")
    assert read_back(table, given) == given
    assert stored(table, given)["_hidden_by_name"] == "y"
    with refused("parsing.customValidationFailed", "level"):
        stored(table, {"id": "x", "level": 0}, Validated)


def test_a_validator_of_several_attributes_is_left_to_the_constructor(table: Table) -> None:
    assert stored(table, {"id": "x", "level": 5, "most": 4}, Validated)["most"] == 4
    with pytest.raises(ValueError, match="below level"):
        Validated("x", 5, 4)


def test_a_default_made_of_the_instance_is_left_to_the_constructor(table: Table) -> None:
    assert read_back(table, Derived("x")) == Derived("x", "xx")
    with refused("parsing.attributeRequired", "twice"):
        stored(table, {"id": "x"}, Derived)


def test_defaults_are_converted_as_the_constructor_does(table: Table) -> None:
    assert read_back(table, Converted("x")) == Converted("x")
    assert read_back(table, {"id": "x"}, Converted) == Converted("x", 1, (), None)


def test_generic_classes_and_those_without_annotations(table: Table) -> None:
    assert read_back(table, Holder("x", Page([b"1"]))) == Holder("x", Page([b"1"]))
    attributes: dict[str, Any] = schema_of(Old).attributes
    assert (attributes["id"].type, attributes["rest"].type) == ("string", "any")
    assert read_back(table, Old(id="x", rest=[1])) == Old(id="x", rest=[1])
