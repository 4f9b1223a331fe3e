"""Compiled code and the walk give equal values: whatever the schema, the input and what is stored."""

import copy
import json
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.check import check
from dynamodb_toolbox.schema.codec.plan import Unsupported
from dynamodb_toolbox.schema.codec.reading import compile_reader
from dynamodb_toolbox.schema.codec.writing import compile_writer
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import copied, decode_item, encode_item
from tests.schema.codec.exactly import exactly
from tests.schema.codec.strategies import items, spoilt, spoilt_wire

modes: st.SearchStrategy[Mode] = st.sampled_from(["put", "put", "key"])


def sound(found: tuple[ItemSchema, dict[str, Any]]) -> tuple[ItemSchema, dict[str, Any]]:
    """Pass by what no entity would take."""
    try:
        check(found[0])
    except DynamoDBToolboxError:
        assume(False)
    return found


def outcome(work: Any, *given: Any, **options: Any) -> Any:
    """Give what comes of it: `("value", …)`, or `("raised", the error)`."""
    try:
        return "value", work(*given, **options)
    except Exception as error:  # noqa: BLE001  # whatever it is
        return "raised", error


@given(items(), st.booleans(), st.data())
def test_what_is_read_is_what_the_walk_formats(
    found: tuple[ItemSchema, dict[str, Any]], partial: bool, data: st.DataObject
) -> None:
    schema, value = sound(found)
    kind, wire = outcome(lambda: encode_item(Parser(schema).parse(value)))
    assume(kind == "value")
    for _ in range(data.draw(st.integers(0, 2))):
        wire = data.draw(spoilt_wire(wire))
    try:
        reader = compile_reader(schema, "reading", partial=partial)
    except ValueError:  # msgspec has no field of such a name
        assume(False)
        raise
    walked = outcome(lambda: Formatter(schema).format(decode_item(wire), partial=partial))
    for compiled in (
        outcome(reader.from_wire, copy.deepcopy(wire)),
        outcome(reader.from_json, json.dumps(wire).encode()),
    ):
        if compiled[0] == "value":
            assert walked[0] == "value"
            exactly(compiled[1], walked[1])


@given(items())
def test_all_that_is_written_by_the_schema_is_read_without_the_walk(
    found: tuple[ItemSchema, dict[str, Any]],
) -> None:
    schema, value = sound(found)
    kind, wire = outcome(lambda: encode_item(Parser(schema).parse(value)))
    assume(kind == "value")
    kind, reader = outcome(compile_reader, schema, "reading")
    assume(kind == "value")
    walked = outcome(Formatter(schema).format, decode_item(wire))
    assume(walked[0] == "value")
    exactly(reader.from_json(json.dumps(wire).encode()), walked[1])


@given(items(), modes, st.booleans(), st.data())
def test_what_is_parsed_and_written_is_what_the_walk_gives(
    found: tuple[ItemSchema, dict[str, Any]], mode: Mode, forbid_unknown: bool, data: st.DataObject
) -> None:
    schema, value = sound(found)
    for _ in range(data.draw(st.integers(0, 2))):
        value = data.draw(spoilt(value))
    try:
        write = compile_writer(schema, "writing", mode=mode, forbid_unknown=forbid_unknown)
    except Unsupported:
        return
    before = copied(value)
    compiled = outcome(write, value, [])
    walked = outcome(lambda: list(Parser(schema).start(value, mode=mode, forbid_unknown=forbid_unknown))[-2:])
    if compiled[0] == "value":
        assert walked[0] == "value"
        parsed, written = compiled[1]
        exactly(parsed, walked[1][0])
        exactly(("value", json.loads(written)), outcome(encode_item, walked[1][1]))
    exactly(copied(value), before)  # an input is never changed


@given(items())
def test_a_plain_valid_input_needs_no_walk(found: tuple[ItemSchema, dict[str, Any]]) -> None:
    schema, value = sound(found)
    walked = outcome(lambda: list(Parser(schema).start(value))[-2:])
    assume(walked[0] == "value")
    try:
        write = compile_writer(schema, "writing", mode="put", forbid_unknown=False)
    except Unsupported:
        return
    encoded = outcome(encode_item, walked[1][1])
    assume(encoded[0] == "value")
    parsed, written = write(value, [])
    exactly(parsed, walked[1][0])
    exactly(json.loads(written), encoded[1])
