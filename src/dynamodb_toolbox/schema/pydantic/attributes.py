"""What a field's settings say of its attribute: if it must be there, its name, default and checks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.props import Validator
from dynamodb_toolbox.schema.pydantic.annotations import Key, marked
from dynamodb_toolbox.schema.pydantic.declared import Declared
from dynamodb_toolbox.schema.pydantic.inputs import plain
from dynamodb_toolbox.schema.pydantic.own_checks import checked
from dynamodb_toolbox.schema.pydantic.spots import Spot
from dynamodb_toolbox.values import MISSING


@dataclass(frozen=True, slots=True)
class AbsentNone:
    """Stores nothing for `None`."""

    def encode(self, value: None, /) -> Any:  # noqa: ARG002  # the protocol's
        """Leave the attribute out."""
        return MISSING

    def decode(self, value: None, /) -> None:
        """Take a NULL that something else has stored."""


_ABSENT: Final = AbsentNone()


def attribute_of(
    schema: Attribute, field: Declared, validator: Validator | None, spot: Spot, *, key: bool = False
) -> Attribute:
    """Give the attribute of a field, of the schema of its type; `key`: whether it is known to be a key."""
    info = field.info
    may_be_absent = not field.required
    if info.default is None and not isinstance(schema, (t.NullSchema, t.AnySchema)):
        schema, validator, may_be_absent = _or_absent(schema), _unless_none(validator), True
    if key or any(isinstance(part, Key) for part in info.metadata):
        schema = schema.key()
    if may_be_absent:
        schema = schema.optional()
    if info.serialization_alias is not None and info.serialization_alias != field.name:
        schema = schema.saved_as(info.serialization_alias)
    schema = checked(described(schema, info), validator)
    default = MISSING if may_be_absent else _default(info, spot)
    return marked(schema if default is MISSING else schema.default(default), info.metadata)


def described(schema: Attribute, info: FieldInfo) -> Attribute:
    """Give a schema the title and description of a field."""
    schema = schema if info.title is None else schema.title(info.title)
    return schema if info.description is None else schema.description(info.description)


def _or_absent(schema: Attribute) -> Attribute:
    """Let `None` be given for an absent attribute: what a model without a value holds.

    In an update it is refused, as it would change nothing.
    """
    is_union = isinstance(schema, t.AnyOfSchema) and any(isinstance(e, t.NullSchema) for e in schema.elements)
    elements = schema.elements if is_union and isinstance(schema, t.AnyOfSchema) else (schema,)
    kept = [element for element in elements if not isinstance(element, t.NullSchema)]
    union = t.AnyOfSchema(*kept, t.NullSchema(transform=_ABSENT)).with_props(
        schema.props if is_union else t.AnyOfSchema().props
    )
    return union.update_validate(lambda value: value is not None or "use remove() to take the attribute away")


def _unless_none(validator: Validator | None) -> Validator | None:
    return None if validator is None else lambda value: value is None or validator(value)


def _default(info: FieldInfo, spot: Spot) -> Any:
    factory: Callable[..., Any] | None = info.default_factory
    if factory is None:
        return MISSING if info.default is PydanticUndefined else plain(info.default)
    if info.default_factory_takes_validated_data:
        raise spot.error(
            "pydantic.unsupportedType",
            "its default is made from other fields, which a default of a schema does not see. Give it none, "
            "but a link: Annotated[…, Modify(lambda schema: schema.link(…))].",
        )
    return lambda: plain(factory())
