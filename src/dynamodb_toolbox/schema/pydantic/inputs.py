"""`to_input`: a model's instance as the plain dict that commands and parsers take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel, RootModel

from dynamodb_toolbox.schema.pydantic.attributes_model import AttributesModel, absent_fields, attribute_name
from dynamodb_toolbox.values import MISSING


def to_input(model: BaseModel) -> dict[str, Any]:
    """Give the input that a model's instance stands for: `PutItemCommand(entity).item(to_input(model))`.

    Names are those of the attributes; nested models are dicts, sets are sets, and what is not there is left
    out. An instance of a model of your own gives what the schema made from it takes.
    """
    return {name: plain(value) for name, value in _attributes(model)}


def _attributes(model: BaseModel) -> Iterator[tuple[str, Any]]:
    kind = type(model)
    if isinstance(model, AttributesModel):
        names = ((name, attribute_name(type(model), name)) for name in type(model).model_fields)
    else:
        stored = {name: info for name, info in kind.model_fields.items() if not info.exclude}
        names = ((name, name) for name in (*stored, *(model.model_extra or ())))
    for field, attribute in names:
        value = getattr(model, field)
        if value is not MISSING:
            yield attribute, value


def plain(value: Any) -> Any:
    """Give a value with dicts for models and lists for tuples, all the way down."""
    if isinstance(value, RootModel):
        return plain(value.root)
    if isinstance(value, BaseModel):
        return to_input(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(child) for name, child in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(child) for child in value]
    return set(value) if isinstance(value, AbstractSet) else value


def awaits_link(value: Any) -> bool:
    """Tell whether something in a validated value is left for a link to fill."""
    if isinstance(value, AttributesModel):
        absent = absent_fields(value)
        return not value.linked_fields.isdisjoint(absent) or any(
            awaits_link(getattr(value, name)) for name in type(value).model_fields
        )
    if isinstance(value, Mapping):
        return any(map(awaits_link, value.values()))
    return isinstance(value, (list, tuple)) and any(child is MISSING or awaits_link(child) for child in value)
