"""How long to wait for what, in seconds."""

from __future__ import annotations

import time

from dynamodb_toolbox.records import Record


class Timeouts(Record):
    """The bounds of waiting, in seconds; `None` for no bound.

    Attributes:
        connect: To reach the service: TCP, proxy and TLS together.
        read: For the next bytes of an answer, each time.
        pool: For a free connection, where all are in use.
    """

    connect: float | None = 5.0
    read: float | None = 30.0
    pool: float | None = 30.0


def bounded(seconds: float | None, deadline: float | None) -> tuple[float | None, bool]:
    """Give how long to wait at most, and whether the time of the whole call is what bounds it."""
    if deadline is None:
        return seconds, False
    left = max(0.0, deadline - time.monotonic())
    return (left, True) if seconds is None or left < seconds else (seconds, False)
