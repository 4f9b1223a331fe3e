"""How the walk over a schema is cut into steps, and what each node of it may know.

Every node is a generator that gives its value after each step: with `fill` first *defaulted*, then
*linked* (what is sent in after *defaulted* is the whole item, for links); then *parsed*; then, with
`transform`, *transformed*. A parent advances all its children together, so that a step is complete in the
whole tree before the next begins: links see every default, and nothing is encoded unless all is valid.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import cached_property
from typing import Any, TypeAlias

from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.expressions.paths import format_path
from dynamodb_toolbox.records import Record, replace
from dynamodb_toolbox.schema.base import Schema
from dynamodb_toolbox.schema.props import Mode
from dynamodb_toolbox.values import Place

Steps: TypeAlias = Generator[Any, Any, None]

Extension: TypeAlias = Callable[[Schema, Any, Place, bool], Steps | None]
"""Takes a schema, a value, its place, and whether to transform; may take the value over from the walk.

It gives a generator of *parsed* (and *transformed*), or `None` to leave the value to the walk.
"""


Filled: TypeAlias = list[tuple[Callable[..., Any], Any]]
"""Defaults and links that were asked already, in order, each with what it gave."""


class Invalid:
    """What stands for a value found wrong, where all errors are wanted and the walk goes on."""


INVALID = Invalid()


class Walk(Record, slots=False):
    """The settings of one walk; a node is told its schema, value and place beside it.

    Attributes:
        node: Parses one node; the walk's own dispatch.
        mode: `put`, `key` or `update`.
        fill: Whether defaults and links run here and below.
        transform: Whether the *transformed* step is wanted.
        defined: Whether a missing value is an error even where it is optional.
        extension: Takes over values that are not plain, such as update actions.
        errors: Where to gather errors; `None` raises the first.
        forbid_unknown: Whether an attribute that the schema does not have is an error, not dropped.
        deep_fill: Whether defaults run inside of defaults.
        filled: What compiled code had filled before it left the input to this walk: not asked again.
    """

    node: Callable[[Schema, Any, Place, Walk], Steps]
    mode: Mode = "put"
    fill: bool = True
    transform: bool = True
    defined: bool = False
    extension: Extension | None = None
    errors: list[DynamoDBToolboxError] | None = None
    forbid_unknown: bool = False
    deep_fill: bool = False
    filled: Filled | None = None

    @cached_property
    def inner(self) -> Walk:
        """The same for children: only a root must be defined."""
        return replace(self, defined=False) if self.defined else self

    @cached_property
    def settled(self) -> Walk:
        """The same below a value that was filled in, where nothing more is."""
        return replace(self, fill=False)

    @cached_property
    def trial(self) -> Walk:
        """The same for an element of a union that may not fit: its first error is raised."""
        return self if self.errors is None else replace(self, errors=None)

    def ask(self, function: Callable[..., Any], *given: Any) -> Any:
        """Give what a default or a link gives, or gave when it was asked first."""
        if self.filled and self.filled[0][0] is function:
            return self.filled.pop(0)[1]
        return function(*given)

    def fail(self, error: DynamoDBToolboxError) -> Any:
        """Raise the error; or note it and give `INVALID`."""
        if self.errors is None:
            raise error
        self.errors.append(error)
        return INVALID


def tell_where(error: Exception, role: str, place: Place) -> None:
    """Note on what a function of the caller raised whose it is; the error stays what it was."""
    path = shown(place)
    error.add_note(f"Raised by the {role} of {'the value' if path is None else f'attribute {path!r}'}.")


def shown(place: Place) -> str | None:
    """Write a place for people; the root of a bare value has none."""
    return format_path(place) if place else None


def invalid_input(
    received: Any, place: Place, expected: Any = None, reason: str | None = None
) -> DynamoDBToolboxError:
    """Build the error for a value of the wrong type or outside an enum."""
    path = shown(place)
    subject = "Value" if path is None else f"Attribute '{path}'"
    wanted = "match an element of the union" if expected is None else f"be {_described(expected)}"
    return DynamoDBToolboxError(
        "parsing.invalidAttributeInput",
        f"{subject} should {reason or wanted}; got {type(received).__name__}: {received!r}.",
        path=path,
        payload={"received": received} if expected is None else {"received": received, "expected": expected},
    )


def _described(expected: Any) -> str:
    if isinstance(expected, list):
        return "one of: " + ", ".join(map(repr, expected))
    return f"a {expected}" if isinstance(expected, str) else repr(expected)


def unknown_attribute(received: Any, place: Place, known: list[str]) -> DynamoDBToolboxError:
    """Build the error for an attribute that the schema does not have."""
    path = shown(place)
    return DynamoDBToolboxError(
        "parsing.unknownAttribute",
        f"Attribute '{path}' is not in the schema; expected one of: {', '.join(known)}. Got {received!r}.",
        path=path,
        payload={"received": received, "expected": known},
    )


def attribute_required(place: Place) -> DynamoDBToolboxError:
    """Build the error for a missing value."""
    path = shown(place)
    subject = "Value" if path is None else f"Attribute '{path}'"
    return DynamoDBToolboxError(
        "parsing.attributeRequired", f"{subject} is required but missing; give it a value.", path=path
    )


def validated(schema: Schema, value: Any, place: Place, walk: Walk) -> Any:
    """Run the validators of a node on its parsed value."""
    if value is INVALID:
        return INVALID
    for validator in getattr(schema.props, f"{schema.props.slot(walk.mode)}_validators"):
        try:
            result = validator(value)
        except Exception as error:
            tell_where(error, "validator", place)
            raise
        if result is not True:
            return walk.fail(_refused(value, result, place))
    return value


def _refused(value: Any, result: Any, place: Place) -> DynamoDBToolboxError:
    path = shown(place)
    subject = "Value" if path is None else f"Attribute '{path}'"
    because = f": {result}" if isinstance(result, str) else f" (it gave {result!r}, not True)"
    return DynamoDBToolboxError(
        "parsing.customValidationFailed",
        f"{subject} was refused by its validator{because}; got {value!r}.",
        path=path,
        payload={"received": value, "validationResult": result},
    )
