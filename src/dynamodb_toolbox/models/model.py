"""`Model`: how the instances of a class and the items of its schema become each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeAlias, TypeVar

from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from dynamodb_toolbox.values import Place

I = TypeVar("I")  # noqa: E741  # an instance

Wanted: TypeAlias = tuple[Place, ...] | None
"""The paths that were projected, relative to a value; `None`: all of it."""


class Model(ABC, Generic[I]):
    """A class as a schema. An adapter for another kind of class is a subclass; see `registry.register`.

    Attributes:
        kind: The class.
        schema: What its instances look like: the attributes, without those that an entity adds.
    """

    kind: type[I]
    schema: ItemSchema | MapSchema

    @abstractmethod
    def load(self, item: dict[str, Any]) -> I:
        """Give the instance of a formatted item, which is whole and valid: nothing is validated again.

        The dict may be taken over: the caller does not use it afterwards. It may hold attributes that the
        schema does not have: those that an entity adds, such as `created`.
        """

    @abstractmethod
    def part(self, item: dict[str, Any], wanted: Wanted = None) -> I:
        """Give a partial view of an item of which attributes may be missing.

        Args:
            item: A formatted item; it may be taken over.
            wanted: The projected paths: one that leads to nothing is an attribute that is not stored. `None`:
                it is not known which were asked for, as for `UPDATED_NEW`.
        """

    @abstractmethod
    def dump(self, instance: I) -> dict[str, Any]:
        """Give the attributes of an instance as an input: by the schema's names, instances as dicts."""

    def holds(self, value: object) -> bool:
        """Tell whether `value` is an instance of the class, with no attributes that the class lacks."""
        return isinstance(value, self.kind)

    def holds_key(self, value: object) -> bool:
        """Tell whether `value` has what a key of this class has; what it has besides does no harm."""
        return self.holds(value)
