"""Reading unions: by the kind of the attribute value, or by a discriminator."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.records import replace
from dynamodb_toolbox.schema.codec.reading_maps import Field, fields_of, write_map
from dynamodb_toolbox.schema.codec.shape import Compiling, Shape, as_it_is, only
from dynamodb_toolbox.schema.codec.shapes import attributes_type
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import AnyOfSchema, MapSchema, Primitive
from dynamodb_toolbox.schema.unions import leaves_of, saved_discriminator, values_by_leaf


def read_any_of(schema: AnyOfSchema, compiling: Compiling) -> Shape:
    """Read by the discriminator; or, where each element is of a kind of its own, by the kind."""
    if schema.props.discriminator is not None:
        return _discriminated(schema, schema.props.discriminator, compiling)
    shapes = [compiling.of(element) for element in schema.elements]
    kinds = [kind for shape in shapes for kind, _ in shape.contents]
    if len(set(kinds)) != len(kinds) or not all(len(shape.contents) == 1 for shape in shapes):
        return compiling.walked(schema, compiling)
    return shapes[0] if len(shapes) == 1 else _by_kind(shapes)


def _by_kind(shapes: list[Shape]) -> Shape:
    def code(source: Source, value: str) -> str:
        value, result = source.variable(value), source.fresh()
        for number, shape in enumerate(shapes):
            [(kind, _)] = shape.contents
            with source.block(f"{'elif' if number else 'if'} {value}.{kind} is not UNSET:"):
                source.line(f"{result} = {shape.read(source, value)}")
        with source.block("else:"):
            source.line("raise Deviation")
        return result

    return Shape(tuple(shape.contents[0] for shape in shapes), code)


def _discriminated(schema: AnyOfSchema, name: str, compiling: Compiling) -> Shape:
    """All maps of the union share one type, with the fields of all of them."""
    stored = saved_discriminator(schema)
    leaves = leaves_of(schema)
    if stored is None or not leaves or any(_is_converted(leaf, name) for leaf, _ in leaves.values()):
        return compiling.walked(schema, compiling)
    merged = _Merged(stored, compiling)
    variants = [
        (leaf, values, fields_of(leaf, compiling, {})) for (leaf, _), values in values_by_leaf(schema)
    ]
    for leaf, _, fields in variants:
        merged.add(leaf, fields)

    def code(source: Source, content: str) -> str:
        wire, result = source.variable(content), source.fresh()
        tag = source.variable(f"{wire}.{merged.names[stored]}.S")
        for number, (leaf, values, fields) in enumerate(variants):
            test = f"{tag} in {source.constant(frozenset(values), 'tags')}"
            with source.block(f"{'elif' if number else 'if'} {test}:"):
                merged_fields = [merged.field(leaf, field) for field in fields]
                read = compiling.loaded(leaf, lambda s, w, f=merged_fields: write_map(s, w, f))  # type: ignore[misc]
                source.line(f"{result} = {read(source, wire)}")
        with source.block("else:"):
            source.line("raise Deviation")
        return result

    return only("M", merged.type(), code)


def _is_converted(leaf: MapSchema, name: str) -> bool:
    child = leaf.attributes[name]
    return isinstance(child, Primitive) and child.converter is not None


class _Merged:
    """One wire type for several maps: attributes of one stored name share a field if they look the same."""

    def __init__(self, discriminator: str, compiling: Compiling) -> None:
        self._compiling = compiling
        self._types: dict[str, Any] = {}
        self._discriminator = discriminator
        self._text = only("S", str, as_it_is)
        self.names: dict[str, str] = {}

    def add(self, leaf: MapSchema, fields: list[Field]) -> None:
        """Take in the attributes of a map."""
        for field in fields:
            stored = leaf.saved_name(field.name)
            self.names.setdefault(stored, f"a{len(self.names)}")
            type_ = self._text.type if stored == self._discriminator else field.shape.type
            if self._types.setdefault(stored, type_) != type_:
                self._types[stored] = Any

    def field(self, leaf: MapSchema, field: Field) -> Field:
        """Give a field of a map as it is in the merged type."""
        stored = leaf.saved_name(field.name)
        shape = field.shape
        if stored == self._discriminator:
            shape = self._text
        elif self._types[stored] is Any:
            shape = self._compiling.walked(leaf.attributes[field.name], self._compiling)
        return replace(field, field=self.names[stored], shape=shape)

    def type(self) -> type:
        """Give the type: only the discriminator must be there."""
        return attributes_type(
            (self.names[stored], stored, type_, stored == self._discriminator)
            for stored, type_ in self._types.items()
        )
