"""What a model gives: described and read, for any schema."""

import json

from hypothesis import given
from jsonschema import Draft202012Validator

from dynamodb_toolbox.mcp.inputs import input_argument, read
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.json_values import to_json
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import same
from tests.exact_text import has_exact_text
from tests.refusals import refused
from tests.strategies import Sample, items


@given(items)
def test_what_is_valid_is_described_so_and_read_back(found: tuple[ItemSchema, Sample]) -> None:
    schema, sample = found
    given_ = json.loads(json.dumps(to_json(sample.value)))
    described = input_argument(schema).schema
    Draft202012Validator.check_schema(described)
    assert has_exact_text(sample.value) or Draft202012Validator(described).is_valid(given_)
    assert same(read(schema, given_, "put"), sample.value)
    assert not Draft202012Validator(described).is_valid({**given_, "not an attribute": 1})
    with refused("parsing.unknownAttribute", "not an attribute"):
        read(schema, {**given_, "not an attribute": 1}, "put")


def test_defaults_and_enums_are_left_as_they_are() -> None:
    default = {"properties": {"a": 1}}
    schema = s.item({"properties": s.any().default(default), "e": s.string().enum("properties")})
    described = input_argument(schema).schema
    assert described["properties"] == {
        "properties": {"default": default},
        "e": {"type": "string", "const": "properties"},
    }
