"""Values as JSON and back, by a schema: nothing is lost, and what is wrong is left for the parser to tell."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dynamodb_toolbox import JSONSchemer, Parser, s
from dynamodb_toolbox.schema.json_values import from_json, to_json
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import same
from tests.exact_text import has_exact_text
from tests.refusals import refused
from tests.strategies import Sample, items


class Kind(Enum):
    CAT = "cat"
    DOG = "dog"


ID = UUID("12345678-1234-5678-1234-567812345678")
MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678, UTC)

CASES: list[Any] = [
    (s.string(), "a", "a"),
    (s.null(), None, None),
    (s.boolean(), True, True),
    (s.number(), 42, 42),
    (s.number(), 0.1, 0.1),
    (s.number(), 0.30000000000000004, 0.30000000000000004),
    (s.number().big(), Decimal("0.1"), 0.1),
    (s.number().big(), Decimal("0.12345678901234567890123456789"), "0.12345678901234567890123456789"),
    (s.number().big(), 10**30, str(10**30)),
    (s.number().big(), 2**53 - 1, 2**53 - 1),
    (s.binary(), b"\x00\xff", "AP8="),
    (s.set(s.string()), {"b", "a"}, ["a", "b"]),
    (s.set(s.binary()), {b"b", b"a"}, ["YQ==", "Yg=="]),
    (s.set(s.number()), {2, 1.5}, [1.5, 2]),
    (s.list(s.binary()), [b"a"], ["YQ=="]),
    (s.tuple(s.binary(), s.string()), [b"a", "b"], ["YQ==", "b"]),
    (s.record(s.string(), s.binary()), {"x": b"a"}, {"x": "YQ=="}),
    (s.map({"m": s.map({"b": s.binary()})}), {"m": {"b": b"a"}}, {"m": {"b": "YQ=="}}),
    (s.any(), {"a": [1, None]}, {"a": [1, None]}),
    (s.datetime(), MOMENT, "2026-01-02T03:04:05.000678+00:00"),
    (s.datetime(stored_as="epoch"), MOMENT, "2026-01-02T03:04:05.000678+00:00"),
    (s.date(), date(2026, 1, 2), "2026-01-02"),
    (s.timedelta(), timedelta(days=1, hours=2, microseconds=5), "P1DT7200.000005S"),
    (s.timedelta(), -timedelta(seconds=1), "-P0DT1S"),
    (s.uuid(), ID, str(ID)),
    (s.decimal(), Decimal("1.50"), 1.5),
    (s.decimal(), Decimal("1." + "1" * 30), "1." + "1" * 30),
    (s.enum(Kind), Kind.CAT, "cat"),
    (s.any_of(s.set(s.string()), s.null()), {"a"}, ["a"]),
    (s.any_of(s.number(), s.binary()), b"a", "YQ=="),
    (
        s.any_of(
            s.map({"t": s.string().enum("x"), "v": s.binary()}),
            s.map({"t": s.string().enum("y"), "v": s.string()}),
        ).discriminate("t"),
        {"t": "y", "v": "YQ=="},
        {"t": "y", "v": "YQ=="},
    ),
]


@pytest.mark.parametrize(("schema", "value", "expected"), CASES, ids=range(len(CASES)))
def test_a_value_and_its_json(schema: Any, value: Any, expected: Any) -> None:
    written = to_json(value)
    assert written == expected
    assert type(written) is type(expected)
    read = from_json(schema, json.loads(json.dumps(written)))
    assert read == value or same(read, value)
    assert schema.build(Parser).validate(read)


@given(items)
def test_nothing_is_lost(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    read = from_json(schema, json.loads(json.dumps(to_json(sample.value))))
    assert same(read, sample.value)


@given(items)
def test_it_is_what_the_json_schema_describes(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    described = schema.build(JSONSchemer).input_value_schema()
    written = json.loads(json.dumps(to_json(sample.value)))
    assert has_exact_text(sample.value) or Draft202012Validator(described).is_valid(written)


@given(st.timedeltas())
def test_durations(value: timedelta) -> None:
    assert from_json(s.timedelta(), to_json(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PT1H30M", timedelta(hours=1, minutes=30)),
        ("P2W", timedelta(weeks=2)),
        ("-PT0.5S", timedelta(seconds=-0.5)),
        ("P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
    ],
)
def test_durations_of_others(text: str, value: timedelta) -> None:
    assert from_json(s.timedelta(), text) == value


def test_times_of_others() -> None:
    there = datetime(2026, 1, 2, 3, 4, tzinfo=timezone(timedelta(hours=2)))
    assert from_json(s.datetime(), "2026-01-02T03:04:00+02:00") == there
    assert from_json(s.datetime(), "2026-01-02T01:04:00Z") == there


WRONG: list[Any] = [
    (s.binary(), "no base64"),
    (s.binary(), 1),
    (s.number(), "1"),
    (s.number(), "x"),
    (s.set(s.string()), "a"),
    (s.set(s.string()), [["a"]]),
    (s.list(s.string()), {"a": 1}),
    (s.map({}), [1]),
    (s.datetime(), "2026-01-02T03:04:05"),
    (s.datetime(), "yesterday"),
    (s.date(), 5),
    (s.timedelta(), "P"),
    (s.timedelta(), 5),
    (s.uuid(), "x"),
    (s.decimal(), "x"),
    (s.enum(Kind), "cow"),
    (s.any_of(s.binary(), s.number()), "?"),
]


@pytest.mark.parametrize(("schema", "value"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_left_for_the_parser(schema: Any, value: Any) -> None:
    with refused("parsing.invalidAttributeInput", "a"):
        s.item({"a": schema}).build(Parser).parse(from_json(s.item({"a": schema}), {"a": value}))


def test_a_tuple_that_is_too_long_and_unknown_names_are_left() -> None:
    assert from_json(s.tuple(s.binary()), ["YQ==", "b"]) == [b"a", "b"]
    assert from_json(s.map({"a": s.binary()}), {"a": "YQ==", "b": 1}) == {"a": b"a", "b": 1}


def test_what_has_no_form_in_json_is_refused() -> None:
    with pytest.raises(TypeError, match="A object has no form in JSON"):
        to_json({"a": [object()]})


def test_infinities_are_text() -> None:
    assert to_json(float("inf")) == "inf"
