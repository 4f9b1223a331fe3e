"""Entities seen as another class: what `.as_(PokemonCard)` makes commands read (docs/typed.md)."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from dynamodb_toolbox.entity import Entity
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.fit import misfit
from dynamodb_toolbox.models.model import Model, Wanted
from dynamodb_toolbox.models.registry import model_of
from dynamodb_toolbox.schema.format.formatter import Formatter
from dynamodb_toolbox.table import Interceptor

V = TypeVar("V")
K = TypeVar("K")


class ViewModel(Model[V], Generic[V]):
    """Shows items as instances of a class with some of their attributes; takes what the entity takes."""

    def __init__(self, view: Model[V], own: Model[Any] | None) -> None:
        self.kind = view.kind
        self.schema = view.schema
        self._view = view
        self._own = own
        self._formatter = Formatter(view.schema)

    def load(self, item: dict[str, Any]) -> V:
        """Give an instance of the class; what it does not have is left out, also of what is within."""
        return self._view.load(self._formatter.format(item, transform=False))

    def part(self, item: dict[str, Any], wanted: Wanted = None) -> V:  # noqa: ARG002  # all of the class
        """Give an instance of the class, of which all attributes have been projected."""
        return self.load(item)

    def dump(self, instance: Any) -> dict[str, Any]:
        """Give the attributes of an instance of the entity's own class, as a key may be."""
        return self._view.dump(instance) if self._own is None else self._own.dump(instance)

    def holds(self, value: object) -> bool:
        """Tell whether `value` is an instance of the entity's own class."""
        return self._own is not None and self._own.holds(value)


class EntityView(Entity[V, K]):
    """An entity whose items are shown as another class; to spies, it is the entity itself."""

    def __init__(self, entity: Entity[Any, K], view: Model[V]) -> None:
        vars(self).update({name: value for name, value in vars(entity).items() if name != "interceptor"})
        self.codec = None
        self.origin = entity
        self.model = ViewModel(view, entity.model)

    @property
    def interceptor(self) -> Interceptor | None:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]  # that of the entity
        """What sees the actions on the entity."""
        return self.origin.interceptor

    def __eq__(self, other: object) -> bool:
        return other is self or other is self.origin

    def __hash__(self) -> int:
        return hash(self.origin)


def seen_as(entity: Entity[Any, K], kind: type[V]) -> Entity[V, K]:
    """Give the entity with its items shown as instances of `kind`.

    Raises:
        DynamoDBToolboxError: `entity.invalidView` where the class has what the entity has not, or another
            type; `schema.…` where it is no class of attributes.
    """
    origin = entity.origin if isinstance(entity, EntityView) else entity
    if kind not in origin.views:
        origin.views[kind] = _view(origin, kind)
    view: Entity[V, K] = origin.views[kind]
    return view


def _view(origin: Entity[Any, K], kind: type[V]) -> EntityView[V, K]:
    view = model_of(kind)
    found = misfit(view.schema, origin.schema)
    if found is not None:
        path, reason = found
        raise DynamoDBToolboxError(
            "entity.invalidView",
            f"{kind.__name__} cannot show items of entity '{origin.name}': '{path}': {reason}.",
            path=path,
            payload={"view": kind},
        )
    return EntityView(origin, view)


def projection_of_view(kind: type[Any]) -> list[str]:
    """Give what is to be projected for a class: its attributes."""
    return list(model_of(kind).schema.attributes)
