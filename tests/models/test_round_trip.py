"""What is put is got, whatever the values: instances of a class with each kind of attribute."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox import (
    Attr,
    Client,
    EnsureTableCommand,
    Entity,
    GetItemCommand,
    Item,
    Map,
    PutItemCommand,
    Table,
    attr,
    connect,
    key,
    prefix,
    schema_of,
)
from dynamodb_toolbox.models.registry import model_of


class Color(Enum):
    RED = "r"
    BLUE = "b"


class Circle(Map):
    kind: Attr[Literal["circle"]] = attr(default="circle")
    radius: Attr[float]


class Square(Map):
    kind: Attr[Literal["square"]] = attr(default="square")
    side: Attr[int]
    color: Attr[Color | None] = attr(default=None)


class Everything(Item):
    id: Attr[str] = key(saved_as="pk")
    text: Attr[str] = attr(transform=prefix("T"), saved_as="t")
    number: Attr[int]
    ratio: Attr[float]
    exact: Attr[Decimal]
    flag: Attr[bool]
    data: Attr[bytes]
    nothing: Attr[str | None]
    absent: Attr[str | None] = attr(default=None)
    at: Attr[datetime]
    since: Attr[datetime] = attr(stored_as="epoch")
    day: Attr[date]
    span: Attr[timedelta]
    uuid: Attr[UUID]
    color: Attr[Color]
    tags: Attr[frozenset[str]]
    numbers: Attr[set[int]]
    shape: Attr[Circle | Square]
    shapes: Attr[list[Circle | Square]]
    pair: Attr[tuple[int, Square]]
    by_name: Attr[dict[str, Square]]
    by_color: Attr[dict[Literal["r", "b"], list[Circle]]]
    either: Attr[int | str | list[Square]]
    codes: Attr[list[Annotated[str, attr(transform=prefix("C"))]]]


def times() -> st.SearchStrategy[datetime]:
    return st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC))


whole = st.integers(-(10**15), 10**15)
ratios = (
    st.floats(-1e6, 1e6)
    .map(lambda value: round(value, 6))
    .filter(lambda value: value == 0 or abs(value) > 1e-6)
)
circles = st.builds(Circle, radius=ratios)
squares = st.builds(Square, side=whole, color=st.none() | st.sampled_from(Color))
text = st.text(st.characters(codec="utf-8"), max_size=9)
everything = st.builds(
    Everything,
    id=text.filter(bool),
    text=text,
    number=whole,
    ratio=ratios,
    exact=st.decimals(-(10**9), 10**9, places=6),
    flag=st.booleans(),
    data=st.binary(max_size=9),
    nothing=st.none() | text,
    absent=st.none() | text,
    at=times(),
    since=times(),
    day=st.dates(),
    span=st.timedeltas(timedelta(0), timedelta(days=999)),
    uuid=st.uuids(),
    color=st.sampled_from(Color),
    tags=st.frozensets(text, min_size=1, max_size=3),
    numbers=st.sets(whole, min_size=1, max_size=3),
    shape=circles | squares,
    shapes=st.lists(circles | squares, max_size=3),
    pair=st.tuples(whole, squares),
    by_name=st.dictionaries(text.filter(bool), squares, max_size=3),
    by_color=st.dictionaries(st.sampled_from(["r", "b"]), st.lists(circles, max_size=2), max_size=2),
    either=whole | text | st.lists(squares, max_size=2),
    codes=st.lists(text, max_size=3),
)
CLIENT: Client = connect("sqlite://")
TABLE = Table(name="everything", partition_key={"name": "pk", "type": "string"}, client=CLIENT)
ENTITY = Entity(name="everything", table=TABLE, schema=Everything, timestamps=False)


def setup_module() -> None:
    TABLE.build(EnsureTableCommand).send()


def teardown_module() -> None:
    CLIENT.close()


@given(everything)
def test_what_is_put_is_got(item: Everything) -> None:
    ENTITY.build(PutItemCommand).item(item).send()
    found = ENTITY.build(GetItemCommand).key({"id": item.id}).send().item
    assert found == item
    assert typed(found) == typed(item)


@given(everything)
def test_dicts_and_instances_are_one(item: Everything) -> None:
    plain = item.to_dict()
    assert (
        ENTITY.build(PutItemCommand).item(plain).params() == ENTITY.build(PutItemCommand).item(item).params()
    )
    model = model_of(Everything)
    assert model.schema is schema_of(Everything)
    assert model.load(model.dump(item)) == item


def typed(value: Any) -> Any:
    """Give a value with the types of all that is in it, as `1 == 1.0` tells no type."""
    if isinstance(value, Map):
        return type(value), {name: typed(child) for name, child in vars(value).items()}
    if isinstance(value, dict):
        return {name: typed(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value), [typed(child) for child in value]
    return type(value)
