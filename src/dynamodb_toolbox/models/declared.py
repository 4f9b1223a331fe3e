"""`Map` and `Item`: classes that say a schema (docs/typed.md)."""

from __future__ import annotations

import sys
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, dataclass_transform

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.attr import Attr, attr, key
from dynamodb_toolbox.models.declared_model import DeclaredModel
from dynamodb_toolbox.models.fields import Namespace, check_body
from dynamodb_toolbox.models.marker import Declared, Root
from dynamodb_toolbox.models.paths.map_type import ItemType, MapType
from dynamodb_toolbox.models.registry import register
from dynamodb_toolbox.schema.parse.parser import Parser
from dynamodb_toolbox.values import MISSING


@dataclass_transform(kw_only_default=True, field_specifiers=(attr, key))
class Map(Declared, metaclass=MapType):
    """A class whose instances are maps of attributes, within an item or as its key.

    class Captured(Map):
        status: Attr[Literal["captured"]] = attr(default="captured")
        captured_at: Attr[str]

    Instances have a constructor with keywords, `repr`, equality by attributes, `replace`, `to_dict` and
    `validate`. Those that are read are made without the constructor.
    """

    __model__: ClassVar[DeclaredModel[Any]]

    def __init__(self, /, **attributes: Any) -> None:
        """Make an instance; defaults are filled, nothing is validated until it is sent.

        Raises:
            TypeError: An attribute is missing, or unknown.
        """
        model: DeclaredModel[Any] = type(self).__model__
        unknown = [name for name in attributes if name not in model.fields]
        if unknown:
            raise TypeError(
                f"{type(self).__name__}() has no attribute {unknown[0]!r}; it has: {', '.join(model.fields)}"
            )
        missing: list[str] = []
        values = vars(self)
        for name, field in model.fields.items():
            value = attributes.get(name, MISSING)
            if value is MISSING and field.default is not MISSING:
                value = field.initial()
            if value is not MISSING:
                values[name] = value
            elif field.required:
                missing.append(name)
        if missing:
            raise TypeError(f"{type(self).__name__}() is missing: {', '.join(missing)}")

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        for name in get_annotations(cls):
            if name in _METHODS:
                raise _reserved(cls, name)
            if name not in cls.__dict__ and not name.startswith("__"):
                declaration: Attr[Any] = Attr()
                declaration.__set_name__(cls, name)
                setattr(cls, name, declaration)
        check_body(cls)
        namespace = _surroundings()
        is_item = issubclass(cls, Root)
        cls.__model__ = DeclaredModel(cls, namespace, is_item=is_item)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        left, right = vars(self), vars(other)
        for name, field in type(self).__model__.stored_fields.items():
            absent = None if field.none_is_absent else MISSING
            if left.get(name, absent) != right.get(name, absent):
                return False
        return True

    __hash__ = None  # type: ignore[assignment]  # its attributes may change

    def __repr__(self) -> str:
        values = vars(self)
        shown = (f"{name}={values[name]!r}" for name in type(self).__model__.fields if name in values)
        return f"{type(self).__name__}({', '.join(shown)})"

    if not TYPE_CHECKING:  # to whom it would mean that any attribute may be set

        def __setattr__(self, name: str, value: Any) -> None:
            if not (name in type(self).__model__.fields or name.startswith("_") or hasattr(type(self), name)):
                known = ", ".join(type(self).__model__.fields)
                raise AttributeError(
                    f"{type(self).__name__} has no attribute {name!r}; it has: {known}", name=name, obj=self
                )
            object.__setattr__(self, name, value)

    def replace(self, /, **changes: Any) -> Self:
        """Give a copy with some attributes changed; `MISSING` leaves one out.

        Raises:
            TypeError: An attribute is unknown.
        """
        model: DeclaredModel[Any] = type(self).__model__
        unknown = [name for name in changes if name not in model.fields]
        if unknown:
            raise TypeError(
                f"{type(self).__name__} has no attribute {unknown[0]!r}; it has: {', '.join(model.fields)}"
            )
        copied = object.__new__(type(self))
        values = {**vars(self), **changes}
        vars(copied).update((name, value) for name, value in values.items() if value is not MISSING)
        return copied

    __replace__ = replace

    def to_dict(self) -> dict[str, Any]:
        """Give the attributes that are there as a dict, instances within as dicts: an input of the schema."""
        return type(self).__model__.dump(self)

    def validate(self) -> None:
        """Check the instance as a put would, with what a put fills in.

        Raises:
            DynamoDBToolboxError: `parsing.…`, with the path of the first fault.
        """
        model = type(self).__model__
        Parser(model.schema).parse(model.dump(self))


def _reserved(kind: type[Any], name: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "schema.reservedName",
        f"{kind.__name__} cannot have an attribute '{name}', as its instances have a method of that name: "
        f'call it `{name}_: Attr[…] = attr(saved_as="{name}")`.',
        path=f"{kind.__name__}.{name}",
    )


_METHODS: Final = frozenset({"replace", "to_dict", "validate"})

_MAKING: Final = frozenset({"__init_subclass__", "__new__"})
"""The functions between a class and its base that are at work while it is being made."""


def _surroundings() -> Namespace:
    """Give the names that are known where a class is being defined: its annotations may need them later."""
    frame = sys._getframe(2)  # noqa: SLF001  # the one way to see the names of a function around a class
    while frame.f_code.co_name in _MAKING and frame.f_back is not None:
        frame = frame.f_back
    return frame.f_globals, {} if frame.f_locals is frame.f_globals else dict(frame.f_locals)


class Item(Map, Root, metaclass=ItemType):
    """A class whose instances are the items of an entity."""


Map.__model__ = DeclaredModel(Map, ({}, {}), is_item=False)
register(lambda kind: issubclass(kind, Map), lambda kind: kind.__model__)
