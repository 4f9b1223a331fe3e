"""Formatting what has children: set, list, tuple, map, record and item."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema.format.reading import Projected, Reading, below, invalid
from dynamodb_toolbox.schema.primitives import encoded, key_text
from dynamodb_toolbox.schema.types import (
    ItemSchema,
    ListSchema,
    MapSchema,
    RecordSchema,
    SetSchema,
    TupleSchema,
)
from dynamodb_toolbox.values import MISSING, Place


def format_set(schema: SetSchema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Format each element."""
    if not isinstance(value, AbstractSet):
        raise invalid(value, place, schema.type)
    return {
        reading.node(schema.elements, element, (*place, i), None, reading) for i, element in enumerate(value)
    }


def format_list(schema: ListSchema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Format each element; of a projected list, only the wanted elements are there, moved together."""
    if not isinstance(value, (list, tuple)):
        raise invalid(value, place, schema.type)
    wanted = sorted({path[0] for path in projected or () if path and isinstance(path[0], int)})
    if projected is None or len(wanted) == len(value):
        each = [below(projected, index)[1] for index in wanted or range(len(value))]
    else:  # fewer came back than were asked for: which ones, the answer does not tell
        anywhere = tuple(path[1:] for path in projected if path)
        each = [None if () in anywhere else anywhere] * len(value)
        reading = reading.lenient
    return [
        reading.node(schema.elements, element, (*place, i), each[i], reading)
        for i, element in enumerate(value)
    ]


def format_tuple(
    schema: TupleSchema, value: Any, place: Place, projected: Projected, reading: Reading
) -> Any:
    """Format each element by the schema of its place; of a projected tuple, only the wanted are there."""
    if not isinstance(value, (list, tuple)):
        raise invalid(value, place, schema.type)
    formatted: list[Any] = []
    for index, element in enumerate(schema.elements):
        wanted, rest = below(projected, index)
        if wanted:
            stored = value[len(formatted)] if len(formatted) < len(value) else MISSING
            formatted.append(reading.node(element, stored, (*place, index), rest, reading))
    return formatted


def format_map(schema: MapSchema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Format the declared attributes; others are left out."""
    if not isinstance(value, Mapping):
        raise invalid(value, place, schema.type)
    return _attributes(schema, value, place, projected, reading)


def format_item(schema: ItemSchema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Format the root, as a map."""
    if not isinstance(value, Mapping):
        raise DynamoDBToolboxError(
            "formatter.invalidItem",
            f"A stored item should be a dict of attributes; got {type(value).__name__}: {value!r}.",
            payload={"received": value, "expected": "Object"},
        )
    return _attributes(schema, value, place, projected, reading)


def _attributes(
    schema: MapSchema | ItemSchema,
    value: Mapping[str, Any],
    place: Place,
    projected: Projected,
    reading: Reading,
) -> dict[str, Any]:
    formatted: dict[str, Any] = {}
    for name, child in schema.attributes.items():
        wanted, rest = below(projected, name)
        if not wanted:
            continue
        stored_name = schema.saved_name(name) if reading.transform else name
        result = reading.node(child, value.get(stored_name, MISSING), (*place, stored_name), rest, reading)
        if result is not MISSING and not (reading.hide and child.props.hidden):
            formatted[name] = result
    return formatted


def format_record(
    schema: RecordSchema, value: Any, place: Place, projected: Projected, reading: Reading
) -> Any:
    """Format each key and its value; enumerated keys must be there, unless something is partial."""
    if not isinstance(value, Mapping):
        raise invalid(value, place, schema.type)
    formatted: dict[str, Any] = {}
    for stored_name, child in value.items():
        where = (*place, str(stored_name))
        name = reading.node(schema.keys, stored_name, where, None, reading)
        wanted, rest = below(projected, key_text(schema.keys, name))
        if wanted:
            formatted[name] = reading.node(schema.elements, child, where, rest, reading)
    if not (schema.props.partial or reading.partial):
        _require_keys(schema, formatted, place, projected, reading)
    return {name: child for name, child in formatted.items() if child is not MISSING}


def _require_keys(
    schema: RecordSchema, formatted: dict[str, Any], place: Place, projected: Projected, reading: Reading
) -> None:
    for name in schema.keys.props.enum or ():
        if name not in formatted and below(projected, key_text(schema.keys, name))[0]:
            stored_name = encoded(schema.keys, name) if reading.transform else name
            reading.node(schema.elements, MISSING, (*place, stored_name), None, reading)
