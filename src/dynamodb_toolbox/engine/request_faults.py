"""Faults of requests that operations tell in different words, and which operation tells them how.

AWS checks values and expressions in two layers, and moves its operations from the older to the newer one.
As its regions answer since October 2026:

- PutItem, UpdateItem and DeleteItem use the newer one, and put `1 validation error detected: ` before what
  they find in the request itself (`enveloped`). Which faults come without it, the faults know.
- GetItem, BatchGetItem and Query use the newer one, without that: they let the fault pass as it is.
- BatchWriteItem, the transactions, Scan, SearchVectors and PartiQL use the older one (`in_older_words`).

Sources: paritysuite/dynamodb-conformance, `tier3/error-messages/{valueLayers,putItem,updateItem,deleteItem}`
and `partiqlParameterNumbers` (2026-10-09), its captures of 33 regions (2026-09-20, 2026-10-07); what stays
bare: nubo-db/dynoxide, CHANGELOG 0.12.0.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from dynamodb_toolbox.errors import ValidationException

P = ParamSpec("P")
T = TypeVar("T")

ENVELOPE: Final = "1 validation error detected: "


class RequestFault(ValidationException):
    """A `ValidationException` whose words depend on the operation.

    Args:
        message: What the newer layer says.
        older: What the older layer says, where that differs.
        in_envelope: What stands in the envelope, where that differs from the message.
        is_bare: Whether there is no envelope even where others have one.
    """

    def __init__(
        self,
        message: str,
        *,
        older: str | None = None,
        in_envelope: str | None = None,
        is_bare: bool = False,
    ) -> None:
        super().__init__(message, name="ValidationException")
        self.older = message if older is None else older
        self.in_envelope = message if in_envelope is None else in_envelope
        self.is_bare = is_bare


def enveloped(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Read a part of a request; its faults come in the envelope, but for those that are bare everywhere.

    Raises:
        ValidationException: Something is wrong with it.
    """
    try:
        return read(*args, **kwargs)
    except ValidationException as error:
        raise ValidationException(_in_envelope(error)) from None


def in_older_words(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Read a part of a request; its faults come in the words of the older layer.

    Raises:
        ValidationException: Something is wrong with it.
    """
    try:
        return read(*args, **kwargs)
    except RequestFault as fault:
        raise ValidationException(fault.older) from None


def _in_envelope(error: ValidationException) -> str:
    if not isinstance(error, RequestFault):
        return ENVELOPE + error.message
    return error.message if error.is_bare else ENVELOPE + error.in_envelope
