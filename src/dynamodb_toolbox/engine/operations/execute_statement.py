"""ExecuteStatement: one PartiQL statement; a SELECT in pages.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteStatement.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.partiql.execution import write
from dynamodb_toolbox.engine.partiql.next_token import key_of, token_of
from dynamodb_toolbox.engine.partiql.reads import select_page
from dynamodb_toolbox.engine.partiql.requests import Given, given_of, note_statement
from dynamodb_toolbox.engine.partiql.statements import Select
from dynamodb_toolbox.engine.validation import Constraints, integer_of, note_choices, text_of
from dynamodb_toolbox.errors import ValidationException
from dynamodb_toolbox.protocol.calls import Reply

_LONGEST_TOKEN: Final = 32768
_OF_READS: Final = ("Items", "LastEvaluatedKey", "ConsumedCapacity")


def execute_statement(context: Context, request: dict[str, Any]) -> Reply:
    """Carry out a statement.

    Raises:
        ValidationException: The request or the statement is not right.
        ConditionalCheckFailedException: The WHERE of a write does not hold of the item.
        DuplicateItemException: An INSERT found an item.
        ResourceNotFoundException: There is no such table.
    """
    _check(request)
    given = given_of(request)
    bound = given.bound()
    token: str | None = request.get("NextToken")
    if isinstance(bound.statement, Select):
        reply = select_page(
            context, bound, _request_of(request, given, bound.statement), _start(given, token)
        )
        return _page(given, reply)
    if token is not None:
        raise ValidationException("NextToken is only valid on a SELECT statement")
    return write(context, bound, given.request_for(bound.statement.table))


def _check(request: dict[str, Any]) -> None:
    constraints = Constraints()
    note_statement(constraints, request)
    note_choices(constraints, request, ("ReturnConsumedCapacity",))
    limit = integer_of(request, "Limit")
    if limit is not None:
        constraints.between(limit, "limit", 1)
    token = text_of(request, "NextToken")
    if token is not None:
        constraints.length(token, "nextToken", 1, _LONGEST_TOKEN)
    constraints.check()


def _request_of(request: dict[str, Any], given: Given, statement: Select) -> dict[str, Any]:
    limit = {} if request.get("Limit") is None else {"Limit": request["Limit"]}
    return given.request_for(statement.table) | limit


def _start(given: Given, token: str | None) -> dict[str, Any] | None:
    return None if token is None else key_of(token, given.text, given.parameters)


def _page(given: Given, reply: Reply) -> Reply:
    page: Reply = {name: reply[name] for name in _OF_READS if name in reply}
    if "LastEvaluatedKey" in page:
        page["NextToken"] = token_of(given.text, given.parameters, page["LastEvaluatedKey"])
    return page
