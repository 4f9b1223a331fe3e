"""Values as a statement writes them, and the values they stand for once the parameters are known.

| PartiQL                | value                  |
|------------------------|------------------------|
| `'text'`               | a string               |
| `1`, `-2.5`, `1e3`     | a number               |
| `TRUE`, `FALSE`        | a boolean              |
| `NULL`                 | null                   |
| `[1, 'a']`             | a list                 |
| `{'a': 1}`             | a map                  |
| `<<1, 2>>`             | a set                  |
| `?`                    | the next parameter     |

Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.data-types.html
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dynamodb_toolbox.engine.attributes import canonical_value
from dynamodb_toolbox.engine.numbers import canonical_number
from dynamodb_toolbox.engine.request_faults import in_older_words
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.values import AttributeValue, WireItem

_SET_KINDS = {"S": "SS", "N": "NS", "B": "BS"}


@dataclass(frozen=True, slots=True)
class Constant:
    """A scalar: its type code, and its content as it is on the wire."""

    kind: str
    content: str | bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """A `?`: the number of it in the statement, from 0."""

    number: int


@dataclass(frozen=True, slots=True)
class ListOf:
    """`[…]`."""

    elements: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class SetOf:
    """`<<…>>`."""

    elements: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class MapOf:
    """`{'name': …}`."""

    members: tuple[tuple[str, Literal], ...]


Literal: TypeAlias = Constant | Parameter | ListOf | SetOf | MapOf


def value_of(literal: Literal, parameters: Sequence[AttributeValue]) -> AttributeValue:
    """Give the value of a literal, in the form in which values are stored.

    Raises:
        ValidationException: DynamoDB cannot hold it, or a set mixes types.
    """
    try:
        return in_older_words(canonical_value, _plain(literal, parameters))
    except ValidationException as error:
        raise _placed(error, [literal]) from None


def item_of(literal: Literal, parameters: Sequence[AttributeValue]) -> WireItem:
    """Give the item that a literal is, in the form in which items are stored.

    Raises:
        ValidationException: It is no map, DynamoDB cannot hold it, or a set mixes types.
    """
    if not isinstance(literal, (MapOf, Parameter)):
        raise ValidationException("INSERT takes a map of attributes as its VALUE")
    try:
        item: WireItem | None = in_older_words(canonical_value, _plain(literal, parameters)).get("M")
    except ValidationException as error:
        members = literal.members if isinstance(literal, MapOf) else ()
        raise _placed(error, [member for _, member in members]) from None
    if item is None:
        raise ValidationException("INSERT takes a map of attributes as its VALUE")
    return item


def _placed(error: ValidationException, roots: Sequence[Literal]) -> ValidationException:
    """Add to the fault of a number where in its value it is, as the service does."""
    found = next(filter(None, (_faulty_number(root, "root") for root in roots)), None)
    return error if found is None else ValidationException(f"{error.message} under {found}")


def _faulty_number(literal: Literal, path: str) -> str | None:
    """Give the path of the first number that cannot be held, if there is one."""
    match literal:
        case Constant("N", str(text)):
            try:
                canonical_number(text)
            except ValidationException:
                return path
        case ListOf(elements):
            found = (_faulty_number(element, f"{path}[{at}]") for at, element in enumerate(elements))
            return next(filter(None, found), None)
        case MapOf(members):
            found = (_faulty_number(member, f"{path}.{name}") for name, member in members)
            return next(filter(None, found), None)
        case _:
            pass
    return None


def _plain(literal: Literal, parameters: Sequence[AttributeValue]) -> AttributeValue:
    match literal:
        case Constant(kind, content):
            return {kind: content}
        case Parameter(number):
            return parameters[number]
        case ListOf(elements):
            return {"L": [_plain(element, parameters) for element in elements]}
        case MapOf(members):
            return {"M": {name: _plain(member, parameters) for name, member in members}}
        case SetOf(elements):
            return _set([_plain(element, parameters) for element in elements])


def _set(elements: list[AttributeValue]) -> AttributeValue:
    kinds = {kind for element in elements for kind in element}
    if len(kinds) != 1 or not kinds <= _SET_KINDS.keys():
        raise ValidationException("A set holds strings only, numbers only or binaries only, and at least one")
    [kind] = kinds
    return {_SET_KINDS[kind]: [element[kind] for element in elements]}
