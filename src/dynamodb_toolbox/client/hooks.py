"""Who watches calls: hooks of the user's, and standard logging.

A hook is called with each `Call` before it is sent, and gives a function for its `Outcome`, or `None`:

    def slow(call):
        def ended(outcome):
            if outcome.metadata.latency > 1:
                print(call.operation, outcome.metadata)
        return ended

Logging costs nothing while nobody listens: the module is not even loaded for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from dynamodb_toolbox.protocol.answers import Metadata
from dynamodb_toolbox.protocol.calls import Call

if TYPE_CHECKING:
    import logging

LOGGER: Final = "dynamodb_toolbox.client"
_LEVELS: Final = {"DEBUG": 10, "INFO": 20, "WARNING": 30}
_loggers: Final[dict[str, logging.Logger]] = {}


class Outcome:
    """How a call ended.

    Attributes:
        error: What was raised; `None` where it went well.
        metadata: What it took.
        reply: The reply in wire form, items and all; `None` where there is none.
    """

    __slots__ = ("error", "metadata", "reply")

    def __init__(
        self,
        metadata: Metadata,
        *,
        reply: dict[str, Any] | None = None,
        error: BaseException | None = None,
    ) -> None:
        self.metadata = metadata
        self.error = error
        self.reply = reply

    @classmethod
    def of_error(cls, error: BaseException, latency: float) -> Outcome:
        """Make one of what was raised."""
        return cls(Metadata(getattr(error, "attempts", 1), latency), error=error)

    @property
    def consumed_capacity(self) -> Any:
        """AWS's `ConsumedCapacity`, one or one a table, where the call asked for it."""
        return (self.reply or {}).get("ConsumedCapacity")


Ended: TypeAlias = Callable[[Outcome], None]
"""What is done once a call has ended."""

Hook: TypeAlias = Callable[[Call], Ended | None]
"""What is done before a call is sent; what it raises goes to the caller, and nothing is sent."""


def watched(hooks: Sequence[Hook], call: Call) -> list[Ended]:
    """Tell all who watch of a call, and give those who want to know how it ends."""
    endings = _begun(hooks, call) if hooks else []
    log = logger("DEBUG")
    if log is not None:
        endings.append(lambda outcome: _log(log, call, outcome))
    return endings


def _begun(hooks: Sequence[Hook], call: Call) -> list[Ended]:
    endings: list[Ended] = []
    try:
        for hook in hooks:
            ended = hook(call)
            if ended is not None:
                endings.append(ended)
    except BaseException as error:  # nothing is sent, and those before are told so
        tell(endings, Outcome.of_error(error, 0.0))
        raise
    return endings


def tell(endings: Sequence[Ended], outcome: Outcome) -> None:
    """Tell those who want to know how a call ended: the last to see it begin first.

    Where one raises, the others are told all the same; then what it raised goes to the caller.
    """
    raised: BaseException | None = None
    for ended in reversed(endings):
        try:
            ended(outcome)
        except BaseException as error:  # noqa: BLE001  # it is raised below
            raised = raised or error
    if raised is not None:
        raise raised


def logger(level: str) -> logging.Logger | None:
    """Give our logger where somebody listens to it at that level; who never loaded `logging` does not."""
    module = sys.modules.get("logging")
    if module is None:
        return None
    log = _loggers.get(LOGGER)
    if log is None:
        log = _loggers[LOGGER] = module.getLogger(LOGGER)
    return log if log.isEnabledFor(_LEVELS[level]) else None


def _log(log: logging.Logger, call: Call, outcome: Outcome) -> None:
    """Say how a call ended, with no value of an item, and no message of an error (it may quote one)."""
    metadata, error = outcome.metadata, outcome.error
    end = (
        "ok"
        if error is None
        else getattr(error, "name", None) or getattr(error, "code", type(error).__name__)
    )
    log.debug(
        "%s %s: %s in %.1f ms, attempts %d, request %s",
        call.operation,
        call.request.get("TableName", "-"),
        end,
        metadata.latency * 1000,
        metadata.attempts,
        metadata.request_id or getattr(error, "request_id", None) or "-",
    )
