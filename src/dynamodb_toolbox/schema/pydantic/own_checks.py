"""The validation that a model has of its own, as validators of a schema: constraints and validators alike.

They look at a value and refuse it; what they change in it is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    TypeAdapter,
    ValidationError,
    WrapValidator,
    create_model,
)
from pydantic.fields import FieldInfo

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.props import Validator
from dynamodb_toolbox.schema.pydantic.annotations import As, Marker
from dynamodb_toolbox.schema.pydantic.names import is_free
from dynamodb_toolbox.schema.pydantic.python_types import annotated
from dynamodb_toolbox.schema.pydantic.spots import Spot
from dynamodb_toolbox.schema.update.actions import UpdateAction

# A value of the schema has attributes by name, and is strict already; a tuple in it is a list.
_AS_INPUT: Final[dict[str, Any]] = {"strict": False, "by_alias": False, "by_name": True}
_AS_METADATA: Final = MappingProxyType[str, Callable[..., Any]](
    {"after": AfterValidator, "before": BeforeValidator, "plain": PlainValidator, "wrap": WrapValidator}
)
_LIMITS: Final = {"str_min_length", "str_max_length"}  # settings of a model that refuse values


def checked(schema: Attribute, validator: Validator | None) -> Attribute:
    """Let a validator look at the values of a schema; in updates too, where they come whole."""
    if validator is None:
        return schema
    schema = schema.validate(validator)
    if schema.props.key or not _comes_whole(schema):
        return schema
    return schema.update_validate(lambda value: isinstance(value, UpdateAction) or validator(value))


def _comes_whole(schema: Attribute) -> bool:
    if isinstance(schema, t.AnyOfSchema):
        return all(map(_comes_whole, schema.elements))
    return isinstance(schema, (t.Primitive, t.SetSchema, t.AnySchema))


def check_of_annotation(kind: Any, metadata: Iterable[Any]) -> Validator | None:
    """Give the validation that an annotation adds to a type."""
    own = [part for part in metadata if not isinstance(part, Marker)]
    if not any(map(validates, own)) and not any(isinstance(part, As) for part in metadata):
        return None
    return _check_alone("Value", "value", annotated(kind, *own), {})


def validates(part: Any) -> bool:
    """Tell whether an entry of `Annotated` makes pydantic look at a value, besides its type."""
    if isinstance(part, FieldInfo):
        return any(map(validates, part.metadata))
    return not isinstance(part, (Discriminator, Tag, str, Marker))


def check_of_field(
    owner: Any, name: str, info: FieldInfo, spot: Spot, *, deep: bool = False
) -> Validator | None:
    """Give the validation that a field has: its constraints, and the validators of its model for it.

    `deep`: whether its type has constraints further down, which nobody else looks at.
    """
    config: dict[str, Any] = getattr(owner, "model_config", {})
    validators = _field_validators(owner, name, spot)
    stated = any(isinstance(part, As) for part in info.metadata)
    if not (deep or validators or stated or any(map(validates, info.metadata)) or _LIMITS & config.keys()):
        return None
    kind = annotated(info.annotation, *info.metadata, *validators)
    return _check_alone(owner.__name__, name, kind, config, discriminator=info.discriminator)


def _check_alone(owner: str, name: str, kind: Any, config: dict[str, Any], **settings: Any) -> Validator:
    """Give the validation of a field in a model that has no other."""
    field = name if is_free(name) else "value"
    settled = {"arbitrary_types_allowed": True, "alias_generator": None, "protected_namespaces": ()}
    parts: dict[str, Any] = {"__config__": {**config, **settled}, field: (kind, Field(**settings))}
    alone: type[BaseModel] = create_model(owner, **parts)
    return _validator(lambda value: alone.model_validate({field: value}, **_AS_INPUT), 1)


def _field_validators(owner: Any, name: str, spot: Spot) -> list[Any]:
    decorators = getattr(owner, "__pydantic_decorators__", None)
    if decorators is None:
        return []
    if any(name in found.info.fields for found in decorators.validators.values()):
        message = "@validator is of pydantic 1, and cannot be run for a field alone: write @field_validator."
        raise spot.error("pydantic.unsupportedValidator", message)
    return [
        _AS_METADATA[found.info.mode](found.func)
        for found in decorators.field_validators.values()
        if not {name, "*"}.isdisjoint(found.info.fields)
    ]


def check_of_model(model: Any) -> Validator | None:
    """Give the validation that a model has as a whole."""
    if not has_model_validators(model):
        return None
    adapter = TypeAdapter[Any](model)
    return _validator(lambda value: adapter.validate_python(value, **_AS_INPUT), 0)


def has_model_validators(model: Any) -> bool:
    """Tell whether a model, or a dataclass, looks at its fields together."""
    decorators = getattr(model, "__pydantic_decorators__", None)
    decorated = decorators is not None and (decorators.model_validators or decorators.root_validators)
    return bool(decorated) or (not issubclass(model, BaseModel) and hasattr(model, "__post_init__"))


def _validator(validate: Callable[[Any], object], skip: int) -> Validator:
    def check(value: Any) -> bool | str:
        try:
            validate(value)
        except ValidationError as error:
            return "; ".join(_told(fault["loc"][skip:], fault["msg"]) for fault in error.errors())
        return True

    return check


def _told(loc: tuple[int | str, ...], message: str) -> str:
    return f"{'.'.join(map(str, loc))}: {message}" if loc else message
