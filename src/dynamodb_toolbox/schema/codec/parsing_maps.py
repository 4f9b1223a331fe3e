"""Parsing maps and the item: the declared attributes, their defaults, and the links of the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from dynamodb_toolbox.schema.base import Attribute
from dynamodb_toolbox.schema.codec.made import Made
from dynamodb_toolbox.schema.codec.plan import Parsing, Unsupported
from dynamodb_toolbox.schema.codec.source import Source
from dynamodb_toolbox.schema.types import ItemSchema, MapSchema
from dynamodb_toolbox.values import MISSING, copied

Attr: TypeAlias = tuple[str, Attribute, Source]
"""An attribute's name and schema, and where its code goes."""


def parse_map(schema: MapSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check the declared attributes; the others are dropped."""
    if any(map(parsing.has_link, schema.attributes.values())):
        raise Unsupported
    parsing.view(schema, source, value)
    result = _attributes(schema, source, value, parsing)
    if not parsing.slot(schema, "validators"):
        return result
    name = source.fresh()
    source.line(f"{name} = {result}")
    parsing.validate(schema, source, name)
    return name


def parse_item(schema: ItemSchema, source: Source, value: str, parsing: Parsing) -> str:
    """Check the root: links are given the whole of it with its defaults."""
    declared = _declared(schema, parsing)
    if not any(map(parsing.has_link, declared.values())):
        parsing.view(schema, source, value)
        return _attributes(schema, source, value, parsing)
    if parsing.views or any(map(parsing.fills_below, declared.values())):
        raise Unsupported
    _open(schema, source, value, parsing)
    names = {
        name: _filled(child, source, f"{value}.get({name!r}, MISSING)", parsing)
        for name, child in declared.items()
    }
    _link(declared, source, value, names, parsing)
    made = Made(source, named=True)
    for name, child in declared.items():
        _put(made, (name, child, source), names[name], parsing.settled)
    return made.whole()


def _attributes(schema: ItemSchema | MapSchema, source: Source, value: str, parsing: Parsing) -> str:
    _open(schema, source, value, parsing)
    made = Made(source, named=True)
    for name, child in _declared(schema, parsing).items():
        if _has_default(child, parsing) and parsing.fills_below(child):
            parsed = _either(child, source, f"{value}.get({name!r}, MISSING)", parsing)
            _put_parsed(made, (name, child, source), parsed, parsing)
        elif _has_default(child, parsing):
            filled = _filled(child, source, f"{value}.get({name!r}, MISSING)", parsing)
            _put(made, (name, child, source), filled, parsing)
        elif child.props.is_required(parsing.mode):
            given = source.fresh()
            source.line(f"{given} = {value}[{name!r}]")  # a KeyError is a deviation too
            made.put(name, parsing.of(child, source, given))
        else:
            given = source.fresh()
            source.line(f"{given} = {value}.get({name!r}, MISSING)")
            _put(made, (name, child, source), given, parsing)
    return made.whole()


def _declared(schema: ItemSchema | MapSchema, parsing: Parsing) -> Mapping[str, Attribute]:
    return schema.key_attributes if parsing.mode == "key" else schema.attributes


def _open(schema: ItemSchema | MapSchema, source: Source, value: str, parsing: Parsing) -> None:
    source.deviate_if(f"{value}.__class__ is not dict")
    if parsing.forbid_unknown:
        known = source.constant(frozenset(schema.attributes), "known")
        source.deviate_if(f"not {known}.issuperset({value})")


def _has_default(schema: Attribute, parsing: Parsing) -> bool:
    return parsing.fill and parsing.slot(schema, "default") is not MISSING


def _filled(schema: Attribute, source: Source, given: str, parsing: Parsing) -> str:
    """Write the code that gets a value, or else its default; what a function gives is noted."""
    value = source.fresh()
    source.line(f"{value} = {given}")
    if not _has_default(schema, parsing):
        return value
    with source.block(f"if {value} is MISSING:"):
        _fill(schema, source, value, parsing)
    return value


def _fill(schema: Attribute, source: Source, value: str, parsing: Parsing) -> None:
    default = parsing.slot(schema, "default")
    named = source.constant(default, "default")
    if callable(default):
        source.line(f"{value} = {named}()")
        source.line(f"filled.append(({named}, {value}))")
        source.line(f"{value} = {source.constant(copied)}({value})")
    else:
        source.line(f"{value} = {source.constant(copied)}({named})")


def _either(schema: Attribute, source: Source, given: str, parsing: Parsing) -> str:
    """Write the code that checks a default, below which nothing more is filled, or else a value."""
    value, parsed = source.fresh(), source.fresh()
    source.line(f"{value} = {given}")
    with source.block(f"if {value} is MISSING:"):
        _fill(schema, source, value, parsing)
        if schema.props.is_required(parsing.mode):
            source.line(f"{parsed} = {parsing.settled.of(schema, source, value)}")
        else:
            source.line(f"{parsed} = MISSING")
            with source.block(f"if {value} is not MISSING:"):
                source.line(f"{parsed} = {parsing.settled.of(schema, source, value)}")
    with source.block("else:"):
        source.line(f"{parsed} = {parsing.of(schema, source, value)}")
    return parsed


def _put(made: Made, attribute: Attr, value: str, parsing: Parsing) -> None:
    """Write the code that checks a value, which may be missing, and puts it into the result."""
    name, child, source = attribute
    if child.props.is_required(parsing.mode):
        made.put(name, parsing.of(child, source, value))
        return
    made.settle()
    with source.block(f"if {value} is not MISSING:"):
        made.put_now(name, parsing.of(child, source, value))


def _put_parsed(made: Made, attribute: Attr, parsed: str, parsing: Parsing) -> None:
    name, child, source = attribute
    if child.props.is_required(parsing.mode):
        made.put(name, parsed)
        return
    made.settle()
    with source.block(f"if {parsed} is not MISSING:"):
        made.put_now(name, parsed)


def _link(
    declared: Mapping[str, Attribute], source: Source, item: str, names: Mapping[str, str], parsing: Parsing
) -> None:
    """Write the code that asks the links of what is still missing."""
    root = source.fresh("root")
    source.line(f"{root} = None")
    values = "".join(f"{value}, " for value in names.values())
    rooted, given = source.constant(_rooted), source.constant(tuple(names), "names")
    for name, child in declared.items():
        link = parsing.slot(child, "link")
        if link is None:
            continue
        value, named = names[name], source.constant(link, "link")
        with source.block(f"if {value} is MISSING:"):
            with source.block(f"if {root} is None:"):
                source.line(f"{root} = {rooted}({item}, {given}, ({values}))")
            source.line(f"{value} = {named}({root})")
            source.line(f"filled.append(({named}, {value}))")
            source.line(f"{value} = {source.constant(copied)}({value})")


def _rooted(item: dict[str, Any], names: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, Any]:
    """Give the item with its defaults, as links see it: copied, attributes of other names last."""
    root = {name: copied(value) for name, value in zip(names, values, strict=True) if value is not MISSING}
    return root | {name: copied(value) for name, value in item.items() if name not in names}
