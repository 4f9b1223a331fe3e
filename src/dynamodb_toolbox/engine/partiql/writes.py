"""INSERT, UPDATE, DELETE and EXISTS as actions on one item.

An INSERT finds no item with its key, an UPDATE finds one; a DELETE of an item that is not there does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox.engine.actions import Action, Change, Delete, Put, sized
from dynamodb_toolbox.engine.evaluation.updates import paths_of
from dynamodb_toolbox.engine.partiql import statements as st
from dynamodb_toolbox.engine.partiql.binding import Bound, all_of
from dynamodb_toolbox.engine.partiql.keys import key_and_rest
from dynamodb_toolbox.engine.partiql.literals import item_of
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.errors import DuplicateItemException
from dynamodb_toolbox.expressions import nodes as n


@dataclass(frozen=True, slots=True)
class Inserted(Put):
    """Write a whole item where there is none."""

    def outcome(self, table: Table, old: Stored | None) -> Stored | None:
        """Give the item of the statement.

        Raises:
            DuplicateItemException: There is one.
        """
        if old is not None:
            raise DuplicateItemException
        return Put.outcome(self, table, old)


def action_of(bound: Bound, request: dict[str, Any], table: Table) -> Action:
    """Give the action that a statement stands for.

    Args:
        bound: The statement.
        request: The `TableName` and the settings of the request that came with it.
        table: The table, whose key the WHERE must name.

    Raises:
        ValidationException: It does not, or the statement is not right in itself.
    """
    statement = bound.statement
    match statement:
        case st.Insert():
            return _insert(bound, statement, request)
        case st.Update():
            return _update(bound, statement, request, table)
        case st.Delete():
            key, rest = key_and_rest(bound, table.key)
            absent = n.AttributeNotExists(_partition(table))
            wanted = all_of(rest)
            condition = None if wanted is None else n.Or((absent, wanted))
            return Delete(request, key, bound.bindings, condition)
        case _:
            key, rest = key_and_rest(bound, table.key)
            return Action(request, key, bound.bindings, all_of([n.AttributeExists(_partition(table)), *rest]))


def _insert(bound: Bound, statement: st.Insert, request: dict[str, Any]) -> Inserted:
    item = item_of(statement.item, bound.parameters)
    return Inserted(request, item, bound.bindings, None, sized(item))


def _update(bound: Bound, statement: st.Update, request: dict[str, Any], table: Table) -> Change:
    key, rest = key_and_rest(bound, table.key)
    update = bound.update(statement.update)
    condition = all_of([n.AttributeExists(_partition(table)), *rest])
    return Change(request, key, bound.bindings, condition, update, paths_of(update))


def _partition(table: Table) -> n.Path:
    return n.Path((table.key.partition.name,))
