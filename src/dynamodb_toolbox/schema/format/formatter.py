"""`Formatter`: the walk from what is stored to what the caller gets (spec/schema.md §7)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import parse_path
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.format.containers import (
    format_item,
    format_list,
    format_map,
    format_record,
    format_set,
    format_tuple,
)
from dynamodb_toolbox.schema.format.reading import Projected, Reading, missing
from dynamodb_toolbox.schema.format.scalars import format_any, format_primitive
from dynamodb_toolbox.schema.types import AnyOfSchema, ItemSchema
from dynamodb_toolbox.values import MISSING, Place


def _format_any_of(
    schema: AnyOfSchema, value: Any, place: Place, projected: Projected, reading: Reading
) -> Any:
    from dynamodb_toolbox.schema.format.any_of import format_any_of  # noqa: PLC0415  # few have unions

    return format_any_of(schema, value, place, projected, reading)


_FORMAT: Final[Mapping[str, Callable[[Any, Any, Place, Projected, Reading], Any]]] = MappingProxyType(
    {
        "any": format_any,
        "null": format_primitive,
        "boolean": format_primitive,
        "number": format_primitive,
        "string": format_primitive,
        "binary": format_primitive,
        "set": format_set,
        "list": format_list,
        "tuple": format_tuple,
        "map": format_map,
        "record": format_record,
        "anyOf": _format_any_of,
        "item": format_item,
    }
)


def format_node(schema: Schema, value: Any, place: Place, projected: Projected, reading: Reading) -> Any:
    """Format one value; a missing one is an error where the schema requires it on reading."""
    if value is MISSING and not isinstance(schema, ItemSchema):
        if schema.props.required != "never" and not reading.partial:
            raise missing(place)
        return MISSING
    return _FORMAT[schema.type](schema, value, place, projected, reading)


class Formatter:
    """Takes a stored value to what the caller gets, by a schema; `schema.build(Formatter)`."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def start(
        self,
        value: Any,
        *,
        transform: bool = True,
        partial: bool = False,
        attributes: Iterable[str] | None = None,
    ) -> Generator[Any, None, None]:
        """Give the value decoded (with hidden attributes), then formatted (without them)."""
        projected = None if attributes is None else tuple(map(parse_path, attributes))
        for hide in (False, True) if transform else (True,):
            reading = Reading(format_node, transform=transform, hide=hide, partial=partial)
            yield format_node(self.schema, value, (), projected, reading)

    def format(
        self,
        value: Any,
        *,
        transform: bool = True,
        format: bool = True,  # noqa: A002  # the reference's name
        partial: bool = False,
        attributes: Iterable[str] | None = None,
    ) -> Any:
        """Give the value formatted.

        Args:
            value: What is stored, as Python values.
            transform: Whether names and values are as stored; else they are decoded already.
            format: Whether hidden attributes are left out (always where `transform` is false).
            partial: Whether any attribute may be missing.
            attributes: The paths wanted (by schema names); the rest is neither given nor required.

        Raises:
            DynamoDBToolboxError: `formatter.…`, with the path (by stored names) of the first fault.
        """
        projected = None if attributes is None else tuple(map(parse_path, attributes))
        reading = Reading(format_node, transform=transform, hide=format or not transform, partial=partial)
        return format_node(self.schema, value, (), projected, reading)

    def validate(self, value: Any) -> bool:
        """Tell whether a stored value is as the schema has it."""
        try:
            self.format(value, format=False)
        except DynamoDBToolboxError as error:
            if not DynamoDBToolboxError.match(error, "formatter."):
                raise
            return False
        return True
