"""Random schemas and inputs: what is parsed is formatted back; what is spoilt is refused where it is."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.paths import Finder
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import decode_item, encode_item, same
from tests.refusals import refused
from tests.strategies import Sample, items, replaced


@given(items)
def test_what_is_parsed_is_formatted_back(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    check(schema)
    parsed = Parser(schema).parse(sample.value, transform=False)
    assert same(parsed, sample.value)
    assert same(Formatter(schema).format(Parser(schema).parse(sample.value)), parsed)
    assert same(Formatter(schema).format(parsed, transform=False), parsed)


@given(items)
def test_what_is_parsed_is_formatted_back_from_the_wire(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    stored = Parser(schema).parse(sample.value)
    try:
        wire = encode_item(stored)
    except DynamoDBToolboxError as error:  # an empty set
        assume(error.code != "encoding.invalidValue")
        raise
    assert same(
        Formatter(schema).format(decode_item(wire)), Parser(schema).parse(sample.value, transform=False)
    )


@given(items)
def test_parsing_what_was_parsed_changes_nothing(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    parser = Parser(schema)
    once = parser.parse(sample.value)
    assert same(parser.parse(parser.parse(sample.value, transform=False)), once)
    assert parser.validate(sample.value)


@given(items, st.data())
def test_one_spoilt_value_is_refused_where_it_stands(
    found: tuple[ItemSchema, Sample], data: st.DataObject
) -> None:
    schema, sample = found
    place = data.draw(st.sampled_from([place for place in sample.places if place] or [()]))
    assume(place)
    spoilt = replaced(sample.value, place, lambda _: object())
    with refused("parsing.invalidAttributeInput", format_path(place)):
        Parser(schema).parse(spoilt)


@given(items, st.data())
def test_one_spoilt_stored_value_is_refused_where_it_stands(
    found: tuple[ItemSchema, Sample], data: st.DataObject
) -> None:
    schema, sample = found
    place = data.draw(st.sampled_from([place for place in sample.places if place] or [()]))
    assume(place)
    [sub] = Finder(schema).search(place)[-1:]
    stored: dict[str, Any] = Parser(schema).parse(sample.value)
    spoilt = replaced(stored, sub.transformed_path, lambda _: object())
    with refused("formatter.invalidAttribute", format_path(sub.transformed_path)):
        Formatter(schema).format(spoilt)
