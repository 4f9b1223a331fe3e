"""All that is wrong at once, and attributes that the schema does not have."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import Place
from tests.refusals import refused
from tests.strategies import Sample, items, replaced

ITEM = s.item(
    {
        "a": s.string(),
        "b": s.number().validate(lambda value: value > 0 or "too small"),
        "u": s.any_of(s.string(), s.null()).optional(),
        "m": s.map({"x": s.string(), "y": s.list(s.number())}).validate(lambda _: True),
        "r": s.record(s.string().enum("p", "q"), s.set(s.string())),
        "t": s.tuple(s.string(), s.number()),
    }
)


def test_every_fault_is_told_in_the_order_of_the_schema() -> None:
    value = {
        "t": ["a"],
        "r": {"p": {1}, "z": {"a"}},
        "m": {"y": [1, "2", None]},
        "u": 1,
        "b": 0,
    }
    assert [(error.code, error.path) for error in Parser(ITEM).errors(value)] == [
        ("parsing.attributeRequired", "a"),
        ("parsing.customValidationFailed", "b"),
        ("parsing.invalidAttributeInput", "u"),
        ("parsing.attributeRequired", "m.x"),
        ("parsing.invalidAttributeInput", "m.y[1]"),
        ("parsing.invalidAttributeInput", "m.y[2]"),
        ("parsing.invalidAttributeInput", "r.p[0]"),
        ("parsing.invalidAttributeInput", "r.z"),
        ("parsing.attributeRequired", "r.q"),
        ("parsing.attributeRequired", "t[1]"),
    ]


@pytest.mark.parametrize(
    ("schema", "value", "codes"),
    [
        (s.item({}), 1, ["parsing.invalidItem"]),
        (s.string(), 1, ["parsing.invalidAttributeInput"]),
        (s.any_of(s.string()), 1, ["parsing.invalidAttributeInput"]),
        (s.set(s.string()), [], ["parsing.invalidAttributeInput"]),
        (s.string(), "a", []),
        (s.item({"a": s.string().default("x")}), {}, []),
    ],
)
def test_a_root_tells_its_own_faults(schema: Schema, value: Any, codes: list[str]) -> None:
    assert [error.code for error in Parser(schema).errors(value)] == codes


@given(items, st.data())
def test_each_spoilt_value_is_told_and_nothing_else(
    found: tuple[ItemSchema, Sample], data: st.DataObject
) -> None:
    schema, sample = found
    assert Parser(schema).errors(sample.value) == []
    below = [place for place in sample.places if place]
    assume(below)
    spoilt, places = sample.value, _apart(data.draw(st.lists(st.sampled_from(below), min_size=1, max_size=3)))
    for place in places:
        spoilt = replaced(spoilt, place, lambda _: object())
    errors = Parser(schema).errors(spoilt)
    assert {error.path for error in errors} == {format_path(place) for place in places}
    assert len(errors) == len(places)


def _apart(places: list[Place]) -> list[Place]:
    """Places of which none stands within another."""
    kept: list[Place] = []
    for place in places:
        if not any(place[: len(other)] == other or other[: len(place)] == place for other in kept):
            kept.append(place)
    return kept


def test_what_the_schema_does_not_have_is_dropped_unless_it_is_forbidden() -> None:
    schema = s.item({"m": s.map({"a": s.any()}), "a.b": s.any().optional()})
    assert Parser(schema).parse({"m": {"a": 1, "z": 2}, "y": 3}) == {"m": {"a": 1}}
    with refused("parsing.unknownAttribute", "m.z", payload={"received": 2, "expected": ["a"]}):
        Parser(schema).parse({"m": {"a": 1, "z": 2}}, forbid_unknown=True)
    with refused("parsing.unknownAttribute", "y", payload={"received": 3, "expected": ["m", "a.b"]}):
        Parser(schema).parse({"m": {"a": 1}, "y": 3}, forbid_unknown=True)


def test_a_name_that_is_no_text_is_unknown() -> None:
    with refused("parsing.unknownAttribute", "None"):
        Parser(s.item({})).parse({None: 1}, forbid_unknown=True)
