"""What `PydanticSchemer.formatted_model` makes of a schema."""

from typing import Any

import pytest
from pydantic import ValidationError

from dynamodb_toolbox import MISSING, s
from dynamodb_toolbox.schema.pydantic.attributes_model import AttributesModel
from dynamodb_toolbox.schema.pydantic.inputs import to_input
from dynamodb_toolbox.schema.pydantic.models import PydanticSchemer
from dynamodb_toolbox.schema.types import ItemSchema


def model_of(schema: ItemSchema, *, partial: bool = False) -> type[AttributesModel]:
    return schema.build(PydanticSchemer).formatted_model("Model", partial=partial)


def test_hidden_attributes_are_left_out_and_nothing_is_filled_or_validated() -> None:
    schema = s.item(
        {
            "a": s.string().default("x").validate(lambda _: False),
            "h": s.string().hidden(),
            "o": s.string().optional().default("x"),
            "m": s.map({"a": s.string(), "h": s.string().hidden()}),
        }
    )
    model = model_of(schema)
    assert to_input(model(a="", m={"a": ""})) == {"a": "", "m": {"a": ""}}
    assert list(model.model_fields) == ["a", "o", "m"]
    with pytest.raises(ValidationError) as caught:
        model(m={"a": 1})
    assert [(e["type"], e["loc"]) for e in caught.value.errors()] == [
        ("missing", ("a",)),
        ("formatter.invalidAttribute", ("m", "a")),
    ]


def test_in_a_partial_model_any_attribute_may_be_missing() -> None:
    record = s.record(s.string().enum("a", "b"), s.map({"c": s.number()}))
    schema = s.item({"m": s.map({"a": s.string()}), "r": record, "t": s.tuple(s.string(), s.number())})
    model = model_of(schema, partial=True)
    values: list[dict[str, Any]] = [{}, {"m": {}}, {"r": {"a": {}}}, {"t": [1]}, {"t": ["a", MISSING]}]
    for value in values:
        assert to_input(model.model_validate(value)) == value
    with pytest.raises(ValidationError):
        model.model_validate({"t": [None]})
    with pytest.raises(ValidationError, match="'b' is required"):
        model_of(s.item({"r": record})).model_validate({"r": {"a": {"c": 1}}})


def test_unions_keep_what_was_read() -> None:
    hidden = s.map({"a": s.string(), "kind": s.string().enum("x").hidden()})
    schema = s.item(
        {"u": s.any_of(hidden, s.map({"b": s.number(), "kind": s.string().enum("y")})).discriminate("kind")}
    )
    values: list[dict[str, Any]] = [{"a": "1"}, {"b": 1}, {"b": 1, "kind": "y"}]
    for value in values:
        assert to_input(model_of(schema, partial=True)(u=value)) == {"u": value}
    assert to_input(model_of(schema)(u={"a": "1", "zz": 1})) == {"u": {"a": "1"}}
    with pytest.raises(ValidationError):
        model_of(schema)(u={"b": 1})
