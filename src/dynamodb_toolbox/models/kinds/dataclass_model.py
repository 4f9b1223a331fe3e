"""Dataclasses as schemas, those of pydantic among them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, TypeVar

from dynamodb_toolbox.models.kinds.adapted_model import AdaptedModel
from dynamodb_toolbox.models.kinds.declaration import Declaration
from dynamodb_toolbox.models.kinds.hints import hints_of
from dynamodb_toolbox.values import MISSING

I = TypeVar("I")  # noqa: E741  # an instance


class DataclassModel(AdaptedModel[I]):
    """How instances of a dataclass and items become each other.

    All fields are stored, also those with `init=False`. What is read is made without the constructor, hence
    without `__post_init__`: it has run before.
    """

    def declarations(self) -> Iterable[Declaration]:
        """Give the fields; an `InitVar` is none."""
        hints = hints_of(self.kind, self.arguments)
        kind: Any = self.kind
        if hasattr(kind, "__pydantic_fields__"):
            from dynamodb_toolbox.models.kinds.pydantic_fields import declarations_of  # noqa: PLC0415  # an extra

            yield from declarations_of(kind, {name: parameters for name, (_, parameters) in hints.items()})
            return
        for field in dataclasses.fields(kind):
            annotation, parameters = hints[field.name]
            yield Declaration(field.name, annotation, parameters, _default(field))

    def made(self, values: dict[str, Any]) -> I:
        """Make an instance without its constructor, also of a frozen class, or one with slots."""
        instance = object.__new__(self.kind)
        for name, value in values.items():
            object.__setattr__(instance, name, value)
        return instance


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory
    return MISSING if field.default is dataclasses.MISSING else field.default
