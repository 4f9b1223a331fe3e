"""Writes whose answer was lost: what is known of them, and what is told.

An attempt is lost where the request may have reached the service and no word of it came back, or a 5xx, of
which AWS says: "the operation may have succeeded or failed". Sent again, a write that was applied is applied
twice, and its condition may fail because of the first time. Only a token (`ClientRequestToken`) keeps the two
apart.

Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
"""

from __future__ import annotations

from typing import Final

from dynamodb_toolbox.errors import ServiceError, TransportError

_READS: Final = frozenset({"BatchGetItem", "GetItem", "Query", "Scan", "TransactGetItems"})
_READING: Final = ("Describe", "List", "Get")
TOKENS: Final = {
    "ExecuteTransaction": "ClientRequestToken",
    "ExportTableToPointInTime": "ClientToken",
    "ImportTable": "ClientToken",
    "TransactWriteItems": "ClientRequestToken",
}
"""The operations with an idempotency token, and its field (the API's model)."""


def has_token(operation: str, body: bytes) -> bool:
    """Tell whether a request bears the token by which the service knows it again."""
    token = TOKENS.get(operation)
    return token is not None and f'"{token}"'.encode() in body


def is_read(operation: str) -> bool:
    """Tell whether an operation changes nothing."""
    return operation in _READS or operation.startswith(_READING)


class Losses:
    """The lost attempts of one call.

    Attributes:
        operation: What was called.
        count: How many attempts of a write may have been applied unseen; 0 for a read.
    """

    __slots__ = ("_has_token", "_last_lost", "count", "operation")

    def __init__(self, operation: str, *, has_token: bool) -> None:
        self.operation = operation
        self._has_token = has_token
        self._last_lost = False
        self.count = 0

    @property
    def unsafe(self) -> bool:
        """Whether sending it again may apply it twice."""
        return self.count > 0 and not self._has_token

    def note(self, error: Exception, status: int) -> None:
        """Take note of how an attempt failed."""
        sent = isinstance(error, TransportError) and error.sent
        self._last_lost = (sent or status >= 500) and not is_read(self.operation)
        self.count += self._last_lost

    def tell(self, error: ServiceError | TransportError) -> None:
        """Say on an error that goes to the caller what may have been applied."""
        if not self.count or (self._has_token and not self._last_lost):
            return  # by its token, the service would have known an earlier attempt
        error.maybe_applied = True
        error.add_note(
            f"{self.count} of {error.attempts} attempts of this {self.operation} got no answer, so "
            "it may have been "
            "applied all the same. Read the item before you repeat it."
        )
