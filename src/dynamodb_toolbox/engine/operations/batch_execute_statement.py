"""BatchExecuteStatement: up to 25 PartiQL statements, each on one item and each for itself.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from dynamodb_toolbox.engine.capacity import consumed, read_units
from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.expired_items import answered
from dynamodb_toolbox.engine.keys import Place, place_of_item, place_of_key
from dynamodb_toolbox.engine.partiql.binding import Bound
from dynamodb_toolbox.engine.partiql.execution import write
from dynamodb_toolbox.engine.partiql.keys import find_key
from dynamodb_toolbox.engine.partiql.literals import value_of
from dynamodb_toolbox.engine.partiql.reads import select_one
from dynamodb_toolbox.engine.partiql.requests import Given, given_of, note_statement
from dynamodb_toolbox.engine.partiql.statements import Insert, Select
from dynamodb_toolbox.engine.storage.catalog import Table
from dynamodb_toolbox.engine.validation import Constraints, list_of, note_choices, require_struct
from dynamodb_toolbox.errors import ConditionalCheckFailedException, ServiceError, ValidationException
from dynamodb_toolbox.protocol.calls import Reply

MAX_STATEMENTS: Final = 25

_CODES: Final = {
    "InternalServerError": "InternalServerError",
    "RequestLimitExceeded": "RequestLimitExceeded",
    "ThrottlingException": "ThrottlingError",
    "ValidationException": "ValidationError",
}


class _Asked(NamedTuple):
    """A statement as it came, and as it was understood."""

    given: Given
    bound: Bound


def batch_execute_statement(context: Context, request: dict[str, Any]) -> Reply:
    """Carry out statements; what is wrong with one is told in its place.

    Raises:
        ValidationException: The request is not right, reads and writes are mixed, or two are on one item.
    """
    settings = {"ReturnConsumedCapacity": request.get("ReturnConsumedCapacity")}
    asked = [_asked(member) for member in _checked_members(request)]
    reads = {isinstance(one.bound.statement, Select) for one in asked if isinstance(one, _Asked)}
    if len(reads) > 1:
        raise ValidationException("Read and write requests together in the same batch is not supported.")
    _check_distinct(context, [one.bound for one in asked if isinstance(one, _Asked)])
    replies = [_attempt(context, one, settings) for one in asked]
    capacity = _summed([reply.pop("ConsumedCapacity") for reply in replies if "ConsumedCapacity" in reply])
    return {"Responses": replies} | ({"ConsumedCapacity": capacity} if capacity else {})


def _checked_members(request: dict[str, Any]) -> list[dict[str, Any]]:
    constraints = Constraints()
    members = list_of(request, "Statements")
    constraints.require(members, "statements")
    if members is not None:
        constraints.length(members, "statements", 1, MAX_STATEMENTS)
    for number, member in enumerate(members or (), 1):
        require_struct(member)
        note_statement(constraints, member, f"statements.{number}.member.")
    note_choices(constraints, request, ("ReturnConsumedCapacity",))
    constraints.check()
    return members or []


def _asked(member: dict[str, Any]) -> _Asked | ValidationException:
    """Read a statement and its parameters; what is wrong with them is told in its place, like all else."""
    try:
        given = given_of(member)
        return _Asked(given, given.bound())
    except ValidationException as error:
        return error


def _check_distinct(context: Context, bound: list[Bound]) -> None:
    with context.database.reading() as connection:
        places: list[tuple[str, Place]] = []
        for one in bound:
            table = context.catalog.find(connection, one.statement.table)
            place = None if table is None else _place(one, table)
            if place is not None:
                places.append((one.statement.table, place))
    if len(set(places)) < len(places):
        raise ValidationException("Provided list of item keys contains duplicates")


def _place(bound: Bound, table: Table) -> Place | None:
    """Give the place of the item that a statement is about; `None` where it does not say, or wrongly."""
    try:
        if isinstance(bound.statement, Insert):
            return place_of_item(table.key, value_of(bound.statement.item, bound.parameters).get("M", {}))
        found = find_key(bound, table.key)
        return None if found is None else place_of_key(table.key, found.key)
    except ValidationException:
        return None


def _attempt(context: Context, asked: _Asked | ValidationException, settings: dict[str, Any]) -> Reply:
    """Carry out one statement, or tell what is wrong with it."""
    table = asked.bound.statement.table if isinstance(asked, _Asked) else ""
    try:
        if not isinstance(asked, _Asked):
            raise asked
        request = asked.given.request_for(table) | settings
        # By itself, because the statements before it are done, whatever has expired meanwhile.
        done = answered(lambda within, alone: _carried_out(within, asked.bound, alone), context, request)
        return {"TableName": table} | done
    except ServiceError as error:
        code = _CODES.get(error.name, error.name.removesuffix("Exception"))
        told: Reply = {"Error": {"Code": code, "Message": error.message}}
        if isinstance(error, ConditionalCheckFailedException) and error.item is not None:
            told["Error"]["Item"] = error.item
        return told if code == "ValidationError" else told | {"TableName": table}


def _carried_out(context: Context, bound: Bound, request: dict[str, Any]) -> Reply:
    if not isinstance(bound.statement, Select):
        reply = write(context, bound, request)
        items = reply.pop("Items")
        return reply | ({"Item": items[0]} if items else {})
    with context.database.reading() as connection:
        table = context.catalog.get(connection, bound.statement.table)
        wanted = find_key(bound, table.key)
        if wanted is None or bound.statement.index is not None:
            raise ValidationException(
                "Select statements within BatchExecuteStatement must specify the primary key in the where "
                "clause."
            )
        item, size = select_one(connection, bound, table, wanted)
    units = read_units(size, consistent=request.get("ConsistentRead") is True)
    return ({"Item": item} if item is not None else {}) | consumed(request, units)


def _summed(capacities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add up what the statements cost, by table."""
    by_table: dict[str, dict[str, Any]] = {}
    for capacity in capacities:
        name = capacity["TableName"]
        by_table[name] = _added(by_table.get(name, {}), capacity)
    return list(by_table.values())


def _added(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    total = dict(left)
    for name, value in right.items():
        if isinstance(value, dict):
            total[name] = _added(total.get(name, {}), value)
        else:
            total[name] = value if isinstance(value, str) else total.get(name, 0.0) + value
    return total
