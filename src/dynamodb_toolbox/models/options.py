"""What `attr(…)` says besides the type: the modifiers of the schema language, as keywords."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.plain import plain
from dynamodb_toolbox.models.shapes import Shape
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.converters import DATETIME_ISO
from dynamodb_toolbox.schema.types import Primitive
from dynamodb_toolbox.values import copied

_CALLED: Final = {
    "saved_as": "saved_as",
    "hidden": "hidden",
    "title": "title",
    "description": "description",
    "transform": "transform",
    "big": "big",
    "partial": "partial",
    "cast_as": "cast_as",
    "discriminator": "discriminate",
}
_DEFAULTS: Final = ("default", "key_default", "put_default", "update_default")
_LINKS: Final = ("link", "key_link", "put_link", "update_link")
_VALIDATORS: Final = ("validate", "key_validate", "put_validate", "update_validate")
_KNOWN: Final = frozenset(
    {"key", "required", "stored_as", "internal", *_CALLED, *_DEFAULTS, *_LINKS, *_VALIDATORS}
)


def modified(shape: Shape, options: dict[str, Any], where: str) -> Shape:
    """Give a shape with the modifiers that the options say.

    Raises:
        DynamoDBToolboxError: `schema.invalidOption` where the type has no such modifier.
    """
    unknown = next((name for name in options if name not in _KNOWN), None)
    if unknown is not None:
        raise _invalid(unknown, shape.schema, where)
    schema = _stored_as(shape.schema, options, where)
    if options.get("key"):
        schema = schema.key()
    if "required" in options:
        schema = schema.required(options["required"])
    for name, modifier in _CALLED.items():
        if options.get(name) is not None:
            schema = _called(schema, modifier, options[name], where)
    for name in (*_DEFAULTS, *_LINKS):
        if name in options:
            schema = getattr(schema, name)(_default(shape, options[name]))
    for name in _VALIDATORS:
        for validator in _several(options.get(name)):
            schema = getattr(schema, name)(validator_of(shape, validator))
    return shape if schema is shape.schema else shape.with_schema(schema)


def _stored_as(schema: Attribute, options: dict[str, Any], where: str) -> Attribute:
    stored_as = options.get("stored_as")
    if stored_as is None:
        return schema
    if not isinstance(schema, Primitive) or schema.converter is not DATETIME_ISO:
        raise _invalid("stored_as", schema, where)
    return cast("Attribute", s.datetime(stored_as=stored_as))


def _called(schema: Attribute, modifier: str, value: Any, where: str) -> Attribute:
    method = getattr(schema, modifier, None)
    if method is None:
        raise _invalid(modifier, schema, where)
    return cast("Attribute", method(value))


def _default(shape: Shape, default: Any) -> Any:
    """Give a default or link that gives dicts where it gives instances; what needs no change stays itself."""
    if shape.plain:
        return default
    if not callable(default):
        return plain(default)

    def given(*arguments: Any) -> Any:
        return plain(default(*arguments))

    return given


def validator_of(shape: Shape, validator: Callable[[Any], bool | str]) -> Callable[[Any], bool | str]:
    """Give a validator that sees what the class has: an instance, not its dict."""
    if shape.plain:
        return validator

    def checked(value: Any) -> bool | str:
        return validator(shape.load(copied(value)))

    return checked


def _several(given: Any) -> tuple[Any, ...]:
    if given is None:
        return ()
    return tuple(given) if isinstance(given, (list, tuple)) else (given,)


def _invalid(option: str, schema: Attribute, where: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "schema.invalidOption",
        f"The option '{option}' of {where} is none, or does not go with its type, a {schema.type}.",
        path=where,
        payload={"option": option, "type": schema.type},
    )
