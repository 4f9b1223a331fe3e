"""How a sent action can be watched, or answered in its stead: what spies are made of (spec/actions.md §8).

An entity or a table may have an `interceptor`: a function that is given each action about to be sent (a
command, a batch, a transaction) and gives its response, or `MISSING` to let it through. An action that
concerns several entities or tables is shown to each of their interceptors, until one answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from dynamodb_toolbox.table import Interceptor
from dynamodb_toolbox.values import MISSING


class Interceptable(Protocol):
    """Whatever may have an interceptor: an `Entity`, a `Table`."""

    interceptor: Interceptor | None


def intercepted(action: object, concerned: Iterable[Interceptable]) -> Any:
    """Show an action that is about to be sent to those it concerns; give the first answer, or `MISSING`."""
    for target in concerned:
        if target.interceptor is not None:
            answer = target.interceptor(action)
            if answer is not MISSING:
                return answer
    return MISSING


def answered(answer: Any) -> Any:
    """Give an interceptor's answer to `send()`, which cannot wait for one.

    Raises:
        TypeError: The answer is to be awaited.
    """
    if _is_awaitable(answer):
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        raise TypeError("The interceptor's answer is to be awaited: send with `await send_async()`.")
    return answer


async def answered_async(answer: Any) -> Any:
    """Give an interceptor's answer to `send_async()`, awaited where it is to be."""
    return (await answer) if _is_awaitable(answer) else answer


def _is_awaitable(answer: Any) -> bool:
    if answer is MISSING:
        return False
    from inspect import isawaitable  # noqa: PLC0415  # only where somebody answers

    return isawaitable(answer)
