"""How UpdateAttributes reads an attribute: as UpdateItem, but deep values replace (spec/actions.md §5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.steps import Steps, invalid_input
from dynamodb_toolbox.schema.update import actions as a
from dynamodb_toolbox.schema.update.extend import extend_any, extend_ends, extend_number, extend_set
from dynamodb_toolbox.schema.update.subparse import extend_reference, extend_removal, whole, wrapped
from dynamodb_toolbox.values import MISSING, Place


def extend_replace(schema: Schema, value: Any, place: Place, transform: bool) -> Steps | None:
    """Take over actions, and containers, which are parsed and set as a whole."""
    steps = extend_removal(schema, value, place, transform) or extend_reference(
        schema, value, place, transform
    )
    if steps is not None or value is MISSING:
        return steps
    match schema:
        case t.NumberSchema():
            return extend_number(schema, value, place, transform)
        case t.SetSchema():
            return extend_set(schema, value, place, transform)
        case t.ListSchema() | t.TupleSchema():
            return _sequence(schema, value, place, transform)
        case t.MapSchema() | t.RecordSchema():
            return (
                _set_whole(schema, value, place, transform) if isinstance(value, (Mapping, a.Set)) else None
            )
        case t.AnySchema():
            return _any(schema, value, place, transform)
        case _:
            return None


def _sequence(
    schema: t.ListSchema | t.TupleSchema, value: Any, place: Place, transform: bool
) -> Steps | None:
    if isinstance(schema, t.ListSchema) and isinstance(value, (a.Append, a.Prepend)):
        return extend_ends(schema, value, place, transform)
    if not isinstance(value, (list, tuple)):
        reason = "be a plain list, which replaces the stored one (UpdateItem updates elements)"
        raise invalid_input(value, place, schema.type, reason)
    return _set_whole(schema, value, place, transform)


def _any(schema: t.AnySchema, value: Any, place: Place, transform: bool) -> Steps | None:
    if isinstance(value, (Mapping, list, tuple, a.Set)):
        return _set_whole(schema, value, place, transform)
    return extend_any(schema, value, place, transform)


def _set_whole(schema: Schema, value: Any, place: Place, transform: bool) -> Steps:
    content, place = (value.value, (*place, "$SET")) if isinstance(value, a.Set) else (value, place)
    return wrapped(a.Set, transform, whole(schema, content, place, transform))
