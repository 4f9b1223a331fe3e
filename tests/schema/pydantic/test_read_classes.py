"""Dataclasses and TypedDicts inside of a model: maps, and back as themselves."""

from dataclasses import dataclass, field
from typing import Annotated, NotRequired, Required

from pydantic import (
    BaseModel,
    Field,
    field_validator,
)
from pydantic.dataclasses import dataclass as pydantic_dataclass
from typing_extensions import TypedDict

from dynamodb_toolbox.schema.pydantic.inputs import to_input
from dynamodb_toolbox.schema.types import (
    MapSchema,
)
from tests.schema.pydantic.reading import attribute_of, message_of, parsed


@dataclass
class Plain:
    x: int
    tags: list[str] = field(default_factory=lambda: ["t"])
    y: Annotated[int, Field(gt=0)] = 1

    def __post_init__(self) -> None:
        if self.x == self.y:
            raise ValueError("x is y")


@pydantic_dataclass
class Checked:
    x: int = Field(gt=0)
    plain: Plain = field(default_factory=lambda: Plain(1, y=2))

    @field_validator("x")
    @classmethod
    def _odd(cls, value: int) -> int:
        if value % 2 == 0:
            raise ValueError("should be odd")
        return value


class Typed(TypedDict, total=False):
    a: Required[int]
    b: str
    c: Required[Annotated[int, Field(gt=0)]]


class Total(Typed):
    d: NotRequired[int]
    e: int


def test_dataclasses_and_typed_dicts_are_maps() -> None:
    checked = attribute_of(Checked)
    assert parsed(checked, {"x": 1}) == {"x": 1, "plain": {"x": 1, "tags": ["t"], "y": 2}}
    assert "should be odd" in message_of(checked, {"x": 2})
    assert "greater than 0" in message_of(checked, {"x": -1})
    assert "x is y" in message_of(attribute_of(Plain), {"x": 1})
    assert "greater than 0" in message_of(attribute_of(Plain), {"x": 1, "y": 0})
    total = attribute_of(Total)
    assert isinstance(total, MapSchema)
    optional = {name for name, child in total.attributes.items() if child.props.required == "never"}
    assert optional == {"b", "d"}
    assert "greater than 0" in message_of(total, {"a": 1, "c": 0, "e": 1})

    class Holder(BaseModel):
        checked: Checked
        typed: Typed

    holder = Holder(checked=Checked(x=1), typed={"a": 1, "c": 1})
    assert to_input(holder) == {
        "checked": {"x": 1, "plain": {"x": 1, "tags": ["t"], "y": 2}}, "typed": {"a": 1, "c": 1}
    }  # fmt: skip
