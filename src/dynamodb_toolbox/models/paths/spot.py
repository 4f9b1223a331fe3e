"""Where a typed path leads: from which class, over which names, to which shape."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.models.field import Field
from dynamodb_toolbox.models.shapes import (
    ChoiceShape,
    EntriesShape,
    ManyShape,
    ModelShape,
    PlacesShape,
    Shape,
    chosen_of,
)
from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute, Schema
from dynamodb_toolbox.schema.primitives import key_text
from dynamodb_toolbox.values import Place


class Spot(Record):
    """A place within the items of a class.

    Attributes:
        owner: The class whose attribute the path starts with.
        root: The schema of that attribute, which tells the schemas it belongs to; `None`: the entity adds it.
        place: The names, and indexes, from the root.
        shape: What is there.
        none_is_absent: Whether `None` means that the attribute is absent.
    """

    owner: type[Any]
    root: Attribute | None
    place: Place
    shape: Shape
    none_is_absent: bool = False

    @property
    def text(self) -> str:
        """The path as text, by the names of the schema."""
        return format_path(self.place)

    def check(self, schema: Schema) -> None:
        """Refuse a schema that the path is not of.

        Raises:
            DynamoDBToolboxError: `actions.invalidExpressionAttributePath`.
        """
        attributes: dict[str, Attribute] = getattr(schema, "attributes", {})
        found = attributes.get(str(self.place[0]))
        if found is None or (self.root is not None and found is not self.root):
            raise DynamoDBToolboxError(
                "actions.invalidExpressionAttributePath",
                f"The path {self.owner.__name__}.{self.text} is of another class than the entity here: "
                "take a path of the entity's own class.",
                payload={"attributePath": self.text},
            )

    def below(self, element: str | int, shape: Shape, *, none_is_absent: bool = False) -> Spot:
        """Give a spot within this one."""
        return replace(self, place=(*self.place, element), shape=shape, none_is_absent=none_is_absent)

    def refusal(self, what: str, expected: str) -> DynamoDBToolboxError:
        """Build the error for what cannot be done with what is there."""
        found = " or ".join(dict.fromkeys(schema.type for schema in kinds(self.shape.schema)))
        where = f"{self.owner.__name__}.{self.text}"
        return DynamoDBToolboxError(
            "actions.invalidExpressionAttributePath",
            f"{where} is a {found}, and `{what}` is for {expected}.",
            payload={"attributePath": self.text},
        )


def first_spot(owner: type[Any], field: Field) -> Spot:
    """Give the spot of an attribute of a class."""
    root = None if field.internal else field.shape.schema
    return Spot(owner, root, (field.name,), field.shape, field.none_is_absent)


def kinds(schema: Attribute) -> list[Attribute]:
    """Give the schemas that a value there may be of: the elements of a union, else the schema."""
    if isinstance(schema, t.AnyOfSchema):
        return [kind for element in schema.elements for kind in kinds(element)]
    return [schema]


def shapes(shape: Shape) -> list[Shape]:
    """Give the shapes that a value there may have."""
    if isinstance(shape, ChoiceShape):
        return [inner for choice in shape.inner for inner in shapes(choice)]
    if shape.plain and isinstance(shape.schema, t.AnyOfSchema):
        return [Shape(schema) for schema in kinds(shape.schema)]
    return [shape]


def attributes_of(shape: Shape) -> dict[str, Field]:
    """Give the attributes of the classes that may be there, by name; the first of a name counts."""
    found: dict[str, list[Field]] = {}
    for choice in shapes(shape):
        if isinstance(choice, ModelShape):
            for name, field in getattr(choice.model, "fields", {}).items():
                found.setdefault(name, []).append(field)
    return {name: _joined(fields) for name, fields in found.items()}


def _joined(fields: list[Field]) -> Field:
    if len(fields) == 1:
        return fields[0]
    union = chosen_of((field.shape for field in fields), t.AnyOfSchema(*(f.shape.schema for f in fields)))
    return replace(fields[0], shape=union)


def element_of(spot: Spot, key: Any) -> Spot:
    """Give the spot of an element of a list, a tuple or a record.

    Raises:
        DynamoDBToolboxError: `actions.invalidExpressionAttributePath` where there is no such element.
    """
    found = [(element, inner) for shape in shapes(spot.shape) for element, inner in _element(shape, key)]
    if not found:
        raise spot.refusal(f"[{key!r}]", "lists and tuples (an index from 0 up), and dicts (a key)")
    return spot.below(*found[0])


def _element(shape: Shape, key: Any) -> list[tuple[str | int, Shape]]:
    schema = shape.schema
    is_index = isinstance(key, int) and not isinstance(key, bool) and key >= 0
    match schema:
        case t.ListSchema() if is_index:
            return [(key, shape.inner if isinstance(shape, ManyShape) else Shape(schema.elements))]
        case t.TupleSchema() if is_index and key < len(schema.elements):
            inner = shape.inner[key] if isinstance(shape, PlacesShape) else Shape(schema.elements[key])
            return [(key, inner)]
        case t.RecordSchema() if not is_index:
            inner = shape.inner if isinstance(shape, EntriesShape) else Shape(schema.elements)
            return [(key_text(schema.keys, key), inner)]
        case t.AnySchema() if is_index or isinstance(key, str):
            return [(key, Shape(t.AnySchema()))]
        case _:
            return []
