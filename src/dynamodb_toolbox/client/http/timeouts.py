"""How long to wait for what, in seconds."""

from __future__ import annotations

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
