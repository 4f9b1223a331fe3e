"""What PutItem, UpdateItem, DeleteItem and transactions share: the condition, the write, the reply."""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from dynamodb_toolbox.engine import item_collections as collections
from dynamodb_toolbox.engine.actions import Action
from dynamodb_toolbox.engine.capacity import (
    NO_INDEX_UNITS,
    IndexUnits,
    consumed,
    is_asked_for,
    write_units,
)
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.evaluation.conditions import holds
from dynamodb_toolbox.engine.index_capacity import index_units
from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.errors import ConditionalCheckFailedException
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.values import WireItem


class Done(NamedTuple):
    """What a write came to: the item before and after, its collection, and what it cost the indexes."""

    old: Stored | None
    new: Stored | None
    metrics: Reply
    index_units: IndexUnits

    @property
    def size(self) -> int:
        """What counts for the cost: the larger of the item before and after."""
        return larger(self.old, self.new)


def carry_out(context: Context, action: Action, *, reads_old: bool = True) -> Done:
    """Do one action in a transaction of its own; `reads_old=False` where nobody needs the item before.

    Raises:
        ValidationException: The action does not suit the table or the item.
        ConditionalCheckFailedException: Its condition does not hold.
        ResourceNotFoundException: There is no such table.
    """
    request = action.request
    with context.database.writing() as connection:
        table = context.catalog.get(connection, request["TableName"])
        place = action.locate(table)
        old = items.read(connection, table, place) if reads_old else None
        check_condition(action, old)
        new = action.outcome(table, old)
        action.check_outcome(table, new)
        store(connection, table, place, new)
        metrics: Reply = {}
        if collections.are_asked_for(request, table):
            metrics["ItemCollectionMetrics"] = collections.metrics_of(connection, table, place, action.key)
        units = index_units(table, old, new) if is_asked_for(request) else NO_INDEX_UNITS
    return Done(old, new, metrics, units)


def check_condition(action: Action, stored: Stored | None) -> None:
    """Refuse an action whose condition does not hold.

    Raises:
        ConditionalCheckFailedException: With the stored item, where the request asks for it.
    """
    if action.condition is None or holds(action.condition, stored.item if stored else {}):
        return
    wants_item = action.request.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD"
    raise ConditionalCheckFailedException(item=stored.item if stored and wants_item else None)


def store(connection: sqlite3.Connection, table: Table, place: Place, new: Stored | None) -> None:
    """Put what a write left at its place; nothing, where it left nothing.

    Raises:
        ItemCollectionSizeLimitExceededException: The items of its partition key are too large together.
    """
    if new is None:
        items.delete(connection, table, place)
        return
    items.write(connection, table, place, new.item, new.size)
    collections.check_size(connection, table, place)


def larger(old: Stored | None, new: Stored | None) -> int:
    """Give the size of the larger of the item before and after."""
    return max(old.size if old else 0, new.size if new else 0)


def reply_to_write(request: dict[str, Any], attributes: WireItem | None, done: Done) -> Reply:
    """Build the reply to a write: the attributes asked for, what it cost, and the collection's size."""
    reply: Reply = {"Attributes": attributes} if attributes else {}
    return reply | consumed(request, write_units(done.size), done.index_units) | done.metrics


def old_attributes(request: dict[str, Any], done: Done) -> WireItem | None:
    """Give the item before, where the request asks for it."""
    return done.old.item if done.old and request.get("ReturnValues") == "ALL_OLD" else None
