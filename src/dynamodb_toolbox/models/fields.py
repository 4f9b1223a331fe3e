"""The fields of a declared class: its annotations, those of its bases, and what `attr(…)` says of them."""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator, Sequence
from inspect import get_annotations
from typing import Any, Final, Generic, TypeAlias, get_args, get_origin

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.models.annotations import Parameters, shape_of, without_none
from dynamodb_toolbox.models.attr import Attr
from dynamodb_toolbox.models.field import Field
from dynamodb_toolbox.models.options import modified
from dynamodb_toolbox.values import MISSING

Namespace: TypeAlias = tuple[dict[str, Any], dict[str, Any]]
"""What names in annotations stand for: globally, and where the class stands."""

_FILLED: Final = ("key_default", "put_default", "key_link", "put_link", "link")


def declared_in(kind: type[Any], namespace: Namespace) -> dict[str, Any]:
    """Give the annotations that stand in the body of a class, evaluated.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedAnnotation` where one is neither `Attr[…]` nor `ClassVar`,
            names what is not defined, or stands beside a value that is no `attr(…)`.
    """
    declared: dict[str, Any] = {}
    for name, annotation in _evaluated(kind, namespace).items():
        if get_origin(annotation) is Attr:
            if not isinstance(vars(kind).get(name), Attr):
                raise _no_attr(kind, name)
            declared[name] = get_args(annotation)[0]
        elif get_origin(annotation) is not typing.ClassVar and annotation is not typing.ClassVar:
            raise _not_declared(kind, name, annotation)
    return declared


def _evaluated(kind: type[Any], namespace: Namespace) -> dict[str, Any]:
    module = sys.modules.get(kind.__module__)
    names = {} if module is None else vars(module)
    try:
        return typing.get_type_hints(
            _holder(kind), {**names, **namespace[0]}, namespace[1], include_extras=True
        )
    except NameError as error:
        raise DynamoDBToolboxError(
            "schema.unsupportedAnnotation",
            f"An annotation of {kind.__name__} names what is not there: {error}. A class that is defined "
            "later is found in its module; within a function, define it first.",
            path=kind.__name__,
            payload={"received": get_annotations(kind)},
        ) from None


def _holder(kind: type[Any]) -> type[Any]:
    """Give a class with the annotations of `kind` alone, without those of its bases."""
    return type(kind.__name__, (), {"__annotations__": get_annotations(kind), "__module__": kind.__module__})


def field_of(
    kind: type[Any], name: str, annotation: Any, declaration: Attr[Any], parameters: Parameters
) -> Field:
    """Read one attribute.

    Raises:
        DynamoDBToolboxError: `schema.…` where no schema can say it.
    """
    where = f"{kind.__name__}.{name}"
    options = dict(declaration.options)
    default = options.pop("default", MISSING)
    inner = without_none(annotation)
    none_is_absent = default is None and inner is not annotation
    if none_is_absent:
        options.setdefault("required", "never")
    elif default is not MISSING:
        options["default"] = default
    shape = modified(shape_of(inner if none_is_absent else annotation, where, parameters), options, where)
    given = "default" in declaration.options or any(option in options for option in _FILLED)
    required = not given and shape.schema.props.required != "never"
    return Field(name, shape, default, required, none_is_absent, bool(options.get("internal")))


def parameters_of(
    kind: type[Any], arguments: Sequence[Any] = ()
) -> Iterator[tuple[type[Any], dict[Any, Any]]]:
    """Give each class that `kind` is made of, the last base first, and what its type variables stand for."""
    variables = getattr(kind, "__parameters__", ())
    known: dict[type[Any], dict[Any, Any]] = {kind: dict(zip(variables, arguments, strict=False))}
    for owner in kind.__mro__:
        above = known.setdefault(owner, {})
        for base in owner.__dict__.get("__orig_bases__", ()):
            origin = get_origin(base)
            if origin is None or origin is Generic or not isinstance(origin, type):
                continue
            given = [above.get(a, a) if isinstance(a, typing.TypeVar) else a for a in get_args(base)]
            known[origin] = dict(zip(getattr(origin, "__parameters__", ()), given, strict=False))
    for owner in reversed(kind.__mro__):
        yield owner, {v: a for v, a in known[owner].items() if a is not v}


def check_body(kind: type[Any]) -> None:
    """Refuse what looks as if it declared an attribute, and does not: values without `name: Attr[…]`.

    Raises:
        DynamoDBToolboxError: `schema.unsupportedAnnotation`.
    """
    annotations = get_annotations(kind)
    for owner in kind.__mro__:
        declares = "__model__" in vars(owner) or owner is kind
        for name, value in vars(owner).items():
            if isinstance(value, Attr) and not declares:
                raise _no_class_of_ours(kind, owner, name)
    for name, value in vars(kind).items():
        inherited = any(isinstance(vars(base).get(name), Attr) for base in kind.__mro__[1:])
        if name not in annotations and (inherited or isinstance(value, Attr)):
            raise _no_attr(kind, name)


def _no_attr(kind: type[Any], name: str) -> DynamoDBToolboxError:
    found = vars(kind).get(name)
    return DynamoDBToolboxError(
        "schema.unsupportedAnnotation",
        f"{kind.__name__}.{name} is an attribute of the schema, but its declaration is not whole: expected "
        f"`{name}: Attr[…] = attr(…)`, with its type, and a default as `attr(default=…)`; "
        f"got {'`attr(…)` without a type' if isinstance(found, Attr) else repr(found)}.",
        path=f"{kind.__name__}.{name}",
        payload={"received": found},
    )


def _no_class_of_ours(kind: type[Any], owner: type[Any], name: str) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "schema.unsupportedAnnotation",
        f"{kind.__name__} would not have the attribute '{name}' of {owner.__name__}, which is no subclass of "
        f"`Map`: write `class {owner.__name__}(Map)`.",
        path=f"{owner.__name__}.{name}",
        payload={"received": owner},
    )


def _not_declared(kind: type[Any], name: str, annotation: Any) -> DynamoDBToolboxError:
    return DynamoDBToolboxError(
        "schema.unsupportedAnnotation",
        f"{kind.__name__}.{name} is annotated as {annotation!r}; write `{name}: Attr[…]` for an attribute "
        "of the schema, or `ClassVar[…]` for what is none.",
        path=f"{kind.__name__}.{name}",
        payload={"received": annotation},
    )
