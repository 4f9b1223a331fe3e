"""`check(schema)`: whether the schema itself is sound (spec/schema.md §5).

An entity checks its schema once, when it is made. The first fault is raised, with its path: attributes as
`parent.name`, list elements as `parent[n]`, set elements as `parent[x]`, elements of tuples and unions as
`parent[0]`, record keys as `parent (KEY)`, record elements as `parent[string]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn, get_args

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.primitives import is_type
from dynamodb_toolbox.schema.props import Required
from dynamodb_toolbox.values import MISSING, same

_SET_ELEMENTS: Final = (t.StringSchema, t.NumberSchema, t.BinarySchema)


def check(schema: Schema, path: str | None = None) -> None:
    """Check `schema` and everything below it; a schema found sound is not checked again.

    Raises:
        DynamoDBToolboxError: `schema.…` (the first fault), with the path where there is one.
    """
    if schema.checked:
        return
    _check_props(schema, path)
    _CHECKS[type(schema)](schema, path)
    schema.checked = True


def _fail(code: str, message: str, path: str | None, **payload: Any) -> NoReturn:
    where = "" if path is None else f" at path '{path}'"
    raise DynamoDBToolboxError(
        f"schema.{code}", f"Invalid schema{where}: {message}", path=path, payload=payload
    )


def _check_props(schema: Schema, path: str | None) -> None:
    props = schema.props
    if props.required not in (None, *get_args(Required)):
        expected = ", ".join(get_args(Required))
        message = f"'required' should be one of: {expected}; got {props.required!r}."
        _fail("invalidProp", message, path, propName="required", expected=expected, received=props.required)
    _check_transformer(schema, path)
    for name, kind in (("hidden", bool), ("key", bool), ("saved_as", str), ("big", bool), ("partial", bool)):
        value = getattr(props, name)
        if value is not None and not isinstance(value, kind):
            message = f"'{name}' should be a {kind.__name__}; got {value!r}."
            _fail("invalidProp", message, path, propName=name, received=value)


def _check_transformer(schema: Schema, path: str | None) -> None:
    transformer = schema.props.transform
    if transformer is not None and not all(
        callable(getattr(transformer, name, None)) for name in ("encode", "decode")
    ):
        message = f"a transformer should have the methods 'encode' and 'decode'; got {transformer!r}."
        _fail("invalidProp", message, path, propName="transform", received=transformer)


def _check_primitive(schema: t.Primitive, path: str | None) -> None:
    for value in schema.props.enum or ():
        if not is_type(schema, value):
            message = f"enum values should be of type {schema.type}; got {value!r}."
            _fail("primitive.invalidEnumValueType", message, path, expectedType=schema.type, enumValue=value)
    for slot in ("key_default", "put_default", "update_default"):
        value = getattr(schema.props, slot)
        if value is not MISSING and not callable(value):
            _check_default(schema, value, path)


def _check_default(schema: t.Primitive, value: Any, path: str | None) -> None:
    if not is_type(schema, value):
        message = f"the default should be of type {schema.type}; got {value!r}."
        _fail(
            "primitive.invalidDefaultValueType", message, path, expectedType=schema.type, defaultValue=value
        )
    enum = schema.props.enum
    if enum is not None and not any(same(value, allowed) for allowed in enum):
        message = f"the default should be one of {list(enum)}; got {value!r}."
        _fail("primitive.invalidDefaultValueRange", message, path, enumValues=list(enum), defaultValue=value)


def _check_below(schema: Schema, path: str | None) -> None:
    """Check a child: any type but `item`, which is the root."""
    if not isinstance(schema, Attribute):
        _fail("item.nested", "an item is the root of a schema; within it, use `s.map`.", path)
    check(schema, path)


def _check_any(schema: t.AnySchema, path: str | None) -> None:
    """Anything goes: `check` has looked at the shared properties."""


def _check_element(
    kind: str, what: str, element: Attribute, path: str | None, *, may_be_always: bool, defaults: bool = False
) -> None:
    """Refuse what makes no sense on an element: it has no name, and is either there or not."""
    props = element.props
    allowed = (None, "at_least_once", "always") if may_be_always else (None, "at_least_once")
    if props.required not in allowed:
        _fail(f"{kind}.optional{what}", f"{what.lower()} of a {kind} must be required.", path)
    if props.hidden:
        _fail(f"{kind}.hidden{what}", f"{what.lower()} of a {kind} cannot be hidden.", path)
    if props.saved_as is not None:
        _fail(f"{kind}.savedAs{what}", f"{what.lower()} of a {kind} have no name to save under.", path)
    if not defaults and props.has_default_or_link():
        _fail(f"{kind}.defaulted{what}", f"{what.lower()} of a {kind} cannot have defaults or links.", path)


def _check_set(schema: t.SetSchema, path: str | None) -> None:
    if not isinstance(schema.elements, _SET_ELEMENTS):
        message = f"elements of a set are strings, numbers or bytes; got a {schema.elements.type}."
        _fail("set.invalidElements", message, path, received=schema.elements.type)
    _check_element("set", "Elements", schema.elements, path, may_be_always=False)
    _check_below(schema.elements, f"{path or ''}[x]")


def _check_list(schema: t.ListSchema, path: str | None) -> None:
    _check_element("list", "Elements", schema.elements, path, may_be_always=True)
    _check_below(schema.elements, f"{path or ''}[n]")


def _check_tuple(schema: t.TupleSchema, path: str | None) -> None:
    if not schema.elements:
        _fail("tuple.missingElements", "a tuple needs at least one element.", path)
    for element in schema.elements:
        _check_element("tuple", "Elements", element, path, may_be_always=True, defaults=True)
    _check_each(schema.elements, path)


def _check_any_of(schema: t.AnyOfSchema, path: str | None) -> None:
    if not schema.elements:
        _fail("anyOf.missingElements", "a union needs at least one element.", path)
    for element in schema.elements:
        _check_element("anyOf", "Elements", element, path, may_be_always=True)
    name = schema.props.discriminator
    if name is not None and not _can_discriminate(schema, name):
        message = (
            f"'{name}' cannot discriminate: in each element it should be a required string with an enum, "
            "not transformed, and saved under one name."
        )
        _fail("anyOf.invalidDiscriminator", message, path, discriminator=name)
    if name is not None:
        _check_overlap(schema, name, path)
    _check_each(schema.elements, path)


def _can_discriminate(schema: t.AnyOfSchema, name: str) -> bool:
    from dynamodb_toolbox.schema.unions import discriminators  # noqa: PLC0415  # few have unions

    return name in discriminators(schema)


def _check_overlap(schema: t.AnyOfSchema, name: str, path: str | None) -> None:
    """Refuse a value that names two elements: the later would silently win."""
    values = [value for leaf in _leaves(schema) for value in leaf.attributes[name].props.enum or ()]
    repeated = next((value for value in values if values.count(value) > 1), None)
    if repeated is not None:
        message = f"the value {repeated!r} of '{name}' names two elements; give each its own."
        _fail("anyOf.invalidDiscriminator", message, path, discriminator=name)


def _leaves(schema: t.AnyOfSchema) -> Iterator[t.MapSchema]:
    for element in schema.elements:
        if isinstance(element, t.AnyOfSchema):
            yield from _leaves(element)
        elif isinstance(element, t.MapSchema):
            yield element


def _check_each(elements: tuple[Attribute, ...], path: str | None) -> None:
    for index, element in enumerate(elements):
        _check_below(element, f"{path or ''}[{index}]")


def _check_record(schema: t.RecordSchema, path: str | None) -> None:
    if not isinstance(schema.keys, t.StringSchema):  # pyright: ignore[reportUnnecessaryIsInstance]  # users' input
        _fail("record.invalidKeys", "the keys of a record should be a string schema.", path)
    for what, child in (("Keys", schema.keys), ("Elements", schema.elements)):
        if child.props.key:
            _fail(f"record.key{what}", f"{what.lower()} of a record cannot be part of the key.", path)
        _check_element("record", what, child, path, may_be_always=False)
    _check_below(schema.keys, f"{path} (KEY)" if path is not None else None)
    _check_below(schema.elements, f"{path or ''}[string]")


def _check_attributes(schema: t.MapSchema | t.ItemSchema, path: str | None) -> None:
    seen: set[str] = set()
    for name in schema.attributes:
        saved_as = schema.saved_name(name)
        if saved_as in seen:
            message = f"two attributes are saved as '{saved_as}'; give one of them another name."
            _fail(f"{schema.type}.duplicateSavedAs", message, path, savedAs=saved_as)
        seen.add(saved_as)
    for name, child in schema.attributes.items():
        _check_below(child, name if path is None else f"{path}.{name}")


_CHECKS: Final[dict[type[Schema], Callable[[Any, str | None], None]]] = {
    t.AnySchema: _check_any,
    t.NullSchema: _check_primitive,
    t.BooleanSchema: _check_primitive,
    t.NumberSchema: _check_primitive,
    t.StringSchema: _check_primitive,
    t.BinarySchema: _check_primitive,
    t.SetSchema: _check_set,
    t.ListSchema: _check_list,
    t.TupleSchema: _check_tuple,
    t.MapSchema: _check_attributes,
    t.RecordSchema: _check_record,
    t.AnyOfSchema: _check_any_of,
    t.ItemSchema: _check_attributes,
}
