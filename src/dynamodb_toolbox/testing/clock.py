"""A clock that stands still until it is told to move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

START: Final = datetime(2030, 1, 1, tzinfo=UTC)


class Clock:
    """Time as a test has it: what the engine goes by for expiry, streams and tokens."""

    def __init__(self, start: datetime | float = START) -> None:
        """Start a clock.

        Args:
            start: An aware `datetime`, or seconds since 1970.
        """
        self._seconds = _seconds(start)

    def __call__(self) -> float:
        """Give the seconds since 1970."""
        return self._seconds

    @property
    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.fromtimestamp(self._seconds, UTC)

    def advance(self, by: timedelta | float) -> None:
        """Move on.

        Args:
            by: How far: a `timedelta`, or seconds.

        Raises:
            ValueError: That would be back.
        """
        seconds = by.total_seconds() if isinstance(by, timedelta) else by
        if seconds < 0:
            raise ValueError(f"A clock goes forward; to go back by {-seconds} seconds, use set()")
        self._seconds += seconds

    def set(self, to: datetime | float) -> None:
        """Jump to a time: an aware `datetime`, or seconds since 1970."""
        self._seconds = _seconds(to)


def _seconds(time: datetime | float) -> float:
    if not isinstance(time, datetime):
        return float(time)
    if time.tzinfo is None:
        raise ValueError(f"Expected a time with its zone, such as {time.isoformat()}+00:00; got one without")
    return time.timestamp()
