"""Formatting a union: by its discriminator, or the first element that accepts the stored value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dynamodb_toolbox.schema.format.reading import Projected, Reading, invalid
from dynamodb_toolbox.schema.types import AnyOfSchema, MapSchema
from dynamodb_toolbox.schema.unions import by_known_names, match, saved_discriminator
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
    sparse = reading.partial or projected is not None
    elements = by_known_names(schema, value, saved=reading.transform) if sparse else schema.elements
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
