"""TransactWriteItems: up to 100 puts, updates, deletes and checks, all of them or none.

The request is read and checked first, as far as can be. Then, in one SQLite transaction: the tables, the
keys, the conditions and updates (each sees only the state before), and last the writes.
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
"""

from __future__ import annotations

import sqlite3
from typing import Any, NamedTuple

from dynamodb_toolbox.engine.actions import Action
from dynamodb_toolbox.engine.cancellation import all_or_cancelled
from dynamodb_toolbox.engine.capacity import IN_TRANSACTION, Meter, is_asked_for, read_units, write_units
from dynamodb_toolbox.engine.conditional_write import check_condition, larger, store
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.idempotency import Token, token_of
from dynamodb_toolbox.engine.index_capacity import index_units
from dynamodb_toolbox.engine.item_collections import CollectedMetrics
from dynamodb_toolbox.engine.keys import Place
from dynamodb_toolbox.engine.storage import items
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.storage.items import Stored
from dynamodb_toolbox.engine.storage.tokens import Sizes
from dynamodb_toolbox.engine.transact_actions import note_actions, read_action
from dynamodb_toolbox.engine.transactions import check_distinct, check_total, note_members
from dynamodb_toolbox.engine.validation import Constraints
from dynamodb_toolbox.protocol.calls import Reply


class _Step(NamedTuple):
    """An action, the table it is on, and where its item is there."""

    action: Action
    table: Table
    place: Place


class _Change(NamedTuple):
    """A step, and the item before and after it."""

    step: _Step
    old: Stored | None
    new: Stored | None


def transact_write_items(context: Context, request: dict[str, Any]) -> Reply:
    """Do all actions or none; one with a token is done once, however often it is sent.

    Raises:
        ValidationException: The request is not right, or two actions are on one item.
        TransactionCanceledException: Nothing was written; the reasons tell which actions are to blame.
        IdempotentParameterMismatchException: The token was used for another request.
        ResourceNotFoundException: One of the tables does not exist.
    """
    actions, token = _read(request)
    return write_all(context, request, actions, token)


def write_all(context: Context, request: dict[str, Any], actions: list[Action], token: Token | None) -> Reply:
    """Do actions that have been read, all or none.

    Raises:
        ValidationException: An action does not suit its table, or two are on one item.
        TransactionCanceledException: Nothing was written; the reasons tell which actions are to blame.
        IdempotentParameterMismatchException: The token was used for another request.
        ResourceNotFoundException: One of the tables does not exist.
    """
    with context.database.writing() as connection:
        now = context.clock()
        sizes = token.find(connection, now) if token else None
        if sizes is not None:
            return _reply_again(request, sizes)
        steps = _located(context, connection, actions)
        changes = all_or_cancelled(steps, lambda step: _evaluated(connection, step))
        _check_outcomes(changes)
        all_or_cancelled(changes, lambda change: _stored(connection, change))
        sizes = [(change.step.table.name, larger(change.old, change.new)) for change in changes]
        if token:
            token.remember(connection, sizes, now)
        metrics = _metrics(connection, request, changes)
    return metrics | _capacity(request, changes)


def _read(request: dict[str, Any]) -> tuple[list[Action], Token | None]:
    constraints = Constraints()
    token = token_of(constraints, request)
    members = note_members(constraints, request)
    note_actions(constraints, members)
    constraints.check()
    actions = [read_action(member) for member in members]
    check_total(sum(action.size for action in actions))
    return actions, token


def _located(context: Context, connection: sqlite3.Connection, actions: list[Action]) -> list[_Step]:
    tables = [context.catalog.get(connection, action.request["TableName"]) for action in actions]
    pairs = list(zip(actions, tables, strict=True))
    for action, table in pairs:
        action.check_request(table)
    steps = all_or_cancelled(pairs, lambda pair: _Step(*pair, pair[0].locate(pair[1])))
    check_distinct((step.table.name, step.place) for step in steps)
    return steps


def _evaluated(connection: sqlite3.Connection, step: _Step) -> _Change:
    old = items.read(connection, step.table, step.place)
    check_condition(step.action, old)
    return _Change(step, old, step.action.outcome(step.table, old))


def _check_outcomes(changes: list[_Change]) -> None:
    for (action, table, _), _, new in changes:
        action.check_outcome(table, new)
    check_total(sum(larger(change.old, change.new) for change in changes))


def _stored(connection: sqlite3.Connection, change: _Change) -> None:
    if change.new is not change.old:
        store(connection, change.step.table, change.step.place, change.new)


def _metrics(connection: sqlite3.Connection, request: dict[str, Any], changes: list[_Change]) -> Reply:
    metrics = CollectedMetrics(request)
    for (action, table, place), old, new in changes:
        if new is not old:
            metrics.note(connection, table, place, action.key)
    return metrics.reply()


def _capacity(request: dict[str, Any], changes: list[_Change]) -> Reply:
    if not is_asked_for(request):
        return {}
    meter = Meter(request, "Write")
    for (_, table, _), old, new in changes:
        units = IN_TRANSACTION * write_units(larger(old, new))
        meter.add(table.name, units, index_units(table, old, new))
    return meter.reply()


def _reply_again(request: dict[str, Any], sizes: Sizes) -> Reply:
    """Reply to a request that was done before: what it costs is to read the items, not to write them."""
    meter = Meter(request, "Read")
    for table, size in sizes:
        meter.add(table, IN_TRANSACTION * read_units(size, consistent=True))
    return meter.reply()
