"""What `from_pydantic_model` makes of a model."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum
from itertools import count
from typing import Annotated, Any, Literal, NewType, Self
from uuid import UUID, uuid4

import pytest
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PastDate,
    PositiveInt,
    RootModel,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)
from typing_extensions import TypeAliasType

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
from dynamodb_toolbox.schema.pydantic.annotations import As, Hidden, Key, Modify, SavedAs
from dynamodb_toolbox.schema.pydantic.inputs import to_input
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
from tests.schema.pydantic.reading import Colour, attribute_of, message_of, parsed


class Size(IntEnum):
    SMALL = 1


class Point(BaseModel):
    x: int
    y: int = 0


Numbers = TypeAliasType("Numbers", list[int])


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


@pytest.mark.parametrize(
    ("annotation", "right", "wrong", "message"), CONSTRAINTS, ids=[case[3] for case in CONSTRAINTS]
)
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


def test_fields_that_are_never_dumped_are_not_stored() -> None:
    class Session(BaseModel):
        id: UUID = Field(default_factory=uuid4)
        cache: dict[str, int] = Field(default_factory=dict, exclude=True)

    assert list(from_pydantic_model(Session).attributes) == ["id"]
    assert list(to_input(Session())) == ["id"]
