"""Whether a class can show what a schema stores: each of its attributes there, and of a type that fits."""

from __future__ import annotations

from collections.abc import Iterator

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.values import same

Attributes = t.ItemSchema | t.MapSchema


def misfit(view: Attributes, stored: Attributes, path: str = "") -> tuple[str, str] | None:
    """Give the path and the reason of the first attribute of `view` that cannot show what is stored."""
    return next(_misfits_of(view, stored, path), None)


def _misfits_of(view: Attributes, stored: Attributes, path: str) -> Iterator[tuple[str, str]]:
    for name, child in view.attributes.items():
        where = f"{path}.{name}" if path else name
        own = stored.attributes.get(name)
        if own is None:
            yield where, "the entity has no such attribute"
        elif own.props.hidden:
            yield where, "it is hidden there, hence not read"
        elif own.props.required == "never" and child.props.required != "never":
            yield where, "it may be absent there: write `Attr[… | None] = attr(default=None)`"
        else:
            yield from _misfits(child, own, where)


def _misfits(view: Attribute, stored: Attribute, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(view, t.AnySchema):
        return
    if isinstance(stored, t.AnyOfSchema):
        for element in stored.elements:
            yield from _misfits(view, element, path)
    elif isinstance(view, t.AnyOfSchema):
        found = [list(_misfits(element, stored, path)) for element in view.elements]
        if all(found):
            yield found[0][0]
    elif type(view) is not type(stored):
        yield path, f"it is a {stored.type} there, and a {view.type} here"
    else:
        yield from _below(view, stored, path)


def _below(view: Attribute, stored: Attribute, path: str) -> Iterator[tuple[str, str]]:
    match view, stored:
        case t.Primitive(), t.Primitive():
            reason = _primitive(view, stored)
            if reason is not None:
                yield path, reason
        case (t.SetSchema() | t.ListSchema(), t.SetSchema() | t.ListSchema()):
            yield from _misfits(view.elements, stored.elements, f"{path}[n]")
        case t.RecordSchema(), t.RecordSchema():
            yield from _misfits(view.keys, stored.keys, f"{path} (KEY)")
            yield from _misfits(view.elements, stored.elements, f"{path}[string]")
        case t.TupleSchema(), t.TupleSchema():
            if len(view.elements) != len(stored.elements):
                yield path, f"it has {len(stored.elements)} elements there, and {len(view.elements)} here"
            for index, (one, other) in enumerate(zip(view.elements, stored.elements, strict=False)):
                yield from _misfits(one, other, f"{path}[{index}]")
        case t.MapSchema(), t.MapSchema():
            yield from _misfits_of(view, stored, path)
        case _:
            return


def _primitive(view: t.Primitive, stored: t.Primitive) -> str | None:
    here, there = (None if schema.converter is None else schema.converter for schema in (view, stored))
    if (here and (here.name, here.python_type)) != (there and (there.name, there.python_type)):
        names = ["no type of Python's own" if c is None else c.expected for c in (there, here)]
        return f"it is kept as {names[0]} there, and as {names[1]} here"
    if stored.props.big and not view.props.big:
        return "its numbers are exact there: write `Attr[int | Decimal]`"
    if view.props.enum is None:
        return None
    extra = [v for v in stored.props.enum or () if not any(same(v, known) for known in view.props.enum)]
    if stored.props.enum is None or extra:
        return "it may have other values there"
    return None
