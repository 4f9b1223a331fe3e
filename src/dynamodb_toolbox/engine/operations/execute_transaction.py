"""ExecuteTransaction: up to 100 PartiQL statements, all of them or none; they all read or all write.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from dynamodb_toolbox.engine.actions import Action
from dynamodb_toolbox.engine.cancellation import all_or_cancelled
from dynamodb_toolbox.engine.capacity import IN_TRANSACTION, Meter, read_units
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.idempotency import Token, token_of
from dynamodb_toolbox.engine.keys import place_of_key
from dynamodb_toolbox.engine.operations.transact_write_items import write_all
from dynamodb_toolbox.engine.partiql.binding import Bound
from dynamodb_toolbox.engine.partiql.keys import key_and_rest
from dynamodb_toolbox.engine.partiql.reads import select_one
from dynamodb_toolbox.engine.partiql.requests import Given, given_of, note_statement
from dynamodb_toolbox.engine.partiql.statements import Delete, Select, Update
from dynamodb_toolbox.engine.partiql.writes import action_of
from dynamodb_toolbox.engine.transactions import check_distinct, check_total
from dynamodb_toolbox.engine.validation import Constraints, list_of, note_choices, require_struct
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.limits import MAX_TRANSACTION_ITEMS
from dynamodb_toolbox.protocol.calls import Reply

_STATEMENTS: Final = "transactStatements"


@dataclass(frozen=True, slots=True)
class _StatementsToken(Token):
    """The token of a transaction of statements."""

    def _digest(self) -> bytes:
        members = [[m["Statement"], m.get("Parameters")] for m in self.request["TransactStatements"]]
        return hashlib.sha256(msgspec.json.encode(members, order="deterministic")).digest()


def execute_transaction(context: Context, request: dict[str, Any]) -> Reply:
    """Carry out statements; `Responses` has one entry for each read, and none for writes.

    Raises:
        ValidationException: The request or a statement is not right, or two are on one item.
        TransactionCanceledException: Nothing was done; the reasons tell which statements are to blame.
        IdempotentParameterMismatchException: The token was used for another request.
        ResourceNotFoundException: One of the tables does not exist.
    """
    members, token = _checked_members(request)
    given = [given_of(member) for member in members]
    bound = [one.bound() for one in given]
    for number, one in enumerate(bound):
        _check_statement(one, number)
    reads = {isinstance(one.statement, Select) for one in bound}
    if len(reads) > 1:
        raise ValidationException(
            "ExecuteTransaction API does not support both read and write operations in the same request."
        )
    if reads == {True}:
        return _read_all(context, request, bound)
    actions = _actions(context, bound, given)
    check_total(sum(action.size for action in actions))
    return {"Responses": []} | write_all(context, request, actions, token)


def _checked_members(request: dict[str, Any]) -> tuple[list[dict[str, Any]], Token | None]:
    constraints = Constraints()
    members = list_of(request, "TransactStatements")
    constraints.require(members, _STATEMENTS)
    if members is not None:
        constraints.length(members, _STATEMENTS, 1, MAX_TRANSACTION_ITEMS)
    for number, member in enumerate(members or (), 1):
        require_struct(member)
        note_statement(constraints, member, f"{_STATEMENTS}.{number}.member.")
    note_choices(constraints, request, ("ReturnConsumedCapacity",))
    token = token_of(constraints, request)
    constraints.check()
    return members or [], None if token is None else _StatementsToken(token.text, request)


def _check_statement(bound: Bound, number: int) -> None:
    statement = bound.statement
    fault: str | None = None
    if isinstance(statement, (Update, Delete)) and statement.returning is not None:
        fault = "RETURNING clause is not supported in ExecuteTransaction."
    elif isinstance(statement, Select) and statement.index is not None:
        fault = "Reads on indices are not supported within transactions."
    if fault:
        raise ValidationException(f"Validation failed in TransactStatements[{number}]: {fault}")


def _actions(context: Context, bound: list[Bound], given: list[Given]) -> list[Action]:
    with context.database.reading() as connection:
        tables = [context.catalog.get(connection, one.statement.table) for one in bound]
    return [
        action_of(one, member.request_for(table.name), table)
        for one, member, table in zip(bound, given, tables, strict=True)
    ]


def _read_all(context: Context, request: dict[str, Any], bound: list[Bound]) -> Reply:
    with context.database.reading() as connection:
        tables = [context.catalog.get(connection, one.statement.table) for one in bound]
        wanted = [key_and_rest(one, table.key) for one, table in zip(bound, tables, strict=True)]
        pairs = list(zip(tables, wanted, strict=True))
        places = all_or_cancelled(pairs, lambda pair: place_of_key(pair[0].key, pair[1].key))
        check_distinct((table.name, place) for table, place in zip(tables, places, strict=True))
        found = [
            select_one(connection, one, table, keys)
            for one, table, keys in zip(bound, tables, wanted, strict=True)
        ]
    check_total(sum(size for _, size in found))
    meter = Meter(request, "Read")
    for table, (_, size) in zip(tables, found, strict=True):
        meter.add(table.name, IN_TRANSACTION * read_units(size, consistent=True))
    return {"Responses": [{} if item is None else {"Item": item} for item, _ in found]} | meter.reply()
