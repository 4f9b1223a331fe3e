"""How DynamoDB orders wire values: numbers by value, strings and binary by their bytes, nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypeAlias

from dynamodb_toolbox.values import AttributeValue, wire_bytes

Rank: TypeAlias = Decimal | bytes
"""What stands for a value where it is ordered; to be compared only within one type."""

ORDERED_TYPES: Final = frozenset({"S", "N", "B"})


def type_of(value: AttributeValue) -> str:
    """Give the type code of a wire value."""
    return next(iter(value))


def rank(value: AttributeValue) -> Rank:
    """Give what orders a string, a number or a binary among those of its type."""
    [(kind, content)] = value.items()
    if kind == "N":
        return Decimal(content)
    return content.encode() if kind == "S" else wire_bytes(content)


def precedes(left: AttributeValue, right: AttributeValue) -> bool:
    """Tell whether `left` comes before `right`, which is of the same type."""
    first, second = rank(left), rank(right)
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return first < second
    return isinstance(first, bytes) and isinstance(second, bytes) and first < second
