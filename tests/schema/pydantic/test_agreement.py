"""Random schemas and inputs: the models take what the parser takes and the formatter gives, no more."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dynamodb_toolbox import DynamoDBToolboxError, Formatter, Parser
from dynamodb_toolbox.schema.pydantic.inputs import to_input
from dynamodb_toolbox.schema.pydantic.models import PydanticSchemer
from dynamodb_toolbox.schema.pydantic.views import InputMode
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import same
from tests.schema.pydantic.strategies import items, spoilt
from tests.strategies import Sample
from tests.strategies import items as storable_items

modes: st.SearchStrategy[InputMode] = st.sampled_from(["put", "key"])


def assert_agreed(schema: ItemSchema, value: Any, mode: InputMode) -> None:
    model = schema.build(PydanticSchemer).input_model("Model", mode=mode)
    parser = Parser(schema)
    try:
        parsed = parser.parse(value, mode=mode, transform=False)
    except DynamoDBToolboxError:
        with pytest.raises(ValidationError):
            model.model_validate(value)
        return
    given = to_input(model.model_validate(value))
    assert same(given, parsed)
    assert same(stored(parser, given, mode), stored(parser, parsed, mode))


def stored(parser: Parser, value: Any, mode: InputMode) -> Any:
    """Give what is stored, or what a transformer says of a value that it cannot write."""
    try:
        return parser.parse(value, mode=mode)
    except TypeError as error:
        return str(error)


@settings(deadline=None)  # making classes takes its time
@given(items, modes)
def test_the_input_model_takes_what_the_parser_takes(found: tuple[ItemSchema, Any], mode: InputMode) -> None:
    assert_agreed(*found, mode)


@settings(deadline=None)
@given(items, modes, st.data())
def test_the_input_model_refuses_what_the_parser_refuses(
    found: tuple[ItemSchema, Any], mode: InputMode, data: st.DataObject
) -> None:
    schema, value = found
    assert_agreed(schema, data.draw(spoilt(value)), mode)


@settings(deadline=None)
@given(storable_items, modes, st.data())
def test_they_agree_whatever_the_names_and_transformers(
    found: tuple[ItemSchema, Sample], mode: InputMode, data: st.DataObject
) -> None:
    schema, sample = found
    assert_agreed(schema, sample.value, mode)
    assert_agreed(schema, data.draw(spoilt(sample.value)), mode)


@settings(deadline=None)
@given(items, st.booleans())
def test_the_formatted_model_takes_what_the_formatter_gives(
    found: tuple[ItemSchema, Any], partial: bool
) -> None:
    schema, value = found
    try:
        stored = Parser(schema).parse(value)
    except DynamoDBToolboxError:  # not every random schema takes its value
        return
    formatted = Formatter(schema).format(stored)
    model = schema.build(PydanticSchemer).formatted_model("Model", partial=partial)
    assert same(to_input(model.model_validate(formatted)), formatted)


@settings(deadline=None)
@given(items, st.data())
def test_the_partial_model_takes_what_the_formatter_gives_of_a_part(
    found: tuple[ItemSchema, Any], data: st.DataObject
) -> None:
    schema, value = found
    model = schema.build(PydanticSchemer).formatted_model("Model", partial=True)
    try:
        formatted = Formatter(schema).format(data.draw(spoilt(Parser(schema).parse(value))), partial=True)
    except DynamoDBToolboxError:
        return
    assert same(to_input(model.model_validate(formatted)), formatted)


@settings(deadline=None)
@given(items, modes)
def test_every_model_has_a_json_schema(found: tuple[ItemSchema, Any], mode: InputMode) -> None:
    schemer = found[0].build(PydanticSchemer)
    for model in (schemer.input_model("In", mode=mode), schemer.formatted_model("Out")):
        assert json.loads(json.dumps(model.model_json_schema()))["type"] == "object"
        assert model.model_json_schema(mode="serialization").keys() >= {"title", "type"}
