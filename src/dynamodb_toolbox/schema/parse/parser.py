"""`Parser`: the walk from input to what is stored (spec/schema.md §6)."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from types import MappingProxyType
from typing import Any, Final, TypedDict, Unpack

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.schema import types as t
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.parse.containers import (
    parse_item,
    parse_list,
    parse_map,
    parse_record,
    parse_set,
    parse_tuple,
)
from dynamodb_toolbox.schema.parse.scalars import parse_any, parse_primitive
from dynamodb_toolbox.schema.parse.steps import Extension, Filled, Steps, Walk, attribute_required, tell_where
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import MISSING, Place, copied


def _parse_any_of(schema: t.AnyOfSchema, value: Any, place: Place, walk: Walk) -> Steps:
    from dynamodb_toolbox.schema.parse.any_of import parse_any_of  # noqa: PLC0415  # few have unions

    return parse_any_of(schema, value, place, walk)


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
        "anyOf": _parse_any_of,
        "item": parse_item,
    }
)


def parse_node(schema: Schema, value: Any, place: Place, walk: Walk) -> Steps:
    """Take one value through the steps (spec/schema.md §6.5)."""
    if walk.fill and value is MISSING and not isinstance(schema, t.ItemSchema):
        default = _default(schema, place, walk)
        if walk.deep_fill and default is not MISSING:
            value = default  # and on, as if it had been given
        else:
            value = yield from _filled(schema, default, place, walk)
            walk = walk.settled
    extended = _extended(schema, value, place, walk)
    if extended is not None:
        if walk.fill:
            yield value
            yield value
        yield from extended
    elif value is MISSING and not isinstance(schema, t.ItemSchema):
        yield from _missing(schema, place, walk)
    else:
        yield from _PARSE[schema.type](schema, value, place, walk)


def _extended(schema: Schema, value: Any, place: Place, walk: Walk) -> Steps | None:
    """Ask the extension to take a value over; where all errors are wanted, its own is noted."""
    if walk.extension is None:
        return None
    try:
        steps = walk.extension(schema, value, place, walk.transform)
    except DynamoDBToolboxError as error:
        return _failed(error, walk)
    return steps if steps is None or walk.errors is None else _noted(steps, walk)


def _failed(error: DynamoDBToolboxError, walk: Walk) -> Steps:
    """Fail at the step of validation, in turn with the errors of other nodes."""
    yield walk.fail(error)


def _noted(steps: Steps, walk: Walk) -> Steps:
    try:
        parsed = next(steps)
    except DynamoDBToolboxError as error:
        parsed = walk.fail(error)
    yield parsed


def _default(schema: Schema, place: Place, walk: Walk) -> Any:
    default = getattr(schema.props, f"{schema.props.slot(walk.mode)}_default")
    return copied(_asked("default", place, walk, default) if callable(default) else default)


def _asked(role: str, place: Place, walk: Walk, function: Callable[..., Any], *given: Any) -> Any:
    try:
        return walk.ask(function, *given)
    except Exception as error:
        tell_where(error, role, place)
        raise


def _filled(schema: Schema, value: Any, place: Place, walk: Walk) -> Generator[Any, Any, Any]:
    """Fill a missing value: its default, or else its link, which is given the whole item."""
    root = yield value
    link = getattr(schema.props, f"{schema.props.slot(walk.mode)}_link")
    if value is MISSING and root is not MISSING and root is not None and link is not None:
        value = copied(_asked("link", place, walk, link, root))
    yield value
    return value


def _missing(schema: Schema, place: Place, walk: Walk) -> Steps:
    if walk.defined or schema.props.is_required(walk.mode):
        yield walk.fail(attribute_required(place))
    else:
        yield MISSING
    if walk.transform:
        yield MISSING


class ParseOptions(TypedDict, total=False):
    """How to parse.

    `mode`: `put`, `key` (only key attributes) or `update` (only `required("always")` is required).
    `fill`: whether defaults and links run (yes). `transform`: whether the last step, to names and values as
    stored, is wanted (yes). `defined`: whether a missing value is an error even where it is optional (no).
    `extension`: takes over values that are not plain, such as update actions. `place`: where the value
    stands, for the paths of errors. `forbid_unknown`: whether an attribute that the schema does not have is
    an error, instead of dropped (no). `deep_fill`: whether defaults run inside of defaults too (no).
    `filled`: defaults and links that were asked already, with what they gave.
    """

    mode: Mode
    fill: bool
    transform: bool
    defined: bool
    extension: Extension | None
    place: Place
    forbid_unknown: bool
    deep_fill: bool
    filled: Filled


class Parser:
    """Takes an input to what is stored, by a schema; `schema.build(Parser)`."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def start(self, value: Any = MISSING, **options: Unpack[ParseOptions]) -> Steps:
        """Give the value after each step: defaulted and linked (with `fill`), parsed, transformed."""
        return self._start(value, None, options)

    def parse(self, value: Any = MISSING, **options: Unpack[ParseOptions]) -> Any:
        """Give the value after the last step.

        Raises:
            DynamoDBToolboxError: `parsing.…`, with the path of the first fault.
        """
        *_, last = self.start(value, **options)
        return last

    def errors(self, value: Any = MISSING, **options: Unpack[ParseOptions]) -> list[DynamoDBToolboxError]:
        """Give all that is wrong with an input, in the order of the schema; nothing where it is valid.

        What a default, a link or a transformer of the caller raises is not caught.
        """
        errors: list[DynamoDBToolboxError] = []
        for _ in self._start(value, errors, options | {"transform": False}):
            pass
        return errors

    def validate(self, value: Any = MISSING, *, mode: Mode = "put", defined: bool = False) -> bool:
        """Tell whether `value` is valid as it stands, with no default or link filled in."""
        return not self.errors(value, mode=mode, fill=False, defined=defined)

    def _start(self, value: Any, errors: list[DynamoDBToolboxError] | None, options: ParseOptions) -> Steps:
        place = options.get("place", ())
        settings: dict[str, Any] = {name: choice for name, choice in options.items() if name != "place"}
        return parse_node(self.schema, value, place, Walk(parse_node, errors=errors, **settings))
