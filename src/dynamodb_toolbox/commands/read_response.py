"""`ReadResponse`: what queries and scans answer (spec/actions.md §3.1.5)."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from dynamodb_toolbox.commands.cursor_scope import CursorScope, Secret
from dynamodb_toolbox.errors import DynamoDBToolboxError
from dynamodb_toolbox.protocol.answers import Metered
from dynamodb_toolbox.records import Record

I = TypeVar("I")  # noqa: E741  # the items given back


class ReadResponse(Record, Metered, Generic[I], aside=("scope",)):
    """What a query or scan found.

    Attributes:
        items: The items, each formatted by its entity; as they are stored, where there are no entities.
        last_evaluated_key: Where to go on (`exclusive_start_key`); `None` at the end.
        count: How many items passed the filter.
        scanned_count: How many were read.
        consumed_capacity: AWS's `ConsumedCapacity` of all pages, where `capacity` asked for it.
        scope: What a cursor is bound to; `None` in a response of one's own making.
    """

    items: list[I]
    last_evaluated_key: dict[str, Any] | None
    count: int
    scanned_count: int
    consumed_capacity: dict[str, Any] | None = None
    scope: CursorScope | None = None

    def cursor(self, secret: Secret | None = None) -> str | None:
        """Give `last_evaluated_key` as short text, fit for a URL; `None` at the end.

        It is for the `cursor` option of the same query: same table, index and partition. Its reader can see
        the key in it. Only a signed one is known to be unchanged.

        Args:
            secret: What signs it; unless given, the `cursor_secret` option of the command, if that is.

        Raises:
            DynamoDBToolboxError: `options.invalidCursorSecretOption` where the secret is empty;
                `cursor.unbound` where the response was not given by a query or scan.
        """
        if self.last_evaluated_key is None:
            return None
        if self.scope is None:
            message = (
                "A response of your own making has no query that a cursor can be bound to; give `scope`."
            )
            raise DynamoDBToolboxError("cursor.unbound", message)
        from dynamodb_toolbox.commands.cursors import make_cursor  # noqa: PLC0415  # loads hashes, for few

        secret = self.scope.secret if secret is None else secret
        return make_cursor(self.last_evaluated_key, self.scope, secret)
