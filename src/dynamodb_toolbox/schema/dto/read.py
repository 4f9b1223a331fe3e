"""`from_schema_dto`: a schema from its JSON, ours or the reference's (spec/schema.md §14.2)."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import converted
from dynamodb_toolbox.schema import transformers as tr
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.converter import Converter
from dynamodb_toolbox.schema.converters import enum_converter
from dynamodb_toolbox.schema.dto.functions import Functions, function_named
from dynamodb_toolbox.schema.dto.write import VERSION
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.values import decode, read_number

DTO = Mapping[str, Any]

_REQUIRED: Final = {"never": "never", "atLeastOnce": "at_least_once", "always": "always"}
_PLAIN: Final = {
    "hidden": "hidden",
    "key": "key",
    "savedAs": "saved_as",
    "big": "big",
    "partial": "partial",
    "discriminator": "discriminator",
    "title": "title",
    "description": "description",
}
_CONVERTED: Final[Mapping[str, Callable[[], t.Primitive]]] = MappingProxyType(
    {
        "datetime": converted.datetime_,
        "epoch": lambda: converted.datetime_(stored_as="epoch"),
        "date": converted.date_,
        "timedelta": converted.timedelta_,
        "uuid": converted.uuid_,
        "decimal": converted.decimal_,
    }
)


def from_schema_dto(dto: DTO, functions: Functions | None = None) -> Schema:
    """Give the schema that a DTO describes.

    Args:
        dto: What `SchemaDTO.to_json()` gives, here or in the reference.
        functions: The functions that the DTO names. What it does not name (`custom`, as the reference writes
            functions) is not restored.

    Raises:
        DynamoDBToolboxError: `dto.…`, with the path, where a node is not one that we know, a function was
            not given, or the version is newer than this library.
    """
    version = dto.get("version", VERSION)
    if version != VERSION:
        raise _invalid("", f"version {version!r}; this library reads version {VERSION}. Update the library")
    return _read(dto, functions, "")


def _read(dto: DTO, functions: Functions | None, path: str) -> Schema:
    build: Callable[[DTO, Functions | None, str], Schema] | None = _BUILD.get(str(dto.get("type")))
    if build is None:
        raise _invalid(path, f"type {dto.get('type')!r}; expected one of {', '.join(_BUILD)}")
    try:
        schema = build(dto, functions, path)
        _convert(schema, dto, functions, path)
        schema = schema.clone(**_props(schema, dto, functions, path))
        return schema.clone(**_defaults(schema, dto, functions, path))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _invalid(path, f"something that cannot be read ({error!r}) in {dict(dto)!r}") from error


def _invalid(path: str, what: str) -> DynamoDBToolboxError:
    where = f" at '{path}'" if path else ""
    return DynamoDBToolboxError("dto.invalidSchema", f"The schema DTO{where} has {what}.", path=path or None)


def _convert(schema: Schema, dto: DTO, functions: Functions | None, path: str) -> None:
    convert = dto.get("convert")
    if convert is not None and isinstance(schema, t.Primitive):
        schema.converter = _converter(convert, functions, path)


def _converter(convert: DTO, functions: Functions | None, path: str) -> Converter | None:
    if convert["converterId"] != "enum":
        return _CONVERTED[convert["converterId"]]().converter
    kind = function_named(convert, functions, path)
    return None if kind is None else enum_converter(kind)


def _props(schema: Schema, dto: DTO, functions: Functions | None, path: str) -> dict[str, Any]:
    props: dict[str, Any] = {prop: dto[name] for name, prop in _PLAIN.items() if name in dto}
    if "required" in dto:
        props["required"] = _REQUIRED.get(dto["required"], dto["required"])  # `check` tells what it is not
    if "enum" in dto and isinstance(schema, t.Primitive):
        props["enum"] = tuple(_enum_value(schema, value) for value in dto["enum"])
    if "transform" in dto:
        props["transform"] = _transformer(dto["transform"], functions, path)
    for mode in ("key", "put", "update"):
        if f"{mode}Link" in dto:
            props[f"{mode}_link"] = function_named(dto[f"{mode}Link"], functions, path)
        validators = (function_named(v, functions, path) for v in dto.get(f"{mode}Validators", ()))
        props[f"{mode}_validators"] = tuple(v for v in validators if v is not None)
    return props


def _enum_value(schema: t.Primitive, value: Any) -> Any:
    value = _from_text(schema.type, value)
    if schema.converter is None:
        return value
    return schema.converter.decode(Decimal(value) if isinstance(value, int) else value)


def _defaults(schema: Schema, dto: DTO, functions: Functions | None, path: str) -> dict[str, Any]:
    defaults: dict[str, Any] = {}
    for mode in ("key", "put", "update"):
        default = dto.get(f"{mode}Default")
        if default is None:
            continue
        if default["defaulterId"] != "value":
            function = function_named(default, functions, path)
            defaults |= {} if function is None else {f"{mode}_default": function}
        else:
            defaults[f"{mode}_default"] = _static_default(schema, default)
    return defaults


def _static_default(schema: Schema, default: DTO) -> Any:
    if "storedValue" in default:
        return Formatter(schema).format(decode(default["storedValue"]), format=False)
    return _from_text(schema.type, default["value"])


def _from_text(kind: str, value: Any) -> Any:
    """Read bytes and big numbers, which JSON has as text; what is no such text stays, for `check` to tell."""
    if not isinstance(value, str) or kind not in {"binary", "number"}:
        return value
    try:
        return b64decode(value, validate=True) if kind == "binary" else read_number(value)
    except (ValueError, ArithmeticError):
        return value


def _transformer(dto: DTO, functions: Functions | None, path: str) -> tr.Transformer | None:
    match dto["transformerId"]:
        case "custom":
            transformer: tr.Transformer | None = function_named(dto, functions, path)
            return transformer
        case "prefix":
            return tr.Prefix(dto["prefix"], dto["delimiter"], dto.get("strict", False))
        case "suffix":
            return tr.Suffix(dto["suffix"], dto["delimiter"], dto.get("strict", False))
        case "trim":
            return tr.Trim()
        case "jsonStringify":
            return tr.JSONStringify(dto.get("space"))
        case "pipe":
            inner = (_transformer(member, functions, path) for member in dto["transformers"])
            return tr.Pipe(tuple(transformer for transformer in inner if transformer is not None))
        case other:
            raise _invalid(path, f"the transformer {other!r}, which is none that we know")


Children = Callable[[DTO, Functions | None, str], Any]


def _elements(dto: DTO, functions: Functions | None, path: str) -> Any:
    return _read(dto["elements"], functions, f"{path}[n]")


def _each(dto: DTO, functions: Functions | None, path: str) -> Any:
    return [_read(child, functions, f"{path}[{index}]") for index, child in enumerate(dto["elements"])]


def _attributes(dto: DTO, functions: Functions | None, path: str) -> Any:
    attributes = dto["attributes"].items()
    return {name: _read(child, functions, f"{path}.{name}".lstrip(".")) for name, child in attributes}


def _record(dto: DTO, functions: Functions | None, path: str) -> Any:
    keys: Any = _read(dto["keys"], functions, f"{path} (KEY)")
    return t.RecordSchema(keys, _elements(dto, functions, path))


_BUILD: Final[Mapping[str, Children]] = MappingProxyType(
    {
        "any": lambda *_: t.AnySchema(),
        "null": lambda *_: t.NullSchema(),
        "boolean": lambda *_: t.BooleanSchema(),
        "number": lambda *_: t.NumberSchema(),
        "string": lambda *_: t.StringSchema(),
        "binary": lambda *_: t.BinarySchema(),
        "set": lambda *node: t.SetSchema(_elements(*node)),
        "list": lambda *node: t.ListSchema(_elements(*node)),
        "tuple": lambda *node: t.TupleSchema(*_each(*node)),
        "map": lambda *node: t.MapSchema(_attributes(*node)),
        "record": _record,
        "anyOf": lambda *node: t.AnyOfSchema(*_each(*node)),
        "item": lambda *node: t.ItemSchema(_attributes(*node)),
    }
)
