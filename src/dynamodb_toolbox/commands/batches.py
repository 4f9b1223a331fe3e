"""What batches of reads and of writes share: their size, their keys, their attempts (spec/actions.md §6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from dynamodb_toolbox.commands.inputs import EntityAction
from dynamodb_toolbox.errors import DynamoDBToolboxError, UnprocessedError
from dynamodb_toolbox.progress import Progress
from dynamodb_toolbox.table import Table
from dynamodb_toolbox.values import WireItem

T = TypeVar("T")

DEFAULT_ATTEMPTS: Final = 10
"""With full jitter, about 15 seconds of patience."""


def chunks(entries: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut a sequence into parts of at most `size`."""
    return (entries[start : start + size] for start in range(0, len(entries), size))


def fingerprint(key: WireItem) -> tuple[Any, ...]:
    """Give a wire key as a value that compares: its attributes with their types and contents."""
    return tuple((name, *next(iter(value.items()))) for name, value in sorted(key.items()))


def check_tables(names: Iterable[str]) -> None:
    """Refuse two commands for the same table.

    Raises:
        DynamoDBToolboxError: `actions.invalidAction`.
    """
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise DynamoDBToolboxError(
                "actions.invalidAction",
                f"Two batch commands are for the table '{name}'; put their requests into one.",
            )
        seen.add(name)


def is_same_table(table: Table, other: Table) -> bool:
    """Tell whether the two say the same table; one without a name may be any."""
    return table is other or None in (table.name, other.name) or table.get_name() == other.get_name()


def check_table(table: Table, requests: Iterable[EntityAction[Any, Any]]) -> None:
    """Refuse requests for entities of another table: they would read or write the wrong one.

    Raises:
        DynamoDBToolboxError: `actions.invalidAction`.
    """
    for request in requests:
        if not is_same_table(request.table, table):
            raise DynamoDBToolboxError(
                "actions.invalidAction",
                f"A request of entity '{request.entity.name}' is for the table '{request.table.get_name()}', "
                "and the batch for another; make a batch for each table.",
            )


def unprocessed(done: str, requests: Sequence[Any], total: int, response: Any) -> UnprocessedError:
    """Build the error for giving up on requests that came back unprocessed each time."""
    error = UnprocessedError(
        "actions.unprocessedRequests",
        f"{len(requests)} of {total} requests of the batch were not {done}: the service kept them back each "
        "time. The error's `requests` are those left: try them later, or send fewer at a time.",
        payload={"requests": list(requests), "response": response},
    )
    error.progress = Progress(response, error.requests, [])
    return error


def attempts_of(options: Mapping[str, Any]) -> int:
    """Give how often the same requests may be sent.

    Raises:
        DynamoDBToolboxError: `options.invalidMaxAttemptsOption`.
    """
    attempts = options.get("max_attempts")
    if attempts is None:
        return DEFAULT_ATTEMPTS
    if isinstance(attempts, bool) or not isinstance(attempts, int) or attempts < 1:
        raise DynamoDBToolboxError(
            "options.invalidMaxAttemptsOption",
            f"Invalid option 'max_attempts': expected a whole number from 1 up; got {attempts!r}.",
            payload={"max_attempts": attempts},
        )
    return attempts


def add_up(capacities: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Add up the consumed capacities of several calls, table by table."""
    totals: dict[str, dict[str, Any]] = {}
    for capacity in capacities:
        name = capacity["TableName"]
        totals[name] = _sum(totals[name], capacity) if name in totals else dict(capacity)
    return list(totals.values())


def _sum(left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, Any]:
    total = dict(left)
    for name, value in right.items():
        if isinstance(value, Mapping):
            total[name] = _sum(total.get(name, {}), value)
        elif isinstance(value, (int, float)):
            total[name] = total.get(name, 0) + value
        else:
            total[name] = value
    return total
