"""`Parser`: the walk from input to what is stored (spec/schema.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from types import MappingProxyType
from typing import Any, Final

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.any_of import parse_any_of
from dynamodb_toolbox.schema.parse.containers import (
    parse_item,
    parse_list,
    parse_map,
    parse_record,
    parse_set,
    parse_tuple,
)
from dynamodb_toolbox.schema.parse.scalars import parse_any, parse_primitive
from dynamodb_toolbox.schema.parse.steps import Extension, Steps, Walk, attribute_required
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import MISSING, Place, copied

_PARSE: Final[Mapping[str, Callable[[Any, Any, Place, Walk], Steps]]] = MappingProxyType(
    {
        "any": parse_any,
        "null": parse_primitive,
        "boolean": parse_primitive,
        "number": parse_primitive,
        "string": parse_primitive,
        "binary": parse_primitive,
        "set": parse_set,
        "list": parse_list,
        "tuple": parse_tuple,
        "map": parse_map,
        "record": parse_record,
        "anyOf": parse_any_of,
        "item": parse_item,
    }
)


def parse_node(schema: Schema, value: Any, place: Place, walk: Walk) -> Steps:
    """Take one value through the steps (spec/schema.md §6.5)."""
    if walk.fill and value is MISSING and not isinstance(schema, t.ItemSchema):
        value = yield from _filled(schema, walk.mode)
        walk = walk.settled
    extended = None if walk.extension is None else walk.extension(schema, value, place, walk.transform)
    if extended is not None:
        if walk.fill:
            yield value
            yield value
        yield from extended
    elif value is MISSING and not isinstance(schema, t.ItemSchema):
        yield from _missing(schema, place, walk)
    else:
        yield from _PARSE[schema.type](schema, value, place, walk)


def _filled(schema: Schema, mode: Mode) -> Generator[Any, Any, Any]:
    """Fill a missing value: its default, or else its link, which is given the whole item."""
    slot = schema.props.slot(mode)
    default = getattr(schema.props, f"{slot}_default")
    value = copied(default() if callable(default) else default)
    root = yield value
    link = getattr(schema.props, f"{slot}_link")
    if value is MISSING and root is not MISSING and root is not None and link is not None:
        value = copied(link(root))
    yield value
    return value


def _missing(schema: Schema, place: Place, walk: Walk) -> Steps:
    if walk.defined or schema.props.is_required(walk.mode):
        yield walk.fail(attribute_required(place))
    else:
        yield MISSING
    if walk.transform:
        yield MISSING


class Parser:
    """Takes an input to what is stored, by a schema; `schema.build(Parser)`."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def start(
        self,
        value: Any = MISSING,
        *,
        mode: Mode = "put",
        fill: bool = True,
        transform: bool = True,
        defined: bool = False,
        extension: Extension | None = None,
        place: Place = (),
    ) -> Generator[Any, Any, None]:
        """Give the value after each step: defaulted and linked (with `fill`), parsed, transformed.

        Args:
            value: The input; `MISSING` where there is none.
            mode: `put`, `key` (only key attributes) or `update` (only `required("always")` is required).
            fill: Whether defaults and links run.
            transform: Whether the last step, to names and values as stored, is wanted.
            defined: Whether a missing value is an error even where it is optional.
            extension: Takes over values that are not plain, such as update actions.
            place: Where the value stands, for the paths of errors.
        """
        walk = Walk(
            parse_node, mode=mode, fill=fill, transform=transform, defined=defined, extension=extension
        )
        return parse_node(self.schema, value, place, walk)

    def parse(
        self,
        value: Any = MISSING,
        *,
        mode: Mode = "put",
        fill: bool = True,
        transform: bool = True,
        defined: bool = False,
        extension: Extension | None = None,
        place: Place = (),
    ) -> Any:
        """Give the value after the last step.

        Raises:
            DynamoDBToolboxError: `parsing.…`, with the path of the first fault.
        """
        *_, last = self.start(
            value,
            mode=mode,
            fill=fill,
            transform=transform,
            defined=defined,
            extension=extension,
            place=place,
        )
        return last

    def validate(self, value: Any = MISSING, *, mode: Mode = "put", defined: bool = False) -> bool:
        """Tell whether `value` is valid as it stands, with no default or link filled in."""
        try:
            self.parse(value, mode=mode, fill=False, transform=False, defined=defined)
        except DynamoDBToolboxError as error:
            if not DynamoDBToolboxError.match(error, "parsing."):
                raise
            return False
        return True
