"""pydantic models as schemas: they come back as themselves."""

from typing import Annotated, Any, Generic, Literal, TypeVar

import pydantic
import pytest
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, RootModel, computed_field, field_validator

from dynamodb_toolbox import Entity, PutItemCommand, Table, UpdateItemCommand, key, schema_of
from dynamodb_toolbox.schema.pydantic.annotations import Hidden, Key, Modify, SavedAs
from dynamodb_toolbox.schema.transformers import prefix
from tests.models.kinds.support import read_back, stored
from tests.refusals import refused

T = TypeVar("T")
Id = Annotated[str, key(saved_as="pk")]


class Captured(BaseModel):
    status: Literal["captured"] = "captured"
    by: str


class Wild(BaseModel):
    status: Literal["wild"] = "wild"


class Pokemon(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: Id
    level: Annotated[int, Field(gt=0)] = 1
    nickname: str | None = Field(default=None, alias="nickName", title="Nickname", max_length=5)
    state: Captured | Wild = Field(default_factory=Wild, discriminator="status")
    powers: dict[str, Annotated[int, Field(ge=0)]] = {}
    session: str = Field(default="none", exclude=True)
    _seen: list[int] = PrivateAttr(default_factory=list)

    @computed_field  # type: ignore[prop-decorator]  # as pydantic wants it
    @property
    def shown(self) -> str:
        return f"{self.id}:{self.level}"

    @field_validator("level")
    @classmethod
    def _is_even(cls, level: int) -> int:
        if level > 1 and level % 2:
            raise ValueError("odd")
        return level


class Page(BaseModel, Generic[T]):
    rows: list[T]


class Holder(BaseModel):
    id: Id
    page: Page[bytes]
    parent: Pokemon | None = None


class Marked(BaseModel):
    id: Annotated[str, Key(), SavedAs("pk"), Modify(lambda it: it.transform(prefix("P")))]
    secret: Annotated[str | None, Hidden()] = None


def pikachu() -> Pokemon:
    return Pokemon(id="x", nickName="sparky"[:5], state=Captured(by="ash"), powers={"bolt": 3})


def test_a_model_comes_back_as_itself(table: Table) -> None:
    found = read_back(table, pikachu())
    assert found == pikachu()
    assert type(found) is Pokemon
    assert (found.shown, found._seen, found.session) == ("x:1", [], "none")
    assert found.model_dump() == pikachu().model_dump()
    assert found.model_fields_set == {"id", "level", "nickname", "state", "powers"}


def test_what_is_stored(table: Table) -> None:
    assert stored(table, pikachu()) == {
        "pk": "x",
        "level": 1,
        "nickName": "spark",
        "state": {"status": "captured", "by": "ash"},
        "powers": {"bolt": 3},
    }
    assert schema_of(Pokemon).attributes["nickname"].props.title == "Nickname"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"level": 0}, "level"),
        ({"level": 3}, "level"),
        ({"nickname": "too long"}, "nickname"),
        ({"powers": {"bolt": -1}}, "powers"),
    ],
    ids=str,
)
def test_constraints_and_validators_run_on_dicts(table: Table, change: dict[str, Any], path: str) -> None:
    with refused("parsing.customValidationFailed", path):
        stored(table, {"id": "x", **change}, Pokemon)


def test_validators_run_on_updates_of_whole_values(table: Table) -> None:
    entity: Entity[Any, Any] = Entity(name="it", table=table, schema=Pokemon)
    with refused("parsing.customValidationFailed", "level"):
        entity.build(UpdateItemCommand).item({"id": "x", "level": 3}).params()


def test_validators_do_not_run_again_on_what_is_read(table: Table) -> None:
    seen: list[int] = []

    class Noisy(BaseModel):
        id: Id
        level: int

        @pydantic.model_validator(mode="after")
        def _look(self) -> "Noisy":
            seen.append(self.level)
            return self

    given = Noisy(id="x", level=1)
    assert read_back(table, given) == given
    assert seen == [1]


def test_generic_and_nested_models(table: Table) -> None:
    given = Holder(id="x", page=Page[bytes](rows=[b"1"]), parent=pikachu())
    assert read_back(table, given) == given
    attributes: dict[str, Any] = schema_of(Holder).attributes
    assert attributes["page"].attributes["rows"].elements.type == "binary"


def test_the_markers_of_from_pydantic_model_are_understood(table: Table) -> None:
    assert stored(table, Marked(id="x", secret="s")) == {"pk": "P#x", "secret": "s"}
    assert read_back(table, Marked(id="x", secret="s")) == Marked(id="x")


def test_what_no_schema_can_say_is_refused() -> None:
    class Extra(BaseModel):
        model_config = ConfigDict(extra="allow")
        id: Id

    class Lost(BaseModel):
        id: Id
        session: str = Field(exclude=True)

    class Names(RootModel[list[str]]):
        pass

    for kind in (Extra, Names):
        with refused("schema.unsupportedClass", kind.__name__):
            schema_of(kind)
    with refused("schema.unsupportedField", "Lost.session"):
        schema_of(Lost)


def test_puts_take_models_within_dicts(table: Table) -> None:
    entity: Entity[Any, Any] = Entity(name="it", table=table, schema=Holder)
    item = entity.build(PutItemCommand).item({"id": "x", "page": Page[bytes](rows=[]), "parent": pikachu()})
    assert item.params()["Item"]["parent"]["state"] == {"status": "captured", "by": "ash"}
