"""What an annotation says: `list[Literal["a", "b"]]` → the shape of a list of enumerated strings.

| annotation | schema |
|---|---|
| `str` `int` `float` `bool` `bytes` `None` `Any` | `s.string()` `s.number()` `s.number()` `s.boolean()` … |
| `Decimal` `datetime` `date` `timedelta` `UUID`, enums | `s.decimal()` `s.datetime()` …, `s.enum(…)` |
| `int | float`; with `Decimal` | `s.number()`; `s.number().big()` |
| `Literal["a", "b"]` | `s.string().enum("a", "b")`; a union where the values are of several types |
| `list[X]` `tuple[X, ...]` | `s.list(X)` |
| `tuple[X, Y]` | `s.tuple(X, Y)` |
| `set[X]` `frozenset[X]` | `s.set(X)` |
| `dict[K, X]` | `s.record(K, X)`, partial where the keys are enumerated |
| a class | `s.map({…})` |
| `X | Y` | `s.any_of(X, Y)`, discriminated where the classes allow it |
| `Annotated[X, attr(…)]`; `Annotated[X, schema]` | X with those modifiers; that schema |
"""

from __future__ import annotations

import collections.abc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, Literal, NewType, Protocol, TypeVar, Union, get_args, get_origin
from uuid import UUID

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.model import Model
from dynamodb_toolbox.models.registry import find_model
from dynamodb_toolbox.models.shapes import (
    EntriesShape,
    FloatShape,
    ModelShape,
    OpenShape,
    PlacesShape,
    Shape,
    chosen_of,
    listed,
)
from dynamodb_toolbox.schema import s
from dynamodb_toolbox.schema.ambiguity import in_order, may_take
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import AnyOfSchema, MapSchema, Primitive, StringSchema
from dynamodb_toolbox.schema.unions import discriminators

_SCALARS: Final = MappingProxyType[Any, Callable[[], Attribute]](
    {
        None: s.null,
        NoneType: s.null,
        bool: s.boolean,
        int: s.number,
        float: s.number,
        Decimal: s.decimal,
        str: s.string,
        bytes: s.binary,
        datetime: s.datetime,
        date: s.date,
        timedelta: s.timedelta,
        UUID: s.uuid,
        Any: s.any,
        object: s.any,
    }
)
_LITERALS: Final = MappingProxyType[type, Callable[[], Primitive]](
    {NoneType: s.null, bool: s.boolean, int: s.number, str: s.string, bytes: s.binary}
)
_NUMBERS: Final = frozenset({int, float, Decimal})
_CONTAINERS: Final = MappingProxyType[Any, type](
    {
        list: list,
        set: set,
        frozenset: frozenset,
        tuple: tuple,
        dict: dict,
        collections.abc.Sequence: list,
        collections.abc.MutableSequence: list,
        collections.abc.Set: set,
        collections.abc.MutableSet: set,
        collections.abc.Mapping: dict,
        collections.abc.MutableMapping: dict,
    }
)

Parameters = Mapping[Any, Any]
"""What the type variables of a generic class stand for."""


class Modifier(Protocol):
    """What stands in `Annotated[…]` and changes a shape, such as `attr(…)`."""

    def modify(self, shape: Shape, where: str) -> Shape:
        """Give the shape changed."""
        ...


def shape_of(annotation: Any, where: str, parameters: Parameters | None = None) -> Shape:
    """Give the shape that an annotation says.

    Args:
        annotation: The annotation, evaluated.
        where: The class and the attribute, for errors.
        parameters: What type variables stand for.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedAnnotation` for what no schema can say.
    """
    return _Reader(where, parameters or {}).read(annotation)


def without_none(annotation: Any) -> Any:
    """Give `X` of `X | None`; anything else as it is."""
    if get_origin(annotation) not in (Union, UnionType):
        return annotation
    others = [member for member in get_args(annotation) if member is not NoneType]
    return Union[tuple(others)] if len(others) < len(get_args(annotation)) else annotation  # noqa: UP007


