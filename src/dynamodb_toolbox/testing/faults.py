"""Faults on order: which calls fail, how, and whether they were carried out all the same."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from dynamodb_toolbox.errors import (
    ConditionalCheckFailedException,
    ProvisionedThroughputExceededException,
    TransportError,
)
from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.testing.operation_names import check_operation

Effect: TypeAlias = Callable[[dict[str, Any]], Reply]
"""What comes of a call that is met: it raises, or gives the reply."""


@dataclass(slots=True)
class Fault:
    """A fault on order.

    Attributes:
        effect: What comes of the call.
        on: Which operation is met; `None` for any.
        after: How many such calls are let through first.
        times: How many are met; `None` for all.
        done: Whether the call is carried out before.
    """

    effect: Effect
    on: str | None
    after: int
    times: int | None
    done: bool


class Faults:
    """What goes wrong with the calls of a `TestClient`.

    Each takes `on`, the operation by AWS's name (any, without), `after`, how many of its calls go well first,
    and `times`, how many do not (`None`: all from then on). A name that is no operation's is a `ValueError`.
    Of several orders that fit, the first counts.
    """

    def __init__(self) -> None:
        self._orders: list[Fault] = []
        self._lock = threading.Lock()

    def fail(
        self,
        error: Exception,
        *,
        on: str | None = None,
        after: int = 0,
        times: int | None = 1,
        done: bool = False,
    ) -> None:
        """Let calls fail with an error.

        Args:
            error: What is raised, such as `ThrottlingException("Slow down")`.
            on: The operation.
            after: How many of its calls go well first.
            times: How many fail.
            done: Whether the call is carried out, and only its answer lost.
        """

        def effect(_: dict[str, Any]) -> Reply:
            raise copy.copy(error)

        self._order(effect, on, after, times, done=done)

    def throttle(self, *, on: str | None = None, after: int = 0, times: int | None = 1) -> None:
        """Let calls be throttled: `ProvisionedThroughputExceededException`."""
        message = "The level of configured provisioned throughput for the table was exceeded."
        self.fail(ProvisionedThroughputExceededException(message), on=on, after=after, times=times)

    def fail_condition(
        self,
        *,
        on: str | None = None,
        after: int = 0,
        times: int | None = 1,
        item: dict[str, Any] | None = None,
    ) -> None:
        """Let conditions fail: `ConditionalCheckFailedException`, as if another had been faster.

        Args:
            on: The operation.
            after: How many of its calls go well first.
            times: How many fail.
            item: The item in the error, in wire form.
        """
        self.fail(ConditionalCheckFailedException(item=item), on=on, after=after, times=times)

    def time_out(
        self, *, on: str | None = None, after: int = 0, times: int | None = 1, done: bool = False
    ) -> None:
        """Let calls get no answer: `TransportError`, as the client raises it after its last attempt.

        Args:
            on: The operation.
            after: How many of its calls are answered first.
            times: How many are not.
            done: Whether the call is carried out, and only its answer lost.
        """

        def effect(_: dict[str, Any]) -> Reply:
            error = TransportError(
                "client.readTimeout", "The service was silent for longer than read_timeout."
            )
            error.sent = error.maybe_applied = True
            raise error

        self._order(effect, on, after, times, done=done)

    def leave_unprocessed(self, *, on: str, after: int = 0, times: int | None = 1) -> None:
        """Let batches come back whole, as from a table that is busy.

        Args:
            on: `BatchGetItem` or `BatchWriteItem`.
            after: How many of them go well first.
            times: How many come back.
        """
        effects: dict[str, Effect] = {
            "BatchGetItem": lambda request: {"Responses": {}, "UnprocessedKeys": request["RequestItems"]},
            "BatchWriteItem": lambda request: {"UnprocessedItems": request["RequestItems"]},
        }
        if on not in effects:
            raise ValueError(f"Expected on='BatchGetItem' or on='BatchWriteItem'; got {on!r}")
        self._order(effects[on], on, after, times, done=False)

    def clear(self) -> None:
        """Forget all orders."""
        with self._lock:
            self._orders.clear()

    def met(self, operation: str) -> Fault | None:
        """Count a call, and give the fault that it meets."""
        with self._lock:
            fault = next((order for order in self._orders if order.on in {None, operation}), None)
            if fault is None:
                return None
            if fault.after:
                fault.after -= 1
                return None
            if fault.times is not None:
                fault.times -= 1
                if fault.times == 0:
                    self._orders.remove(fault)
            return fault

    def _order(self, effect: Effect, on: str | None, after: int, times: int | None, *, done: bool) -> None:
        if after < 0 or (times is not None and times < 1):
            raise ValueError(f"Expected after of 0 or more and times of 1 or more; got {after} and {times}")
        if on is not None:
            check_operation(on)
        with self._lock:
            self._orders.append(Fault(effect, on, after, times, done))
