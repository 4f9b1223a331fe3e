"""What entities take and give.

Written by `dynamodb-toolbox types`: change the schemas instead, and have it written again.
"""

from __future__ import annotations

import datetime
import decimal
import uuid
from typing import Any, Literal, NotRequired, TypedDict

import tests.exports.every_type
from dynamodb_toolbox.schema.update import actions


class EveryTypeItemMoves(TypedDict):
    """What is within."""

    name: str
    power: NotRequired[int | float]


class EveryTypeItemState(TypedDict):
    """What is within."""

    status: Literal['wild']


class EveryTypeItemState2(TypedDict):
    """What is within."""

    status: Literal['captured']
    by: str


class EveryTypeItemOddIn(TypedDict):
    """What is within."""

    x: bool


# What is within.
EveryTypeItemOdd = TypedDict(
    'EveryTypeItemOdd',
    {
        'a.b': 'str',
        'class': 'NotRequired[int | float]',
        'in': 'EveryTypeItemOddIn',
    },
)


# What is within.
EveryTypeItemShadow = TypedDict(
    'EveryTypeItemShadow',
    {
        'int': 'int | float',
        'str': 'str',
    },
)


# What is within.
EveryTypeItemPrivate = TypedDict(
    'EveryTypeItemPrivate',
    {
        '__mangled': 'str',
    },
)


class EveryTypeItem(TypedDict):
    """What is read of the entity 'every-type'."""

    pk: str
    level: int | float
    exact: int | decimal.Decimal
    species: Literal['pikachu', 'it"s']
    rank: Literal[1, 2]
    photo: NotRequired[bytes]
    region: tests.exports.every_type.Region
    first: NotRequired[Literal[tests.exports.every_type.Region.KANTO]]
    caught_at: NotRequired[datetime.datetime]
    price: decimal.Decimal
    serial: NotRequired[uuid.UUID]
    anything: NotRequired[Any]
    cast: NotRequired[list[int] | None]
    moves: list[EveryTypeItemMoves]
    position: list[str | int | float]
    tags: NotRequired[set[Literal['a', 'b']]]
    resistances: dict[Literal['fire', 'water'], int | float]
    nullable: str | None
    state: EveryTypeItemState | EveryTypeItemState2
    odd: EveryTypeItemOdd
    shadow: EveryTypeItemShadow
    private: EveryTypeItemPrivate
    code: str
    created: str
    modified: str


class EveryTypeInputMoves(TypedDict):
    """What is within."""

    name: str
    power: NotRequired[int | float | decimal.Decimal]


class EveryTypeInputState(TypedDict):
    """What is within."""

    status: Literal['wild']


class EveryTypeInputState2(TypedDict):
    """What is within."""

    status: Literal['captured']
    by: str


class EveryTypeInputOddIn(TypedDict):
    """What is within."""

    x: bool


# What is within.
EveryTypeInputOdd = TypedDict(
    'EveryTypeInputOdd',
    {
        'a.b': 'str',
        'class': 'NotRequired[int | float | decimal.Decimal]',
        'in': 'EveryTypeInputOddIn',
    },
)


# What is within.
EveryTypeInputShadow = TypedDict(
    'EveryTypeInputShadow',
    {
        'int': 'int | float | decimal.Decimal',
        'str': 'str',
    },
)


# What is within.
EveryTypeInputPrivate = TypedDict(
    'EveryTypeInputPrivate',
    {
        '__mangled': 'str',
    },
)


class EveryTypeInput(TypedDict):
    """What a put of the entity 'every-type' takes."""

    pk: str
    level: NotRequired[int | float | decimal.Decimal]
    exact: int | float | decimal.Decimal
    species: Literal['pikachu', 'it"s']
    rank: Literal[1, 2]
    photo: NotRequired[bytes]
    region: tests.exports.every_type.Region
    first: NotRequired[Literal[tests.exports.every_type.Region.KANTO]]
    caught_at: NotRequired[datetime.datetime]
    price: NotRequired[decimal.Decimal]
    serial: NotRequired[uuid.UUID]
    anything: NotRequired[Any]
    cast: NotRequired[list[int] | None]
    moves: NotRequired[list[EveryTypeInputMoves] | tuple[EveryTypeInputMoves, ...]]
    position: list[str | int | float | decimal.Decimal] | tuple[str, int | float | decimal.Decimal]
    tags: NotRequired[set[Literal['a', 'b']] | frozenset[Literal['a', 'b']]]
    resistances: dict[Literal['fire', 'water'], int | float | decimal.Decimal]
    nullable: str | None
    state: EveryTypeInputState | EveryTypeInputState2
    odd: EveryTypeInputOdd
    shadow: EveryTypeInputShadow
    private: EveryTypeInputPrivate
    secret: NotRequired[str]
    code: NotRequired[str]
    entity: NotRequired[Literal['every-type']]
    created: NotRequired[str]
    modified: NotRequired[str]