class _Reader:
    """Reads the annotation of one attribute."""

    def __init__(self, where: str, parameters: Parameters) -> None:
        self.where = where
        self.parameters = parameters

    def read(self, annotation: Any) -> Shape:
        if isinstance(annotation, TypeVar):
            return self._variable(annotation)
        if isinstance(annotation, NewType):
            return self.read(annotation.__supertype__)
        if hasattr(annotation, "__value__"):  # `type X = …`
            return self.read(annotation.__value__)
        if annotation is float:
            return FloatShape(s.number())
        if isinstance(annotation, (type, NoneType)) or annotation is Any:
            found = self._class(annotation)
            if found is not None:
                return found
        return self._generic(annotation)

    def _variable(self, variable: Any) -> Shape:
        if variable in self.parameters:
            return self.read(self.parameters[variable])
        return OpenShape(s.any())  # a generic class without its parameters

    def _class(self, kind: Any) -> Shape | None:
        scalar = _SCALARS.get(kind)
        if scalar is s.any:
            return OpenShape(s.any())
        if scalar is not None:
            return Shape(scalar())
        if issubclass(kind, Enum):
            return Shape(self._enum(kind))
        model = find_model(kind)
        if getattr(model, "is_item", False):
            raise self._unsupported(kind, "an `Item` is the root of what is stored; within it, use a `Map`")
        return None if model is None else _nested(model)

    def _generic(self, annotation: Any) -> Shape:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._annotated(*arguments)
        if origin is Literal:
            return self._literal(arguments)
        if origin in (Union, UnionType):
            return self._union(arguments)
        container = _CONTAINERS.get(annotation if origin is None else origin)
        if container is not None:
            return self._container(container, arguments)
        specialised = getattr(find_model(origin), "specialised", None)
        if specialised is None:
            raise self._unsupported(annotation, "no schema says it")
        return _nested(specialised(tuple(map(self._substituted, arguments))))

    def _substituted(self, argument: Any) -> Any:
        return self.parameters.get(argument, argument) if isinstance(argument, TypeVar) else argument

    def _annotated(self, inner: Any, *metadata: Any) -> Shape:
        schemas = (getattr(entry, "schema", entry) for entry in metadata)  # `As(schema)` of pydantic's, too
        stated = next((entry for entry in schemas if isinstance(entry, Attribute)), None)
        if stated is not None:
            return Shape(stated)
        shape = self.read(inner)
        for entry in metadata:
            if hasattr(entry, "modify"):
                modifier: Modifier = entry
                shape = modifier.modify(shape, self.where)
        return shape

    def _enum(self, kind: type[Enum]) -> Primitive:
        try:
            return s.enum(kind)
        except TypeError as error:
            raise self._unsupported(kind, str(error)) from None

    def _literal(self, values: Iterable[Any]) -> Shape:
        kinds: dict[type, list[Any]] = {}
        for value in values:
            kinds.setdefault(type(value), []).append(value)
        schemas = [self._enumerated(kind, found) for kind, found in kinds.items()]
        return Shape(schemas[0] if len(schemas) == 1 else AnyOfSchema(*schemas))

    def _enumerated(self, kind: type, values: Sequence[Any]) -> Attribute:
        schema = self._enum(kind) if issubclass(kind, Enum) else _LITERALS[kind]()
        return schema if kind is NoneType else schema.enum(*values)

    def _union(self, members: Sequence[Any]) -> Shape:
        if set(members) <= _NUMBERS:
            return Shape(s.number().big() if Decimal in members else s.number())
        shapes = [self.read(member) for member in members]
        if len(shapes) == 1:
            return shapes[0]
        union = AnyOfSchema(*(shape.schema for shape in shapes))
        name = _discriminator(union)
        if name is not None:
            return chosen_of(shapes, union.discriminate(name))
        return self._told_apart(shapes)

    def _told_apart(self, shapes: list[Shape]) -> Shape:
        """Give the union of shapes that are told apart by what is in them: wider maps first."""
        by_schema = {id(shape.schema): shape for shape in shapes}
        ordered = in_order([shape.schema for shape in shapes])
        for index, second in enumerate(ordered):
            for first in ordered[:index]:
                if isinstance(first, MapSchema) and isinstance(second, MapSchema) and may_take(first, second):
                    raise self._ambiguous(by_schema[id(first)], by_schema[id(second)])
        return chosen_of([by_schema[id(schema)] for schema in ordered], AnyOfSchema(*ordered))

    def _ambiguous(self, first: Shape, second: Shape) -> DynamoDBToolboxError:
        names = [shape.model.kind.__name__ for shape in (first, second) if isinstance(shape, ModelShape)]
        return DynamoDBToolboxError(
            "schema.ambiguousUnion",
            f"The union of {self.where} cannot be told apart: what is given or stored of "
            f"{' or '.join(names)} may be either. Give each an attribute with one value of its own, such as "
            '`status: Literal["captured"]`.',
            path=self.where,
        )

    def _container(self, kind: type, arguments: Sequence[Any]) -> Shape:
        if (kind is tuple and len(arguments) != 2) or (kind is tuple and arguments[1] is not Ellipsis):
            if not arguments:
                raise self._unsupported(tuple, "say what is in it, as in `tuple[str, int]`")
            inner = list(map(self.read, arguments))
            return PlacesShape(inner, s.tuple(*(shape.schema for shape in inner)))
        if kind is dict:
            return self._record(*(arguments or (str, Any)))
        element = self.read(arguments[0] if arguments else Any)
        schema = s.set(element.schema) if kind in (set, frozenset) else s.list(element.schema)
        return listed(element, kind, schema)

    def _record(self, key: Any, element: Any) -> Shape:
        keys, values = self.read(key), self.read(element)
        if not isinstance(keys.schema, StringSchema):
            raise self._unsupported(key, "the keys of a dict are strings, or what is stored as strings")
        schema = s.record(keys.schema, values.schema)
        if keys.schema.props.enum is not None:
            schema = schema.partial()
        return Shape(schema) if values.plain else EntriesShape(values, schema)

    def _unsupported(self, annotation: Any, reason: str) -> DynamoDBToolboxError:
        return DynamoDBToolboxError(
            "schema.unsupportedAnnotation",
            f"The annotation of {self.where} cannot be a schema: {annotation!r}: {reason}. "
            "Expected a scalar, a container of such, a class of `Map`, a union of these, or "
            "`Annotated[…, a schema]`.",
            path=self.where,
            payload={"received": annotation},
        )


def _nested(model: Model[Any]) -> Shape:
    schema = model.schema
    return ModelShape(model, schema if isinstance(schema, MapSchema) else MapSchema(schema.attributes))


def _discriminator(union: AnyOfSchema) -> str | None:
    """Give the attribute that tells the elements apart, if all are maps: the first whose values do."""
    if not all(isinstance(element, MapSchema) for element in union.elements):
        return None
    for name in discriminators(union):
        values = [v for e in union.elements for v in e.attributes[name].props.enum or ()]  # type: ignore[attr-defined]
        if len(values) == len(set(values)):
            return name
    return None
