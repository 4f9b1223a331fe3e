"""The document paths that a condition mentions."""

from __future__ import annotations

from collections.abc import Iterator

from dynamodb_toolbox.expressions import nodes as n


def paths_in(node: n.Condition) -> Iterator[n.Path]:
    """Give the paths in a condition, from left to right."""
    match node:
        case n.And(conditions) | n.Or(conditions):
            for condition in conditions:
                yield from paths_in(condition)
        case n.Not(condition):
            yield from paths_in(condition)
        case _:
            for operand in operands_of(node):
                inner = operand.path if isinstance(operand, n.Size) else operand
                if isinstance(inner, n.Path):
                    yield inner


def operands_of(
    node: n.Comparison
    | n.Between
    | n.In
    | n.AttributeExists
    | n.AttributeNotExists
    | n.AttributeType
    | n.BeginsWith
    | n.Contains,
) -> tuple[n.Operand, ...]:
    """Give the operands of a single test, from left to right."""
    match node:
        case n.Comparison(_, left, right):
            return left, right
        case n.Between(operand, low, high):
            return operand, low, high
        case n.In(operand, options):
            return operand, *options
        case n.AttributeExists(path) | n.AttributeNotExists(path):
            return (path,)
        case n.AttributeType(operand, kind):
            return operand, kind
        case n.BeginsWith(operand, prefix):
            return operand, prefix
        case n.Contains(operand, element):
            return operand, element
