"""The fields that a model, a dataclass or a TypedDict declares, all told in pydantic's words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, NotRequired, Required, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo
from typing_extensions import ReadOnly, is_typeddict

from dynamodb_toolbox.schema.pydantic.spots import Spot


@dataclasses.dataclass(frozen=True, slots=True)
class Declared:
    """One field.

    Attributes:
        name: Its name, hence the attribute's.
        info: Its type, constraints and default.
        required: Whether it must be there, where it has no default.
    """

    name: str
    info: FieldInfo
    required: bool = True


def has_fields(kind: Any) -> bool:
    """Tell whether a class has fields: a model, a dataclass or a TypedDict."""
    return issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind) or is_typeddict(kind)


def fields_of(kind: Any, spot: Spot) -> Iterator[Declared]:
    """Give the fields of a class; those that are never dumped are none.

    Raises:
        DynamoDBToolboxError: `pydantic.unsupportedType` where it holds more than its fields.
    """
    if issubclass(kind, BaseModel):
        yield from _of_model(kind, spot)
    elif dataclasses.is_dataclass(kind):
        yield from _of_dataclass(kind)
    else:
        yield from _of_typed_dict(kind)


def _of_model(model: type[BaseModel], spot: Spot) -> Iterator[Declared]:
    model.model_rebuild()
    if model.model_config.get("extra") == "allow":
        raise spot.unsupported(model, "with extra='allow', it holds attributes that a schema does not know")
    for name, info in model.model_fields.items():
        if not info.exclude:
            yield Declared(name, info)


def _of_dataclass(kind: Any) -> Iterator[Declared]:
    known: dict[str, FieldInfo] = getattr(kind, "__pydantic_fields__", {})
    hints = get_type_hints(kind, include_extras=True)
    for field in dataclasses.fields(kind):
        yield Declared(field.name, known.get(field.name) or _info(hints[field.name], field))


def _info(hint: Any, field: dataclasses.Field[Any]) -> FieldInfo:
    if field.default_factory is not dataclasses.MISSING:
        return FieldInfo.from_annotated_attribute(hint, Field(default_factory=field.default_factory))
    if field.default is not dataclasses.MISSING:
        return FieldInfo.from_annotated_attribute(hint, field.default)
    return FieldInfo.from_annotation(hint)


def _of_typed_dict(kind: Any) -> Iterator[Declared]:
    for name, hint in get_type_hints(kind, include_extras=True).items():
        bare, required = _unqualified(hint, required=name in kind.__required_keys__)
        yield Declared(name, FieldInfo.from_annotation(bare), required)


def _unqualified(hint: Any, *, required: bool) -> tuple[Any, bool]:
    """Take `Required`, `NotRequired` and `ReadOnly` off a type; what they say outweighs the class."""
    qualifier = get_origin(hint)
    if qualifier not in {Required, NotRequired, ReadOnly}:
        return hint, required
    [inner] = get_args(hint)
    bare, inner_required = _unqualified(inner, required=required)
    return bare, inner_required if qualifier is ReadOnly else qualifier is Required
