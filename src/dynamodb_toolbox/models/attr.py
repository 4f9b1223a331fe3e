"""`Attr[T]`, `attr(…)` and `key(…)`: one attribute of a class (design: docs/typed.md).

On an instance, `Attr[T]` is a `T`; on the class, it is the path of the attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import GenericAlias
from typing import TYPE_CHECKING, Any, Generic, Literal, TypedDict, TypeVar, Unpack, overload

from dynamodb_toolbox.models.marker import Declared, Inner, Root
from dynamodb_toolbox.models.options import modified
from dynamodb_toolbox.models.paths.path import Path, path_at
from dynamodb_toolbox.models.paths.spot import first_spot
from dynamodb_toolbox.models.shapes import Shape
from dynamodb_toolbox.schema.props import Link, Required
from dynamodb_toolbox.schema.transformers import Transformer
from dynamodb_toolbox.values import Missing

T = TypeVar("T")
E = TypeVar("E")
M = TypeVar("M", bound=Declared)
R = TypeVar("R", bound=Root)


class Modifiers(TypedDict, total=False):
    """The modifiers of the schema language (docs/schema.md), as keywords.

    `stored_as`: `iso` or `epoch`, for a `datetime`; `discriminator`: what tells the classes of a union apart,
    where it is not found; `big`: read a number exactly; `partial`: whether enumerated keys may be missing;
    `internal`: the entity adds the attribute, such as `created`: it is read, and no part of the schema.
    """

    required: Required
    saved_as: str
    hidden: bool
    title: str
    description: str
    transform: Transformer
    big: bool
    partial: bool
    cast_as: Any
    stored_as: Literal["iso", "epoch"]
    discriminator: str
    internal: bool
    key_default: Any
    put_default: Any
    update_default: Any
    link: Link
    key_link: Link
    put_link: Link
    update_link: Link
    key_validate: Callable[[Any], bool | str]
    put_validate: Callable[[Any], bool | str]
    update_validate: Callable[[Any], bool | str]


Validate = Callable[[T], bool | str] | Sequence[Callable[[T], bool | str]]


class Attr(Generic[T]):
    """One attribute of a class, declared by its annotation: `level: Attr[int]`.

    It has no `__set__` when the program runs: an instance keeps its values in its `__dict__`, where they are
    found first, and `__get__` is asked only for what is not there.
    """

    def __init__(self, options: dict[str, Any] | None = None) -> None:
        self.options = options or {}
        self.name = ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name = name

    # On the class: for `X | None`, a path that may be set to `None`; for a class of `Map`, that class, so
    # that its attributes are typed paths; else a path. Attributes of an `Item` know whose they are.
    @overload
    def __get__(self: Attr[E | None], instance: None, owner: type[R]) -> Path[R, E, E | None]: ...
    @overload
    def __get__(self: Attr[E | None], instance: None, owner: Inner) -> Path[Any, E, E | None]: ...
    @overload
    def __get__(self: Attr[M], instance: None, owner: type[Declared]) -> type[M]: ...
    @overload
    def __get__(self, instance: None, owner: type[R]) -> Path[R, T, T]: ...
    @overload
    def __get__(self, instance: None, owner: Inner) -> Path[Any, T, T]: ...
    @overload
    def __get__(self, instance: Declared, owner: type[Declared]) -> T: ...
    def __get__(self, instance: Declared | None, owner: Any) -> Any:
        if instance is None:
            return path_at(first_spot(owner, owner.__model__.fields[self.name]))
        raise AttributeError(
            f"{owner.__name__}.{self.name} is not there: it was not read (a projection, `UPDATED_NEW`, "
            "a hidden attribute), is not stored, or is filled only when the item is sent.",
            name=self.name,
            obj=instance,
        )

    if TYPE_CHECKING:

        def __set__(self, instance: object, value: T) -> None: ...
    else:

        def __class_getitem__(cls, annotation):  # `typing` would give `Attr[int | str]` for `Attr[str | int]`
            return GenericAlias(cls, annotation)

    def modify(self, shape: Shape, where: str) -> Shape:
        """Give a shape with these modifiers: within `Annotated[…]`, of an element."""
        return modified(shape, self.options, where)


@overload
def attr(*, default: Missing, validate: Validate[Any] | None = None, **more: Unpack[Modifiers]) -> Any: ...
@overload
def attr(
    *, default: Callable[[], T], validate: Validate[T] | None = None, **more: Unpack[Modifiers]
) -> Attr[T]: ...
@overload
def attr(*, default: T, validate: Validate[T] | None = None, **more: Unpack[Modifiers]) -> Attr[T]: ...
@overload
def attr(*, validate: Validate[T], **more: Unpack[Modifiers]) -> Attr[T]: ...
@overload
def attr(**more: Unpack[Modifiers]) -> Any: ...
def attr(**options: Any) -> Any:
    """Say more of an attribute than its type.

    level: Attr[int] = attr(default=1)

    Args:
        options: `default`: what a new instance has where nothing is given, a value or a function without
            arguments; also what puts fill in. `None` for an `Attr[T | None]`: the attribute is optional, and
            `None` means that it is absent. `MISSING`: it may be left out, and is filled when sent, by
            `put_default`, a link, or nothing. `validate`: one validator, or several. The others are the
            modifiers of the schema language: see `Modifiers`.
    """
    return Attr(options)


@overload
def key(*, default: Missing, validate: Validate[Any] | None = None, **more: Unpack[Modifiers]) -> Any: ...
@overload
def key(
    *, default: Callable[[], T], validate: Validate[T] | None = None, **more: Unpack[Modifiers]
) -> Attr[T]: ...
@overload
def key(*, default: T, validate: Validate[T] | None = None, **more: Unpack[Modifiers]) -> Attr[T]: ...
@overload
def key(*, validate: Validate[T], **more: Unpack[Modifiers]) -> Attr[T]: ...
@overload
def key(**more: Unpack[Modifiers]) -> Any: ...
def key(**options: Any) -> Any:
    """Say that an attribute takes part in the primary key; the options are those of `attr`."""
    return Attr({"key": True, **options})
