"""`DeclaredModel`: how instances of `Item` and `Map` classes and items become each other."""

from __future__ import annotations

from functools import cached_property
from threading import RLock
from typing import Any, Final, TypeVar

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.field import Field
from dynamodb_toolbox.models.fields import Namespace, declared_in, field_of, parameters_of
from dynamodb_toolbox.models.marker import set_attributes
from dynamodb_toolbox.models.model import Model, Wanted
from dynamodb_toolbox.models.shapes import below
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema

M = TypeVar("M")

_ONE_AT_A_TIME: Final = RLock()
"""Classes are read once, whichever threads ask first."""


class DeclaredModel(Model[M]):
    """How instances of a declared class and items become each other.

    An instance keeps its attributes in its `__dict__`, and nothing else: loading is to set it.
    """

    def __init__(self, kind: type[M], namespace: Namespace, *, is_item: bool) -> None:
        self.kind = kind
        self.is_item = is_item
        self.arguments: tuple[Any, ...] = ()
        self._specialised: dict[tuple[Any, ...], DeclaredModel[M]] = {}
        self._namespace = namespace
        self._reading = False
        self._fields: dict[str, Field] | None = None
        self._schema: ItemSchema | MapSchema | None = None

    def specialised(self, arguments: tuple[Any, ...]) -> DeclaredModel[M]:
        """Give the model for parameters of a generic class: `Page[int]` makes instances of `Page`."""
        with _ONE_AT_A_TIME:
            if arguments not in self._specialised:
                model = DeclaredModel(self.kind, self._namespace, is_item=self.is_item)
                model.arguments = arguments
                self._specialised[arguments] = model
            return self._specialised[arguments]

    @cached_property
    def annotations(self) -> dict[str, Any]:
        """What the class itself declares, evaluated."""
        found = declared_in(self.kind, self._namespace)
        self._namespace = ({}, {})
        return found

    @property
    def fields(self) -> dict[str, Field]:
        """The attributes by name, those of bases first; made when first asked for, and once."""
        if self._fields is None:
            with _ONE_AT_A_TIME:
                if self._fields is None:
                    self._fields = self._read_once()
        return self._fields

    def _read_once(self) -> dict[str, Field]:
        if self._reading:
            raise DynamoDBToolboxError(
                "schema.recursiveClass",
                f"{self.kind.__name__} holds itself, which no schema can say: use `Any` there.",
                path=self.kind.__name__,
            )
        self._reading = True
        try:
            return self._read()
        finally:
            self._reading = False

    def _read(self) -> dict[str, Field]:
        found: dict[str, Field] = {}
        for owner, parameters in parameters_of(self.kind, self.arguments):
            model = owner.__dict__.get("__model__")
            if not isinstance(model, DeclaredModel):
                continue
            own = model.fields if owner is not self.kind and not parameters else {}
            for name, annotation in model.annotations.items():
                declaration = owner.__dict__[name]
                found[name] = own.get(name) or field_of(owner, name, annotation, declaration, parameters)
        return found

    @cached_property
    def stored_fields(self) -> dict[str, Field]:
        """The fields that are part of the schema."""
        return {name: field for name, field in self.fields.items() if not field.internal}

    @property
    def schema(self) -> ItemSchema | MapSchema:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]  # made when first asked for
        """The schema that the class says; always the same, as its attributes tell whose they are."""
        found = self._schema
        return self._made_schema() if found is None else found

    def _made_schema(self) -> ItemSchema | MapSchema:
        with _ONE_AT_A_TIME:
            if self._schema is None:
                kind = ItemSchema if self.is_item else MapSchema
                self._schema = kind({name: field.shape.schema for name, field in self.stored_fields.items()})
            return self._schema

    @cached_property
    def _converted(self) -> list[tuple[str, Field]]:
        return [(name, field) for name, field in self.fields.items() if not field.shape.plain]

    @cached_property
    def optional(self) -> list[str]:
        """What is absent where it is not read; of what is hidden, a read does not tell."""
        fields = self.fields.items()
        return [
            name for name, field in fields if field.none_is_absent and not field.shape.schema.props.hidden
        ]

    def load(self, item: dict[str, Any]) -> M:
        """Give the instance of a formatted item, which it takes over."""
        for name, field in self._converted:
            if name in item:
                item[name] = field.shape.load(item[name])
        for name in self.optional:
            item.setdefault(name)
        instance = object.__new__(self.kind)
        set_attributes(instance, item)
        return instance

    def part(self, item: dict[str, Any], wanted: Wanted = None) -> M:
        """Give a partial view: to ask it for what is not there is an error."""
        for name, field in self._converted:
            if name in item:
                item[name] = field.shape.part(item[name], below(wanted, name), partial=wanted is None)
        for name in self.optional:
            if (name,) in (wanted or ()):
                item.setdefault(name)
        instance = object.__new__(self.kind)
        set_attributes(instance, item)
        return instance

    def holds(self, value: object) -> bool:
        """Tell whether `value` is an instance; one of a subclass with more attributes would lose them."""
        return isinstance(value, self.kind) and (
            type(value) is self.kind or vars(type(value))["__model__"].fields.keys() <= self.fields.keys()
        )

    def holds_key(self, value: object) -> bool:
        """Tell whether `value` is an instance, be it of a subclass."""
        return isinstance(value, self.kind)

    def dump(self, instance: M) -> dict[str, Any]:
        """Give the attributes; also those that an entity added, and a read gave."""
        fields = self.fields
        dumped: dict[str, Any] = {}
        for name, value in instance.__dict__.items():
            field = fields.get(name)
            if field is None:
                if not (name.startswith(("_", "$")) or hasattr(self.kind, name)):
                    dumped[name] = value
            elif not (value is None and field.none_is_absent):
                dumped[name] = value if field.shape.plain else field.shape.dump(value)
        return dumped
