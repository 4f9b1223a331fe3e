"""ListTables: the names of the tables, in order and by pages.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html
"""

from __future__ import annotations

from typing import Any

from dynamodb_toolbox.engine.context import Context
from dynamodb_toolbox.engine.storage.catalog import names_after
from dynamodb_toolbox.engine.validation import Constraints, integer_of, text_of
from dynamodb_toolbox.limits import LIST_TABLES_PAGE, MIN_TABLE_NAME
from dynamodb_toolbox.protocol.calls import Reply


def list_tables(context: Context, request: dict[str, Any]) -> Reply:
    """Give a page of names; `LastEvaluatedTableName` tells that there are more.

    Raises:
        ValidationException: A parameter breaks a constraint.
    """
    constraints = Constraints()
    start = text_of(request, "ExclusiveStartTableName")
    if start is not None:
        constraints.name(start, "exclusiveStartTableName", MIN_TABLE_NAME)
    limit = integer_of(request, "Limit")
    if limit is not None:
        constraints.between(limit, "limit", 1, LIST_TABLES_PAGE)
    constraints.check()
    page = limit or LIST_TABLES_PAGE
    with context.database.reading() as connection:
        names = names_after(connection, start or "", page + 1)
    reply: Reply = {"TableNames": names[:page]}
    if len(names) > page:
        reply["LastEvaluatedTableName"] = names[page - 1]
    return reply
