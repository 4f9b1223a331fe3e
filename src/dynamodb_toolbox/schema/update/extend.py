"""How UpdateItem reads an attribute: actions, and containers updated in part (spec/actions.md §5.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.steps import Steps, invalid_input
from dynamodb_toolbox.schema.primitives import key_text
from dynamodb_toolbox.schema.update import actions as a
from dynamodb_toolbox.schema.update.subparse import (
    constant,
    extend_reference,
    extend_removal,
    operand,
    partial,
    whole,
    wrapped,
)
from dynamodb_toolbox.values import MISSING, Place


def extend_update(schema: Schema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over what is not a plain value of the schema; the rest is left to the walk."""
    steps = extend_removal(schema, value, place, transform) or extend_reference(
        schema, value, place, transform
    )
    handler = _EXTEND.get(type(schema))
    if steps is None and handler is not None:
        return handler(schema, value, place, transform)
    return steps


def extend_number(schema: t.NumberSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over arithmetic; enum, validators and transformer do not see its operands."""
    bare = t.NumberSchema().big(bool(schema.props.big))
    match value:
        case a.Sum(left, right) | a.Subtract(left, right):
            name = "$SUM" if isinstance(value, a.Sum) else "$SUBTRACT"
            sides = [
                operand(bare, side, (*place, name, i), transform) for i, side in enumerate((left, right))
            ]
            return wrapped(type(value), transform, *sides)
        case a.Add(number):
            return wrapped(a.Add, transform, whole(bare, number, (*place, "$ADD"), transform))
        case _:
            return None


def extend_set(schema: t.SetSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over `add` and `delete` of elements."""
    match value:
        case a.Add(elements):
            return wrapped(a.Add, transform, whole(schema, elements, (*place, "$ADD"), transform))
        case a.Delete(elements):
            return wrapped(a.Delete, transform, whole(schema, elements, (*place, "$DELETE"), transform))
        case _:
            return None


def extend_any(schema: t.AnySchema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Let an action through as it is: anything goes; but what is encoded as a whole has no parts."""
    if not isinstance(value, a.UpdateAction):
        return None
    if schema.props.transform is not None:
        raise invalid_input(value, place, schema.type, "be a plain value, as the attribute is stored encoded")
    return constant(value, transform)


def extend_ends(schema: t.ListSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over `append` and `prepend`."""
    if not isinstance(value, (a.Append, a.Prepend)):
        return None
    place = (*place, "$APPEND" if isinstance(value, a.Append) else "$PREPEND")
    if isinstance(value.value, (list, tuple)):
        parts = [whole(schema.elements, e, (*place, i), transform) for i, e in enumerate(value.value)]
        kind = type(value)
        return wrapped(lambda *elements: kind(list(elements)), transform, *parts)
    return wrapped(type(value), transform, operand(schema, value.value, place, transform))


def _extend_list(schema: t.ListSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    ends = extend_ends(schema, value, place, transform)
    if ends is not None or isinstance(value, a.Set):
        return ends or _replaced(schema, value, place, transform)
    entries = _indexed(value, place)
    if entries is None:
        return None
    parts: dict[Any, Steps] = {}
    for index, element in entries:
        where = (*place, str(index))  # the reference writes `list.2` for a list, `tuple[2]` for a tuple
        if isinstance(element, a.Remove):
            parts[index] = constant(element, transform)
        else:
            parts[index] = partial(schema.elements, element, where, transform, extend_update)
    return _by_key(parts, transform)


def _extend_tuple(schema: t.TupleSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    if isinstance(value, a.Set):
        return _replaced(schema, value, place, transform)
    entries = _indexed(value, place)
    if entries is None:
        return None
    length = len(schema.elements)
    parts: dict[Any, Steps] = {}
    for index, element in entries:
        if index < length:
            parts[index] = partial(schema.elements[index], element, (*place, index), transform, extend_update)
        elif isinstance(value, Mapping):
            raise invalid_input(index, place, reason=f"have indexes from 0 to {length - 1}")
    return _by_key(parts, transform)


def _extend_map(schema: t.MapSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    return _replaced(schema, value, place, transform) if isinstance(value, a.Set) else None


def _extend_record(schema: t.RecordSchema, value: Any, place: Place, transform: bool) -> Steps | None:
    if isinstance(value, a.Set):
        return _replaced(schema, value, place, transform)
    if not isinstance(value, Mapping):
        return None
    parts: list[tuple[Steps, Steps]] = []
    for name, element in value.items():
        if element is MISSING:
            continue
        where = (*place, key_text(schema.keys, name))
        if isinstance(element, a.Remove):
            child = constant(element, transform)
        else:
            child = partial(schema.elements, element, where, transform, extend_update)
        parts.append((whole(schema.keys, name, where, transform), child))
    return _entries(parts, transform)


def _replaced(schema: Schema, value: a.Set, place: Place, transform: bool) -> Steps:
    return wrapped(a.Set, transform, whole(schema, value.value, (*place, "$SET"), transform))


def _indexed(value: Any, place: Place) -> list[tuple[int, Any]] | None:
    """Give the elements that a list or a dict of indexes sets; `None` where it is neither."""
    if isinstance(value, (list, tuple)):
        entries: Iterable[tuple[Any, Any]] = enumerate(value)
    elif isinstance(value, Mapping):
        entries = value.items()
    else:
        return None
    return [(_index(key, place), element) for key, element in entries if element is not MISSING]


def _index(key: Any, place: Place) -> int:
    if isinstance(key, int) and not isinstance(key, bool) and key >= 0:
        return key
    if isinstance(key, str) and key.isascii() and key.isdigit():
        return int(key)
    raise invalid_input(key, place, reason="have whole numbers from 0 up as indexes")


def _by_key(parts: dict[Any, Steps], transform: bool) -> Steps:
    """Give the parts by key; indexes stay numbers, so that a place in a list is told from a name."""
    yield {key: next(part) for key, part in parts.items()}
    if transform:
        yield {key: next(part) for key, part in parts.items()}


def _entries(parts: list[tuple[Steps, Steps]], transform: bool) -> Steps:
    yield {next(key): next(child) for key, child in parts}
    if transform:
        yield {next(key): next(child) for key, child in parts}


_EXTEND: Final[dict[type[Schema], Callable[[Any, Any, Place, bool], Steps | None]]] = {
    t.NumberSchema: extend_number,
    t.SetSchema: extend_set,
    t.ListSchema: _extend_list,
    t.TupleSchema: _extend_tuple,
    t.MapSchema: _extend_map,
    t.RecordSchema: _extend_record,
    t.AnySchema: extend_any,
}
