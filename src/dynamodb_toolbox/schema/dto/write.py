"""`SchemaDTO`: a schema as JSON (spec/schema.md §14.1)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.dto.functions import Functions, name_of
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.schema.transformers import Pipe, SerializableTransformer, Transformer
from dynamodb_toolbox.values import BINARY_TYPES, MISSING, encode

VERSION: Final = 1
"""The version of the additions; the reference's own DTO has none."""

_REQUIRED: Final = {"never": "never", "always": "always"}  # the default is not written
_SAFE_INTEGER: Final = 2**53 - 1  # past it, JavaScript reads another number
_MODES: Final[tuple[Mode, ...]] = ("key", "put", "update")


class SchemaDTO:
    """Writes a schema as JSON; `schema.build(SchemaDTO).to_json()`."""

    def __init__(self, schema: Schema, functions: Functions | None = None) -> None:
        self.schema = schema
        self.functions = functions

    def to_json(self) -> dict[str, Any]:
        """Give what `json.dumps` can write and `from_schema_dto` reads back.

        Functions are written by the names that `functions` gives them. Without it, as in the reference,
        functions as defaults and transformers are `custom`, and links and validators are left out.

        Raises:
            DynamoDBToolboxError: `dto.unnamedFunction` where a function is not among `functions`.
        """
        return {**_node(self.schema, self.functions, ""), "version": VERSION}


def _node(schema: Schema, functions: Functions | None, path: str) -> dict[str, Any]:
    return {
        "type": schema.type,
        **_children(schema, functions, path),
        **dict(_plain_props(schema)),
        **dict(_functions(schema, functions, path)),
    }


def _children(schema: Schema, functions: Functions | None, path: str) -> dict[str, Any]:
    match schema:
        case t.SetSchema() | t.ListSchema():
            return {"elements": _node(schema.elements, functions, f"{path}[n]")}
        case t.TupleSchema() | t.AnyOfSchema():
            each = enumerate(schema.elements)
            return {"elements": [_node(child, functions, f"{path}[{index}]") for index, child in each]}
        case t.MapSchema() | t.ItemSchema():
            attributes = schema.attributes.items()
            return {"attributes": {n: _node(c, functions, f"{path}.{n}".lstrip(".")) for n, c in attributes}}
        case t.RecordSchema():
            keys = _node(schema.keys, functions, f"{path} (KEY)")
            return {"keys": keys, "elements": _node(schema.elements, functions, f"{path}[string]")}
        case _:
            return {}


def _plain_props(schema: Schema) -> Iterator[tuple[str, Any]]:
    props = schema.props
    if props.required in _REQUIRED:
        yield "required", props.required
    for name, value in (("hidden", props.hidden), ("key", props.key), ("big", props.big)):
        if value:
            yield name, True
    if props.partial:
        yield "partial", True
    texts = {
        "savedAs": props.saved_as,
        "discriminator": props.discriminator,
        "title": props.title,
        "description": props.description,
    }
    yield from ((name, text) for name, text in texts.items() if text is not None)
    if props.enum is not None and isinstance(schema, t.Primitive):
        yield "enum", [_enum_value(schema, value) for value in props.enum]


def _enum_value(schema: t.Primitive, value: Any) -> Any:
    if schema.converter is not None:
        value = schema.converter.encode(value)
    if isinstance(value, BINARY_TYPES):
        return b64encode(value).decode()
    return value if _is_json(value) else str(value)


def _functions(schema: Schema, functions: Functions | None, path: str) -> Iterator[tuple[str, Any]]:
    """Give what is, or may be, a function: the conversion, transformer, defaults, links and validators."""
    props = schema.props
    if isinstance(schema, t.Primitive) and schema.converter is not None:
        is_enum = schema.converter.name == "enum"
        named = name_of(schema.converter.python_type, functions, path) if is_enum else {}
        yield "convert", {"converterId": schema.converter.name, **named}
    if props.transform is not None:
        yield "transform", _transformer(props.transform, functions, path)
    for mode in _MODES:
        default = getattr(props, f"{mode}_default")
        if default is not MISSING:
            yield f"{mode}Default", _default(schema, default, mode, functions, path)
        link = getattr(props, f"{mode}_link")
        if link is not None and functions is not None:
            yield f"{mode}Link", {"linkerId": "custom", **name_of(link, functions, path)}
        validators = getattr(props, f"{mode}_validators")
        if validators and functions is not None:
            named_ones = ({"validatorId": "custom", **name_of(v, functions, path)} for v in validators)
            yield f"{mode}Validators", list(named_ones)


def _transformer(transformer: Transformer, functions: Functions | None, path: str) -> dict[str, Any]:
    if isinstance(transformer, SerializableTransformer):
        return transformer.to_json()
    if isinstance(transformer, Pipe):
        members = [_transformer(member, functions, path) for member in transformer.transformers]
        if functions is not None or all(member["transformerId"] != "custom" for member in members):
            return {"transformerId": "pipe", "transformers": members}
    return {"transformerId": "custom", **name_of(transformer, functions, path)}


def _default(
    schema: Schema, default: Any, mode: Mode, functions: Functions | None, path: str
) -> dict[str, Any]:
    if callable(default):
        return {"defaulterId": "custom", **name_of(default, functions, path)}
    if _is_json(default):
        return {"defaulterId": "value", "value": default}
    stored = Parser(schema).parse(default, mode=mode, fill=False)
    return {"defaulterId": "value", "storedValue": encode(stored)}


def _is_json(value: Any) -> bool:
    """Tell whether JSON holds `value` as it is, in every language."""
    if isinstance(value, Mapping):
        return all(isinstance(name, str) and _is_json(child) for name, child in value.items())
    if isinstance(value, list):
        return all(map(_is_json, value))
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) <= _SAFE_INTEGER
    return value is None or (isinstance(value, (str, bool, float)) and not isinstance(value, Decimal))
