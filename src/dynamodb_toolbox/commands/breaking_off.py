"""Commands of several calls that an error ends midway: what the error says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dynamodb_toolbox.errors import CredentialsError, ServiceError, TransportError
from dynamodb_toolbox.progress import Progress


def tell_progress(
    error: Exception, response: Any, requests: Sequence[Any] = (), under_way: Sequence[Any] = ()
) -> None:
    """Say on an error how far a command came.

    Args:
        error: What ended it.
        response: What was done until then.
        requests: What is left, in order.
        under_way: Those of them that were in the call which failed.
    """
    unknown = list(under_way) if may_be_applied(error) else []
    progress = Progress(response, list(requests), unknown)
    error.progress = progress  # type: ignore[attr-defined]  # it may be anyone's, such as a hook's
    if requests:
        error.add_note(
            f"The command was broken off: {len(requests)} requests are left, and {len(unknown)} of "
            "them may have been applied all the same. The error's `progress` has them."
        )


def may_be_applied(error: Exception) -> bool:
    """Tell whether a write that an error ended may have been applied."""
    if isinstance(error, ServiceError | TransportError):
        return error.maybe_applied
    return not isinstance(error, CredentialsError)
