"""`AdaptedModel`: how instances of a class of another library and items become each other."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property
from threading import get_ident
from typing import Any, Self, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.kinds.declaration import AdaptedField, Declaration, field_of
from dynamodb_toolbox.models.model import Model, Wanted
from dynamodb_toolbox.models.partial import Partial, kind_of, values_read
from dynamodb_toolbox.models.shapes import below
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.types import ItemSchema
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # an instance


class AdaptedModel(Model[I]):
    """How instances of a class and items become each other.

    A library is adapted by saying what its classes declare, and how an instance is made of its attributes.

    Attributes:
        arguments: What the parameters of a generic class are.
    """

    def __init__(self, kind: type[I], arguments: tuple[Any, ...] = ()) -> None:
        self.kind = kind
        self.arguments = arguments
        self._specialised: dict[tuple[Any, ...], Self] = {}
        self._readers: set[int] = set()  # the threads that read the class

    @abstractmethod
    def declarations(self) -> Iterable[Declaration]:
        """Give what the class declares, attribute by attribute."""

    @abstractmethod
    def made(self, values: dict[str, Any]) -> I:
        """Make an instance that has these attributes; where the library can, without its constructor."""

    def constants(self) -> Mapping[str, Attribute]:
        """Give the attributes that items have and instances do not: what tells classes of a union apart."""
        return {}

    def specialised(self, arguments: tuple[Any, ...]) -> Self:
        """Give the model for parameters of a generic class: `Page[int]` makes instances of `Page`."""
        if arguments not in self._specialised:
            self._specialised[arguments] = type(self)(self.kind, arguments)
        return self._specialised[arguments]

    @cached_property
    def fields(self) -> dict[str, AdaptedField]:
        """The attributes by name."""
        thread = get_ident()
        if thread in self._readers:
            raise DynamoDBToolboxError(
                "schema.recursiveClass",
                f"{self.kind.__name__} holds itself, which no schema can say: use `Any` there.",
                path=self.kind.__name__,
            )
        self._readers.add(thread)
        try:
            return {declared.name: field_of(self.kind, declared) for declared in self.declarations()}
        finally:
            self._readers.discard(thread)

    @cached_property
    def schema(self) -> ItemSchema:  # type: ignore[override]  # made when first asked for
        """The schema that the class says."""
        stored = {name: field.shape.schema for name, field in self.fields.items() if not field.internal}
        return ItemSchema({**self.constants(), **stored})

    def load(self, item: dict[str, Any]) -> I:
        """Give the instance of a formatted item; what an entity added, and the class lacks, is left out."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name in item:
                values[name] = item[name] if field.shape.plain else field.shape.load(item[name])
            elif field.absent is not MISSING:
                values[name] = field.absent
        return self.made(values)

    def part(self, item: dict[str, Any], wanted: Wanted = None) -> I:
        """Give what was read: not an instance of the class, as it would claim to have the rest."""
        values: dict[str, Any] = {}
        for name, field in self.fields.items():
            if name in item:
                values[name] = field.shape.part(item[name], below(wanted, name), partial=wanted is None)
            elif field.absent is not MISSING and (name,) in (wanted or ()):
                values[name] = field.absent
        view: Any = Partial(self.kind, values)
        return view  # type: ignore[no-any-return]  # it has the attributes of an instance, those that were read

    def dump(self, instance: Any) -> dict[str, Any]:
        """Give the attributes of an instance, or of a partial view, as an input."""
        is_part = isinstance(instance, Partial)
        given = values_read(instance) if is_part else self.values(instance)
        dumped = {} if is_part else self._constant_values()
        for name, field in self.fields.items():
            value = given.get(name, MISSING)
            if value is not MISSING and value is not field.absent:
                dumped[name] = value if field.shape.plain else field.shape.dump(value)
        return dumped

    def values(self, instance: I) -> dict[str, Any]:
        """Give the attributes of an instance by name."""
        return {name: getattr(instance, name, MISSING) for name in self.fields}

    def holds(self, value: object) -> bool:
        """Tell whether `value` is of this class; one of a subclass may have more than fits, and is not."""
        kind: type[Any] = type(value)
        return kind is self.kind or (isinstance(value, Partial) and kind_of(value) is self.kind)

    def _constant_values(self) -> dict[str, Any]:
        return {name: schema.props.enum[0] for name, schema in self.constants().items() if schema.props.enum}
