"""attrs classes as schemas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Final, TypeVar

import attrs

from dynamodb_toolbox.models.kinds.adapted_model import AdaptedModel
from dynamodb_toolbox.models.kinds.declaration import Declaration
from dynamodb_toolbox.models.kinds.hints import hints_of
from dynamodb_toolbox.schema.props import Validator
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # an instance

_HASH: Final = "_attrs_cached_hash"


class AttrsModel(AdaptedModel[I]):
    """How instances of an attrs class and items become each other.

    Validators run as validators of the schema, on an instance that has that attribute alone. What is read is
    made without the constructor, hence without converters and `__attrs_post_init__`: they have run before.
    """

    def declarations(self) -> Iterable[Declaration]:
        """Give the attributes; one without an annotation is of any type."""
        hints = hints_of(self.kind, self.arguments)
        kind: Any = self.kind
        for field in attrs.fields(kind):
            annotation, parameters = hints.get(field.name) or (field.type or Any, {})
            check = None if field.validator is None else self._check(field)
            yield Declaration(field.name, annotation, parameters, _default(field), check=check)

    @cached_property
    def _keeps_hash(self) -> bool:
        return _HASH in getattr(getattr(self.kind.__hash__, "__code__", None), "co_names", ())

    def made(self, values: dict[str, Any]) -> I:
        """Make an instance without its constructor, also of a frozen class, or one with slots."""
        instance = object.__new__(self.kind)
        for name, value in values.items():
            object.__setattr__(instance, name, value)
        if self._keeps_hash:
            object.__setattr__(instance, _HASH, None)
        return instance

    def _check(self, field: Any) -> Validator:
        validate: Callable[[Any, Any, Any], object] = field.validator

        def check(value: Any) -> bool | str:
            alone = _Alone(self.made({field.name: value}), field.name)
            try:
                validate(alone.instance, field, value)
            except AttributeError as error:
                if alone.lacks(error):
                    return True  # it looks at several attributes: the constructor alone can run it
                return str(error)
            except (ValueError, TypeError) as error:
                return str(error.args[0]) if error.args else type(error).__name__
            return True

        return check


class _Alone:
    """An instance with one attribute."""

    def __init__(self, instance: Any, name: str) -> None:
        self.instance = instance
        self.name = name

    def lacks(self, error: AttributeError) -> bool:
        """Tell whether an error is that another attribute is not there."""
        names = {field.name for field in attrs.fields(type(self.instance))} - {self.name}
        return error.obj is self.instance and error.name in names


def _default(field: Any) -> Any:
    """Give the default as the constructor fills it: converted, where the value alone is looked at."""
    default = _unconverted(field)
    convert = field.converter
    if convert is None or default is MISSING or isinstance(convert, attrs.Converter):
        return default
    return (lambda: convert(default())) if callable(default) else convert(default)


def _unconverted(field: Any) -> Any:
    default = field.default
    if default is attrs.NOTHING:
        return MISSING
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class, though typed as a function
        return MISSING if default.takes_self else default.factory  # the constructor alone can ask it
    return default
