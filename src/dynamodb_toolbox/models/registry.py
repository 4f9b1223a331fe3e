"""Which `Model` a class has. Adapters register themselves; a class is adapted once, and its model kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.model import Model
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema

I = TypeVar("I")  # noqa: E741  # an instance

Recognises = Callable[[type[Any]], bool]
Adapts = Callable[[type[Any]], Model[Any]]

_ADAPTERS: Final[list[tuple[Recognises, Adapts]]] = []
# A library is imported only where one of its classes is given: whoever has such a class has imported it.
_LIBRARIES: Final = (("pydantic", ".main", "BaseModel"), ("msgspec", "", "Struct"))
_MARKS: Final = (
    ("__attrs_attrs__", "attrs"),
    ("__dataclass_fields__", "dataclass"),
    ("__required_keys__", "typed_dict"),
)
_MODELS: Final[WeakKeyDictionary[type[Any], Model[Any]]] = WeakKeyDictionary()


def register(recognises: Recognises, adapts: Adapts) -> None:
    """Say which classes an adapter is for, and how it makes their models.

    Args:
        recognises: Tells, quickly and without imports, whether a class is of the kind.
        adapts: Makes the model; it may import what it needs.
    """
    _ADAPTERS.append((recognises, adapts))


def find_model(kind: Any) -> Model[Any] | None:
    """Give the model of a class; `None` where nobody knows its kind."""
    if not isinstance(kind, type):
        return None
    found: Model[Any] | None = kind.__dict__.get("__model__")  # of a declared class, which keeps its own
    if isinstance(found, Model):
        return found
    found = _MODELS.get(kind)
    if found is None:
        for recognises, adapts in _ADAPTERS:
            if recognises(kind):
                found = _MODELS[kind] = adapts(kind)
                break
        else:
            found = _adapted(kind)
    return found


def _adapted(kind: type[Any]) -> Model[Any] | None:
    """Give the model of a class of a library; import what adapts it when the first one is given."""
    name = _library(kind)
    if name is None:
        return None
    home = import_module(f"dynamodb_toolbox.models.kinds.{name}_model")
    adapter: Adapts = getattr(home, f"{name.title().replace('_', '')}Model")
    return _MODELS.setdefault(kind, adapter(kind))


def _library(kind: type[Any]) -> str | None:
    for name, module, base in _LIBRARIES:
        found = getattr(sys.modules.get(name + module), base, None)
        if found is not None and kind is not found and issubclass(kind, found):
            return name
    return next((name for mark, name in _MARKS if hasattr(kind, mark)), None)


def model_of(kind: type[I]) -> Model[I]:
    """Give the model of a class.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedClass` where it is no class that can be a schema.
    """
    model = find_model(kind)
    if model is None:
        raise DynamoDBToolboxError(
            "schema.unsupportedClass",
            f"{kind!r} cannot be a schema: expected `s.item({{…}})`, a subclass of `Item` or `Map`, "
            "a dataclass, a TypedDict, or a class of attrs, msgspec or pydantic.",
            payload={"received": kind},
        )
    return cast("Model[I]", model)


def schema_of(kind: type[Any]) -> ItemSchema | MapSchema:
    """Give the schema that a class says: what `s.item({…})` (or `s.map`) with the same attributes gives.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedClass`, or what is wrong with the class.
    """
    return model_of(kind).schema
