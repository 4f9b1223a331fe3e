"""`Progress`: how far a command of several calls came, as its error tells it (docs/errors.md)."""

from __future__ import annotations

from typing import Any


class Progress:
    """How far a command of several calls came before an error ended it: what is done, open and unknown.

    Attributes:
        response: What was done or found until then, as the command would have answered; `metadata` is the
            calls', that which failed included.
        requests: What is left, in order, the unknown included: of a batch its requests, to build another one
            of; of DeletePartition the keys of the page at hand. Of a query or scan nothing: it goes on at
            the `last_evaluated_key` of `response`.
        unknown: Those of `requests` that may have been applied all the same, as their answer was lost. All
            the others are not done.

    Where it is pickled, requests become what their `params()` gives, and there is no response: entities and
    their clients do not cross processes.
    """

    __slots__ = ("requests", "response", "unknown")

    def __init__(self, response: Any, requests: list[Any], unknown: list[Any]) -> None:
        self.response = response
        self.requests = requests
        self.unknown = unknown

    def __reduce__(self) -> tuple[Any, ...]:
        return Progress, (None, plain(self.requests), plain(self.unknown))

    def __repr__(self) -> str:
        return f"Progress({len(self.requests)} requests left, {len(self.unknown)} of them unknown)"


def plain(requests: list[Any]) -> list[Any]:
    """Give requests as what their `params()` gives, which crosses processes."""
    return [request.params() if hasattr(request, "params") else request for request in requests]
