"""The nodes of the expression tree.

`parse(print(tree)) == tree` holds for every tree that can be written (a logical node has two children or
more). What a `Value` carries is opaque here: Python values in the toolbox, wire values in the engine.
Grammar: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.html
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from dynamodb_toolbox.records import Record
from dynamodb_toolbox.values import same


class Path(Record):
    """A document path: attribute names and list indexes, from the root."""

    elements: tuple[str | int, ...]


class Value(Record):
    """A literal, which an expression names by a placeholder such as `:c_1`; equal as DynamoDB has it."""

    value: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and same(self.value, other.value)

    def __hash__(self) -> int:
        return hash(Value)  # values may be dicts and sets; trees are compared, seldom hashed


class Size(Record):
    """`size(path)`; the service also takes a value there."""

    path: Path | Value


Operand: TypeAlias = Path | Value | Size

Comparator: TypeAlias = Literal["=", "<>", "<", "<=", ">", ">="]


class Comparison(Record):
    """`left = right` and its five kin."""

    comparator: Comparator
    left: Operand
    right: Operand


class Between(Record):
    """`operand BETWEEN low AND high`."""

    operand: Operand
    low: Operand
    high: Operand


class In(Record):
    """`operand IN (a, b, …)`."""

    operand: Operand
    options: tuple[Operand, ...]


class AttributeExists(Record):
    """`attribute_exists(path)`."""

    path: Path


class AttributeNotExists(Record):
    """`attribute_not_exists(path)`."""

    path: Path


class AttributeType(Record):
    """`attribute_type(operand, type)`; the type code is always a placeholder's value."""

    operand: Operand
    type: Value


class BeginsWith(Record):
    """`begins_with(operand, prefix)`."""

    operand: Operand
    prefix: Operand


class Contains(Record):
    """`contains(operand, element)`."""

    operand: Operand
    element: Operand


class And(Record):
    """`(a) AND (b) AND …`: two conditions or more."""

    conditions: tuple[Condition, ...]


class Or(Record):
    """`(a) OR (b) OR …`: two conditions or more."""

    conditions: tuple[Condition, ...]


class Not(Record):
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


class Projection(Record):
    """`a, b.c, d[0]`."""

    paths: tuple[Path, ...]


class IfNotExists(Record):
    """`if_not_exists(path, fallback)`."""

    path: Path
    fallback: UpdateOperand


class ListAppend(Record):
    """`list_append(first, second)`."""

    first: UpdateOperand
    second: UpdateOperand


class Plus(Record):
    """`left + right`."""

    left: UpdateOperand
    right: UpdateOperand


class Minus(Record):
    """`left - right`."""

    left: UpdateOperand
    right: UpdateOperand


UpdateOperand: TypeAlias = Path | Value | IfNotExists | ListAppend
"""What a function or an arithmetic sign takes; arithmetic itself stands only right of `=`."""

SetValue: TypeAlias = UpdateOperand | Plus | Minus


class SetAction(Record):
    """`SET path = value`."""

    path: Path
    value: SetValue


class RemoveAction(Record):
    """`REMOVE path`."""

    path: Path


class AddAction(Record):
    """`ADD path value`; the service takes no other operand than a value."""

    path: Path
    value: Path | Value | IfNotExists


class DeleteAction(Record):
    """`DELETE path value`; the service takes no other operand than a value."""

    path: Path
    value: Path | Value | IfNotExists


class Update(Record):
    """An update expression: its four clauses, each possibly empty."""

    set: tuple[SetAction, ...] = ()
    remove: tuple[RemoveAction, ...] = ()
    add: tuple[AddAction, ...] = ()
    delete: tuple[DeleteAction, ...] = ()
