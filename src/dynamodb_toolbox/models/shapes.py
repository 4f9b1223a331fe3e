"""Shapes: a schema, and how its values and those of a class's attribute become each other.

Most values are the same on both sides (`plain`); what holds instances of classes, or is another kind of
container than the schema gives, is converted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dynamodb_toolbox.models.model import Model, Wanted
from dynamodb_toolbox.models.plain import plain
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import AnyOfSchema
from dynamodb_toolbox.schema.unions import match


class Shape:
    """A value that is the same on both sides.

    Attributes:
        schema: The schema of the value.
        plain: Whether neither `load` nor `dump` has anything to do.
    """

    plain = True

    def __init__(self, schema: Attribute) -> None:
        self.schema = schema

    def load(self, value: Any) -> Any:
        """Give the attribute's value of a formatted one, whole."""
        return value

    def part(self, value: Any, wanted: Wanted, *, partial: bool) -> Any:  # noqa: ARG002  # for the others
        """Give the attribute's value of a formatted one, of which some may be missing."""
        return self.load(value)

    def dump(self, value: Any) -> Any:
        """Give an input of the attribute's value; another type is left for the parser to refuse."""
        return value

    def with_schema(self, schema: Attribute) -> Shape:
        """Give the same shape with another schema of the same type."""
        copied = object.__new__(type(self))
        vars(copied).update(vars(self), schema=schema)
        return copied


class FloatShape(Shape):
    """A `float`: a whole number is read back as an `int`."""

    plain = False

    def load(self, value: Any) -> Any:
        """Give a float."""
        return float(value) if type(value) is int else value


class OpenShape(Shape):
    """A value of no known type: instances within it are found when it is dumped."""

    plain = False

    def dump(self, value: Any) -> Any:
        """Give the value with instances dumped."""
        return plain(value)


class ModelShape(Shape):
    """An instance of a class."""

    plain = False

    def __init__(self, model: Model[Any], schema: Attribute) -> None:
        super().__init__(schema)
        self.model = model

    def load(self, value: Any) -> Any:
        """Give the instance."""
        return self.model.load(value)

    def part(self, value: Any, wanted: Wanted, *, partial: bool) -> Any:
        """Give the instance, perhaps a partial view."""
        if wanted is None and not partial:
            return self.model.load(value)
        return self.model.part(value, wanted)

    def dump(self, value: Any) -> Any:
        """Give the attributes of an instance."""
        return self.model.dump(value) if self.model.holds(value) else value


class ManyShape(Shape):
    """A list or a set; or the tuple or frozen set that the class has in its place."""

    plain = False

    def __init__(self, kind: type[Any], inner: Shape, schema: Attribute) -> None:
        super().__init__(schema)
        self.kind = kind
        self.inner = inner

    def load(self, value: Any) -> Any:
        """Give the container, its elements loaded."""
        return self.kind(map(self.inner.load, value))

    def part(self, value: Any, wanted: Wanted, *, partial: bool) -> Any:
        """Give the container; of projected elements, what is wanted of any."""
        rests = None if wanted is None else tuple(path[1:] for path in wanted if path)
        below = None if rests is None or () in rests else rests
        partial = partial or rests is not None
        return self.kind(self.inner.part(element, below, partial=partial) for element in value)

    def dump(self, value: Any) -> Any:
        """Give the container with its elements dumped; sets stay sets, and tuples are lists to a schema."""
        if isinstance(value, (list, tuple)):
            return [self.inner.dump(element) for element in value]
        return (
            {self.inner.dump(element) for element in value} if isinstance(value, (set, frozenset)) else value
        )


