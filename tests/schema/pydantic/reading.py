"""Reads single annotations: what field of a model they make, and what it takes."""

from enum import StrEnum
from typing import Any

import pytest
from pydantic import (
    create_model,
)

from dynamodb_toolbox import (
    DynamoDBToolboxError,
    Parser,
    s,
)
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.pydantic.read import from_pydantic_model


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def attribute_of(annotation: Any, default: Any = ...) -> Attribute:
    """Give the attribute that a field of this type becomes."""
    return from_pydantic_model(create_model("Model", f=(annotation, default))).attributes["f"]


def parsed(attribute: Attribute, value: Any) -> Any:
    return s.item({"f": attribute}).build(Parser).parse({"f": value}, transform=False)["f"]


def message_of(attribute: Attribute, value: Any) -> str:
    with pytest.raises(DynamoDBToolboxError) as caught:
        parsed(attribute, value)
    return caught.value.message
