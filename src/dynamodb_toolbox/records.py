"""Small immutable classes, declared as with `dataclasses` and made at a fraction of its time.

    class Call(Record):
        operation: str
        after: float = 0.0

`dataclasses` loads `inspect` and compiles six methods for each class: a tenth of a second for those that a
request takes, which whoever starts cold waits for. Here the methods are shared, and only the constructor is
compiled, for classes of which many instances are made. Type checkers see frozen dataclasses with slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn, dataclass_transform

if TYPE_CHECKING:
    from typing import TypeVar

    R = TypeVar("R", bound="Record")

_put: Final = object.__setattr__
_MANY: Final = 64  # instances: those before it cost together less than compiling a constructor


class _RecordType(type):
    """Makes a slot of each annotated name, and a constructor that takes them in their order."""

    def __new__(
        cls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        *,
        slots: bool = True,
        aside: tuple[str, ...] = (),
    ) -> _RecordType:
        annotations: dict[str, Any] = namespace.get("__annotations__", {})
        own = [
            field
            for field, said in annotations.items()
            if not str(said).startswith(("ClassVar", "typing.ClassVar"))
        ]
        defaults = {field: namespace.pop(field) for field in own if field in namespace}
        inherited = [field for base in bases for field in getattr(base, "__match_args__", ())]
        if slots:
            namespace.setdefault("__slots__", tuple(own))
        namespace["__match_args__"] = (*inherited, *(field for field in own if field not in inherited))
        made: Any = super().__new__(cls, name, bases, namespace)
        made.__defaults__ = {**getattr(made, "__defaults__", {}), **defaults}
        made.__aside__ = (*getattr(made, "__aside__", ()), *aside)
        made.__init__ = _shared_init(made)
        kind: _RecordType = made
        return kind


def _shared_init(kind: Any) -> Any:
    """Give a constructor that does without compiling; with many instances, a compiled one takes its place."""
    fields, defaults = kind.__match_args__, kind.__defaults__
    known, made = frozenset(fields), 0

    def init(self: Any, *given: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        values = {**defaults, **dict(zip(fields, given, strict=False)), **named}
        is_wrong = len(given) > len(fields) or not named.keys().isdisjoint(fields[: len(given)])
        if made == _MANY or is_wrong or values.keys() != known:
            kind.__init__ = _compiled_init(fields, defaults)  # which says what is wrong, if anything is
            kind.__init__(self, *given, **named)
        else:
            for field, value in values.items():
                _put(self, field, value)

    return init


def _compiled_init(fields: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    names: dict[str, Any] = {f"default_{field}": value for field, value in defaults.items()}
    names["put"] = _put
    given = [f"{field}=default_{field}" if field in defaults else field for field in fields]
    lines = [f"def __init__({', '.join(['self', *given])}):", *(f"    put(self, {f!r}, {f})" for f in fields)]
    exec("\n".join([*lines, "    pass"]), names)  # noqa: S102  # our own text
    return names["__init__"]


@dataclass_transform(frozen_default=True)
class Record(metaclass=_RecordType):
    """A class of values: its attributes are what is annotated, in that order, and cannot be changed.

    Instances are equal where their classes and attributes are, but for those `aside`, which are not shown
    either. `slots=False` leaves room for cached properties.
    """

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _compared(type(self)))
        return f"{type(self).__qualname__}({shown})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _telling(self) == _telling(other)

    def __hash__(self) -> int:
        return hash(_telling(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise _frozen(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise _frozen(f"cannot delete field {name!r}")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), values_of(self)


def names_of(kind: Any) -> tuple[str, ...]:
    """Give the names of a record's attributes, in their order."""
    names: tuple[str, ...] = kind.__match_args__
    return names


def values_of(record: Any) -> tuple[Any, ...]:
    """Give the attributes of a record, in their order."""
    return tuple([getattr(record, name) for name in names_of(type(record))])


def _compared(kind: Any) -> tuple[str, ...]:
    return tuple([name for name in kind.__match_args__ if name not in kind.__aside__])


def _telling(record: Any) -> tuple[Any, ...]:
    return tuple([getattr(record, name) for name in _compared(type(record))])


def replace(record: R, **changes: Any) -> R:
    """Give a copy with some attributes changed."""
    given = {name: getattr(record, name) for name in names_of(type(record))}
    return type(record)(**(given | changes))


def _frozen(message: str) -> AttributeError:
    from dataclasses import FrozenInstanceError  # noqa: PLC0415  # what those who catch it know

    return FrozenInstanceError(message)
