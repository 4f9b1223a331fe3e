"""Items whose time to live is over are removed before the next request for their table is answered.

AWS removes them within a few days, and shows them until then. Here they are gone at the next request, so
that who turns the clock sees it at once; their stream records say that the service removed them.
Page: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ttl-expired-items.html
"""

from __future__ import annotations

from typing import Any, Final

from dynamodb_toolbox.engine.context import Context, Operation
from dynamodb_toolbox.engine.storage import expiry, items
from dynamodb_toolbox.engine.storage.expiry import ItemsDue
from dynamodb_toolbox.protocol.calls import Reply

_ITEMS_AT_ONCE: Final = 1000  # in one transaction, so that others get their turn


def answered(operation: Operation, context: Context, request: dict[str, Any]) -> Reply:
    """Answer a request; an operation that meets expired items has done nothing yet, and is tried again.

    Raises:
        ServiceError: What DynamoDB would answer.
        EngineError: The database is closed or cannot be used.
    """
    while True:
        try:
            return operation(context, request)
        except ItemsDue as due:
            _remove(context, due.table)


def _remove(context: Context, name: str) -> None:
    with context.database.writing() as connection:
        table = context.catalog.look_up(connection, name)
        if table is not None and table.expires_by is not None:
            for place in expiry.due(connection, table.id, _ITEMS_AT_ONCE):
                items.delete(connection, table, place, by_service=True)
