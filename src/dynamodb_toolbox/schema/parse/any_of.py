"""Parsing a union: by its discriminator, or the first element that accepts the value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.steps import Steps, Walk, invalid_input, validated
from dynamodb_toolbox.schema.types import AnyOfSchema
from dynamodb_toolbox.schema.unions import Leaf, by_known_names, children_of, match
from dynamodb_toolbox.values import MISSING, Place


def parse_any_of(schema: AnyOfSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Parse by the element that the discriminator names; without one, by the first that fits."""
    leaf = _named(schema, value)
    if leaf is not None:
        yield from _parse_named(schema, leaf, value, place, walk)
    else:
        yield from _parse_first(schema, value, place, walk)


def _named(schema: AnyOfSchema, value: Any) -> Leaf | None:
    name = schema.props.discriminator
    if name is None or not isinstance(value, Mapping):
        return None
    return match(schema, value.get(name, MISSING))


def _parse_named(schema: AnyOfSchema, leaf: Leaf, value: Any, place: Place, walk: Walk) -> Steps:
    element, unions = leaf
    steps = walk.node(element, value, place, walk)
    if walk.fill:
        root = yield next(steps)
        yield steps.send(root)
    parsed = next(steps)
    for union in (*reversed(unions), schema):
        parsed = validated(union, parsed, place, walk)
    yield parsed
    if walk.transform:
        yield next(steps)


def _parse_first(schema: AnyOfSchema, value: Any, place: Place, walk: Walk) -> Steps:
    """Choose at the first step, as the defaults of the chosen element belong to the defaulted item.

    A link of an element needs the whole item, which is there only at the second step: where elements have
    links, the choice is then made again.
    """
    chosen = _first_fit(schema, value, place, walk, MISSING)
    if walk.fill:
        root = yield value if chosen is None else chosen[0]
        if any(map(_has_links, schema.elements)):
            chosen = _first_fit(schema, value if chosen is None else chosen[0], place, walk, root)
        yield value if chosen is None else chosen[1]
    if chosen is None or chosen[2] is MISSING:
        yield walk.fail(invalid_input(value, place))
        return
    yield validated(schema, chosen[2], place, walk)
    if walk.transform:
        yield next(chosen[3])


def _first_fit(
    schema: AnyOfSchema, value: Any, place: Place, walk: Walk, root: Any
) -> tuple[Any, Any, Any, Steps] | None:
    """Give the views of the first element that accepts the value, and its steps, to go on from."""
    update = walk.mode == "update"
    for element in by_known_names(schema, value, saved=False) if update else schema.elements:
        steps = walk.node(element, value, place, walk.trial)
        try:
            defaulted = next(steps) if walk.fill else value
            linked = steps.send(root) if walk.fill else value
            return defaulted, linked, next(steps), steps
        except Exception:  # noqa: BLE001, S112  # whatever a link or validator raises, the element does not fit
            continue
    return None


def _has_links(schema: Schema) -> bool:
    props = schema.props
    if any(link is not None for link in (props.key_link, props.put_link, props.update_link)):
        return True
    return any(map(_has_links, children_of(schema)))