class EveryTypeUpdateMoves(TypedDict):
    """What is within."""

    name: NotRequired[str | actions.Get]
    power: NotRequired[int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get | actions.Remove]


class EveryTypeUpdateState(TypedDict):
    """What is within."""

    status: NotRequired[Literal['wild'] | actions.Get]


class EveryTypeUpdateState2(TypedDict):
    """What is within."""

    status: NotRequired[Literal['captured'] | actions.Get]
    by: NotRequired[str | actions.Get]


class EveryTypeUpdateOddIn(TypedDict):
    """What is within."""

    x: NotRequired[bool | actions.Get]


# What is within.
EveryTypeUpdateOdd = TypedDict(
    'EveryTypeUpdateOdd',
    {
        'a.b': 'NotRequired[str | actions.Get]',
        'class': 'NotRequired[int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get | actions.Remove]',
        'in': 'NotRequired[EveryTypeUpdateOddIn | actions.Set | actions.Get]',
    },
)


# What is within.
EveryTypeUpdateShadow = TypedDict(
    'EveryTypeUpdateShadow',
    {
        'int': 'NotRequired[int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get]',
        'str': 'NotRequired[str | actions.Get]',
    },
)


# What is within.
EveryTypeUpdatePrivate = TypedDict(
    'EveryTypeUpdatePrivate',
    {
        '__mangled': 'NotRequired[str | actions.Get]',
    },
)


class EveryTypeUpdate(TypedDict):
    """What an update of the entity 'every-type' takes."""

    pk: str
    level: NotRequired[int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get]
    exact: NotRequired[int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get]
    species: NotRequired[Literal['pikachu', 'it"s'] | actions.Get]
    rank: NotRequired[Literal[1, 2] | actions.Add | actions.Sum | actions.Subtract | actions.Get]
    photo: NotRequired[bytes | actions.Get | actions.Remove]
    region: NotRequired[tests.exports.every_type.Region | actions.Get]
    first: NotRequired[Literal[tests.exports.every_type.Region.KANTO] | actions.Get | actions.Remove]
    caught_at: NotRequired[datetime.datetime | actions.Get | actions.Remove]
    price: NotRequired[decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get]
    serial: NotRequired[uuid.UUID | actions.Get | actions.Remove]
    anything: NotRequired[Any]
    cast: NotRequired[list[int] | None | actions.Get | actions.Remove]
    moves: NotRequired[list[EveryTypeUpdateMoves | actions.Set | actions.Get | actions.Remove] | dict[int, EveryTypeUpdateMoves | actions.Set | actions.Get | actions.Remove] | actions.Set | actions.Append | actions.Prepend | actions.Get]
    position: NotRequired[list[str | actions.Get | actions.Remove | int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract] | dict[int, str | actions.Get | actions.Remove | int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract] | actions.Set | actions.Get]
    tags: NotRequired[set[Literal['a', 'b']] | frozenset[Literal['a', 'b']] | actions.Add | actions.Delete | actions.Get | actions.Remove]
    resistances: NotRequired[dict[Literal['fire', 'water'], int | float | decimal.Decimal | actions.Add | actions.Sum | actions.Subtract | actions.Get | actions.Remove] | actions.Set | actions.Get]
    nullable: NotRequired[str | actions.Get | None]
    state: NotRequired[EveryTypeUpdateState | actions.Set | actions.Get | EveryTypeUpdateState2]
    odd: NotRequired[EveryTypeUpdateOdd | actions.Set | actions.Get]
    shadow: NotRequired[EveryTypeUpdateShadow | actions.Set | actions.Get]
    private: NotRequired[EveryTypeUpdatePrivate | actions.Set | actions.Get]
    secret: NotRequired[str | actions.Get | actions.Remove]
    code: NotRequired[str | actions.Get]
    entity: NotRequired[Literal['every-type'] | actions.Get]
    created: NotRequired[str | actions.Get]
    modified: NotRequired[str | actions.Get]


class EveryTypeKey(TypedDict):
    """The key of an item of the entity 'every-type'."""

    pk: str
