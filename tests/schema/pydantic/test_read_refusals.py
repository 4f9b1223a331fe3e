"""What `from_pydantic_model` refuses, and which unions it can tell apart."""

from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    PastDate,
    RootModel,
    create_model,
)

from dynamodb_toolbox import (
    DynamoDBToolboxError,
    Parser,
    s,
)
from dynamodb_toolbox.schema.pydantic.annotations import As
from dynamodb_toolbox.schema.pydantic.models import PydanticSchemer
from dynamodb_toolbox.schema.pydantic.read import from_pydantic_model
from tests.refusals import refused
from tests.schema.pydantic.reading import Colour, attribute_of, message_of, parsed


class Tree(BaseModel):
    name: str
    children: list["Tree"] = []


class Pruned(BaseModel):
    children: Annotated[list["Pruned"], As(s.list(s.any()))] = []


def test_recursive_models_are_refused() -> None:
    with refused("pydantic.recursiveModel", "children[n]"):
        from_pydantic_model(Tree)
    with refused("pydantic.recursiveModel", "f[n].children[n]"):
        attribute_of(list[Tree])
    with pytest.raises(DynamoDBToolboxError, match="JsonValue"):
        attribute_of(JsonValue)
    schema = from_pydantic_model(Pruned)
    value: dict[str, Any] = {"children": [{"children": []}]}
    assert schema.build(Parser).parse(value) == value
    assert "should be a valid list" in message_of(schema.attributes["children"], [{"children": 1}])


class Mixed(Enum):
    A = 1
    B = "b"


class Loose(BaseModel):
    model_config = ConfigDict(extra="allow")


class Two(BaseModel):
    a: int
    b: int | None = None


class Three(BaseModel):
    a: int
    c: int | None = None


UNSUPPORTED: list[tuple[Any, str, str]] = [
    (time, "pydantic.unsupportedType", "f"),
    (complex, "pydantic.unsupportedType", "f"),
    (PastDate, "pydantic.unsupportedType", "f"),
    (Callable[[], int], "pydantic.unsupportedType", "f"),
    (type[int], "pydantic.unsupportedType", "f"),
    (list[time], "pydantic.unsupportedType", "f[n]"),
    (tuple[int, time], "pydantic.unsupportedType", "f[1]"),
    (set[bool], "pydantic.unsupportedType", "f"),
    (set[tuple[int, int]], "pydantic.unsupportedType", "f"),
    (set[str | int], "pydantic.unsupportedType", "f"),
    (dict[int, str], "pydantic.unsupportedType", "f"),
    (dict[str, time], "pydantic.unsupportedType", "f[string]"),
    (dict[time, str], "pydantic.unsupportedType", "f (KEY)"),
    (Mixed, "pydantic.unsupportedType", "f"),
    (Loose, "pydantic.unsupportedType", "f"),
    (str | datetime, "pydantic.ambiguousUnion", "f"),
    (Decimal | int, "pydantic.ambiguousUnion", "f"),
    (list[str] | list[UUID], "pydantic.ambiguousUnion", "f"),
    (tuple[int] | tuple[int, int], "pydantic.ambiguousUnion", "f"),
    (Two | Three, "pydantic.ambiguousUnion", "f"),
    (Two | dict[str, int], "pydantic.ambiguousUnion", "f"),
    (Literal["red", Colour.RED], "pydantic.ambiguousUnion", "f"),
    (list[Any | int], "pydantic.ambiguousUnion", "f[n]"),
]


@pytest.mark.parametrize(("annotation", "code", "path"), UNSUPPORTED, ids=str)
def test_what_has_no_schema_is_refused_with_its_path(annotation: Any, code: str, path: str) -> None:
    class Holder(BaseModel):
        model_config = ConfigDict(arbitrary_types_allowed=True, defer_build=True)

    model = create_model("Model", __base__=Holder, f=(annotation, ...))
    with refused(code, path):
        from_pydantic_model(model)


def test_unions_of_models_that_can_be_told_apart() -> None:
    class Small(BaseModel):
        a: int

    class Large(BaseModel):
        a: int
        b: int = 0

    attribute = attribute_of(Small | Large | None)
    values: list[Any] = [{"a": 1, "b": 2}, None]
    for value in values:
        assert parsed(attribute, value) == value
    by_kind = attribute_of(Cat | Dog)
    assert parsed(by_kind, {"kind": "dog", "age": 1}) == {"kind": "dog", "age": 1}


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"
    name: str | None = None


class Dog(BaseModel):
    kind: Literal["dog", "puppy"]
    age: int | None = None


class Robot(BaseModel):
    kind: Literal[1]


def test_discriminated_unions() -> None:
    pet = Annotated[Cat | Dog, Field(discriminator="kind")]
    attribute = attribute_of(pet)
    assert attribute.props.discriminator == "kind"
    with refused("parsing.invalidAttributeInput", "f.age"):
        parsed(attribute, {"kind": "dog", "age": "1"})
    nested = attribute_of(list[pet | None])
    value = [None, {"kind": "cat", "name": "Tom"}]
    assert parsed(nested, value) == value
    optional = attribute_of(Annotated[Cat | Dog | None, Field(discriminator="kind")], None)
    assert s.item({"f": optional}).build(Parser).parse({"f": None}) == {}
    assert parsed(optional, {"kind": "puppy", "age": 1}) == {"kind": "puppy", "age": 1}
    numbered = attribute_of(Annotated[Cat | Robot, Field(discriminator="kind")])
    assert parsed(numbered, {"kind": 1}) == {"kind": 1}


def test_roots_must_have_attributes_of_their_own() -> None:
    with refused("pydantic.unsupportedType"):
        from_pydantic_model(RootModel[list[int]])
    with refused("pydantic.unsupportedType"):
        from_pydantic_model(s.item({}).build(PydanticSchemer).input_model("Made"))
    with refused("pydantic.unsupportedType"):
        from_pydantic_model(Loose)
