"""What `from_pydantic_model` makes of a model."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from itertools import count
from typing import Annotated, Any, Literal, NewType, NotRequired, Required, Self
from uuid import UUID, uuid4

import pytest
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PastDate,
    PositiveInt,
    RootModel,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)
from pydantic.dataclasses import dataclass as pydantic_dataclass
from typing_extensions import TypeAliasType, TypedDict

from dynamodb_toolbox import (
    DynamoDBToolboxError,
    Entity,
    Formatter,
    GetItemCommand,
    Parser,
    PutItemCommand,
    Table,
    UpdateItemCommand,
    add,
    remove,
    s,
)
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.pydantic.annotations import As, Hidden, Key, Modify, SavedAs
from dynamodb_toolbox.schema.pydantic.inputs import to_input
from dynamodb_toolbox.schema.pydantic.models import PydanticSchemer
from dynamodb_toolbox.schema.pydantic.read import from_pydantic_model
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.schema.types import (
    AnyOfSchema,
    ListSchema,
    MapSchema,
    RecordSchema,
    SetSchema,
    TupleSchema,
)
from dynamodb_toolbox.values import MISSING
from tests.refusals import refused


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(IntEnum):
    SMALL = 1


class Point(BaseModel):
    x: int
    y: int = 0


Numbers = TypeAliasType("Numbers", list[int])


def attribute_of(annotation: Any, default: Any = ...) -> Attribute:
    """Give the attribute that a field of this type becomes."""
    return from_pydantic_model(create_model("Model", f=(annotation, default))).attributes["f"]


def parsed(attribute: Attribute, value: Any) -> Any:
    return s.item({"f": attribute}).build(Parser).parse({"f": value}, transform=False)["f"]


def message_of(attribute: Attribute, value: Any) -> str:
    with pytest.raises(DynamoDBToolboxError) as caught:
        parsed(attribute, value)
    return caught.value.message


NOW = datetime(2026, 1, 2, tzinfo=UTC)

SCALARS: list[tuple[Any, Any, Any]] = [
    (None, None, 0),
    (bool, True, 1),
    (int, 3, 1.5),
    (int, Decimal(3), True),
    (float, 1.5, "1"),
    (Decimal, Decimal("1.5"), 1.5),
    (str, "a", b"a"),
    (bytes, b"a", "a"),
    (datetime, NOW, NOW.replace(tzinfo=None)),
    (AwareDatetime, NOW, "2026-01-02"),
    (date, NOW.date(), NOW),
    (timedelta, timedelta(1), 1),
    (UUID, UUID(int=1), str(UUID(int=1))),
    (Colour, Colour.RED, "red"),
    (Size, Size.SMALL, 1),
    (NewType("Name", str), "a", 1),
    (Numbers, [1], ["a"]),
    (Literal["a", "b"], "b", "c"),
    (Literal["a", 1, True, b"x"] | None, b"x", b"y"),
    (Literal["a", 1, True, None], True, False),  # noqa: PYI061  # pydantic takes both
    (Literal["a", 1, True, None], None, b""),  # noqa: PYI061
    (Literal[Colour.RED], Colour.RED, Colour.BLUE),
    (list[int], [1, 2], [1, "a"]),
    (Sequence[str], ["a"], "a"),
    (tuple[int, ...], [1], [1.5]),
    (tuple[int, str], [1, "a"], ["a", 1]),
    (set[str], {"a"}, ["a"]),
    (frozenset[Colour], {Colour.RED}, {"red"}),
    (AbstractSet[UUID], {UUID(int=1)}, {"1"}),
    (dict[str, int], {"a": 1}, {"a": "1"}),
    (Mapping[Literal["a", "b"], int], {"a": 1}, {"c": 1}),
    (dict[Colour, int], {Colour.RED: 1}, {"red": 1}),
    (dict[UUID, int], {UUID(int=1): 1}, {"1": 1}),
    (dict[date, int], {NOW.date(): 1}, {"2026-01-02": 1}),
    (int | None, None, "a"),
    (int | float, 1.5, "a"),
    (int | str | None, "a", b""),
    (Any, [{"a": 1}], MISSING),
    (list, [1, "a"], 1),
    (dict, {"a": None}, 1),
    (Point, {"x": 1, "y": 2}, {"x": "1"}),
    (list[Point | None], [None, {"x": 1, "y": 2}], [{}]),
    (RootModel[list[int]], [1], ["a"]),
]


@pytest.mark.parametrize(("annotation", "right", "wrong"), SCALARS, ids=str)
def test_types_become_schemas_that_coerce_nothing(annotation: Any, right: Any, wrong: Any) -> None:
    attribute = attribute_of(annotation)
    assert parsed(attribute, right) == right
    with pytest.raises(DynamoDBToolboxError):
        parsed(attribute, wrong)
    stored = s.item({"f": attribute}).build(Parser).parse({"f": right})
    assert s.item({"f": attribute}).build(Formatter).format(stored) == {"f": right}


def test_types_of_schemas() -> None:
    kinds = {
        list[int]: ListSchema, tuple[int, ...]: ListSchema, tuple[int]: TupleSchema, set[int]: SetSchema,
        dict[str, int]: RecordSchema, Point: MapSchema, Point | None: AnyOfSchema,
    }  # fmt: skip
    for annotation, kind in kinds.items():
        assert type(attribute_of(annotation)) is kind
    literal = attribute_of(Literal["a"])
    assert (literal.props.enum, literal.props.put_default) == (("a",), MISSING)
    assert attribute_of(Literal["a"], "a").props.put_default == "a"
    assert attribute_of(Annotated[str, Field(title="T", description="D")]).props.title == "T"
    described = attribute_of(list[Annotated[str, Field(description="D")]])
    assert isinstance(described, ListSchema)
    assert described.elements.props.description == "D"


CONSTRAINTS: list[tuple[Any, Any, Any, str]] = [
    (Annotated[int, Field(gt=1, le=3)], 3, 4, "less than or equal to 3"),
    (Annotated[int, Field(ge=1, lt=3)], 1, 0, "greater than or equal to 1"),
    (Annotated[float, Field(multiple_of=0.5)], 1.5, 1.4, "multiple of 0.5"),
    (Annotated[str, Field(min_length=1, max_length=2, pattern="^a")], "ab", "b", "match pattern"),
    (Annotated[str, Field(min_length=1)], "a", "", "at least 1 character"),
    (Annotated[list[int], Field(max_length=1)], [1], [1, 2], "at most 1 item"),
    (Annotated[set[str], Field(min_length=1)], {"a"}, set(), "at least 1 item"),
    (list[Annotated[int, Field(gt=1)]], [2], [2, 1], "greater than 1"),
    (dict[Annotated[str, Field(min_length=2)], PositiveInt], {"aa": 1}, {"a": 1}, "at least 2 characters"),
    (dict[str, PositiveInt], {"aa": 1}, {"a": 0}, "greater than 0"),
    (tuple[PositiveInt, str], [1, ""], [0, ""], "greater than 0"),
    (Annotated[Point, AfterValidator(lambda p: p.x or int("x"))], {"x": 1, "y": 2}, {"x": 0, "y": 2}, "base"),
    (Annotated[str, BeforeValidator(lambda v: v or int("x"))], "a", "", "base 10"),
    (Annotated[int | None, Field(gt=1)], None, 1, "greater than 1"),
    (Annotated[Decimal, Field(max_digits=2)], Decimal("1.5"), Decimal("1.55"), "no more than 2 digits"),
    (Annotated[tuple[int, str], AfterValidator(tuple)], [1, ""], [1], "[1]' is required"),
]  # fmt: skip


@pytest.mark.parametrize(("annotation", "right", "wrong", "message"), CONSTRAINTS, ids=str)
def test_constraints_refuse_and_say_why(annotation: Any, right: Any, wrong: Any, message: str) -> None:
    attribute = attribute_of(annotation)
    assert parsed(attribute, right) == right
    assert message in message_of(attribute, wrong)


def test_no_validator_is_lost() -> None:
    seen: list[str] = []

    def note(name: str) -> Callable[[Any], Any]:
        def noted(value: Any) -> Any:
            seen.append(name)
            return value

        return noted

    class Validated(BaseModel):
        model_config = ConfigDict(frozen=True, str_max_length=3, extra="forbid", validate_default=True)
        a: Annotated[str, AfterValidator(note("1")), AfterValidator(note("2"))] = Field(alias="A")
        b: str = "x"

        @field_validator("a")
        @classmethod
        def _three(cls, value: str) -> str:
            seen.append(f"3 {cls.__name__}")
            return value

        @field_validator("*", mode="wrap")
        @classmethod
        def _four(cls, value: Any, handler: Callable[[Any], Any], info: ValidationInfo) -> Any:
            seen.append(f"4 {info.field_name} {info.data}")
            return handler(value)

        @field_validator("b")
        @classmethod
        def _refuse(cls, value: str) -> str:
            if value == "no":
                raise ValueError("never no")
            return value

    schema = from_pydantic_model(Validated)
    assert schema.build(Parser).parse({"a": "1", "b": "2"}) == {"A": "1", "b": "2"}
    assert seen == ["4 a {}", "1", "2", "3 Validated", "4 b {}"]
    with refused("parsing.customValidationFailed", "b"):
        schema.build(Parser).parse({"a": "1", "b": "no"})
    assert "Value error, never no" in message_of(schema.attributes["b"], "no")
    assert "at most 3 characters" in message_of(schema.attributes["b"], "four")
    assert schema.build(Parser).errors({"b": "no"}, mode="update")[0].code == "parsing.customValidationFailed"


def test_what_a_validator_changes_is_not_kept() -> None:
    attribute = attribute_of(Annotated[str, AfterValidator(str.upper)])
    assert parsed(attribute, "a") == "a"


class Ordered(BaseModel):
    low: int = Field(alias="LOW")
    high: int

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self


def test_validators_of_nested_models_run() -> None:
    attribute = attribute_of(Ordered)
    assert parsed(attribute, {"low": 1, "high": 2}) == {"low": 1, "high": 2}
    assert "low is above high" in message_of(attribute, {"low": 3, "high": 2})


def test_validators_of_the_root_are_not_lost_silently() -> None:
    with refused("pydantic.unsupportedValidator"):
        from_pydantic_model(Ordered)
    schema = from_pydantic_model(Ordered, ignore_model_validators=True)
    assert schema.build(Parser).parse({"low": 3, "high": 2}) == {"LOW": 3, "high": 2}


def test_defaults_fill_and_are_never_shared_or_frozen() -> None:
    numbers = count()

    class Defaults(BaseModel):
        n: int = Field(default_factory=lambda: next(numbers))
        tags: list[str] = ["a"]
        point: Point = Point(x=1)
        colour: Colour = Colour.RED
        kind: Literal["d"] = "d"
        nested: dict[str, Point] = Field(default_factory=lambda: {"p": Point(x=2)})

    parser = from_pydantic_model(Defaults).build(Parser)
    first, second = parser.parse({}), parser.parse({})
    assert first == {
        "n": 0, "tags": ["a"], "point": {"x": 1, "y": 0}, "colour": "red", "kind": "d",
        "nested": {"p": {"x": 2, "y": 0}},
    }  # fmt: skip
    assert second["n"] == 1
    assert first["tags"] is not second["tags"]
    with pytest.raises(DynamoDBToolboxError):
        from_pydantic_model(create_model("Wrong", n=(int, "1")))
    with refused("pydantic.unsupportedType", "n"):
        attribute_of_factory = Field(default_factory=lambda data: data["a"])
        from_pydantic_model(create_model("Dependent", a=(int, ...), n=(int, attribute_of_factory)))


def test_none_as_a_default_means_absent(table: Table) -> None:
    class Pokemon(BaseModel):
        pk: Annotated[str, Key()]
        name: Annotated[str, Field(min_length=2)] | None = None
        level: int | None = Field(default=None, gt=0)
        null: str | None
        anything: Any = None

    entity = Entity(name="p", table=table, schema=from_pydantic_model(Pokemon), timestamps=False)
    command = entity.build(PutItemCommand).item(to_input(Pokemon(pk="1", null=None)))
    assert command.params()["Item"] == {"pk": "1", "null": None, "anything": None, "_et": "p"}
    command.send()
    read = entity.build(GetItemCommand).key({"pk": "1"}).send().item
    assert read == {"pk": "1", "null": None, "anything": None}
    assert Pokemon.model_validate(read) == Pokemon(pk="1", null=None)
    update = entity.build(UpdateItemCommand)
    update.item({"pk": "1", "name": "Sparky", "level": add(2)}).send()
    update.item({"pk": "1", "level": add(1), "name": remove()}).send()
    read = entity.build(GetItemCommand).key({"pk": "1"}).send().item
    assert read == {"pk": "1", "null": None, "anything": None, "level": 3}
    wrongs: list[dict[str, Any]] = [{"name": None}, {"name": "x"}, {"level": 0}]
    for wrong in wrongs:
        with pytest.raises(DynamoDBToolboxError) as caught:
            update.item({"pk": "1", **wrong}).params()
        assert caught.value.match(caught.value, "parsing.")
    schema = from_pydantic_model(Pokemon)
    stored = {"pk": "1", "null": None, "anything": None, "name": None}  # another program's NULL
    assert schema.build(Formatter).format(stored) == stored


def test_annotations_say_what_pydantic_cannot() -> None:
    class Marked(BaseModel):
        model_config = ConfigDict(alias_generator=str.upper)
        id: Annotated[str, Key(), SavedAs("pk")] = "x"
        sort: int
        secret: Annotated[str | None, Hidden()] = None
        text: Annotated[str, Modify(lambda it: it.transform(prefix("P")))]
        tags: list[Annotated[str, Modify(lambda it: it.transform(prefix("T")))]] = Field(
            serialization_alias="t"
        )

    schema = from_pydantic_model(Marked, keys=["sort"])
    assert schema.key_attributes.keys() == {"id", "sort"}
    assert schema.attributes["id"].props.key_default == "x"
    assert schema.attributes["secret"].props.hidden
    assert schema.build(Parser).parse({"sort": 1, "text": "a", "tags": ["b"]}) == {
        "pk": "x", "SORT": 1, "TEXT": "P#a", "t": ["T#b"],
    }  # fmt: skip
    with refused("pydantic.unknownKey"):
        from_pydantic_model(Marked, keys=["nope"])


def test_a_schema_may_be_stated_outright() -> None:
    short = Annotated[Any, As(s.string()), Field(max_length=2)]
    assert "at most 2" in message_of(attribute_of(short), "abc")
    attribute = attribute_of(list[Annotated[PastDate, As(s.date())]])
    assert parsed(attribute, [date(2020, 1, 1)]) == [date(2020, 1, 1)]
    assert "should be in the past" in message_of(attribute, [date(9999, 1, 1)])


class Opaque:
    pass


@dataclass
class Awkward:
    copy: Annotated[str, Field(max_length=1)]
    model_dump: Annotated[str, Field(max_length=1)]
    _x: Annotated[str, Field(max_length=1)]


def test_what_is_stated_may_be_anything() -> None:
    class Holder(BaseModel):
        model_config = ConfigDict(arbitrary_types_allowed=True)
        parts: list[Annotated[Opaque, As(s.any())]]
        whole: Annotated[Opaque | None, As(s.any())] = None

    attributes = from_pydantic_model(Holder).attributes
    opaque = Opaque()
    assert parsed(attributes["parts"], [opaque]) == [opaque]
    assert "instance of Opaque" in message_of(attributes["parts"], [1])
    assert "instance of Opaque" in message_of(attributes["whole"], 1)


def test_fields_may_have_any_name() -> None:
    right = {"copy": "1", "model_dump": "1", "_x": "1"}
    attribute = attribute_of(Awkward)
    assert parsed(attribute, right) == right
    for name in right:
        assert "at most 1 character" in message_of(attribute, {**right, name: "12"})


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


def test_roots_must_have_attributes_of_their_own() -> None:
    with refused("pydantic.unsupportedType"):
        from_pydantic_model(RootModel[list[int]])
    with refused("pydantic.unsupportedType"):
        from_pydantic_model(s.item({}).build(PydanticSchemer).input_model("Made"))
    with refused("pydantic.unsupportedType"):
        from_pydantic_model(Loose)


def test_fields_that_are_never_dumped_are_not_stored() -> None:
    class Session(BaseModel):
        id: UUID = Field(default_factory=uuid4)
        cache: dict[str, int] = Field(default_factory=dict, exclude=True)

    assert list(from_pydantic_model(Session).attributes) == ["id"]
    assert list(to_input(Session())) == ["id"]
