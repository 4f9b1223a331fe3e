"""Formatting a union: by its discriminator, or the first element that accepts the stored value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.format.reading import Projected, Reading, invalid
from dynamodb_toolbox.schema.types import AnyOfSchema, MapSchema
from dynamodb_toolbox.schema.unions import match, saved_discriminator
from dynamodb_toolbox.values import MISSING, Place


def format_any_of(
    schema: AnyOfSchema, value: Any, place: Place, projected: Projected, reading: Reading
) -> Any:
    """Format by the element that the discriminator names; without one, by the first that fits.

    Where attributes may be missing, many maps fit: the one that knows most of the stored names is taken.
    """
    leaf = _named(schema, value, reading)
    if leaf is not None:
        return reading.node(leaf, value, place, projected, reading)
    elements: tuple[Schema, ...] = schema.elements
    if (reading.partial or projected is not None) and isinstance(value, Mapping):
        elements = tuple(sorted(elements, key=lambda element: -_known(element, value, reading)))
    for element in elements:
        try:
            formatted = reading.node(element, value, place, projected, reading)
        except Exception:  # noqa: BLE001, S112  # whatever a decoder raises, the element does not fit
            continue
        if formatted is not MISSING:
            return formatted
    raise invalid(value, place)


def _named(schema: AnyOfSchema, value: Any, reading: Reading) -> MapSchema | None:
    name = saved_discriminator(schema) if reading.transform else schema.props.discriminator
    if name is None or not isinstance(value, Mapping):
        return None
    leaf = match(schema, value.get(name))
    return None if leaf is None else leaf[0]


def _known(element: Schema, value: Mapping[str, Any], reading: Reading) -> int:
    """Count the stored names that `element` knows."""
    if isinstance(element, AnyOfSchema):
        return max((_known(child, value, reading) for child in element.elements), default=0)
    if not isinstance(element, MapSchema):
        return 0
    names = (element.saved_name(name) if reading.transform else name for name in element.attributes)
    return sum(name in value for name in names)
