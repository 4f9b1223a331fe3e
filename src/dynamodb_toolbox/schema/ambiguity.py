"""Whether the elements of a union can be told apart, by what is given and by what is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.values import MISSING, same

_STORED: Final = {"map": "object", "record": "object", "tuple": "list"}
_ANY: Final = frozenset({"any"})


def in_order(elements: Sequence[Attribute]) -> list[Attribute]:
    """Give the elements of a union, maps with more attributes before those with fewer.

    The first that fits is taken, and drops what it does not know.
    """
    maps = sorted((e for e in elements if isinstance(e, t.MapSchema)), key=lambda e: -len(e.attributes))
    rest = iter(maps)
    return [next(rest) if isinstance(e, t.MapSchema) else e for e in elements]


def clash(first: Attribute, second: Attribute) -> bool:
    """Tell whether `first` may take what belongs to `second`, and change or lose something of it."""
    if isinstance(first, t.AnyOfSchema):
        return any(clash(element, second) for element in first.elements)
    if isinstance(second, t.AnyOfSchema):
        return any(clash(first, element) for element in second.elements)
    if _are_disjoint(first, second):
        return False
    match first, second:
        case t.Primitive(), t.Primitive():
            return _converter(first) != _converter(second)
        case (t.SetSchema() | t.ListSchema(), t.SetSchema() | t.ListSchema()):
            return clash(first.elements, second.elements)
        case t.RecordSchema(), t.RecordSchema():
            return clash(first.keys, second.keys) or clash(first.elements, second.elements)
        case t.MapSchema(), t.MapSchema():
            return _maps_clash(first, second)
        case _:
            return True


def _are_disjoint(first: Attribute, second: Attribute) -> bool:
    """Tell whether no stored value belongs to both."""
    kinds = _kinds(first), _kinds(second)
    if _ANY not in kinds and not kinds[0] & kinds[1]:
        return True
    enums = first.props.enum, second.props.enum
    if None in enums:
        return False
    return not any(same(x, y) for x in _stored(first, enums[0]) for y in _stored(second, enums[1]))


def _may_be_left_out(schema: Attribute) -> bool:
    props = schema.props
    return props.required == "never" or props.put_default is not MISSING or props.put_link is not None


def _stored(schema: Attribute, values: tuple[Any, ...] | None) -> Iterator[Any]:
    converter = schema.converter if isinstance(schema, t.Primitive) else None
    return (value if converter is None else converter.encode(value) for value in values or ())


def _kinds(schema: Attribute) -> frozenset[str]:
    if isinstance(schema, t.AnyOfSchema):
        return frozenset[str]().union(*map(_kinds, schema.elements))
    return frozenset({_STORED.get(schema.type, schema.type)})


def _converter(schema: t.Primitive) -> tuple[str, type] | None:
    converter = schema.converter
    return None if converter is None else (converter.name, converter.python_type)


def _maps_clash(first: t.MapSchema, second: t.MapSchema) -> bool:
    shared = first.attributes.keys() & second.attributes.keys()
    if not may_take(first, second):
        return False
    pairs = [(first.attributes[name], second.attributes[name]) for name in shared]
    return bool(second.attributes.keys() - shared) or any(clash(x, y) for x, y in pairs)


def may_take(first: t.MapSchema, second: t.MapSchema) -> bool:
    """Tell whether `first` may take what belongs to `second`, be it without any loss.

    What is filled where it is not given does not keep it from that.
    """
    needed = {name for name, child in first.attributes.items() if not _may_be_left_out(child)}
    if needed - second.attributes.keys():
        return False
    told = {name for name in first.attributes if name in second.attributes}
    return not any(
        _are_disjoint(first.attributes[name], second.attributes[name])
        for name in told
        if second.attributes[name].props.required != "never"
    )
