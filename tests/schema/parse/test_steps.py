"""The steps of parsing, one by one (spec/schema.md §6.3, §6.4), and the extension hook (§6.8)."""

from collections.abc import Generator
from typing import Any

import pytest

from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.transformers import prefix
from dynamodb_toolbox.values import MISSING, Place
from tests.refusals import refused

SCHEMA = s.item(
    {"a": s.string().saved_as("_a").transform(prefix("P")), "b": s.string().default("d").optional()}
)


def test_defaulted_linked_parsed_transformed() -> None:
    assert list(Parser(SCHEMA).start({"a": "x", "zz": 1})) == [
        {"a": "x", "b": "d", "zz": 1},
        {"a": "x", "b": "d", "zz": 1},
        {"a": "x", "b": "d"},
        {"_a": "P#x", "b": "d"},
    ]


@pytest.mark.parametrize(
    ("fill", "transform", "count"),
    [(True, True, 4), (False, True, 2), (True, False, 3), (False, False, 1)],
)
@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (SCHEMA, {"a": "x", "b": "y"}),
        (s.map({"a": s.any()}), {"a": 1}),
        (s.list(s.string()), ["a"]),
        (s.tuple(s.string(), s.number()), ["a", 1]),
        (s.set(s.string()), {"a"}),
        (s.record(s.string(), s.any()), {"a": 1}),
        (s.any_of(s.number(), s.string()), "a"),
        (s.any(), {"a": 1}),
        (s.string(), "a"),
        (s.string().optional(), MISSING),
    ],
)
def test_options_leave_steps_out(
    schema: Schema, value: Any, *, fill: bool, transform: bool, count: int
) -> None:
    steps = list(Parser(schema).start(value, fill=fill, transform=transform))
    assert len(steps) == count
    assert Parser(schema).parse(value, fill=fill, transform=transform) == steps[-1]


def test_the_context_of_links_is_sent_in_below_an_item() -> None:
    steps = Parser(s.map({"a": s.string().link(lambda root: root["x"])})).start({"b": 1})
    assert next(steps) == {"b": 1}
    assert steps.send({"x": "linked"}) == {"a": "linked", "b": 1}
    assert list(steps) == [{"a": "linked"}, {"a": "linked"}]


def test_declared_attributes_come_before_extra_ones() -> None:
    defaulted = next(Parser(SCHEMA).start({"zz": 1, "b": "y", "a": "x"}))
    assert list(defaulted) == ["a", "b", "zz"]


def test_an_error_waits_for_the_step_of_validation() -> None:
    steps = Parser(SCHEMA).start({"a": 1})
    assert [next(steps), next(steps)] == [{"a": 1, "b": "d"}] * 2
    with refused("parsing.invalidAttributeInput", "a"):
        next(steps)


def test_nothing_is_encoded_unless_all_is_valid() -> None:
    encoded: list[Any] = []

    class Noting:
        def encode(self, value: Any, /) -> Any:
            encoded.append(value)
            return value

        def decode(self, value: Any, /) -> Any:
            return value

    with refused("parsing.attributeRequired", "b"):
        Parser(s.item({"a": s.string().transform(Noting()), "b": s.string()})).parse({"a": "x"})
    assert encoded == []


def test_an_extension_takes_values_over() -> None:
    asked: list[tuple[str, Any, Place]] = []

    def extension(
        schema: Schema, value: Any, place: Place, transform: bool
    ) -> Generator[Any, Any, None] | None:
        asked.append((schema.type, value, place))
        return shouted(transform) if value == "!" else None

    def shouted(transform: bool) -> Generator[Any, Any, None]:
        yield "parsed"
        if transform:
            yield "transformed"

    schema = s.item({"n": s.number(), "r": s.record(s.string(), s.number()), "o": s.any().optional()})
    steps = list(Parser(schema).start({"n": "!", "r": {"k": "!"}}, extension=extension))
    assert steps[1:] == [
        {"n": "!", "r": {"k": "!"}},
        {"n": "parsed", "r": {"k": "parsed"}},
        {"n": "transformed", "r": {"k": "transformed"}},
    ]
    assert asked[1:] == [
        ("number", "!", ("n",)),
        ("record", {"k": "!"}, ("r",)),
        ("string", "k", ("r", "k")),
        ("number", "!", ("r", "k")),
        ("any", MISSING, ("o",)),
    ]
