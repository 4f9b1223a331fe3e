"""Statements as they are written: names are names, values are numbered.

In the trees of conditions and updates an element of a `Path` that is a name is a placeholder, and so is the
content of a `Value`: `names` and `values` tell what they stand for. So a statement is read once, whatever
its parameters are, and bound as any other expression is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from dynamodb_toolbox.engine.partiql.literals import Literal as Value
from dynamodb_toolbox.expressions import nodes as n

Returning: TypeAlias = Literal["ALL OLD", "ALL NEW", "MODIFIED OLD", "MODIFIED NEW"]


@dataclass(frozen=True, slots=True)
class Order:
    """One member of ORDER BY."""

    path: n.Path
    forward: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What all statements have.

    Attributes:
        table: The name of the table.
        where: The condition as it is written.
        names: The attribute names by placeholder.
        values: The values by placeholder.
        parameters: How many parameters the statement takes.
    """

    table: str
    where: n.Condition | None
    names: dict[str, str] = field(kw_only=True, default_factory=dict)
    values: dict[str, Value] = field(kw_only=True, default_factory=dict)
    parameters: int = field(kw_only=True, default=0)


@dataclass(frozen=True, slots=True)
class Select(Statement):
    """`SELECT … FROM "table"."index" WHERE … ORDER BY …`; no paths stand for `*`."""

    index: str | None
    paths: tuple[n.Path, ...]
    order: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Exists(Statement):
    """`EXISTS(SELECT …)`, which stands alone in a transaction."""


@dataclass(frozen=True, slots=True)
class Insert(Statement):
    """`INSERT INTO "table" VALUE {…}`."""

    item: Value


@dataclass(frozen=True, slots=True)
class Update(Statement):
    """`UPDATE "table" SET … REMOVE … WHERE … RETURNING …`."""

    update: n.Update
    returning: Returning | None


@dataclass(frozen=True, slots=True)
class Delete(Statement):
    """`DELETE FROM "table" WHERE … RETURNING …`."""

    returning: Returning | None
