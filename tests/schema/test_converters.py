"""Python types that are stored as a string or a number: they come back as they were, and sort."""

import enum
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dynamodb_toolbox.expressions.printer import print_condition
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.conditions import ConditionParser
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.paths import PathParser
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.values import decode, encode
from tests.refusals import refused


class Color(enum.Enum):
    RED = "r"
    BLUE = "b"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


aware = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))
durations = st.timedeltas()
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**25), max_value=10**25)

SORTABLE: list[tuple[Attribute, st.SearchStrategy[Any]]] = [
    (s.datetime(), aware),
    (s.datetime(stored_as="epoch"), aware),
    (s.date(), st.dates()),
    (s.timedelta(), durations),
    (s.decimal(), decimals),
]
ALL: list[tuple[Attribute, st.SearchStrategy[Any]]] = [
    *SORTABLE,
    (s.uuid(), st.uuids()),
    (s.enum(Color), st.sampled_from(Color)),
    (s.enum(Level), st.sampled_from(Level)),
]


def stored(schema: Attribute, value: Any) -> Any:
    return Parser(schema).parse(value)


@pytest.mark.parametrize(("schema", "strategy"), ALL)
@given(data=st.data())
def test_a_value_comes_back_as_it_was(
    schema: Attribute, strategy: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(strategy)
    back = Formatter(schema).format(decode(encode(stored(schema, value))))
    assert back == value
    assert type(back) is type(value)


@pytest.mark.parametrize(("schema", "strategy"), SORTABLE)
@given(data=st.data())
def test_what_is_stored_sorts_as_the_values_do(
    schema: Attribute, strategy: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    low, high = sorted([data.draw(strategy), data.draw(strategy)])
    assert stored(schema, low) <= stored(schema, high)


def test_what_is_stored() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=1)))
    assert stored(s.datetime(), moment) == "2026-01-02T02:04:05.000678Z"
    assert stored(s.datetime(stored_as="epoch"), moment) == Decimal("1767319445.000678")
    assert stored(s.date(), date(2026, 1, 2)) == "2026-01-02"
    assert stored(s.timedelta(), timedelta(minutes=1, milliseconds=500)) == Decimal("60.5")
    assert stored(s.uuid(), UUID(int=7)) == "00000000-0000-0000-0000-000000000007"
    assert stored(s.decimal(), Decimal("0.10")) == Decimal("0.1")
    assert stored(s.enum(Color), Color.BLUE) == "b"
    assert stored(s.enum(Level), Level.HIGH) == 2


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        (s.datetime(), datetime(2026, 1, 2), "datetime with a time zone"),
        (s.datetime(), "2026-01-02T03:04:05Z", "datetime with a time zone"),
        (s.date(), datetime(2026, 1, 2, tzinfo=UTC), "date"),
        (s.timedelta(), 60, "timedelta"),
        (s.uuid(), "00000000-0000-0000-0000-000000000007", "UUID"),
        (s.decimal(), 1, "Decimal"),
        (s.decimal(), Decimal("NaN"), "Decimal"),
        (s.enum(Color), "r", "Color"),
    ],
)
def test_nothing_is_coerced(schema: Attribute, value: Any, expected: str) -> None:
    with refused("parsing.invalidAttributeInput", "x") as caught:
        Parser(s.item({"x": schema})).parse({"x": value})
    assert caught.value.payload["expected"] == expected


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (s.datetime(), "yesterday"),
        (s.datetime(), "2026-01-02T03:04:05"),
        (s.datetime(), 7),
        (s.date(), "2026-13-01"),
        (s.uuid(), "7"),
        (s.enum(Color), "green"),
        (s.timedelta(), "60"),
    ],
)
def test_a_stored_value_that_is_none_is_refused_with_its_path(schema: Attribute, value: Any) -> None:
    with refused("formatter.invalidAttribute", "_x"):
        Formatter(s.item({"x": schema.saved_as("_x")})).format({"_x": value})


def test_other_writers_iso_texts_are_read() -> None:
    read = Formatter(s.datetime()).format("2026-01-02T03:04:05+01:00")
    assert read == datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)


def test_the_other_modifiers_work_alike() -> None:
    schema = s.item(
        {
            "id": s.uuid().key().transform(prefix("USER")),
            "on": s.date().enum(date(2026, 1, 1), date(2026, 1, 2)).default(date(2026, 1, 1)),
            "by_day": s.record(s.date(), s.set(s.uuid())).default({}),
        }
    )
    given_ = {"id": UUID(int=7), "by_day": {date(2026, 1, 1): {UUID(int=8)}}}
    item = Parser(schema).parse(given_)
    assert item == {
        "id": f"USER#{UUID(int=7)}",
        "on": "2026-01-01",
        "by_day": {"2026-01-01": {str(UUID(int=8))}},
    }
    assert Formatter(schema).format(item) == {**given_, "on": date(2026, 1, 1)}
    with refused("parsing.invalidAttributeInput", "by_day.2026-01-01[0]"):
        Parser(schema).parse({**given_, "by_day": {date(2026, 1, 1): {"x"}}})
    assert Formatter(schema).format(item, attributes=["by_day.2026-01-01"]) == {"by_day": given_["by_day"]}


def test_conditions_and_paths_speak_python_types() -> None:
    schema = s.item({"at": s.datetime(), "days": s.record(s.date(), s.number()), "color": s.enum(Color)})
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    condition = {
        "and": [
            {"attr": "at", "between": [moment, moment + timedelta(days=1)]},
            {"attr": "at", "begins_with": "2026-01"},
            {"attr": "days.2026-01-02", "gt": 3},
            {"attr": "color", "in": [Color.RED, Color.BLUE]},
        ]
    }
    printed = print_condition(ConditionParser(schema).parse(condition))
    assert printed.text == (
        "(#c_1 BETWEEN :c_1 AND :c_2) AND (begins_with(#c_1, :c_3)) AND (#c_2.#c_3 > :c_4) "
        "AND (#c_4 IN (:c_5, :c_6))"
    )
    first, last = "2026-01-02T00:00:00.000000Z", "2026-01-03T00:00:00.000000Z"
    assert list(printed.values.values()) == [first, last, "2026-01", 3, "r", "b"]
    with refused("actions.invalidExpressionAttributePath"):
        PathParser(schema).transform(["days.tomorrow"])


@pytest.mark.parametrize("values", [{}, {"A": 1, "B": "b"}, {"A": None}, {"A": True}])
def test_an_enum_of_mixed_values_cannot_be_stored(values: dict[str, Any]) -> None:
    make: Any = enum.Enum
    mixed = make("Mixed", values)
    with pytest.raises(TypeError, match="string values only, or number values only"):
        s.enum(mixed)
