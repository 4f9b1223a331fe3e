"""What pydantic has no word for, said in the annotations of a model: `id: Annotated[str, Key()]`.

pydantic itself passes over these. A model that is the schema of an entity (docs/models.md) takes `key(…)` and
`attr(…)` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from dynamodb_toolbox.schema.base import Attribute


class _Marker:
    """Changes a shape as `attr(…)` does, where a model is read as the class of an entity."""

    __slots__ = ()

    def modify(self, shape: Any, where: str) -> Any:  # noqa: ARG002  # what the others tell in errors
        """Give the shape with its schema as the marker has it."""
        return shape.with_schema(
            marked(shape.schema.key() if isinstance(self, Key) else shape.schema, (self,))
        )


@dataclass(frozen=True, slots=True)
class Key(_Marker):
    """The attribute takes part in the primary key."""


@dataclass(frozen=True, slots=True)
class SavedAs(_Marker):
    """The attribute is stored under another name, whatever its alias."""

    name: str


@dataclass(frozen=True, slots=True)
class Hidden(_Marker):
    """The attribute is left out of formatted items."""


@dataclass(frozen=True, slots=True)
class As:
    """The attribute has this schema, whatever its type; the field's own validation still runs."""

    schema: Attribute


@dataclass(frozen=True, slots=True)
class Modify(_Marker):
    """The schema that comes of the annotation is changed: `Modify(lambda it: it.transform(prefix("P")))`."""

    change: Callable[[Any], Attribute]


Marker: TypeAlias = Key | SavedAs | Hidden | As | Modify


def stated(metadata: Iterable[Any]) -> Attribute | None:
    """Give the schema that an annotation states outright."""
    return next((marker.schema for marker in metadata if isinstance(marker, As)), None)


def marked(schema: Attribute, metadata: Iterable[Any]) -> Attribute:
    """Give a schema as the markers among `metadata` have it."""
    for marker in metadata:
        match marker:
            case SavedAs(name):
                schema = schema.saved_as(name)
            case Hidden():
                schema = schema.hidden()
            case Modify(change):
                schema = change(schema)
            case _:
                pass
    return schema
