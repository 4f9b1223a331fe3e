"""What a model gives of an item, a key or a query: how it is described, and how it is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dynamodb_toolbox.mcp.tool import Argument
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.json_schema import JSONSchemer
from dynamodb_toolbox.schema.json_values import from_json
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode

_VALUES: Final = ("default", "enum", "const")
"""The keywords whose content is no schema."""


def input_argument(schema: Schema, mode: Mode = "put") -> Argument:
    """Describe an argument that a schema of attributes takes."""
    described = JSONSchemer(schema).input_value_schema(mode=mode)
    described.pop("$schema")
    return Argument(_closed(described))


def _closed(described: Any) -> Any:
    """Say of each object with named properties that it has no others: they would be refused."""
    if isinstance(described, list):
        return [_closed(part) for part in described]
    if not isinstance(described, dict):
        return described
    closed = {
        name: part if name in _VALUES else _closed_each(part) if name == "properties" else _closed(part)
        for name, part in described.items()
    }
    return {**closed, "additionalProperties": False} if "properties" in closed else closed


def _closed_each(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: _closed(part) for name, part in properties.items()}


def read(schema: Schema, given: Mapping[str, Any], mode: Mode) -> Any:
    """Give an input as Python values, for a parser; what the schema does not know is refused: models err.

    Raises:
        DynamoDBToolboxError: `parsing.unknownAttribute`.
    """
    value = from_json(schema, dict(given))
    for error in Parser(schema).errors(value, mode=mode, fill=False, forbid_unknown=True):
        if error.code == "parsing.unknownAttribute":
            raise error
    return value
