"""`JSONSchemer`: a schema as JSON Schema, draft 2020-12 (spec/schema.md §15, its faults mended).

Two views: what a caller gives (`input_value_schema`) and what a caller gets (`formatted_value_schema`). JSON
has no sets, bytes or dates: sets are arrays of unique items, bytes are base64 text, and dates, times and
UUIDs are text of the format of that name.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.json_values import to_json
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import BINARY_TYPES, MISSING

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_CONVERTED: Final[dict[str, dict[str, Any]]] = {
    "datetime": {"type": "string", "format": "date-time"},
    "epoch": {"type": "string", "format": "date-time"},
    "date": {"type": "string", "format": "date"},
    "timedelta": {"type": "string", "format": "duration"},
    "uuid": {"type": "string", "format": "uuid"},
    "decimal": {"type": "number"},
}


class JSONSchemer:
    """Describes the values of a schema; `schema.build(JSONSchemer)`."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def formatted_value_schema(self) -> dict[str, Any]:
        """Describe what a caller gets: without hidden attributes, with all that is required on reading."""
        return {"$schema": DIALECT, **_node(self.schema, _View("formatted"))}

    def input_value_schema(self, *, mode: Mode = "put") -> dict[str, Any]:
        """Describe what a caller gives: what defaults and links fill is not required.

        Args:
            mode: `put`; `key`: key attributes only; `update`: plain values, without actions such as `add(1)`.
        """
        return {"$schema": DIALECT, **_node(self.schema, _View("input", mode))}


@dataclass(frozen=True, slots=True)
class _View:
    kind: Literal["input", "formatted"]
    mode: Mode = "put"

    def shows(self, child: Schema) -> bool:
        if self.kind == "formatted":
            return not child.props.hidden
        return self.mode != "key" or bool(child.props.key)

    def requires(self, child: Schema) -> bool:
        props = child.props
        if self.kind == "formatted":
            return props.required != "never"
        slot = props.slot(self.mode)
        filled = (
            getattr(props, f"{slot}_default") is not MISSING or getattr(props, f"{slot}_link") is not None
        )
        return props.is_required(self.mode) and not filled


def _node(schema: Schema, view: _View) -> dict[str, Any]:
    notes = {"title": schema.props.title, "description": schema.props.description}
    shown = {name: text for name, text in notes.items() if text is not None}
    return {**_typed(schema, view), **shown, **_default(schema, view)}


def _default(schema: Schema, view: _View) -> dict[str, Any]:
    """Show a default that is a value; what a function gives is known when it is called."""
    default = getattr(schema.props, f"{schema.props.slot(view.mode)}_default")
    if view.kind != "input" or default is MISSING or callable(default):
        return {}
    try:
        return {"default": to_json(default)}
    except TypeError:  # an invalid default, told when it is used
        return {}


def _typed(schema: Schema, view: _View) -> dict[str, Any]:
    match schema:
        case t.Primitive():
            return _primitive(schema)
        case t.SetSchema():
            return {"type": "array", "items": _node(schema.elements, view), "uniqueItems": True}
        case t.ListSchema():
            return {"type": "array", "items": _node(schema.elements, view)}
        case t.TupleSchema():
            return _tuple(schema, view)
        case t.MapSchema() | t.ItemSchema():
            return _attributes(schema, view)
        case t.RecordSchema():
            return _record(schema, view)
        case t.AnyOfSchema():
            return {"anyOf": [_node(element, view) for element in schema.elements]}
        case _:
            return {}


def _primitive(schema: t.Primitive) -> dict[str, Any]:
    described = dict(_converted_type(schema) or _CONTENT.get(schema.type, {"type": schema.type}))
    enum = _enum(schema)
    if enum is None:
        return described
    return {**described, "const": enum[0]} if len(enum) == 1 else {**described, "enum": enum}


_CONTENT: Final[dict[str, dict[str, Any]]] = {"binary": {"type": "string", "contentEncoding": "base64"}}


def _converted_type(schema: t.Primitive) -> dict[str, Any] | None:
    return None if schema.converter is None else _CONVERTED.get(schema.converter.name)


def _enum(schema: t.Primitive) -> list[Any] | None:
    converter = schema.converter
    values = schema.props.enum
    if values is None and converter is not None and issubclass(converter.python_type, Enum):
        values = tuple(converter.python_type)
    if values is None:
        return None
    return [_json(value if converter is None else converter.encode(value)) for value in values]


def _json(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return b64encode(value).decode() if isinstance(value, BINARY_TYPES) else value


def _tuple(schema: t.TupleSchema, view: _View) -> dict[str, Any]:
    items = [_node(element, view) for element in schema.elements]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _attributes(schema: t.MapSchema | t.ItemSchema, view: _View) -> dict[str, Any]:
    shown = {name: child for name, child in schema.attributes.items() if view.shows(child)}
    return _object({name: _node(child, view) for name, child in shown.items()}, _required(shown, view))


def _required(children: dict[str, Any], view: _View) -> Iterator[str]:
    return (name for name, child in children.items() if view.requires(child))


def _record(schema: t.RecordSchema, view: _View) -> dict[str, Any]:
    names = _enum(schema.keys)
    element = _node(schema.elements, view)
    if names is None or schema.props.partial or view.mode == "update":
        keys = _node(schema.keys, view)
        return {"type": "object", "propertyNames": keys, "additionalProperties": element}
    every = dict.fromkeys(names, element)
    required = names if view.requires(schema.elements) else ()
    return {**_object(every, iter(required)), "additionalProperties": False}


def _object(properties: dict[str, Any], required: Iterator[str]) -> dict[str, Any]:
    names = list(required)
    return {"type": "object", "properties": properties, **({"required": names} if names else {})}
