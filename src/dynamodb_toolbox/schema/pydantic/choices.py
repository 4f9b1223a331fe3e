"""Unions in pydantic, as the parser has them: the element that is named, or the first that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from dynamodb_toolbox.schema.pydantic.inputs import plain
from dynamodb_toolbox.schema.pydantic.names import field_names
from dynamodb_toolbox.schema.pydantic.views import View
from dynamodb_toolbox.schema.types import AnyOfSchema, MapSchema
from dynamodb_toolbox.schema.unions import Leaf, match
from dynamodb_toolbox.values import MISSING, same

_FIRST: Final = "first"

Choose = Callable[[Any], str]
"""Takes an input, gives the index of the element to validate it by, as text."""


@dataclass(frozen=True, eq=False)  # hashed as itself, as part of a type
class FirstOf:
    """Validates by the first element that fits."""

    elements: Sequence[Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.union_schema(
            [handler.generate_schema(element) for element in self.elements], mode="left_to_right"
        )


@dataclass(frozen=True, eq=False)  # hashed as itself, as part of a type
class ChosenOf:
    """Validates by the element that `choose` names, else by the first that fits."""

    choose: Choose
    named: Sequence[Any]
    otherwise: FirstOf

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = {str(i): handler.generate_schema(element) for i, element in enumerate(self.named)}
        choices[_FIRST] = self.otherwise.__get_pydantic_core_schema__(source, handler)
        return core_schema.tagged_union_schema(choices, discriminator=self.choose)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described: list[JsonSchemaValue] = handler(core)["oneOf"]
        return described[-1]  # the first that fits: one of all


def leaves(schema: AnyOfSchema, above: tuple[AnyOfSchema, ...] = ()) -> Iterator[Leaf]:
    """Give the maps of a discriminated union, each with the unions between."""
    for element in schema.elements:
        if isinstance(element, AnyOfSchema):
            yield from leaves(element, (*above, element))
        elif isinstance(element, MapSchema):
            yield element, above


def plain_discriminator(schema: AnyOfSchema, view: View) -> str | None:
    """Give the field by which pydantic's own discriminator chooses as the parser does, if there is one.

    There is none where the discriminator may be missing (it has a default, or the view leaves it out), where
    two maps share a value of it, where there is one map only, or where any attribute may be missing.
    """
    name, maps = schema.props.discriminator, [found for found, _ in leaves(schema)]
    if name is None or view.partial or len(maps) == 1 or not all(_is_given(m, name, view) for m in maps):
        return None
    values = [value for found in maps for value in found.attributes[name].props.enum or ()]
    fields = {field_names(view.shown(found))[name] for found in maps}
    told_apart = all(type(value) is str for value in values) and len(set(values)) == len(values)
    return fields.pop() if told_apart and len(fields) == 1 else None


def _is_given(schema: MapSchema, name: str, view: View) -> bool:
    child = view.shown(schema).get(name)
    return child is not None and view.default(child) is MISSING and view.link(child) is None


def by_discriminator(schema: AnyOfSchema) -> Choose:
    """Choose the map that the discriminator of an input names."""
    found, name = list(leaves(schema)), schema.props.discriminator

    def choose(value: Any) -> str:
        named = match(schema, value.get(name, MISSING)) if isinstance(value, Mapping) else None
        return _FIRST if named is None else str(found.index(named))

    return choose


def without_loss(annotations: Sequence[Any]) -> Choose:
    """Choose the element that accepts all of a formatted value.

    The first that fits may be another than the one that was read: it would drop what it does not know.
    """
    adapters: list[TypeAdapter[Any]] = []

    def choose(value: Any) -> str:
        if not adapters:
            adapters.extend(map(TypeAdapter, annotations))
        return next((str(i) for i, adapter in enumerate(adapters) if _keeps(adapter, value)), _FIRST)

    return choose


def _keeps(adapter: TypeAdapter[Any], value: Any) -> bool:
    try:
        return same(plain(adapter.validate_python(value)), value)
    except ValidationError:
        return False
