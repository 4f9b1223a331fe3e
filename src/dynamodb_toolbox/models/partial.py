"""`Partial`: the attributes of an item that were read, where they are not all of it."""

from __future__ import annotations

from typing import Any, NoReturn


class Partial:
    """What was read of an item: `attributes=[…]`, or `return_values="UPDATED_NEW"`.

    It has the attributes that were read, and none else: to ask it for another is an `AttributeError` that
    says so. It is equal to a view of the same class with the same attributes; it cannot be changed, and has
    none of the methods of the class. `.as_(Card)` gives whole instances of a smaller class instead.
    """

    __slots__ = ("_kind", "_values")

    def __init__(self, kind: type[Any], values: dict[str, Any]) -> None:
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name: str) -> Any:
        values = values_read(self)
        if name in values:
            return values[name]
        raise AttributeError(
            f"{kind_of(self).__name__}.{name} is not there: this is what was read of an item: "
            f"{', '.join(values) or 'nothing'}. To read some attributes as whole instances, use `.as_(…)`.",
            name=name,
            obj=self,
        )

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"A partial view cannot be changed: {self!r}", name=name, obj=self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Partial):
            return NotImplemented
        return kind_of(self) is kind_of(other) and values_read(self) == values_read(other)

    def __reduce__(self) -> tuple[Any, ...]:
        return Partial, (kind_of(self), values_read(self))

    __hash__ = None  # type: ignore[assignment]  # what it holds may not be hashable

    def __dir__(self) -> list[str]:
        return sorted(values_read(self))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in values_read(self).items())
        return f"<part of {kind_of(self).__name__}: {shown}>"


def kind_of(view: Partial) -> type[Any]:
    """Give the class that a view is of."""
    kind: type[Any] = object.__getattribute__(view, "_kind")
    return kind


def values_read(view: Partial) -> dict[str, Any]:
    """Give the attributes of a view by name."""
    values: dict[str, Any] = object.__getattribute__(view, "_values")
    return values
