"""One statement, carried out by itself."""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.actions import Change
from dynamodb_toolbox.engine.conditional_write import Done, carry_out, reply_to_write
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.documents import copy_of_item
from dynamodb_toolbox.engine.evaluation.projections import project
from dynamodb_toolbox.engine.partiql import statements as st
from dynamodb_toolbox.engine.partiql.binding import Bound
from dynamodb_toolbox.engine.partiql.writes import action_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.expressions.nodes import Path
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem


def write(context: Context, bound: Bound, request: dict[str, Any]) -> Reply:
    """Carry out an INSERT, UPDATE or DELETE; `Items` has what RETURNING asks for.

    Raises:
        ValidationException: The statement does not suit the table or the item.
        ConditionalCheckFailedException: Its WHERE does not hold of the item.
        DuplicateItemException: An INSERT found an item.
        ResourceNotFoundException: There is no such table.
    """
    if isinstance(bound.statement, st.Exists):
        raise ValidationException("EXISTS may only be used in ExecuteTransaction")
    with context.database.reading() as connection:
        table = context.catalog.get(connection, bound.statement.table)
    action = action_of(bound, request, table)
    done = carry_out(context, action)
    paths = action.paths if isinstance(action, Change) else []
    returned = _returned(bound, paths, done)
    return {"Items": [returned] if returned else []} | reply_to_write(request, None, done)


def _returned(bound: Bound, paths: list[Path], done: Done) -> WireItem | None:
    statement = bound.statement
    returning = statement.returning if isinstance(statement, (st.Update, st.Delete)) else None
    if returning is None:
        return None
    scope, _, when = returning.partition(" ")
    stored = done.old if when == "OLD" else done.new
    if stored is None:
        return None
    return copy_of_item(stored.item if scope == "ALL" else project(stored.item, paths))
