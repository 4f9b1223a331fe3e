"""The nodes of the expression tree.

`parse(print(tree)) == tree` holds for every tree that can be written (a logical node has two children or
more). What a `Value` carries is opaque here: Python values in the toolbox, wire values in the engine.
Grammar: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from dynamodb_toolbox.values import same


@dataclass(frozen=True, slots=True)
class Path:
    """A document path: attribute names and list indexes, from the root."""

    elements: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A literal, which an expression names by a placeholder such as `:c_1`; equal as DynamoDB has it."""

    value: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and same(self.value, other.value)

    def __hash__(self) -> int:
        return hash(Value)  # values may be dicts and sets; trees are compared, seldom hashed


@dataclass(frozen=True, slots=True)
class Size:
    """`size(path)`; the service also takes a value there."""

    path: Path | Value


Operand: TypeAlias = Path | Value | Size

Comparator: TypeAlias = Literal["=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left = right` and its five kin."""

    comparator: Comparator
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class Between:
    """`operand BETWEEN low AND high`."""

    operand: Operand
    low: Operand
    high: Operand


@dataclass(frozen=True, slots=True)
class In:
    """`operand IN (a, b, …)`."""

    operand: Operand
    options: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class AttributeExists:
    """`attribute_exists(path)`."""

    path: Path


@dataclass(frozen=True, slots=True)
class AttributeNotExists:
    """`attribute_not_exists(path)`."""

    path: Path


@dataclass(frozen=True, slots=True)
class AttributeType:
    """`attribute_type(operand, type)`; the type code is always a placeholder's value."""

    operand: Operand
    type: Value


@dataclass(frozen=True, slots=True)
class BeginsWith:
    """`begins_with(operand, prefix)`."""

    operand: Operand
    prefix: Operand


@dataclass(frozen=True, slots=True)
class Contains:
    """`contains(operand, element)`."""

    operand: Operand
    element: Operand


@dataclass(frozen=True, slots=True)
class And:
    """`(a) AND (b) AND …`: two conditions or more."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """`(a) OR (b) OR …`: two conditions or more."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`NOT (a)`."""

    condition: Condition


Condition: TypeAlias = (
    Comparison
    | Between
    | In
    | AttributeExists
    | AttributeNotExists
    | AttributeType
    | BeginsWith
    | Contains
    | And
    | Or
    | Not
)


@dataclass(frozen=True, slots=True)
class Projection:
    """`a, b.c, d[0]`."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class IfNotExists:
    """`if_not_exists(path, fallback)`."""

    path: Path
    fallback: UpdateOperand


@dataclass(frozen=True, slots=True)
class ListAppend:
    """`list_append(first, second)`."""

    first: UpdateOperand
    second: UpdateOperand


@dataclass(frozen=True, slots=True)
class Plus:
    """`left + right`."""

    left: UpdateOperand
    right: UpdateOperand


@dataclass(frozen=True, slots=True)
class Minus:
    """`left - right`."""

    left: UpdateOperand
    right: UpdateOperand


UpdateOperand: TypeAlias = Path | Value | IfNotExists | ListAppend
"""What a function or an arithmetic sign takes; arithmetic itself stands only right of `=`."""

SetValue: TypeAlias = UpdateOperand | Plus | Minus


@dataclass(frozen=True, slots=True)
class SetAction:
    """`SET path = value`."""

    path: Path
    value: SetValue


@dataclass(frozen=True, slots=True)
class RemoveAction:
    """`REMOVE path`."""

    path: Path


@dataclass(frozen=True, slots=True)
class AddAction:
    """`ADD path value`; the service takes no other operand than a value."""

    path: Path
    value: Path | Value | IfNotExists


@dataclass(frozen=True, slots=True)
class DeleteAction:
    """`DELETE path value`; the service takes no other operand than a value."""

    path: Path
    value: Path | Value | IfNotExists


@dataclass(frozen=True, slots=True)
class Update:
    """An update expression: its four clauses, each possibly empty."""

    set: tuple[SetAction, ...] = ()
    remove: tuple[RemoveAction, ...] = ()
    add: tuple[AddAction, ...] = ()
    delete: tuple[DeleteAction, ...] = ()
