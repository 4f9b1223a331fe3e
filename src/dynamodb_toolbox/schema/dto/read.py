"""`from_schema_dto`: a schema from its DTO, the JSON that both libraries share (spec/schema.md §14)."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import transformers as tr
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema

DTO = Mapping[str, Any]

_REQUIRED: Final = {"never": "never", "atLeastOnce": "at_least_once", "always": "always"}
_FLAGS: Final = {"hidden": "hidden", "key": "key", "savedAs": "saved_as", "big": "big", "partial": "partial"}
_DEFAULTS: Final = {
    "keyDefault": "key_default",
    "putDefault": "put_default",
    "updateDefault": "update_default",
}


def from_schema_dto(dto: DTO) -> Schema:
    """Give the schema that a DTO describes.

    What a DTO cannot say is not there: links, validators, and functions as defaults.

    Raises:
        DynamoDBToolboxError: `dto.invalidSchema` where a node or transformer is not one that we know.
    """
    build = _BUILD.get(dto.get("type", ""))
    if build is None:
        raise DynamoDBToolboxError(
            "dto.invalidSchema", f"Unknown schema type {dto.get('type')!r}; expected one of {sorted(_BUILD)}."
        )
    return build(dto).clone(**_props(dto))


def _props(dto: DTO) -> dict[str, Any]:
    props: dict[str, Any] = {prop: dto[name] for name, prop in _FLAGS.items() if name in dto}
    if "required" in dto:
        props["required"] = _REQUIRED[dto["required"]]
    if "enum" in dto:
        props["enum"] = tuple(_value(dto["type"], value) for value in dto["enum"])
    if "discriminator" in dto:
        props["discriminator"] = dto["discriminator"]
    for name, prop in _DEFAULTS.items():
        if dto.get(name, {}).get("defaulterId") == "value":
            props[prop] = _value(dto["type"], dto[name]["value"])
    transformer = _transformer(dto.get("transform"))
    return props if transformer is None else props | {"transform": transformer}


def _value(kind: str, value: Any) -> Any:
    """Read a value that JSON cannot hold as it is: bytes are base64 text, big numbers decimal text."""
    if kind == "binary" and isinstance(value, str):
        return b64decode(value)
    if kind == "number" and isinstance(value, str):
        return int(value)
    return value


def _transformer(dto: DTO | None) -> tr.Transformer | None:
    if dto is None or dto["transformerId"] == "custom":
        return None
    match dto["transformerId"]:
        case "prefix":
            return tr.Prefix(dto["prefix"], dto["delimiter"])
        case "suffix":
            return tr.Suffix(dto["suffix"], dto["delimiter"])
        case "trim":
            return tr.Trim()
        case "jsonStringify":
            return tr.JSONStringify(dto.get("space"))
        case "pipe":
            inner = map(_transformer, dto["transformers"])
            return tr.Pipe(tuple(transformer for transformer in inner if transformer is not None))
        case other:
            raise DynamoDBToolboxError("dto.invalidSchema", f"Unknown transformer {other!r} in a schema DTO.")


def _child(dto: DTO) -> Any:
    return from_schema_dto(dto)


def _attributes(dto: DTO) -> dict[str, Any]:
    return {name: from_schema_dto(child) for name, child in dto["attributes"].items()}


_BUILD: Final[dict[str, Callable[[DTO], Schema]]] = {
    "any": lambda _: t.AnySchema(),
    "null": lambda _: t.NullSchema(),
    "boolean": lambda _: t.BooleanSchema(),
    "number": lambda _: t.NumberSchema(),
    "string": lambda _: t.StringSchema(),
    "binary": lambda _: t.BinarySchema(),
    "set": lambda dto: t.SetSchema(_child(dto["elements"])),
    "list": lambda dto: t.ListSchema(_child(dto["elements"])),
    "tuple": lambda dto: t.TupleSchema(*map(_child, dto["elements"])),
    "map": lambda dto: t.MapSchema(_attributes(dto)),
    "record": lambda dto: t.RecordSchema(_child(dto["keys"]), _child(dto["elements"])),
    "anyOf": lambda dto: t.AnyOfSchema(*map(_child, dto["elements"])),
    "item": lambda dto: t.ItemSchema(_attributes(dto)),
}
