"""The calls that were made, for a test to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dynamodb_toolbox.protocol.calls import Reply
from dynamodb_toolbox.testing.operation_names import check_operation
from dynamodb_toolbox.values import copied


@dataclass(slots=True)
class RecordedCall:
    """One call.

    Attributes:
        operation: AWS's name, such as `PutItem`.
        request: What was asked, in wire form.
        reply: What was answered; `None` where nothing was.
        error: What was raised instead.
    """

    operation: str
    request: dict[str, Any]
    reply: Reply | None = None
    error: BaseException | None = None


class Calls:
    """All calls, in the order in which they were made."""

    def __init__(self) -> None:
        self._made: list[RecordedCall] = []

    def __iter__(self) -> Iterator[RecordedCall]:
        return iter(list(self._made))

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, number: int) -> RecordedCall:
        return self._made[number]

    @property
    def operations(self) -> list[str]:
        """The operations called."""
        return [call.operation for call in self._made]

    def of(self, operation: str, **members: Any) -> list[RecordedCall]:
        """Give the calls of an operation whose requests have these members (`TableName="pokemons"`).

        Raises:
            ValueError: There is no such operation.
        """
        check_operation(operation)
        return [call for call in self if call.operation == operation and _has(call.request, members)]

    def assert_made(self, operation: str, *, times: int | None = None, **members: Any) -> None:
        """Check that an operation was called, perhaps with these members in its request.

        Args:
            operation: AWS's name.
            times: How often; at least once, without.
            members: What the request had, such as `TableName="pokemons"`.

        Raises:
            AssertionError: It was not; the message lists what was.
            ValueError: There is no such operation.
        """
        found = len(self.of(operation, **members))
        if found != times if times is not None else not found:
            expected = "at least once" if times is None else f"{times} times"
            wanted = f" with {members}" if members else ""
            raise AssertionError(
                f"Expected {operation}{wanted} {expected}, it was called {found} times. {self}"
            )

    def assert_not_made(self, operation: str, **members: Any) -> None:
        """Check that an operation was not called.

        Raises:
            AssertionError: It was; the message lists all calls.
            ValueError: There is no such operation.
        """
        self.assert_made(operation, times=0, **members)

    def clear(self) -> None:
        """Forget the calls made so far."""
        self._made.clear()

    def note(self, operation: str, request: dict[str, Any]) -> RecordedCall:
        """Remember a call that is about to be made."""
        call = RecordedCall(operation, copied(request))
        self._made.append(call)
        return call

    def __str__(self) -> str:
        lines = [f"  {call.operation} {call.request}" for call in self._made]
        return "\n".join(["All calls:", *lines]) if lines else "There were no calls."


def _has(request: dict[str, Any], members: dict[str, Any]) -> bool:
    return all(name in request and request[name] == value for name, value in members.items())
