"""Whether a TypedDict says what a schema gives: its names, what may be missing, and types (docs/types.md).

Schemas are told apart by their `type` here, as the nodes themselves call this.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType, NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NewType,
    NotRequired,
    Required,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.values import same

Faults = Iterator[tuple[str, str]]

_BASES: Final = {"null": NoneType, "boolean": bool, "string": str, "binary": bytes}
_TIMESTAMPS: Final = ("created", "modified")  # what an entity adds, unless it is told otherwise
_LISTS: Final = ("list", "Sequence", "Collection", "Iterable", "MutableSequence")
_SETS: Final = ("set", "Set", "MutableSet", "Collection", "Iterable")
_DICTS: Final = ("dict", "Mapping", "MutableMapping")


def check_typed_dict(schema: Schema, kind: type[Any]) -> None:
    """Refuse a TypedDict that does not say what is read of a schema.

    Raises:
        DynamoDBToolboxError: `schema.invalidTypedDict`.
    """
    if not _is_typed_dict(kind):
        raise _invalid(kind, None, "it is no TypedDict")
    for path, reason in _attributes(schema, kind, "", {}):
        raise _invalid(kind, path, reason)


def _invalid(kind: Any, path: str | None, reason: str) -> DynamoDBToolboxError:
    where = "" if path is None else f"'{path}': "
    name = getattr(kind, "__name__", repr(kind))
    return DynamoDBToolboxError(
        "schema.invalidTypedDict",
        f"{name} does not say what the schema gives: {where}{reason}.",
        path=path,
        payload={"received": kind},
    )


def _attributes(schema: Any, kind: Any, path: str, variables: Mapping[Any, Any]) -> Faults:
    hints = typing.get_type_hints(kind, include_extras=True)
    declared = {name: _unqualified(hint, name in kind.__required_keys__) for name, hint in hints.items()}
    for name in sorted(declared.keys() - schema.attributes.keys()):
        if path or name not in _TIMESTAMPS:
            yield _at(path, name), "the schema has no such attribute"
        elif declared[name] != (str, False):
            yield name, "the entity adds it, or does not: write NotRequired[str]"
    for name, child in schema.attributes.items():
        where = _at(path, name)
        if name not in declared:
            if not child.props.hidden:
                yield where, "the TypedDict has no such key"
            continue
        hint, required = declared[name]
        reason = _presence(child, required=required)
        if reason is not None:
            yield where, reason
        yield from _value(child, hint, where, variables)


def _presence(child: Any, *, required: bool) -> str | None:
    props = child.props
    if required and props.hidden:
        return "it is hidden, hence not read: write NotRequired[…]"
    if required and props.required == "never":
        return "it may be absent: write NotRequired[…]"
    if not required and props.required != "never" and not props.hidden and not props.has_default_or_link():
        return "it is always there, and must be given: it is not NotRequired[…]"
    return None


def _value(schema: Any, hint: Any, path: str, variables: Mapping[Any, Any]) -> Faults:
    """Give what is read of `schema` that `hint` does not allow."""
    members = _members(hint, variables)
    if any(member in (Any, object) for member in members):
        return
    if schema.type == "anyOf":
        for element in schema.elements:
            yield from _value(element, hint, path, variables)
    elif schema.type == "any":
        if schema.props.cast_as is None or schema.props.cast_as != hint:
            yield path, f"it may be anything: write {_name(schema.props.cast_as or Any)}, not {_name(hint)}"
    elif schema.type in _CONTAINERS:
        yield from _container(schema, members, path, variables)
    elif (missing := _missing(schema, members)) is not None:
        yield path, f"it may be {missing}, which {_name(hint)} does not allow"


def _container(schema: Any, members: list[Any], path: str, variables: Mapping[Any, Any]) -> Faults:
    """Give the faults of the member that fits best; where none is of the kind, that alone."""
    found = [
        list(_CONTAINERS[schema.type](schema, member, path, variables))
        for member in members
        if _is_kind(schema, member)
    ]
    if not found:
        yield path, f"it is a {schema.type}, read as a {_READ_AS[schema.type]}; got {_name_all(members)}"
    elif all(found):
        yield from min(found, key=len)


def _is_kind(schema: Any, member: Any) -> bool:
    if _is_typed_dict(get_origin(member) or member):
        return bool(schema.type == "map")
    name = getattr(get_origin(member) or member, "__name__", "")
    return name in _NAMES[schema.type]


def _elements(schema: Any, member: Any, path: str, variables: Mapping[Any, Any]) -> Faults:
    [inner] = get_args(member) or (Any,)
    yield from _value(schema.elements, inner, f"{path}[n]", variables)


def _places(schema: Any, member: Any, path: str, variables: Mapping[Any, Any]) -> Faults:
    [inner] = get_args(member) or (Any,)
    for index, element in enumerate(schema.elements):
        yield from _value(element, inner, f"{path}[{index}]", variables)


def _entries(schema: Any, member: Any, path: str, variables: Mapping[Any, Any]) -> Faults:
    keys, values = get_args(member) or (Any, Any)
    yield from _value(schema.keys, keys, f"{path} (KEY)", variables)
    yield from _value(schema.elements, values, f"{path}[string]", variables)


def _map(schema: Any, member: Any, path: str, variables: Mapping[Any, Any]) -> Faults:
    kind = get_origin(member) or member
    if _is_typed_dict(kind):
        given = (variables.get(argument, argument) for argument in get_args(member))
        yield from _attributes(
            schema, kind, path, dict(zip(getattr(kind, "__parameters__", ()), given, strict=False))
        )
        return
    keys, values = get_args(member) or (Any, Any)
    if str not in _members(keys, variables) and Any not in _members(keys, variables):
        yield path, "its keys are str"
    for name, child in schema.attributes.items():
        if not child.props.hidden:
            yield from _value(child, values, _at(path, name), variables)


_CONTAINERS: Final[Mapping[str, Callable[[Any, Any, str, Mapping[Any, Any]], Faults]]] = MappingProxyType(
    {"set": _elements, "list": _elements, "tuple": _places, "record": _entries, "map": _map}
)
_NAMES: Final = {"set": _SETS, "list": _LISTS, "tuple": _LISTS, "record": _DICTS, "map": _DICTS}
_READ_AS: Final = {
    "set": "set",
    "list": "list",
    "tuple": "list",
    "record": "dict",
    "map": "TypedDict or dict",
}


def _missing(schema: Any, members: Iterable[Any]) -> str | None:
    """Give what a primitive may be that no member allows."""
    allowed = list(members)
    values = schema.props.enum
    if values is None:
        return next((_name(k) for k in _types(schema, allowed) if k not in allowed), None)
    return next((repr(value) for value in values if not _allows(schema, allowed, value)), None)


def _types(schema: Any, allowed: Iterable[Any]) -> Iterator[Any]:
    converter = getattr(schema, "converter", None)
    if converter is not None:
        yield converter.python_type
    elif schema.type == "number":
        whole = float if float in allowed and not schema.props.big else int
        yield from (int, Decimal) if schema.props.big else (whole,)
    else:
        yield _BASES[schema.type]


def _allows(schema: Any, allowed: list[Any], value: Any) -> bool:
    if any(kind in allowed for kind in (type(value), *(_types(schema, allowed)))):
        return True
    literals = (
        literal for member in allowed if get_origin(member) is Literal for literal in get_args(member)
    )
    return any(type(literal) is type(value) and same(literal, value) for literal in literals)


def _members(hint: Any, variables: Mapping[Any, Any]) -> list[Any]:
    """Give the types that a hint is the union of."""
    if isinstance(hint, TypeVar):
        return (
            _members(variables.get(hint, Any), variables) if variables.get(hint, Any) is not hint else [Any]
        )
    if isinstance(hint, NewType):
        return _members(hint.__supertype__, variables)
    if hasattr(hint, "__value__"):  # `type X = …`
        return _members(hint.__value__, variables)
    if get_origin(hint) is Annotated:
        return _members(get_args(hint)[0], variables)
    if get_origin(hint) in (Union, UnionType):
        return [member for argument in get_args(hint) for member in _members(argument, variables)]
    return [NoneType if hint is None else hint]


def _unqualified(hint: Any, required: bool) -> tuple[Any, bool]:
    """Take `Required`, `NotRequired` and `ReadOnly` off a hint; what they say outweighs the class."""
    origin = get_origin(hint)
    if origin in (Required, NotRequired):
        return _unqualified(get_args(hint)[0], origin is Required)
    if origin is Annotated or getattr(origin, "_name", "") == "ReadOnly":
        return _unqualified(get_args(hint)[0], required)
    return hint, required


def _is_typed_dict(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, dict) and hasattr(kind, "__required_keys__")


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _name(kind: Any) -> str:
    return kind.__name__ if isinstance(kind, type) and not get_args(kind) else str(kind)


def _name_all(kinds: Iterable[Any]) -> str:
    return " or ".join(map(_name, kinds))
