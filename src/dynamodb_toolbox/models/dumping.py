"""What compiled parsing does with instances of classes: `Model.dump`, node by node."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from dynamodb_toolbox.models.declared_model import DeclaredModel
from dynamodb_toolbox.models.model import Model
from dynamodb_toolbox.models.shapes import (
    ChoiceShape,
    EntriesShape,
    ManyShape,
    ModelShape,
    PlacesShape,
    Shape,
)
from dynamodb_toolbox.schema.codec.plan import Views
from dynamodb_toolbox.schema.types import ItemSchema


def views_of(models: Iterable[Model[Any]], schema: ItemSchema) -> Views:
    """Give what makes attributes of the instances that an input of a schema may be, and have in it.

    Args:
        models: Those of the classes whose instances are inputs.
        schema: The schema, made of that of the classes and perhaps more.
    """
    views: Views = {}
    for model in models:
        _add_model(model, id(schema), views)
    return views


def _add_model(model: Model[Any], node: int, views: Views) -> None:
    known = views.setdefault(node, [])
    if any(kind is model.kind for kind, _ in known):
        return
    known.append((model.kind, _dump(model)))
    if isinstance(model, DeclaredModel):
        for field in model.fields.values():
            _add(field.shape, views)


def _add(shape: Shape, views: Views) -> None:
    if isinstance(shape, ModelShape):
        _add_model(shape.model, id(shape.schema), views)
    elif isinstance(shape, (ManyShape, EntriesShape)):
        _add(shape.inner, views)
    elif isinstance(shape, (PlacesShape, ChoiceShape)):
        for inner in shape.inner:
            _add(inner, views)
        if isinstance(shape, ChoiceShape):  # its instances are looked at before an element is chosen
            inner_views = [view for inner in shape.inner for view in views.get(id(inner.schema), ())]
            views.setdefault(id(shape.schema), []).extend(inner_views)


def _dump(model: Model[Any]) -> Callable[[Any], dict[str, Any]] | None:
    """Give what makes attributes of an instance; those that are instances stay, for their own node."""
    if not isinstance(model, DeclaredModel):
        return model.dump
    nones = tuple(name for name, field in model.fields.items() if field.none_is_absent)
    if not nones:
        return None

    def dump(instance: Any) -> dict[str, Any]:
        attributes: dict[str, Any] = instance.__dict__
        for name in nones:
            if attributes.get(name, name) is None:
                return {
                    name: value for name, value in attributes.items() if not (value is None and name in nones)
                }
        return attributes

    return dump
