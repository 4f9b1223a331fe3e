"""The annotations of a class, evaluated, each with what the type variables in it stand for."""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator, Mapping, Sequence
from inspect import get_annotations
from typing import Any, TypeAlias, get_args, get_origin

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.fields import parameters_of

Hints: TypeAlias = dict[str, tuple[Any, Mapping[Any, Any]]]
"""By name: the annotation, and what type variables in it stand for."""


def hints_of(kind: type[Any], arguments: Sequence[Any] = ()) -> Hints:
    """Give the annotations of a class and its bases.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedAnnotation` where one names what is not known in its module.
    """
    return {
        name: (annotation, parameters)
        for owner, parameters in parameters_of(kind, arguments)
        for name, annotation in _own(owner).items()
    }


def typed_dict_hints(kind: Any, arguments: Sequence[Any] = ()) -> Hints:
    """Give the annotations of a TypedDict, which is no subclass of those that it extends."""
    found: Hints = {}
    parameters = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=False))
    for base, given in _extended(kind, parameters):
        found |= typed_dict_hints(base, given)
    own = _own(kind)
    return found | {name: (own[name], parameters) for name in own if name not in found}


def _extended(kind: Any, parameters: Mapping[Any, Any]) -> Iterator[tuple[Any, Sequence[Any]]]:
    for base in kind.__dict__.get("__orig_bases__", ()):
        origin = get_origin(base) or base
        if hasattr(origin, "__required_keys__"):
            yield origin, [parameters.get(argument, argument) for argument in get_args(base)]


def _own(owner: type[Any]) -> dict[str, Any]:
    module = sys.modules.get(owner.__module__)
    names = {} if module is None else vars(module)
    said = {"__annotations__": get_annotations(owner), "__module__": owner.__module__}
    try:
        return typing.get_type_hints(type(owner.__name__, (), said), names, include_extras=True)
    except NameError as error:
        raise DynamoDBToolboxError(
            "schema.unsupportedAnnotation",
            f"An annotation of {owner.__name__} names what its module does not have: {error}. "
            "Those that are text, as under `from __future__ import annotations`, are read by its names.",
            path=owner.__name__,
            payload={"received": said["__annotations__"]},
        ) from None
