"""Waiting for a table: described again and again, at growing intervals, until it is active, or gone.

Statuses: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from dynamodb_toolbox.errors import ResourceNotFoundException, TableTimeoutError
from dynamodb_toolbox.protocol.calls import Call, Steps

_FIRST_WAIT: Final = 0.25  # seconds
_LONGEST_WAIT: Final = 5.0
_ON_THE_WAY: Final = ("CREATING", "UPDATING")


def until_active(
    name: str,
    description: dict[str, Any],
    timeout: float,
    *,
    indexes: Collection[str] = (),
    just_created: bool = False,
) -> Steps[dict[str, Any]]:
    """Describe a table until it is active, and these of its global indexes too; give the description.

    Args:
        name: The table.
        description: What is known of it.
        timeout: Seconds to wait at most.
        indexes: The global indexes that have to be active; those that are not there are not waited for.
        just_created: Whether a table not found is yet to appear, as AWS is a moment behind itself.

    Raises:
        TableTimeoutError: `table.notActive` where it is not active in time, or is not going to be.
        ResourceNotFoundException: It is gone.
    """
    for wait in _waits(timeout):
        left = _unfinished(description, indexes)
        if not left:
            return description
        if description["TableStatus"] not in (*_ON_THE_WAY, "ACTIVE"):
            raise _not_active(name, left, "and is not going to be")
        try:
            description = (yield Call("DescribeTable", {"TableName": name}, after=wait))["Table"]
        except ResourceNotFoundException:
            if not just_created:
                raise
        else:
            just_created = False
    left = _unfinished(description, indexes)
    if not left:
        return description
    raise _not_active(name, left, f"after {timeout:.0f} s")


def until_gone(name: str, timeout: float) -> Steps[None]:
    """Describe a table until there is none.

    Raises:
        TableTimeoutError: `table.notGone` where it is still there.
    """
    for wait in _waits(timeout):
        try:
            yield Call("DescribeTable", {"TableName": name}, after=wait)
        except ResourceNotFoundException:
            return
    raise TableTimeoutError(
        "table.notGone",
        f"Table '{name}' is still there after {timeout:.0f} s, although it is being deleted. Look at it in "
        "the console, or wait longer (`timeout` option).",
        payload={"timeout": timeout},
    )


def _unfinished(description: dict[str, Any], indexes: Collection[str]) -> dict[str, str]:
    """Give the statuses that are not yet `ACTIVE`, by what has them."""
    statuses = {"": description["TableStatus"]}
    for index in description.get("GlobalSecondaryIndexes", ()):
        if index["IndexName"] in indexes and index.get("IndexStatus") == "CREATING":
            statuses[f"its index '{index['IndexName']}'"] = index["IndexStatus"]
    return {what: status for what, status in statuses.items() if status != "ACTIVE"}


def _not_active(name: str, left: dict[str, str], when: str) -> TableTimeoutError:
    which = " and ".join(f"{what or 'it'} is {status}" for what, status in left.items())
    return TableTimeoutError(
        "table.notActive",
        f"Table '{name}' is not active {when}: {which}. Look at it in the console, or wait longer "
        "(`timeout` option).",
        payload={"statuses": {what or name: status for what, status in left.items()}},
    )


def _waits(timeout: float) -> Iterator[float]:
    """Give growing waits that make up the time there is; without time, none."""
    wait, left = _FIRST_WAIT, timeout
    while left > 0:
        yield min(wait, left)
        left -= wait
        wait = min(wait * 2, _LONGEST_WAIT)
