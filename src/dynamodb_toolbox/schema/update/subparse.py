"""Parsing what is inside an update action: whole values, in put mode, with nothing filled in (§5.3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.parser import parse_node
from dynamodb_toolbox.schema.parse.steps import Extension, Steps, Walk, attribute_required, invalid_input
from dynamodb_toolbox.schema.update.actions import Get, Remove
from dynamodb_toolbox.values import MISSING, Place


def whole(schema: Schema, value: Any, place: Place, transform: bool) -> Steps:
    """Parse a complete value, in which no action may stand."""
    return parse_node(schema, value, place, Walk(parse_node, fill=False, transform=transform, defined=True))


def operand(schema: Schema, value: Any, place: Place, transform: bool) -> Steps:
    """Parse a complete value, or a reference to another attribute."""
    walk = Walk(parse_node, fill=False, transform=transform, defined=True, extension=extend_reference)
    return parse_node(schema, value, place, walk)


def partial(schema: Schema, value: Any, place: Place, transform: bool, extension: Extension) -> Steps:
    """Parse an element of a container that is updated in part."""
    walk = Walk(parse_node, mode="update", fill=False, transform=transform, extension=extension)
    return parse_node(schema, value, place, walk)


def extend_reference(schema: Schema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over `get(…)`: its fallback is parsed by the schema of the target; its path, when written."""
    if not isinstance(value, Get):
        return None
    if not isinstance(value.path, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # users' input
        raise invalid_input(value.path, (*place, "$GET", 0), "string")
    if value.fallback is MISSING:
        return constant(value, transform)
    path = value.path
    fallback = operand(schema, value.fallback, (*place, "$GET", 1), transform)
    return wrapped(lambda parsed: Get(path, parsed), transform, fallback)


def extend_removal(schema: Schema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over `remove()`: only what is optional can go."""
    if not isinstance(value, Remove):
        return None
    if schema.props.required != "never":
        raise attribute_required(place)
    return constant(value, transform)


def constant(value: Any, transform: bool) -> Steps:
    """Give a value that is the same parsed and transformed."""
    yield value
    if transform:
        yield value


def wrapped(build: Callable[..., Any], transform: bool, *parts: Steps) -> Steps:
    """Give what `build` makes of the parts, parsed and then transformed."""
    yield build(*map(next, parts))
    if transform:
        yield build(*map(next, parts))
