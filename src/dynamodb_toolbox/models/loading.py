"""What compiled reading does to make instances of declared classes: `DeclaredModel.load`, node by node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynamodb_toolbox.models.declared_model import DeclaredModel
from dynamodb_toolbox.models.marker import set_attributes
from dynamodb_toolbox.models.model import Model
from dynamodb_toolbox.models.shapes import (
    ChoiceShape,
    EntriesShape,
    FloatShape,
    ManyShape,
    ModelShape,
    PlacesShape,
    Shape,
)
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.codec.shape import Code, Load, as_it_is
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema

Loads = dict[int, Load]
"""What is done with the values of nodes, by the `id` of their schema."""


def loads_of(model: Model[Any], schema: ItemSchema) -> Loads:
    """Give what makes instances of the items of a schema, which is that of the class and perhaps more."""
    loads: Loads = {}
    _add_model(model, schema, model.load, loads)
    return loads


def _add_model(model: Model[Any], schema: Schema, whole: Callable[[Any], Any], loads: Loads) -> None:
    if not isinstance(model, DeclaredModel) or not isinstance(schema, (ItemSchema, MapSchema)):
        loads[id(schema)] = Load(_call(whole), whole)
        return
    nones = tuple(model.optional)
    others = [name for name in nones if name not in schema.attributes]
    loads[id(schema)] = Load(_instance(model.kind, others), whole, nones)
    for field in model.fields.values():
        _add(field.shape, loads)


def _add(shape: Shape, loads: Loads) -> None:
    """Say what a shape does to make the attribute's value, and so for all below it."""
    if shape.plain:
        return
    if isinstance(shape, ModelShape):
        _add_model(shape.model, shape.schema, shape.load, loads)
        return
    loads[id(shape.schema)] = Load(_code(shape), shape.load)
    if isinstance(shape, (ManyShape, EntriesShape)):
        _add(shape.inner, loads)
    elif isinstance(shape, (PlacesShape, ChoiceShape)):
        for inner in shape.inner:
            _add(inner, loads)


def _code(shape: Shape) -> Code:
    if isinstance(shape, FloatShape):
        return _float
    if isinstance(shape, ManyShape):
        if shape.schema.type == "set":
            return _call(shape.load)
        return as_it_is if shape.kind is list else _call(shape.kind)
    return _call(tuple) if isinstance(shape, PlacesShape) else as_it_is


def _call(function: Callable[[Any], Any]) -> Code:
    return lambda source, value: f"{source.constant(function, 'load')}({value})"


def _float(source: Source, value: str) -> str:
    name = source.fresh()
    return f"(float({name}) if ({name} := {value}).__class__ is int else {name})"


def _instance(kind: type[Any], absent: list[str]) -> Code:
    """Give the code that makes an instance of its attributes; those the schema has not are `None`."""

    def code(source: Source, value: str) -> str:
        made, new = source.fresh("made"), source.constant(object.__new__, "new")
        attributes = source.variable(value) if absent else value
        for name in absent:
            source.line(f"{attributes}.setdefault({name!r})")
        source.line(f"{made} = {new}({source.constant(kind, 'class')})")
        source.line(f"{source.constant(set_attributes, 'set')}({made}, {attributes})")
        return made

    return code
