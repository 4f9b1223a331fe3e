"""Why a transaction is not done: one reason for each of its operations, in their order.

Codes and messages:
https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypeVar

from dynamodb_toolbox.errors import (
    ConditionalCheckFailedException,
    DuplicateItemException,
    ItemCollectionSizeLimitExceededException,
    ServiceError,
    TransactionCanceledException,
    ValidationException,
)

S = TypeVar("S")
T = TypeVar("T")

_CODES: Final[dict[type[ServiceError], str]] = {
    ConditionalCheckFailedException: "ConditionalCheckFailed",
    DuplicateItemException: "DuplicateItem",
    ItemCollectionSizeLimitExceededException: "ItemCollectionSizeLimitExceeded",
    ValidationException: "ValidationError",
}


def all_or_cancelled(steps: Iterable[S], attempt: Callable[[S], T]) -> list[T]:
    """Attempt every step and give all results.

    Raises:
        TransactionCanceledException: Some failed; each is told, and the others have the code `None`.
    """
    results: list[T] = []
    reasons: list[dict[str, Any]] = []
    for step in steps:
        try:
            results.append(attempt(step))
        except tuple(_CODES) as error:
            reasons.append(_reason(error))
        else:
            reasons.append({"Code": "None"})
    if len(results) < len(reasons):
        raise _cancelled(reasons)
    return results


def _reason(error: ServiceError) -> dict[str, Any]:
    reason: dict[str, Any] = {"Code": _CODES[type(error)], "Message": error.message}
    if isinstance(error, ConditionalCheckFailedException) and error.item is not None:
        reason["Item"] = error.item
    return reason


def _cancelled(reasons: list[dict[str, Any]]) -> TransactionCanceledException:
    codes = ", ".join(reason["Code"] for reason in reasons)
    return TransactionCanceledException(
        f"Transaction cancelled, please refer cancellation reasons for specific reasons [{codes}]",
        reasons=reasons,
    )