class PlacesShape(Shape):
    """A tuple of a fixed length."""

    plain = False

    def __init__(self, inner: Sequence[Shape], schema: Attribute) -> None:
        super().__init__(schema)
        self.inner = tuple(inner)

    def load(self, value: Any) -> Any:
        """Give the tuple, its elements loaded."""
        return tuple(shape.load(element) for shape, element in zip(self.inner, value, strict=False))

    def part(self, value: Any, wanted: Wanted, *, partial: bool) -> Any:
        """Give the tuple; of a projected one, the wanted elements moved together, as they are read."""
        if wanted is None:
            each = zip(self.inner, value, strict=False)
            return tuple(shape.part(element, None, partial=partial) for shape, element in each)
        places = sorted({path[0] for path in wanted if path and isinstance(path[0], int)})
        shapes = [self.inner[place] for place in places if place < len(self.inner)]
        return tuple(s.part(e, None, partial=True) for s, e in zip(shapes, value, strict=False))

    def dump(self, value: Any) -> Any:
        """Give a list of the elements dumped; past the last shape they stay, for the parser to see."""
        if not isinstance(value, (list, tuple)):
            return value
        known = [shape.dump(element) for shape, element in zip(self.inner, value, strict=False)]
        return [*known, *value[len(known) :]]


class EntriesShape(Shape):
    """A dict of any keys."""

    plain = False

    def __init__(self, inner: Shape, schema: Attribute) -> None:
        super().__init__(schema)
        self.inner = inner

    def load(self, value: Any) -> Any:
        """Give the dict, its values loaded."""
        return {name: self.inner.load(child) for name, child in value.items()}

    def part(self, value: Any, wanted: Wanted, *, partial: bool) -> Any:
        """Give the dict; what is wanted of each value."""
        return {
            name: self.inner.part(child, below(wanted, name), partial=partial)
            for name, child in value.items()
        }

    def dump(self, value: Any) -> Any:
        """Give the dict with its values dumped."""
        if not isinstance(value, Mapping):
            return value
        return {name: self.inner.dump(child) for name, child in value.items()}


class ChoiceShape(Shape):
    """A union: the element is found by the discriminator, or else by what accepts the value."""

    plain = False

    def __init__(self, inner: Sequence[Shape], schema: AnyOfSchema) -> None:
        super().__init__(schema)
        self.inner = tuple(inner)
        self._by_schema = {id(shape.schema): shape for shape in inner}

    def load(self, value: Any) -> Any:
        """Give what the element that the value is of makes of it."""
        return self.chosen(value).load(value)

    def part(self, value: Any, wanted: Wanted, *, partial: bool) -> Any:
        """Give what the element that the value is of makes of it."""
        return self.chosen(value, lenient=True).part(value, wanted, partial=partial)

    def dump(self, value: Any) -> Any:
        """Dump by the first element that has anything to do with the value."""
        for shape in self.inner:
            dumped = value if shape.plain else shape.dump(value)
            if dumped is not value:
                return dumped
        return value

    def chosen(self, value: Any, *, lenient: bool = False) -> Shape:
        """Give the element that a formatted value is of."""
        name = self.schema.props.discriminator
        if name is not None and isinstance(value, dict) and isinstance(self.schema, AnyOfSchema):
            leaf = match(self.schema, value.get(name))
            found = None if leaf is None else self._by_schema.get(id(leaf[0]))
            if found is not None:
                return found
        return next((s for s in self.inner if _accepts(s.schema, value, lenient)), self.inner[0])


def _accepts(schema: Attribute, value: Any, lenient: bool) -> bool:
    """Tell whether a formatted value is of a schema, whole: nothing of it is unknown there."""
    from dynamodb_toolbox.schema.format.formatter import Formatter  # noqa: PLC0415  # only when items are read

    try:
        formatted = Formatter(schema).format(value, transform=False, partial=lenient)
    except Exception:  # noqa: BLE001  # whatever a validator raises, it is not of that element
        return False
    return bool(formatted == value)


def below(wanted: Wanted, name: Any) -> Wanted:
    """Give what is wanted of a child."""
    if wanted is None:
        return None
    rests = tuple(path[1:] for path in wanted if path and path[0] == name)
    return None if () in rests else rests


def listed(shape: Shape, kind: type[Any], schema: Attribute) -> Shape:
    """Give the shape of a container of one shape."""
    return Shape(schema) if shape.plain and kind in (list, set) else ManyShape(kind, shape, schema)


def chosen_of(shapes: Iterable[Shape], schema: AnyOfSchema) -> Shape:
    """Give the shape of a union."""
    inner = tuple(shapes)
    return Shape(schema) if all(shape.plain for shape in inner) else ChoiceShape(inner, schema)
